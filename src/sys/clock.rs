//! What day it is and how long things take; never read by anything whose result is published.

use std::time::{Duration, Instant};

use jiff::ZonedDateTime;
use jiff::civil::Date;

/// The machine's day, in its time zone. The default of `--today`.
#[must_use]
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// A running stopwatch.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts one.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Time since the start.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }
}
