//! Bounds the memory of documents that wait to be indexed: tantivy counts them, it does not weigh them.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tantivy::{Document, TantivyDocument};

/// Bytes that may wait; a larger document waits alone.
const MOST_WAITING: usize = 64 << 20;
/// After this long without room the document goes on all the same, so that dead indexing threads are noticed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Room for the documents that wait.
#[derive(Default)]
pub struct Queue {
    used: Mutex<usize>,
    freed: Condvar,
}

impl Queue {
    /// Waits until there is room for a document of this size, and takes it.
    pub fn admit(self: &Arc<Self>, document: TantivyDocument, size: usize) -> Waiting {
        let full = |used: &mut usize| *used > 0 && *used + size > MOST_WAITING;
        let outcome = self.freed.wait_timeout_while(self.used(), PATIENCE, full);
        let (mut used, _) = outcome.unwrap_or_else(PoisonError::into_inner);
        *used += size;
        Waiting { document, size, queue: self.clone() }
    }

    fn used(&self) -> MutexGuard<'_, usize> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A document on its way to an indexing thread, which gives the room back when it is done with it.
pub struct Waiting {
    document: TantivyDocument,
    size: usize,
    queue: Arc<Queue>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        *self.queue.used() -= self.size;
        self.queue.freed.notify_all();
    }
}

impl Document for Waiting {
    type Value<'a> = <TantivyDocument as Document>::Value<'a>;
    type FieldsValuesIter<'a> = <TantivyDocument as Document>::FieldsValuesIter<'a>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.document.iter_fields_and_values()
    }
}
