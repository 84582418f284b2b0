//! Gives the shared library its name: `libwirecopy.so.` and the number of the C ABI.

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        // As WIRECOPY_ABI_VERSION; `tests/numbers.rs` compares.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,libwirecopy.so.1");
    }
}
