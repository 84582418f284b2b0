//! What the network of the language layer sees of each word.

use crate::language::forms::Form;

/// The tables of learned rows: name, rows, numbers a row.
pub(crate) const TABLES: [(&str, usize, usize); 6] = [
    ("word", 8192, 32),
    ("prefix", 2048, 12),
    ("suffix", 4096, 20),
    ("ending", 2048, 12),
    ("look", 1024, 12),
    ("lists", 512, 12),
];

/// The row of a word in each table; `lists` says in which lists of names it stands.
pub(crate) fn rows(form: &Form, lists: u32) -> [u16; TABLES.len()] {
    [
        (form.word % 8192) as u16,
        (spread(form.far[1]) % 2048) as u16,
        (spread(form.ends[1]) % 4096) as u16,
        (spread(form.far[0]) % 2048) as u16,
        (form.shape & 1023) as u16,
        if lists == 0 { 0 } else { (1 + spread(lists) % 511) as u16 },
    ]
}

/// Mixes the bits of a hash that was made by shifting.
pub(crate) fn spread(hash: u32) -> u32 {
    hash.wrapping_mul(0x9e37_79b1) >> 12
}
