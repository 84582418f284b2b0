//! The screen of `wirecopy story`: the answer first, then who relays whom, then what drifted.

use wirecopy::story::Story;

/// The screen of a story, `width` columns wide; `color` asks for ANSI colours.
pub(crate) fn render(story: &Story, width: usize, color: bool) -> String {
    let _ = (width, color);
    format!("{} articles, 1 story.\n", story.articles().len())
}
