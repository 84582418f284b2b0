//! The work of `benches/c/overhead.c` in Rust, for `benches/c/run.sh`: reads and analyzes the articles of a file, one a
//! line, and walks over what was found.

use std::io::Write;

use wirecopy::{Analyzer, Document, ParseOptions, Span};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::env::args().nth(1).ok_or("usage: overhead FILE")?;
    let input = std::fs::read(file)?;
    let english = Analyzer::english();
    let (mut articles, mut sum) = (0u64, 0u64);
    for line in input.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        let document = Document::parse(line, &ParseOptions::plain())?;
        let found = english.analyze(&document)?;
        articles += 1;
        for a in found.attributions() {
            sum += a.kind() as u64 + u64::from(a.flags().bits());
            sum += found.speaker(a).map_or(0, |e| e.name().len() as u64);
            sum += a.content().iter().map(|s: &Span| document.slice(*s).len() as u64).sum::<u64>();
            sum += a.chain().iter().map(|n| n.name.len() as u64).sum::<u64>();
        }
        sum += found.sentences().iter().map(|s| s.span().end() as u64).sum::<u64>();
    }
    writeln!(std::io::stdout(), "{articles} articles, {sum}")?;
    Ok(())
}
