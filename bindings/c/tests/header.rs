//! `include/wirecopy.h` is what cbindgen makes of this crate; `WIRECOPY_BLESS=1` rewrites it.

use std::path::Path;

use cbindgen::{Builder, Config, DocumentationStyle, Language, ParseConfig, Style};

const CSTR: &str = r"
/**
 * A text made of a C string, which must outlive it; NULL gives the empty text.
 */
static inline wirecopy_str wirecopy_cstr(const char *text) {
  wirecopy_str out;
  out.ptr = text;
  out.len = text ? strlen(text) : 0;
  return out;
}
";

#[test]
fn the_header_is_fresh() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = Config {
        language: Language::C,
        cpp_compat: true,
        usize_is_size_t: true,
        include_guard: Some("WIRECOPY_H".into()),
        header: Some(std::fs::read_to_string(here.join("preamble.h")).unwrap().trim_end().into()),
        no_includes: true,
        sys_includes: ["stdbool.h", "stddef.h", "stdint.h", "string.h"].map(String::from).into(),
        documentation_style: DocumentationStyle::Doxy,
        line_length: 110,
        tab_width: 2,
        style: Style::Type,
        parse: ParseConfig { parse_deps: false, ..ParseConfig::default() },
        ..Config::default()
    };
    let mut made = Vec::new();
    Builder::new().with_crate(here).with_config(config).generate().unwrap().write(&mut made);
    let made = String::from_utf8(made).unwrap();
    // cbindgen puts its `trailer` behind the include guard, where a second inclusion would define it again.
    let end = made.rfind("#endif  /* WIRECOPY_H */").unwrap();
    let made = format!("{}{}\n{}", &made[..end], CSTR.trim_start(), &made[end..]);
    let path = here.join("../../include/wirecopy.h");
    if std::env::var_os("WIRECOPY_BLESS").is_some_and(|v| v == "1") {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "include/wirecopy.h is stale: `make header` rewrites it");
}
