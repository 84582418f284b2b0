//! Answers on the standard output: JSON arrays and lines, carried fields, CSV rows.

pub(crate) mod csv;

use std::io::{self, BufWriter, Stdout, Write};

use crate::args::Output;

/// The standard output, answer by answer.
pub(crate) struct Answers {
    pub(crate) to: BufWriter<Stdout>,
    format: Output,
    array: bool,
    count: usize,
}

impl Answers {
    /// `single` documents are answered by an object, several by an array.
    pub(crate) fn new(format: Output, single: bool) -> io::Result<Self> {
        let mut to = BufWriter::new(io::stdout());
        let array = format == Output::Json && !single;
        if array {
            to.write_all(b"[")?;
        }
        Ok(Self { to, format, array, count: 0 })
    }

    /// One answer as it is printed, without the line's end; screens are set apart by an empty line.
    pub(crate) fn put(&mut self, answer: &str) -> io::Result<()> {
        if self.count > 0 {
            self.to.write_all(match (self.array, self.format) {
                (true, _) => b",\n",
                (_, Output::Table) => b"\n",
                _ => b"",
            })?;
        }
        self.count += 1;
        self.to.write_all(answer.as_bytes())?;
        if !self.array && !answer.ends_with('\n') && !answer.is_empty() {
            self.to.write_all(b"\n")?;
        }
        self.to.flush()
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        if self.array {
            self.to.write_all(b"]\n")?;
        }
        self.to.flush()
    }
}

/// An answer with fields of the input line at its end. Fields the answer has itself are not replaced.
pub(crate) fn with_carried(mut answer: String, carried: &[(String, String)], own: &[String]) -> String {
    for (field, value) in carried.iter().filter(|(f, _)| !own.contains(f)) {
        if answer.pop() == Some('}') {
            let name = serde_json::Value::from(field.as_str());
            answer.push_str(&format!(",{name}:{value}}}"));
        }
    }
    answer
}

/// The names of the top-level fields of an answer.
pub(crate) fn fields_of(answer: &str) -> Vec<String> {
    match serde_json::from_str(answer) {
        Ok(serde_json::Value::Object(fields)) => fields.keys().cloned().collect(),
        _ => Vec::new(),
    }
}
