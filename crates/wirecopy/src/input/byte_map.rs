//! Where decoded bytes came from: the way back through a character set or a transfer encoding.

/// A stretch in which every `step.0` decoded bytes stand for `step.1` bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its first decoded byte.
    pub(crate) to: u32,
    /// The byte of the source that stands for it.
    pub(crate) from: u32,
    /// Decoded bytes and source bytes of one unit.
    pub(crate) step: (u8, u8),
}

/// Decoded bytes and the source bytes they stand for, stretch by stretch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ByteMap {
    pieces: Vec<Piece>,
    /// One past the last decoded and the last source byte that were put in.
    end: (u32, u32),
}

impl ByteMap {
    /// Puts in `units` units of `step.0` decoded and `step.1` source bytes each.
    pub(crate) fn push(&mut self, step: (u8, u8), units: usize) {
        if units == 0 || step.0 == 0 {
            return self.skip(units * usize::from(step.1));
        }
        let open = self.pieces.last().is_some_and(|p| {
            let count = (self.end.0 - p.to) / u32::from(p.step.0);
            p.step == step && p.from + count * u32::from(p.step.1) == self.end.1
        });
        if !open {
            self.pieces.push(Piece { to: self.end.0, from: self.end.1, step });
        }
        self.end.0 += units as u32 * u32::from(step.0);
        self.end.1 += units as u32 * u32::from(step.1);
    }

    /// Puts in source bytes that stand for nothing.
    pub(crate) fn skip(&mut self, source: usize) {
        self.end.1 += source as u32;
    }

    /// The number of stretches.
    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Gives back what was set aside for more.
    pub(crate) fn shrink(&mut self) {
        self.pieces.shrink_to_fit();
    }

    /// The source byte that decoded byte `at` begins at.
    pub(crate) fn start(&self, at: usize) -> usize {
        match self.piece_of(at) {
            Some((p, _)) => {
                let units = (at as u32 - p.to) / u32::from(p.step.0);
                (p.from + units * u32::from(p.step.1)) as usize
            }
            None => self.pieces.last().map_or(0, |_| self.end.1 as usize),
        }
    }

    /// One past the source byte that decoded byte `at - 1` ends at.
    pub(crate) fn end(&self, at: usize) -> usize {
        match at.checked_sub(1).and_then(|last| self.piece_of(last)) {
            Some((p, _)) => {
                let units = (at as u32 - p.to).div_ceil(u32::from(p.step.0));
                (p.from + units * u32::from(p.step.1)) as usize
            }
            None => self.start(at),
        }
    }

    /// The piece that holds decoded byte `at`, and one past the last decoded byte of it.
    pub(crate) fn piece_of(&self, at: usize) -> Option<(Piece, usize)> {
        if at >= self.end.0 as usize {
            return None;
        }
        let k = self.pieces.partition_point(|p| p.to as usize <= at);
        let piece = *self.pieces.get(k.checked_sub(1)?)?;
        Some((piece, self.pieces.get(k).map_or(self.end.0, |p| p.to) as usize))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_lead_back() {
        let mut map = ByteMap::default();
        map.skip(3);
        map.push((1, 1), 4); // 0..4 from 3..7
        map.push((2, 1), 3); // 4..10 from 7..10
        map.skip(2);
        map.push((2, 1), 1); // 10..12 from 12..13
        map.push((1, 3), 2); // 12..14 from 13..19
        assert_eq!((map.start(0), map.end(4), map.start(4)), (3, 7, 7));
        assert_eq!((map.start(6), map.end(8), map.end(10), map.start(10)), (8, 9, 10, 12));
        assert_eq!((map.start(13), map.end(14), map.start(14)), (16, 19, 19));
        assert_eq!(ByteMap::default().start(0), 0);
    }
}
