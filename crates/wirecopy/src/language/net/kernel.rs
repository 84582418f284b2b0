//! Products of bytes: rows of activations with a matrix of weights, summed in whole numbers and only then turned into
//! floats, so that every processor gives the same answer. What is done in floats elsewhere runs through [`wide`].
//!
//! Activations are unsigned bytes, weights signed ones of at most 63, so that no sum of two products leaves 16 bits.
//! Weights lie in blocks of [`LANES`] outputs: four inputs of the first output, four of the second, and so on, then the
//! next four inputs. Rows have a multiple of four inputs.
#![allow(unsafe_code, reason = "vector instructions read through pointers; the only such code of the crate")]

#[cfg(target_arch = "x86_64")]
mod x86;

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

    /// For each row and each output its sum as a number, `outputs` a row: stored in `out`, or with `ADD` added to what
    /// is there where it is positive.
    pub(crate) fn multiply<const ADD: bool>(self, rows: Rows<'_>, turn: Turn<'_>, out: &mut [f32]) {
        let (parts, count) = rows.shape(self.inputs);
        let outputs = self.blocks * LANES;
        assert!(rows.part.is_multiple_of(4) && out.len() == count * outputs);
        assert!([turn.zeros.len(), turn.scales.len(), turn.offsets.len()] == [outputs; 3]);
        let last = rows.starts.iter().copied().max().unwrap_or(0) as usize;
        assert!(count == 0 || last + rows.part <= rows.bytes.len());
        #[cfg(target_arch = "x86_64")]
        {
            let task = x86::Task { weights: self.weights, blocks: self.blocks, parts, count, rows, turn };
            if x86::has_vnni() {
                // SAFETY: the features are there; the sizes were compared above and in `new`.
                return unsafe { x86::vnni::<ADD>(task, out) };
            }
            if x86::has_avx2() {
                // SAFETY: as above.
                return unsafe { x86::avx2::<ADD>(task, out) };
            }
        }
        self.plain::<ADD>(rows, parts, turn, out);
    }

    fn plain<const ADD: bool>(self, rows: Rows<'_>, parts: usize, turn: Turn<'_>, out: &mut [f32]) {
        let outputs = self.blocks * LANES;
        if parts == 0 {
            return;
        }
        for (starts, out) in rows.starts.chunks_exact(parts).zip(out.chunks_exact_mut(outputs)) {
            for (b, block) in self.weights.chunks_exact(self.inputs * LANES).enumerate() {
                let mut lanes = [0i32; LANES];
                let row = starts.iter().flat_map(|&s| rows.bytes[s as usize..][..rows.part].chunks_exact(4));
                for (four, weights) in row.zip(block.chunks_exact(4 * LANES)) {
                    for (lane, w) in lanes.iter_mut().zip(weights.chunks_exact(4)) {
                        for (&a, &w) in four.iter().zip(w) {
                            *lane += i32::from(a) * i32::from(w as i8);
                        }
                    }
                }
                for (k, sum) in (b * LANES..).zip(lanes) {
                    let y = (sum - turn.zeros[k]) as f32 * turn.scales[k] + turn.offsets[k];
                    if ADD {
                        out[k] += y.max(0.0);
                    } else {
                        out[k] = y;
                    }
                }
            }
        }
    }
}

/// Rows of activations, each put together from parts of `part` bytes that begin at `starts`, row after row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) starts: &'a [u32],
    pub(crate) part: usize,
}

impl Rows<'_> {
    /// How many parts a row has, and how many rows there are.
    fn shape(&self, inputs: usize) -> (usize, usize) {
        let parts = inputs.checked_div(self.part).unwrap_or(0);
        assert!(parts * self.part == inputs && self.starts.len().is_multiple_of(parts.max(1)));
        (parts, self.starts.len().checked_div(parts).unwrap_or(0))
    }
}

/// What turns the sum of an output into a number: less `zeros`, times `scales`, plus `offsets`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Turn<'a> {
    pub(crate) zeros: &'a [i32],
    pub(crate) scales: &'a [f32],
    pub(crate) offsets: &'a [f32],
}

/// Work in floats, each lane in an order of its own, so that it may be done by instructions of any width.
pub(crate) trait Work {
    type Out;
    /// Must be `#[inline(always)]`, as must be all it calls: it is compiled anew for each width.
    fn run(self) -> Self::Out;
}

/// Does the work with the widest instructions the processor has.
pub(crate) fn wide<W: Work>(work: W) -> W::Out {
    #[cfg(target_arch = "x86_64")]
    {
        if x86::has_vnni() {
            // SAFETY: the features are there.
            return unsafe { x86::in_avx512(work) };
        }
        if x86::has_avx2() {
            // SAFETY: as above.
            return unsafe { x86::in_avx2(work) };
        }
    }
    work.run()
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
    fn all_ways_give_the_same_numbers() {
        let mut state = 1u32;
        let mut next = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 24
        };
        for (inputs, parts, outputs, count) in [
            (4, 1, 1, 1),
            (12, 3, 16, 3),
            (384, 3, 96, 11),
            (100, 1, 40, 8),
            (512, 4, 33, 17),
            (64, 2, 64, 7),
        ] {
            let w: Vec<i8> = (0..inputs * outputs).map(|_| (next() % 127) as i8 - 63).collect();
            let laid = lay_out(inputs, outputs, |i, o| w[i * outputs + o]);
            let blocks = outputs.div_ceil(LANES);
            let m = Bytes::new(&laid, inputs, blocks).unwrap();
            let part = inputs / parts;
            let bytes: Vec<u8> = (0..inputs * count).map(|_| next() as u8).collect();
            let most = (bytes.len() - part) as u32 + 1;
            let starts: Vec<u32> = (0..count * parts).map(|_| (next() << 8 | next()) % most).collect();
            let rows = Rows { bytes: &bytes, starts: &starts, part };
            let wide = blocks * LANES;
            let zeros: Vec<i32> = (0..wide).map(|_| next() as i32 - 128).collect();
            let scales: Vec<f32> = (0..wide).map(|_| next() as f32 * 1e-3).collect();
            let offsets: Vec<f32> = (0..wide).map(|_| next() as f32 - 100.0).collect();
            let turn = Turn { zeros: &zeros, scales: &scales, offsets: &offsets };
            let begin: Vec<f32> = (0..count * wide).map(|_| next() as f32 * 0.37).collect();
            // Added to what is there, as plain code does it.
            let mut right = begin.clone();
            m.plain::<true>(rows, parts, turn, &mut right);
            let mut got = begin.clone();
            m.multiply::<true>(rows, turn, &mut got);
            assert_eq!(got, right);
            let mut stored = vec![0.0; count * wide];
            m.multiply::<false>(rows, turn, &mut stored);
            #[cfg(target_arch = "x86_64")]
            if x86::has_avx2() {
                let task = x86::Task { weights: &laid, blocks, parts, count, rows, turn };
                let mut half = begin.clone();
                // SAFETY: the feature is there, the sizes fit.
                unsafe { x86::avx2::<true>(task, &mut half) };
                assert_eq!(half, right);
                half.fill(0.0);
                // SAFETY: as above.
                unsafe { x86::avx2::<false>(task, &mut half) };
                assert_eq!(half, stored);
            }
            for r in 0..count {
                let row: Vec<u8> = (0..parts)
                    .flat_map(|p| bytes[starts[r * parts + p] as usize..][..part].to_vec())
                    .collect();
                for o in 0..outputs {
                    let slow: i32 =
                        (0..inputs).map(|i| i32::from(row[i]) * i32::from(w[i * outputs + o])).sum();
                    let y = (slow - zeros[o]) as f32 * scales[o] + offsets[o];
                    assert!((stored[r * wide + o] - y).abs() < f32::EPSILON);
                    assert!((right[r * wide + o] - (begin[r * wide + o] + y.max(0.0))).abs() < f32::EPSILON);
                }
            }
        }
        assert!(Bytes::new(&[0; 64], 4, 2).is_none());
        assert!(Bytes::new(&[63; 64], 4, 1).is_some());
        assert!(Bytes::new(&[64; 64], 4, 1).is_none() && Bytes::new(&[0x80; 64], 4, 1).is_none());
    }
}
