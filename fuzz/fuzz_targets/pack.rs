#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| wirecopy_fuzz::pack(input));
