//! How many searches run at once, how many may wait, and that the rest is told to come back.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bounds the searches. What waits is bounded too, so that under any load an accepted search has
/// its answer soon.
#[derive(Debug)]
pub struct Gate {
    inside: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
}

/// A turn; dropping it gives it back.
#[derive(Debug)]
pub struct Turn {
    _running: OwnedSemaphorePermit,
    _admitted: OwnedSemaphorePermit,
}

impl Gate {
    /// Lets `running` in at once and `waiting` more queue.
    #[must_use]
    pub fn new(running: usize, waiting: usize) -> Self {
        let running = running.max(1);
        Self { inside: Arc::new(Semaphore::new(running)), admitted: Arc::new(Semaphore::new(running + waiting)) }
    }

    /// Waits for a turn; `None` at once when too many wait already.
    pub async fn enter(&self) -> Option<Turn> {
        let admitted = Arc::clone(&self.admitted).try_acquire_owned().ok()?;
        let running = Arc::clone(&self.inside).acquire_owned().await.ok()?;
        Some(Turn { _running: running, _admitted: admitted })
    }
}
