//! Whether the caller still wants the answer.

use std::cell::Cell;

use crate::options::Cancel;
use crate::{Error, ErrorKind, Result};

/// How many bytes are worked on between two questions.
const STRIDE: usize = 1 << 16;

/// Asks the caller every 64 KB of work whether to go on.
#[derive(Debug)]
pub(crate) struct Watch {
    cancel: Option<Cancel>,
    left: Cell<usize>,
    stopped: Cell<bool>,
}

impl Watch {
    pub(crate) fn new(cancel: Option<&Cancel>) -> Self {
        Self { cancel: cancel.cloned(), left: Cell::new(STRIDE), stopped: Cell::new(false) }
    }

    /// Notes that `bytes` were worked on; whether to go on.
    #[inline]
    pub(crate) fn spend(&self, bytes: usize) -> bool {
        match self.left.get().checked_sub(bytes) {
            Some(left) => {
                self.left.set(left);
                !self.stopped.get()
            }
            None => self.ask(),
        }
    }

    #[cold]
    fn ask(&self) -> bool {
        self.left.set(STRIDE);
        if !self.stopped.get() && self.cancel.as_ref().is_some_and(Cancel::is_asked) {
            self.stopped.set(true);
        }
        !self.stopped.get()
    }

    /// An error when the caller wants no more; `at` is the place in the input that was reached.
    pub(crate) fn check(&self, at: usize) -> Result<()> {
        if self.ask() { Ok(()) } else { Err(Error::at(ErrorKind::Cancelled, at, "the caller asked to stop")) }
    }
}
