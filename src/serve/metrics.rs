//! Counters for the operator, in Prometheus' text format.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Upper bounds of the latency histogram, in microseconds.
const BUCKETS: [u64; 10] = [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];

/// Counts since the server started.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Responses by class, 1xx to 5xx.
    responses: [AtomicU64; 5],
    /// Searches by latency; each counted in its own bucket only, summed when written.
    searches: [AtomicU64; BUCKETS.len() + 1],
    search_micros: AtomicU64,
    shed: AtomicU64,
}

impl Metrics {
    /// Counts a response.
    pub fn response(&self, status: u16) {
        if let Some(class) = self.responses.get(usize::from(status / 100).wrapping_sub(1)) {
            class.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts an answered search with the time from asking to answering.
    pub fn search(&self, took: Duration) {
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.iter().position(|bound| micros <= *bound).unwrap_or(BUCKETS.len());
        if let Some(count) = self.searches.get(bucket) {
            count.fetch_add(1, Ordering::Relaxed);
        }
        self.search_micros.fetch_add(micros, Ordering::Relaxed);
    }

    /// Counts a search that was turned away.
    pub fn shed(&self) {
        self.shed.fetch_add(1, Ordering::Relaxed);
    }

    /// The page for the operator's collector.
    #[must_use]
    pub fn text(&self, release: Option<&str>) -> String {
        let mut out = String::from("# HELP gongkai_http_responses_total Responses by class.\n");
        out.push_str("# TYPE gongkai_http_responses_total counter\n");
        for (class, count) in (1..).zip(&self.responses) {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(out, "gongkai_http_responses_total{{class=\"{class}xx\"}} {count}");
        }
        out.push_str("# HELP gongkai_search_seconds Time from asking to answering.\n");
        out.push_str("# TYPE gongkai_search_seconds histogram\n");
        let mut sum = 0;
        let bounds = BUCKETS.iter().map(|bound| decimal(*bound)).chain(["+Inf".to_owned()]);
        for (bound, count) in bounds.zip(&self.searches) {
            sum += count.load(Ordering::Relaxed);
            let _ = writeln!(out, "gongkai_search_seconds_bucket{{le=\"{bound}\"}} {sum}");
        }
        let _ = writeln!(out, "gongkai_search_seconds_sum {}", decimal(self.search_micros.load(Ordering::Relaxed)));
        let _ = writeln!(out, "gongkai_search_seconds_count {sum}");
        out.push_str("# HELP gongkai_search_shed_total Searches turned away because too many waited.\n");
        out.push_str("# TYPE gongkai_search_shed_total counter\n");
        let _ = writeln!(out, "gongkai_search_shed_total {}", self.shed.load(Ordering::Relaxed));
        if let Some(release) = release {
            out.push_str("# HELP gongkai_release_info The release being served.\n");
            out.push_str("# TYPE gongkai_release_info gauge\n");
            let _ = writeln!(out, "gongkai_release_info{{release=\"{release}\"}} 1");
        }
        out
    }
}

/// Microseconds as seconds.
fn decimal(micros: u64) -> String {
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}
