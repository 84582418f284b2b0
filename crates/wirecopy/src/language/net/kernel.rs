//! Products of bytes: rows of activations with a matrix of weights, summed in whole numbers, so that every processor
//! gives the same answer.
//!
//! Activations are unsigned bytes, weights signed ones of at most 63, so that no sum of two products leaves 16 bits.
//! Weights lie in blocks of [`LANES`] outputs: four inputs of the first output, four of the second, and so on, then the
//! next four inputs. Rows have a multiple of four inputs.
#![allow(unsafe_code, reason = "vector instructions read through pointers; the only such code of the crate")]

/// Outputs a block.
pub(crate) const LANES: usize = 16;
/// The largest weight.
pub(crate) const LARGEST: i32 = 63;

/// A matrix of weights, in place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes<'a> {
    weights: &'a [u8],
    inputs: usize,
    blocks: usize,
}

impl<'a> Bytes<'a> {
    /// `None` when the sizes do not fit or a weight is too large.
    pub(crate) fn new(weights: &'a [u8], inputs: usize, blocks: usize) -> Option<Self> {
        let fits =
            inputs.is_multiple_of(4) && weights.len() == inputs.checked_mul(blocks)?.checked_mul(LANES)?;
        let largest = weights.iter().fold(0, |most: u8, &w| most.max((w as i8).unsigned_abs()));
        (fits && i32::from(largest) <= LARGEST).then_some(Self { weights, inputs, blocks })
    }

    /// Sums for each row of `rows` (`inputs` bytes each) and each output; `sums` holds a block's lanes together, a row
    /// after the other.
    pub(crate) fn multiply(self, rows: &[u8], sums: &mut [i32]) {
        let count = rows.len().checked_div(self.inputs).unwrap_or(0);
        assert!(sums.len() >= count * self.blocks * LANES && rows.len() == count * self.inputs);
        #[cfg(target_arch = "x86_64")]
        {
            if is_x86_feature_detected!("avx512vnni") && is_x86_feature_detected!("avx512f") {
                // SAFETY: the features are there, the sizes were compared above and in `new`.
                return unsafe { x86::vnni(self, rows, count, sums) };
            }
            if is_x86_feature_detected!("avx2") {
                // SAFETY: as above.
                return unsafe { x86::avx2(self, rows, count, sums) };
            }
        }
        self.plain(rows, count, sums);
    }

    fn plain(self, rows: &[u8], count: usize, sums: &mut [i32]) {
        let size = self.inputs * LANES;
        for r in 0..count {
            let row = &rows[r * self.inputs..][..self.inputs];
            for b in 0..self.blocks {
                let mut lanes = [0i32; LANES];
                let block = &self.weights[b * size..][..size];
                for (four, weights) in row.chunks_exact(4).zip(block.chunks_exact(4 * LANES)) {
                    for (lane, w) in lanes.iter_mut().zip(weights.chunks_exact(4)) {
                        for (&a, &w) in four.iter().zip(w) {
                            *lane += i32::from(a) * i32::from(w as i8);
                        }
                    }
                }
                sums[(r * self.blocks + b) * LANES..][..LANES].copy_from_slice(&lanes);
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[expect(clippy::many_single_char_names, reason = "rows r, blocks b, inputs k, activations a, weights w")]
mod x86 {
    use std::arch::x86_64::{
        _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set1_epi16,
        _mm256_set1_epi32, _mm256_setzero_si256, _mm256_storeu_si256, _mm512_dpbusd_epi32,
        _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512, _mm512_storeu_si512,
    };

    use super::{Bytes, LANES};

    /// Rows and blocks done at once.
    const ROWS: usize = 8;
    const BLOCKS: usize = 2;

    #[target_feature(enable = "avx512f,avx512vnni")]
    pub(super) unsafe fn vnni(m: Bytes<'_>, rows: &[u8], count: usize, sums: &mut [i32]) {
        let mut r = 0;
        while r < count {
            let many = (count - r).min(ROWS);
            let mut b = 0;
            while b < m.blocks {
                let wide = (m.blocks - b).min(BLOCKS);
                // SAFETY: `many` rows from `r` and `wide` blocks from `b` are there.
                unsafe {
                    match (many, wide) {
                        (ROWS, BLOCKS) => tile::<ROWS, BLOCKS>(m, rows, r, b, sums),
                        (ROWS, _) => tile::<ROWS, 1>(m, rows, r, b, sums),
                        (_, BLOCKS) => (0..many).for_each(|k| tile::<1, BLOCKS>(m, rows, r + k, b, sums)),
                        _ => (0..many).for_each(|k| tile::<1, 1>(m, rows, r + k, b, sums)),
                    }
                }
                b += wide;
            }
            r += many;
        }
    }

    #[target_feature(enable = "avx512f,avx512vnni")]
    unsafe fn tile<const R: usize, const B: usize>(
        m: Bytes<'_>,
        rows: &[u8],
        r: usize,
        b: usize,
        sums: &mut [i32],
    ) {
        let mut acc = [[_mm512_setzero_si512(); B]; R];
        let size = m.inputs * LANES;
        // SAFETY: the caller has seen to it that these rows and blocks are there; a row has `inputs` bytes, a multiple
        // of four, and a block `inputs` times `LANES`.
        unsafe {
            let row = rows.as_ptr().add(r * m.inputs);
            let block = m.weights.as_ptr().add(b * size);
            for k in 0..m.inputs / 4 {
                let mut w = [_mm512_setzero_si512(); B];
                for (j, w) in w.iter_mut().enumerate() {
                    *w = _mm512_loadu_si512(block.add(j * size + k * 4 * LANES).cast());
                }
                for (i, acc) in acc.iter_mut().enumerate() {
                    let a = _mm512_set1_epi32(row.add(i * m.inputs + 4 * k).cast::<i32>().read_unaligned());
                    for (acc, w) in acc.iter_mut().zip(w) {
                        *acc = _mm512_dpbusd_epi32(*acc, a, w);
                    }
                }
            }
            for (i, acc) in acc.iter().enumerate() {
                for (j, acc) in acc.iter().enumerate() {
                    let at = ((r + i) * m.blocks + b + j) * LANES;
                    _mm512_storeu_si512(sums.as_mut_ptr().add(at).cast(), *acc);
                }
            }
        }
    }

    #[target_feature(enable = "avx2")]
    pub(super) unsafe fn avx2(m: Bytes<'_>, rows: &[u8], count: usize, sums: &mut [i32]) {
        const R: usize = 4;
        let mut r = 0;
        while r < count {
            for b in 0..m.blocks {
                // SAFETY: the rows and the block are there.
                unsafe {
                    if count - r >= R {
                        half::<R>(m, rows, r, b, sums);
                    } else {
                        (r..count).for_each(|k| half::<1>(m, rows, k, b, sums));
                    }
                }
            }
            r += if count - r >= R { R } else { count - r };
        }
    }

    #[target_feature(enable = "avx2")]
    unsafe fn half<const R: usize>(m: Bytes<'_>, rows: &[u8], r: usize, b: usize, sums: &mut [i32]) {
        let mut acc = [[_mm256_setzero_si256(); 2]; R];
        let ones = _mm256_set1_epi16(1);
        let size = m.inputs * LANES;
        // SAFETY: as in `tile`.
        unsafe {
            let row = rows.as_ptr().add(r * m.inputs);
            let block = m.weights.as_ptr().add(b * size);
            for k in 0..m.inputs / 4 {
                let at = block.add(k * 4 * LANES);
                let w = [_mm256_loadu_si256(at.cast()), _mm256_loadu_si256(at.add(32).cast())];
                for (i, acc) in acc.iter_mut().enumerate() {
                    let a = _mm256_set1_epi32(row.add(i * m.inputs + 4 * k).cast::<i32>().read_unaligned());
                    for (acc, w) in acc.iter_mut().zip(w) {
                        let pairs = _mm256_maddubs_epi16(a, w);
                        *acc = _mm256_add_epi32(*acc, _mm256_madd_epi16(pairs, ones));
                    }
                }
            }
            for (i, acc) in acc.iter().enumerate() {
                let at = ((r + i) * m.blocks + b) * LANES;
                _mm256_storeu_si256(sums.as_mut_ptr().add(at).cast(), acc[0]);
                _mm256_storeu_si256(sums.as_mut_ptr().add(at + 8).cast(), acc[1]);
            }
        }
    }
}

/// Lays weights out in blocks: `get` gives the weight of an input and an output.
#[cfg(any(feature = "training", test))]
pub(crate) fn lay_out(inputs: usize, outputs: usize, get: impl Fn(usize, usize) -> i8) -> Vec<u8> {
    let (inputs_up, blocks) = (inputs.next_multiple_of(4), outputs.div_ceil(LANES));
    let mut out = Vec::with_capacity(inputs_up * blocks * LANES);
    for b in 0..blocks {
        for k in (0..inputs_up).step_by(4) {
            for lane in 0..LANES {
                for i in k..k + 4 {
                    let o = b * LANES + lane;
                    out.push(if i < inputs && o < outputs { get(i, o) as u8 } else { 0 });
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_give_the_same_sums() {
        let mut state = 1u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 24
        };
        for (inputs, outputs, count) in [(4, 1, 1), (12, 16, 3), (384, 96, 11), (100, 40, 8), (512, 33, 17)] {
            let w: Vec<i8> = (0..inputs * outputs).map(|_| (next() % 127) as i8 - 63).collect();
            let laid = lay_out(inputs, outputs, |i, o| w[i * outputs + o]);
            let blocks = outputs.div_ceil(LANES);
            let m = Bytes::new(&laid, inputs, blocks).unwrap();
            let rows: Vec<u8> = (0..inputs * count).map(|_| next() as u8).collect();
            let mut sums = vec![0; count * blocks * LANES];
            m.multiply(&rows, &mut sums);
            let mut plain = vec![0; sums.len()];
            m.plain(&rows, count, &mut plain);
            assert_eq!(sums, plain);
            #[cfg(target_arch = "x86_64")]
            if is_x86_feature_detected!("avx2") {
                let mut half = vec![0; sums.len()];
                // SAFETY: the feature is there.
                unsafe { x86::avx2(m, &rows, count, &mut half) };
                assert_eq!(sums, half);
            }
            for r in 0..count {
                for o in 0..outputs {
                    let slow: i32 = (0..inputs)
                        .map(|i| i32::from(rows[r * inputs + i]) * i32::from(w[i * outputs + o]))
                        .sum();
                    assert_eq!(sums[r * blocks * LANES + o], slow);
                }
            }
        }
        assert!(Bytes::new(&[0; 64], 4, 2).is_none());
        assert!(Bytes::new(&[63; 64], 4, 1).is_some());
        assert!(Bytes::new(&[64; 64], 4, 1).is_none() && Bytes::new(&[0x80; 64], 4, 1).is_none());
    }
}
