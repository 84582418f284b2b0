//! What goes into the first layer of a network: the vector of each word, a mark for its having one, and a row of each
//! table, all as they are in the pack.

use super::tensors::{Dense, Table, Tensors, ZERO};
use super::vectors::Vectors;
use crate::language::Pack;

/// The first layer of a network.
#[derive(Debug)]
pub(crate) struct Entry {
    vectors: Vectors<'static>,
    tables: Vec<Table<'static>>,
    dense: Dense<'static>,
}

impl Entry {
    /// `tables` are those of the network: name, rows, numbers a row; `width` is how many numbers a word comes out as.
    pub(crate) fn load(
        pack: &Pack,
        tensors: &Tensors<'static>,
        tables: &[(&str, usize, usize)],
        width: usize,
    ) -> Option<Self> {
        let vectors = Vectors::load(pack);
        let from = vectors.len() + 1 + tables.iter().map(|t| t.2).sum::<usize>();
        let table =
            |(name, _, columns): &(&str, usize, usize)| tensors.table(&format!("table.{name}"), *columns);
        Some(Self {
            vectors,
            tables: tables.iter().map(table).collect::<Option<_>>()?,
            dense: tensors.dense("enter", from, width)?,
        })
    }

    /// Numbers for words, each given by its hash and its row in each table.
    pub(crate) fn apply<const N: usize>(
        &self,
        words: impl ExactSizeIterator<Item = (u32, [u16; N])>,
        input: &mut Vec<u8>,
        sums: &mut Vec<i32>,
        out: &mut Vec<f32>,
    ) {
        let width = self.dense.inputs;
        input.clear();
        input.resize(width * words.len(), ZERO);
        for ((hash, rows), row) in words.zip(input.chunks_exact_mut(width)) {
            let (vector, rest) = row.split_at_mut(self.vectors.len());
            if let Some(word) = self.vectors.find(hash) {
                self.vectors.activations(word, vector);
                rest[0] = 255;
            }
            let mut at = 1;
            for (table, number) in self.tables.iter().zip(rows) {
                for (slot, b) in rest[at..].iter_mut().zip(table.row(usize::from(number))) {
                    *slot = b ^ ZERO;
                }
                at += table.columns;
            }
        }
        self.dense.apply(input, sums, out);
    }
}
