//! The `wirecopy` command: reads documents, asks the library, prints the answers.

mod args;
mod commands;
mod inputs;
mod output;
mod screens;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    match commands::run(&cli.command) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        // The reader of our output has had enough: `wirecopy … | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "wirecopy: {error}");
            ExitCode::FAILURE
        }
    }
}
