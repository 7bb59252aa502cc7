//! A whole session: a save reaches the browser, a broken save leaves the last good state, mended clears.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use gongkai::diag::{Finding, Findings, Lang, Outcome};
use gongkai::engine::Built;
use gongkai::serve::{Limits, OpenSearch, ServeOptions};
use gongkai::sys::swap;
use gongkai::watch::{Batch, Report, Signal, WatchOptions, Watcher, run_with};
use serde_json::json;

use crate::portal::{PATIENCE, Portal};

/// Makes one page of `content/a.md`; a text with `BROKEN` in it is an error.
fn build(root: &Path, preview: &Path) -> Outcome<Built> {
    let mut built = Built::default();
    let Ok(text) = std::fs::read_to_string(root.join("content/a.md")) else {
        return Err(Finding::file("io-read", "content/a.md").with("reason", "gone").into());
    };
    if text.contains("BROKEN") {
        let mut findings = Findings::new();
        findings.push(Finding::file("not-utf8", "content/a.md").with("offset", 3));
        built.findings = findings;
        return Ok(built);
    }
    let next = preview.with_extension("next");
    let _ = std::fs::remove_dir_all(&next);
    std::fs::create_dir_all(&next).unwrap();
    std::fs::write(next.join("index.html"), format!("<body>{text}</body>")).unwrap();
    std::fs::write(next.join("manifest.json"), json!({ "text": text }).to_string()).unwrap();
    swap::swap(&next, preview).unwrap();
    built.published = true;
    Ok(built)
}

struct Session {
    portal: Portal,
    watcher: std::sync::mpsc::Sender<Signal>,
    thread: Option<std::thread::JoinHandle<Outcome<()>>>,
    address: SocketAddr,
    reports: Receiver<&'static str>,
}

impl Session {
    fn start(first: &str) -> Self {
        let portal = Portal::new();
        portal.write("content/a.md", first);
        let preview = portal.path(".gongkai/preview");
        std::fs::create_dir_all(preview.parent().unwrap()).unwrap();
        let options = WatchOptions {
            sources: portal.sources(),
            poll: false,
            lang: Lang::En,
            serve: ServeOptions {
                output: preview.clone(),
                state: portal.path(".gongkai"),
                address: SocketAddr::from(([127, 0, 0, 1], 0)),
                base_path: "/".to_owned(),
                limits: Limits::default(),
                query_log: None,
                preview: None,
            },
        };
        let watcher = Watcher::start(options.sources.clone(), options.poll);
        let stopper = watcher.stopper();
        let root = portal.root();
        let (said, listening) = channel();
        let (reporter, reports) = channel();
        let no_search: OpenSearch = Arc::new(|_| Err(Finding::file("io-read", "").into()));
        let thread = std::thread::spawn(move || {
            run_with(
                watcher,
                options,
                no_search,
                |_: &Batch| build(&root, &preview),
                |report| {
                    let _ = match report {
                        Report::Listening(address) => return said.send(address).unwrap(),
                        Report::Polling(_) => reporter.send("polling"),
                        Report::Built { built, .. } if built.published => reporter.send("published"),
                        Report::Built { .. } => reporter.send("findings"),
                        Report::Failed(_) => reporter.send("failed"),
                    };
                },
            )
        });
        let address = listening.recv_timeout(PATIENCE).unwrap();
        Self { portal, watcher: stopper, thread: Some(thread), address, reports }
    }

    fn report(&self) -> &'static str {
        self.reports.recv_timeout(PATIENCE).unwrap()
    }

    fn page(&self) -> String {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        agent.get(format!("http://{}/", self.address)).call().unwrap().body_mut().read_to_string().unwrap()
    }

    fn findings(&self) -> serde_json::Value {
        use std::io::{BufRead, BufReader, Write};
        let mut socket = std::net::TcpStream::connect(self.address).unwrap();
        socket.write_all(b"GET /_gongkai/events HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
        let mut lines = BufReader::new(socket).lines().map(Result::unwrap);
        let data = lines.find_map(|line| line.strip_prefix("data: ").map(str::to_owned)).unwrap();
        serde_json::from_str(&data).unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.watcher.send(Signal::Stop);
        let ended = self.thread.take().unwrap().join();
        assert!(std::thread::panicking() || ended.unwrap().is_ok());
    }
}

#[test]
fn a_save_is_served_when_it_is_reported() {
    let session = Session::start("first");
    assert_eq!(session.report(), "published");
    assert!(session.page().contains("<body>first<link"));
    let before = session.findings()["release"].clone();
    session.portal.write("content/a.md", "second");
    assert_eq!(session.report(), "published");
    assert!(session.page().contains("<body>second<link"));
    assert_ne!(session.findings()["release"], before, "open pages load anew");
}

#[test]
fn a_broken_save_shows_findings_over_the_last_good_state_until_mended() {
    let session = Session::start("good");
    assert_eq!(session.report(), "published");
    session.portal.write("content/a.md", "BROKEN");
    assert_eq!(session.report(), "findings");
    assert!(session.page().contains("good"));
    assert_eq!(session.findings()["findings"][0]["code"], "not-utf8");
    session.portal.remove("content/a.md");
    assert_eq!(session.report(), "failed");
    assert_eq!(session.findings()["findings"][0]["code"], "io-read");
    assert!(session.page().contains("good"));
    session.portal.write("content/a.md", "mended");
    assert_eq!(session.report(), "published");
    assert_eq!(session.findings()["errors"], 0);
    assert!(session.page().contains("mended"));
}

#[test]
fn a_session_may_begin_broken() {
    let session = Session::start("BROKEN");
    assert_eq!(session.report(), "findings");
    assert!(session.page().contains("/_gongkai/preview.js"));
    assert_eq!(session.findings()["errors"], 1);
    session.portal.write("content/a.md", "mended");
    assert_eq!(session.report(), "published");
    assert!(session.page().contains("mended"));
}
