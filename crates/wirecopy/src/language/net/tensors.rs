//! The weights of a network in a pack: matrices and tables of bytes, and plain numbers, by name.
//!
//! A section `….net.bin`: `WCN1`, the number of entries (4 bytes), then for each: its name (24, padded with zeros), its
//! kind (4: 0 a matrix, 1 a table, 2 numbers), rows (4), columns (4), what a unit of what goes in is worth (4, float),
//! its length in bytes (4), and its body, padded to four bytes. A matrix: for each output what a unit of its sums is
//! worth and what is added (4 each, float), the sum of its weights (4), all padded to whole blocks, then the weights as
//! the kernel lays them out. A table: a signed byte a number, row by row. Numbers: floats.

use super::kernel::{Bytes, LANES, Rows, Turn};
use crate::language::Pack;

const MAGIC: &[u8; 4] = b"WCN1";
/// What stands for zero in activations.
pub(crate) const ZERO: u8 = 128;

/// A matrix of weights, and what turns its sums into numbers.
#[derive(Clone, Debug)]
pub(crate) struct Dense<'a> {
    bytes: Bytes<'a>,
    /// Inputs, a multiple of four; outputs, a multiple of [`LANES`].
    pub(crate) inputs: usize,
    pub(crate) outputs: usize,
    /// What a unit of the activations that go in is worth.
    pub(crate) unit: f32,
    scales: Vec<f32>,
    /// What is added to the sums, as zero is not 0 in activations, and to the numbers.
    zeros: Vec<i32>,
    offsets: Vec<f32>,
}

impl Dense<'_> {
    /// Numbers for rows of activations one after another: `outputs` a row.
    pub(crate) fn apply(&self, bytes: &[u8], starts: &mut Vec<u32>, out: &mut Vec<f32>) {
        let count = bytes.len() / self.inputs.max(1);
        starts.clear();
        starts.extend((0..count).map(|k| (k * self.inputs) as u32));
        out.resize(count * self.outputs, 0.0);
        self.bytes.multiply::<false>(Rows { bytes, starts, part: self.inputs }, self.turn(), out);
    }

    /// Adds to `out` the numbers that are positive.
    pub(crate) fn add(&self, rows: Rows<'_>, out: &mut [f32]) {
        self.bytes.multiply::<true>(rows, self.turn(), out);
    }

    fn turn(&self) -> Turn<'_> {
        Turn { zeros: &self.zeros, scales: &self.scales, offsets: &self.offsets }
    }
}

/// A table of rows of bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Table<'a> {
    rows: usize,
    pub(crate) columns: usize,
    unit: f32,
    data: &'a [u8],
}

impl<'a> Table<'a> {
    /// A row, as signed bytes; the number of the row is taken modulo their number.
    pub(crate) fn row(&self, row: usize) -> &'a [u8] {
        let at = (row % self.rows) * self.columns;
        &self.data[at..at + self.columns]
    }

    /// All its rows as numbers, when there are these many.
    pub(crate) fn numbers_of(&self, rows: usize) -> Option<Vec<f32>> {
        let all = || self.data.iter().map(|&b| f32::from(b as i8) * self.unit).collect();
        (self.rows == rows).then(all)
    }
}

#[derive(Clone, Debug)]
enum Entry<'a> {
    Dense(Dense<'a>),
    Table(Table<'a>),
    Numbers(Vec<f32>),
}

/// All of a section.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tensors<'a> {
    entries: Vec<(&'a str, Entry<'a>)>,
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

fn float(bytes: &[u8], at: usize) -> Option<f32> {
    Some(f32::from_bits(number(bytes, at)?)).filter(|x| x.is_finite())
}

const ENTRY: usize = 44;

impl Tensors<'static> {
    pub(crate) fn load(pack: &Pack, section: &str) -> Option<Self> {
        pack.bytes(section).and_then(Self::read)
    }
}

impl<'a> Tensors<'a> {
    /// `None` when the bytes are no such section.
    pub(crate) fn read(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let count = number(bytes, 4)? as usize;
        let mut out = Self::default();
        let mut rest = &bytes[8..];
        for _ in 0..count {
            let (head, after) = rest.split_at_checked(ENTRY)?;
            let name = std::str::from_utf8(&head[..24]).ok()?.trim_end_matches('\0');
            let (kind, rows, columns) =
                (number(head, 24)?, number(head, 28)? as usize, number(head, 32)? as usize);
            let (unit, length) = (float(head, 36)?, number(head, 40)? as usize);
            let (body, after) = after.split_at_checked(length)?;
            rest = after.get((4 - length % 4) % 4..)?;
            let entry = match kind {
                0 => Entry::Dense(dense(body, rows, columns, unit)?),
                1 => {
                    let whole = rows > 0 && rows.checked_mul(columns) == Some(body.len());
                    whole.then_some(Entry::Table(Table { rows, columns, unit, data: body }))?
                }
                2 => {
                    let all = (0..length / 4).map(|k| float(body, 4 * k)).collect::<Option<Vec<f32>>>()?;
                    (length % 4 == 0).then_some(Entry::Numbers(all))?
                }
                _ => return None,
            };
            out.entries.push((name, entry));
        }
        rest.is_empty().then_some(out)
    }

    fn find(&self, name: &str) -> Option<&Entry<'a>> {
        self.entries.iter().find(|(n, _)| *n == name).map(|(_, e)| e)
    }

    /// The matrix of a name, when it has these many inputs and outputs (rounded up as the kernel wants them).
    pub(crate) fn dense(&self, name: &str, inputs: usize, outputs: usize) -> Option<Dense<'a>> {
        match self.find(name)? {
            Entry::Dense(d) => {
                let fits =
                    d.inputs == inputs.next_multiple_of(4) && d.outputs == outputs.next_multiple_of(LANES);
                fits.then(|| d.clone())
            }
            _ => None,
        }
    }

    /// The table of a name, when it has these many columns.
    pub(crate) fn table(&self, name: &str, columns: usize) -> Option<Table<'a>> {
        match self.find(name)? {
            Entry::Table(t) => (t.columns == columns).then_some(*t),
            _ => None,
        }
    }

    /// The numbers of a name, when there are these many.
    pub(crate) fn numbers(&self, name: &str, count: usize) -> Option<Vec<f32>> {
        match self.find(name)? {
            Entry::Numbers(n) => (n.len() == count).then(|| n.clone()),
            _ => None,
        }
    }
}

fn dense(body: &[u8], inputs: usize, outputs: usize, unit: f32) -> Option<Dense<'_>> {
    if inputs > 1 << 16 || outputs > 1 << 16 {
        return None;
    }
    let (inputs, outputs) = (inputs.next_multiple_of(4), outputs.next_multiple_of(LANES));
    let weights = body.get(12 * outputs..)?;
    let bytes = Bytes::new(weights, inputs, outputs / LANES)?;
    let scales = (0..outputs).map(|k| float(body, 4 * k)).collect::<Option<_>>()?;
    let offsets = (0..outputs).map(|k| float(body, 4 * (outputs + k))).collect::<Option<_>>()?;
    let sum =
        |k: usize| number(body, 4 * (2 * outputs + k)).map(|s| (s as i32).wrapping_mul(i32::from(ZERO)));
    let zeros: Vec<i32> = (0..outputs).map(sum).collect::<Option<_>>()?;
    // Sums stay far from the ends of 32 bits.
    let fits = zeros.iter().all(|z| z.unsigned_abs() < 1 << 30);
    fits.then_some(Dense { bytes, inputs, outputs, unit, scales, zeros, offsets })
}

/// Writes a section.
#[cfg(any(feature = "training", test))]
#[derive(Debug, Default)]
pub(crate) struct Writer {
    count: u32,
    body: Vec<u8>,
}

#[cfg(any(feature = "training", test))]
impl Writer {
    fn entry(&mut self, name: &str, kind: u32, rows: usize, columns: usize, unit: f32, body: &[u8]) {
        let mut head = [0u8; 24];
        head[..name.len()].copy_from_slice(name.as_bytes());
        self.body.extend(head);
        for n in [kind, rows as u32, columns as u32, unit.to_bits(), body.len() as u32] {
            self.body.extend(n.to_le_bytes());
        }
        self.body.extend(body);
        self.body.resize(self.body.len().next_multiple_of(4), 0);
        self.count += 1;
    }

    /// A matrix of floats, `inputs` by `outputs`; `units` says what a unit of each input is worth.
    pub(crate) fn dense(&mut self, name: &str, weights: &[f32], offsets: &[f32], units: &[f32]) {
        use super::kernel::{LARGEST, lay_out};
        let (inputs, outputs) = (units.len(), offsets.len());
        let at = |i: usize, o: usize| weights[i * outputs + o] * units[i];
        let scales: Vec<f32> = (0..outputs)
            .map(|o| (0..inputs).map(|i| at(i, o).abs()).fold(1e-12, f32::max) / LARGEST as f32)
            .collect();
        let small = |i: usize, o: usize| (at(i, o) / scales[o]).round().clamp(-63.0, 63.0) as i8;
        let up = outputs.next_multiple_of(LANES);
        let mut body = Vec::new();
        (0..up).for_each(|o| body.extend(scales.get(o).unwrap_or(&0.0).to_le_bytes()));
        (0..up).for_each(|o| body.extend(offsets.get(o).unwrap_or(&0.0).to_le_bytes()));
        for o in 0..up {
            let sum: i32 = if o < outputs { (0..inputs).map(|i| i32::from(small(i, o))).sum() } else { 0 };
            body.extend(sum.to_le_bytes());
        }
        body.extend(lay_out(inputs, outputs, small));
        self.entry(name, 0, inputs, outputs, units[0], &body);
    }

    /// A table of floats.
    pub(crate) fn table(&mut self, name: &str, columns: usize, numbers: &[f32]) -> f32 {
        let unit = numbers.iter().fold(1e-12f32, |a, x| a.max(x.abs())) / 127.0;
        let body: Vec<u8> = numbers.iter().map(|x| (x / unit).round() as i8 as u8).collect();
        self.entry(name, 1, numbers.len() / columns, columns, unit, &body);
        unit
    }

    pub(crate) fn numbers(&mut self, name: &str, numbers: &[f32]) {
        let body: Vec<u8> = numbers.iter().flat_map(|x| x.to_le_bytes()).collect();
        self.entry(name, 2, numbers.len(), 1, 1.0, &body);
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        out.extend(self.count.to_le_bytes());
        out.extend(self.body);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_damage_is_refused() {
        let mut w = Writer::default();
        w.dense("d", &[0.5, -1.0, 0.25, 2.0, 0.0, 1.0], &[0.1, -0.2], &[0.01, 0.01, 0.02]);
        w.table("t", 2, &[1.0, -1.0, 0.5, 0.25]);
        w.numbers("n", &[3.5]);
        let bytes: &'static [u8] = w.finish().leak();
        let t = Tensors::read(bytes).unwrap();
        let d = t.dense("d", 3, 2).unwrap();
        let (mut starts, mut out) = (Vec::new(), Vec::new());
        d.apply(&[228, 28, 178, 128], &mut starts, &mut out);
        // 1 and -1 and 1 in units.
        assert!(
            (out[0] - (0.5 - 0.25 + 0.1)).abs() < 0.02 && (out[1] - (-1.0 - 2.0 + 1.0 - 0.2)).abs() < 0.05,
            "{out:?}"
        );
        assert_eq!(t.table("t", 2).unwrap().row(2), t.table("t", 2).unwrap().row(0));
        assert_eq!(t.numbers("n", 1).unwrap(), [3.5]);
        assert!(t.dense("d", 30, 2).is_none() && t.table("n", 1).is_none());
        for cut in 0..bytes.len() {
            assert!(Tensors::read(&bytes[..cut]).is_none());
        }
    }
}
