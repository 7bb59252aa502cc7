//! Environment variables and the terminal; read once, by the command line.

use std::io::IsTerminal;
use std::sync::LazyLock;

/// The value of an environment variable, if it is set and is UTF-8.
#[must_use]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Whether standard error is a terminal (for colour and progress).
#[must_use]
pub fn stderr_is_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// Whether standard output is a terminal (for colour).
#[must_use]
pub fn stdout_is_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// BLAKE3 of this program's own file. Results kept from an earlier run are only good for the program
/// that made them. All zero when the file cannot be read, as on a system without `/proc`.
#[must_use]
pub fn program_hash() -> &'static [u8; 32] {
    static HASH: LazyLock<[u8; 32]> = LazyLock::new(|| {
        let program = std::env::current_exe().and_then(std::fs::read).unwrap_or_default();
        *blake3::hash(&program).as_bytes()
    });
    &HASH
}
