//! `tokens`: what the language layer finds, as CoNLL-U.

use std::io::{self, Write};

use wirecopy::language::{Language, Layer};
use wirecopy::schema;

use super::{each, own_pack};
use crate::args::{LayerArg, TokensArgs};
use crate::inputs::Inputs;

pub(super) fn tokens(args: &TokensArgs) -> io::Result<usize> {
    let language = match &args.pack {
        Some(path) => Language::with_pack(own_pack(path)?),
        None => Language::english(),
    };
    let layer = match args.layer {
        LayerArg::Tokens => Layer::Tokens,
        LayerArg::Tags => Layer::Tags,
        LayerArg::Names => Layer::Names,
        LayerArg::Syntax => Layer::Syntax,
    };
    let mut inputs = Inputs::new(&args.files.files, &args.read, &[]);
    let mut to = io::BufWriter::new(io::stdout());
    let failed = each(
        &mut inputs,
        &args.read,
        |entry| Ok(schema::conllu(&language.read(&entry.parse()?), layer, args.offsets)),
        |answer| to.write_all(answer.as_bytes()),
    )?;
    to.flush()?;
    Ok(failed)
}
