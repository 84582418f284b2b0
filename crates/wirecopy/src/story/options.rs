//! What a caller may set for a story.

/// How a story is put together.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StoryOptions {
    /// How alike two articles must be to be on one event, from 0 to 1.
    pub same_event: f32,
    /// How sure a match must be to be told at all, from 0 to 1; matches under 0.5 are marked likely.
    pub min_score: f32,
}

impl Default for StoryOptions {
    fn default() -> Self {
        Self { same_event: 0.2, min_score: 0.3 }
    }
}

impl StoryOptions {
    /// Sets how alike two articles must be to be on one event.
    #[must_use]
    pub fn with_same_event(mut self, share: f32) -> Self {
        self.same_event = share;
        self
    }

    /// Sets how sure a match must be to be told.
    #[must_use]
    pub fn with_min_score(mut self, score: f32) -> Self {
        self.min_score = score;
        self
    }
}
