//! What citizens look for and do not find, without who they are.
//!
//! One JSON object a line: `{"hour","query","total","none"}` for a search,
//! `{"hour","query","clicked"}` for a result that was opened. No address, no time finer than the
//! hour, no order that would tie lines of one person together beyond it.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc::{SyncSender, sync_channel};

use rustix::fs::{CWD, Mode, OFlags, openat};
use serde_json::{Value, json};

use super::options::QueryLog;
use crate::diag::Outcome;
use crate::sys::files;

/// Lines that may wait to be written; more are dropped, a log must not slow a search.
const WAITING: usize = 1024;

/// Hands lines to the thread that writes them.
#[derive(Debug)]
pub struct Recorder {
    lines: SyncSender<String>,
    hour: fn() -> String,
}

impl Recorder {
    /// Opens the log; a thread writes to it until the recorder is dropped.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn open(log: &QueryLog) -> Outcome<Self> {
        let (lines, waiting) = sync_channel::<String>(WAITING);
        let mut file = append(&log.path)?;
        let (path, limit) = (log.path.clone(), log.max_bytes);
        std::thread::spawn(move || {
            while let Ok(line) = waiting.recv() {
                let written = make_room(&path, limit, line.len()).and_then(|moved| {
                    if moved {
                        file = append(&path)?;
                    }
                    file.write_all(line.as_bytes()).map_err(|error| files::failure("io-write", &path, &error))
                });
                if let Err(failure) = written {
                    tracing::error!("query log: {failure}");
                }
            }
        });
        Ok(Self { lines, hour: log.hour })
    }

    /// Records a search and how much it found.
    pub fn searched(&self, query: &str, answer: &Value) {
        if !query.is_empty() {
            self.push(&json!({
                "hour": (self.hour)(), "query": query, "total": answer["total"], "none": answer["none"],
            }));
        }
    }

    /// Records that a result was opened.
    pub fn clicked(&self, query: &str, url: &str) {
        self.push(&json!({ "hour": (self.hour)(), "query": query, "clicked": url }));
    }

    fn push(&self, line: &Value) {
        let _ = self.lines.try_send(format!("{line}\n"));
    }
}

/// Moves a full log aside; returns whether it did.
fn make_room(path: &Path, limit: u64, line: usize) -> Outcome<bool> {
    if files::size(path).unwrap_or(0) + line as u64 <= limit {
        return Ok(false);
    }
    let mut aside = path.as_os_str().to_owned();
    aside.push(".1");
    files::rename(path, Path::new(&aside)).map(|()| true)
}

/// Opens the log to write at its end; readable by its owner and group only.
fn append(path: &Path) -> Outcome<File> {
    let flags = OFlags::WRONLY | OFlags::APPEND | OFlags::CREATE | OFlags::CLOEXEC;
    let opened = openat(CWD, path, flags, Mode::RUSR | Mode::WUSR | Mode::RGRP);
    opened.map(File::from).map_err(|error| files::failure("io-write", path, &error.into()))
}
