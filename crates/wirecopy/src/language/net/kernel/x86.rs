//! The product by vector instructions of 512 bits (VNNI) and of 256 (AVX2).
#![expect(clippy::many_single_char_names, reason = "rows r, blocks b, inputs k, activations a, weights w")]

use std::arch::x86_64::{
    __m256, __m512, __m512i, _mm256_add_epi32, _mm256_add_ps, _mm256_cvtepi32_ps, _mm256_loadu_ps,
    _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_max_ps, _mm256_mul_ps,
    _mm256_set1_epi16, _mm256_set1_epi32, _mm256_setzero_ps, _mm256_setzero_si256, _mm256_storeu_ps,
    _mm256_sub_epi32, _mm512_add_ps, _mm512_cvtepi32_ps, _mm512_dpbusd_epi32, _mm512_loadu_ps,
    _mm512_loadu_si512, _mm512_max_ps, _mm512_mul_ps, _mm512_set1_epi32, _mm512_setzero_ps,
    _mm512_setzero_si512, _mm512_storeu_ps, _mm512_sub_epi32,
};

use super::{LANES, Rows, Turn, Work};

/// A product to be made: as many starts as `count` rows of `parts` parts have; weights for `blocks` blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task<'a> {
    pub(super) weights: &'a [u8],
    pub(super) blocks: usize,
    pub(super) parts: usize,
    pub(super) count: usize,
    pub(super) rows: Rows<'a>,
    pub(super) turn: Turn<'a>,
}

pub(super) fn has_vnni() -> bool {
    is_x86_feature_detected!("avx512vnni")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
}

pub(super) fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2")
}

#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl")]
pub(super) fn in_avx512<W: Work>(work: W) -> W::Out {
    work.run()
}

#[target_feature(enable = "avx2")]
pub(super) fn in_avx2<W: Work>(work: W) -> W::Out {
    work.run()
}

#[target_feature(enable = "avx512f,avx512vnni")]
pub(super) unsafe fn vnni<const ADD: bool>(t: Task<'_>, out: &mut [f32]) {
    // The weights of two blocks stay near while all rows go by.
    let mut b = 0;
    while b < t.blocks {
        // SAFETY: the blocks `b` and, if it is one of several, `b + 1` are there.
        unsafe {
            if t.blocks - b >= 2 {
                column::<2, ADD>(t, b, out);
                b += 2;
            } else {
                column::<1, ADD>(t, b, out);
                b += 1;
            }
        }
    }
}

#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn column<const B: usize, const ADD: bool>(t: Task<'_>, b: usize, out: &mut [f32]) {
    let mut r = 0;
    while r < t.count {
        // SAFETY: as many rows from `r` are there.
        unsafe {
            r += match t.count - r {
                8.. => tile::<8, B, ADD>(t, r, b, out),
                4.. => tile::<4, B, ADD>(t, r, b, out),
                2.. => tile::<2, B, ADD>(t, r, b, out),
                _ => tile::<1, B, ADD>(t, r, b, out),
            };
        }
    }
}

/// Rows `r` to `r + R` and blocks `b` to `b + B`; gives `R`.
#[target_feature(enable = "avx512f,avx512vnni")]
unsafe fn tile<const R: usize, const B: usize, const ADD: bool>(
    t: Task<'_>,
    r: usize,
    b: usize,
    out: &mut [f32],
) -> usize {
    let mut acc = [[_mm512_setzero_si512(); B]; R];
    let part = t.rows.part;
    let size = t.parts * part * LANES;
    // SAFETY: the caller has seen to it that these rows and blocks are there; a row has `parts` starts, each with
    // `part` bytes behind it, a multiple of four, and a block `parts` times `part` times `LANES` weights; there are
    // `LANES` numbers a block in `out` and `turn`.
    unsafe {
        let starts = t.rows.starts.as_ptr().add(r * t.parts);
        let mut block = t.weights.as_ptr().add(b * size);
        for p in 0..t.parts {
            let row: [*const u8; R] =
                std::array::from_fn(|i| t.rows.bytes.as_ptr().add(*starts.add(i * t.parts + p) as usize));
            for k in (0..part).step_by(4) {
                let mut w = [_mm512_setzero_si512(); B];
                for (j, w) in w.iter_mut().enumerate() {
                    *w = _mm512_loadu_si512(block.add(j * size).cast());
                }
                for (acc, row) in acc.iter_mut().zip(row) {
                    let a = _mm512_set1_epi32(row.add(k).cast::<i32>().read_unaligned());
                    for (acc, w) in acc.iter_mut().zip(w) {
                        *acc = _mm512_dpbusd_epi32(*acc, a, w);
                    }
                }
                block = block.add(4 * LANES);
            }
        }
        for (i, acc) in acc.iter().enumerate() {
            for (j, &acc) in acc.iter().enumerate() {
                let at = out.as_mut_ptr().add(((r + i) * t.blocks + b + j) * LANES);
                let y = turned(t.turn, (b + j) * LANES, acc);
                let y = if ADD {
                    _mm512_add_ps(_mm512_loadu_ps(at), _mm512_max_ps(y, _mm512_setzero_ps()))
                } else {
                    y
                };
                _mm512_storeu_ps(at, y);
            }
        }
    }
    R
}

#[target_feature(enable = "avx512f")]
unsafe fn turned(turn: Turn<'_>, k: usize, sums: __m512i) -> __m512 {
    // SAFETY: the caller has seen to it that there are `LANES` numbers from `k`.
    unsafe {
        let less = _mm512_sub_epi32(sums, _mm512_loadu_si512(turn.zeros.as_ptr().add(k).cast()));
        let scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(less), _mm512_loadu_ps(turn.scales.as_ptr().add(k)));
        _mm512_add_ps(scaled, _mm512_loadu_ps(turn.offsets.as_ptr().add(k)))
    }
}

#[target_feature(enable = "avx2")]
pub(super) unsafe fn avx2<const ADD: bool>(t: Task<'_>, out: &mut [f32]) {
    for b in 0..t.blocks {
        let mut r = 0;
        while r < t.count {
            // SAFETY: the block and as many rows from `r` are there.
            unsafe {
                r += match t.count - r {
                    4.. => half::<4, ADD>(t, r, b, out),
                    2.. => half::<2, ADD>(t, r, b, out),
                    _ => half::<1, ADD>(t, r, b, out),
                };
            }
        }
    }
}

#[target_feature(enable = "avx2")]
unsafe fn half<const R: usize, const ADD: bool>(t: Task<'_>, r: usize, b: usize, out: &mut [f32]) -> usize {
    let mut acc = [[_mm256_setzero_si256(); 2]; R];
    let ones = _mm256_set1_epi16(1);
    let part = t.rows.part;
    // SAFETY: as in `tile`.
    unsafe {
        let starts = t.rows.starts.as_ptr().add(r * t.parts);
        let mut block = t.weights.as_ptr().add(b * t.parts * part * LANES);
        for p in 0..t.parts {
            let row: [*const u8; R] =
                std::array::from_fn(|i| t.rows.bytes.as_ptr().add(*starts.add(i * t.parts + p) as usize));
            for k in (0..part).step_by(4) {
                let w = [_mm256_loadu_si256(block.cast()), _mm256_loadu_si256(block.add(32).cast())];
                for (acc, row) in acc.iter_mut().zip(row) {
                    let a = _mm256_set1_epi32(row.add(k).cast::<i32>().read_unaligned());
                    for (acc, w) in acc.iter_mut().zip(w) {
                        let pairs = _mm256_maddubs_epi16(a, w);
                        *acc = _mm256_add_epi32(*acc, _mm256_madd_epi16(pairs, ones));
                    }
                }
                block = block.add(4 * LANES);
            }
        }
        for (i, acc) in acc.iter().enumerate() {
            for (j, &acc) in acc.iter().enumerate() {
                let k = b * LANES + 8 * j;
                let at = out.as_mut_ptr().add((r + i) * t.blocks * LANES + k);
                let less = _mm256_sub_epi32(acc, _mm256_loadu_si256(t.turn.zeros.as_ptr().add(k).cast()));
                let scale = _mm256_loadu_ps(t.turn.scales.as_ptr().add(k));
                let scaled: __m256 = _mm256_mul_ps(_mm256_cvtepi32_ps(less), scale);
                let y = _mm256_add_ps(scaled, _mm256_loadu_ps(t.turn.offsets.as_ptr().add(k)));
                let y = if ADD {
                    _mm256_add_ps(_mm256_loadu_ps(at), _mm256_max_ps(y, _mm256_setzero_ps()))
                } else {
                    y
                };
                _mm256_storeu_ps(at, y);
            }
        }
    }
    R
}
