//! Reports on one document: who is cited and how much, unnamed sources, right of reply, the text without quotes.
//!
//! Methods of [`Analysis`]; plain data that points back to the attributions and entities it was counted from.

mod mask;
mod reply;
mod sources;
#[cfg(test)]
mod tests;

pub use mask::Masked;
pub use reply::Reply;
pub use sources::{AnonymousAudit, AnonymousSource, SourceReport};

use crate::entity::{self, Verifiability};
use crate::{Analysis, Attribution, Span};

impl Analysis {
    /// Everybody and everything that something comes from, in the order they first do: what they are, how far they
    /// are named, how much they said.
    ///
    /// ```
    /// let text = "“The wall will hold,” Mayor Petra Quill said. A port official said that it would not.";
    /// let found = wirecopy::Analyzer::english().analyze_text(text)?;
    /// let sources = found.sources();
    /// assert_eq!(sources.len(), 2);
    /// assert_eq!(found.entity(sources[0].entity).unwrap().name(), "Petra Quill");
    /// assert_eq!((sources[0].words, sources[0].quoted), (4, 1.0));
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn sources(&self) -> Vec<SourceReport> {
        sources::sources(self)
    }

    /// The sources that are not named: on which terms, with which reason and claim to know, how much rests on them.
    pub fn anonymous_audit(&self) -> AnonymousAudit {
        sources::audit(self)
    }

    /// For each accusation: whether the accused was asked, and what they answered.
    pub fn right_of_reply(&self) -> Vec<Reply> {
        reply::replies(self)
    }

    /// How far a reader could check the source of an attribution: a label of what the text gives, never a judgement
    /// of truth. `V0` when nobody said it.
    pub fn verifiability(&self, attribution: &Attribution) -> Verifiability {
        self.speaker(attribution).map_or(Verifiability::V0, |e| entity::verifiability(e, attribution))
    }

    /// The running text without what is of these kinds, in pieces; where each stands is its offset.
    ///
    /// ```
    /// use wirecopy::reports::Masked;
    ///
    /// let text = "Marsh said that it was dark. “Very,” she added.";
    /// let found = wirecopy::Analyzer::english().analyze_text(text)?;
    /// let told = |kinds: &[Masked]| -> Vec<&str> {
    ///     found.narration(kinds).into_iter().map(|s| found.document().slice(s)).collect()
    /// };
    /// assert_eq!(told(&[Masked::Quoted]), ["Marsh said that it was dark. ", " she added."]);
    /// assert_eq!(told(&[Masked::Content]), ["Marsh said ", ". ", " she added."]);
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn narration(&self, without: &[Masked]) -> Vec<Span> {
        mask::narration(self, without)
    }

    /// The text with some of it blanked: each character is so many spaces as it has bytes, line breaks stay, so that
    /// all offsets in bytes hold.
    ///
    /// ```
    /// use wirecopy::reports::Masked;
    ///
    /// let found = wirecopy::Analyzer::english().analyze_text("“It was dark,” Marsh said.")?;
    /// assert_eq!(found.mask(&[Masked::Quoted]).trim_start(), "Marsh said.");
    /// assert_eq!(found.mask(&[Masked::Quoted]).len(), found.document().text().len());
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn mask(&self, kinds: &[Masked]) -> String {
        mask::mask(self, kinds, |c, out| out.extend(std::iter::repeat_n(' ', c.len_utf8())))
    }

    /// As [`mask`](Self::mask), with one `fill` for each character: all offsets in code points hold.
    ///
    /// ```
    /// use wirecopy::reports::Masked;
    ///
    /// let found = wirecopy::Analyzer::english().analyze_text("“It was dark,” Marsh said.")?;
    /// assert_eq!(found.mask_chars(&[Masked::Quoted], '█'), "██████████████ Marsh said.");
    /// # Ok::<(), wirecopy::Error>(())
    /// ```
    pub fn mask_chars(&self, kinds: &[Masked], fill: char) -> String {
        mask::mask(self, kinds, |_, out| out.push(fill))
    }
}
