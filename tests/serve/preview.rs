//! The live preview: pages bring the overlay, events tell of findings and releases.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::sync::Arc;

use gongkai::diag::{Finding, Findings, Lang};
use gongkai::serve::{Preview, ServeOptions, Server};

use crate::site::{Running, Site, get, open_search};

fn live(site: &Site) -> (Arc<Server>, Arc<Preview>) {
    let preview = Arc::new(Preview::new(Lang::En));
    let options = ServeOptions { preview: Some(Arc::clone(&preview)), ..site.options() };
    (Server::new(options, open_search()).unwrap(), preview)
}

#[tokio::test]
async fn pages_bring_the_overlay_by_links_and_published_files_do_not_change() {
    let site = Site::new();
    let release = site.publish(Some("one"));
    let (server, _preview) = live(&site);
    for target in ["/", "/search/?q=x", "/nothing"] {
        let page = get(&server, target).await;
        let script = format!("<script src=\"/_gongkai/preview.js?{release}\" defer></script></body>");
        assert!(page.text().contains(&script), "{target}: {}", page.text());
        assert_eq!(page.header("content-length").parse::<usize>().unwrap_or(page.body.len()), page.body.len());
    }
    assert_eq!(get(&server, "/").await.header("cache-control"), "no-store");
    assert_eq!(get(&server, "/_gongkai/preview.js?x").await.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(get(&server, "/_gongkai/preview.css").await.header("content-type"), "text/css; charset=utf-8");
    assert_eq!(get(&server, "/2019").await.status, 301);
}

#[tokio::test]
async fn production_knows_nothing_of_the_preview() {
    let site = Site::new();
    let server = site.server();
    for target in ["/_gongkai/events", "/_gongkai/preview.js"] {
        assert_eq!(get(&server, target).await.status, 404);
    }
    assert!(!get(&server, "/").await.text().contains("_gongkai"));
}

#[tokio::test]
async fn before_the_first_build_there_is_a_page_for_the_findings() {
    let site = Site::new();
    let (server, _preview) = live(&site);
    let page = get(&server, "/").await;
    assert_eq!(page.status, 503);
    assert!(page.text().contains("/_gongkai/preview.js"));
}

/// The next event of a stream, as JSON.
fn event(stream: &mut impl BufRead) -> serde_json::Value {
    let mut line = String::new();
    loop {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str(data).unwrap();
        }
    }
}

#[test]
fn events_tell_the_state_at_once_and_each_change_and_end_when_the_server_stops() {
    let site = Site::new();
    let release = site.publish(Some("one"));
    let (server, preview) = live(&site);
    let mut running = Running::start(server);
    let mut socket = TcpStream::connect(running.address).unwrap();
    socket.write_all(b"GET /_gongkai/events HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut stream = BufReader::new(socket);
    assert_eq!(event(&mut stream)["release"], serde_json::Value::Null);
    let mut findings = Findings::new();
    findings.push(Finding::file("io-read", "content/a.md").with("reason", "gone"));
    preview.show(Some(release.clone()), &findings);
    let state = event(&mut stream);
    assert_eq!((&state["release"], &state["errors"]), (&release.into(), &1.into()));
    assert_eq!(state["findings"][0]["path"], "content/a.md");
    assert_eq!(state["findings"][0]["message"], "cannot read the file: gone");
    preview.show(None, &Findings::new());
    assert_eq!(event(&mut stream)["findings"], serde_json::json!([]), "mended");
    running.stop();
}
