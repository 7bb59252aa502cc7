//! What the program says, word for word: `tests/cmd/*.trycmd`. After a wanted change:
//! `TRYCMD=overwrite cargo test --test commands`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "tests"
)]

#[test]
fn the_program_says_what_it_always_said() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").env("LANG", "C").env("GONGKAI_TODAY", "2026-01-15");
}
