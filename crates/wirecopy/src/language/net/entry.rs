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
        starts: &mut Vec<u32>,
        out: &mut Vec<f32>,
    ) {
        let width = self.dense.inputs;
        input.clear();
        input.resize(width * words.len(), 0);
        for ((hash, rows), row) in words.zip(input.chunks_exact_mut(width)) {
            let (vector, rest) = row.split_at_mut(self.vectors.len());
            if let Some(word) = self.vectors.find(hash) {
                self.vectors.copy(word, vector);
                rest[0] = i8::MAX as u8;
            }
            let mut at = 1;
            for (table, number) in self.tables.iter().zip(rows) {
                rest[at..at + table.columns].copy_from_slice(table.row(usize::from(number)));
                at += table.columns;
            }
        }
        // From signed bytes to activations.
        for b in &mut *input {
            *b ^= ZERO;
        }
        self.dense.apply(input, starts, out);
    }
}
