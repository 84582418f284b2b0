//! The packs compiled in, each checked once, on first use.

use once_cell::sync::OnceCell;

use super::Pack;
use crate::Result;

/// The English pack.
///
/// `once_cell`, not `std`: loading can fail, and `OnceLock::get_or_try_init` is not stable.
pub(crate) fn english() -> Result<&'static Pack> {
    static ENGLISH: OnceCell<Pack> = OnceCell::new();
    ENGLISH.get_or_try_init(|| Pack::parse(wirecopy_lang_en::PACK))
}
