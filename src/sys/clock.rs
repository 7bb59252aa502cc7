//! What day it is and how long things take; never read by anything whose result is published.

use std::time::{Duration, Instant};

use jiff::ZonedDateTime;
use jiff::civil::Date;

/// The machine's day, in its time zone. The default of `--today`.
#[must_use]
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

/// The present hour, e.g. `2025-06-30T14`: as fine as a log of queries may be.
#[must_use]
pub fn hour() -> String {
    ZonedDateTime::now().strftime("%Y-%m-%dT%H").to_string()
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
