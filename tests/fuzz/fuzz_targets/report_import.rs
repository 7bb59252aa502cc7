//! Any file given as an annual report.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = gongkai::report::import(bytes, "report");
});
