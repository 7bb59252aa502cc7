//! What the program says, word for word: `tests/cmd/*.trycmd`. After a wanted change:
//! `TRYCMD=overwrite cargo test --test commands`.

#[test]
fn the_program_says_what_it_always_said() {
    trycmd::TestCases::new().case("tests/cmd/*.trycmd").env("LANG", "C").env("GONGKAI_TODAY", "2026-01-15");
}
