//! Bytes of a file or the standard input; what is compressed with gzip is opened by its first bytes.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

pub(super) type Reader = BufReader<Box<dyn Read + Send>>;

pub(super) fn open(path: &Path) -> io::Result<Reader> {
    let raw: Box<dyn Read + Send> =
        if path == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(path)?) };
    let mut raw = BufReader::with_capacity(1 << 16, raw);
    let gzip = raw.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    Ok(if gzip { BufReader::with_capacity(1 << 16, Box::new(MultiGzDecoder::new(raw))) } else { raw })
}

/// All of it, at most one byte over `limit`: the library says that it is too large.
pub(super) fn all(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}
