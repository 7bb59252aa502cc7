//! The `gongkai` program: hands the arguments to `gongkai::cli` and returns its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(gongkai::cli::run(std::env::args_os()).code())
}
