//! The record of queries: what citizens seek, not who they are, and never without end.

use gongkai::serve::{QueryLog, ServeOptions, Server};
use serde_json::{Value, json};

use crate::site::{Site, get, open_search};

fn lines(path: &std::path::Path) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn eventually(condition: impl Fn() -> bool) {
    for _ in 0..3000 {
        if condition() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("it never came to be");
}

#[tokio::test]
async fn records_query_hour_and_outcome_only() {
    let site = Site::new();
    site.publish(Some("one"));
    let path = site.folder.path().join("queries.jsonl");
    let log = QueryLog { path: path.clone(), max_bytes: 1_000_000, hour: || "2025-06-30T14".to_owned() };
    let server = Server::new(ServeOptions { query_log: Some(log), ..site.options() }, open_search()).unwrap();
    get(&server, "/api/search?q=%E4%BD%8E%E4%BF%9D").await;
    get(&server, "/search/?q=x").await;
    get(&server, "/search/?year=2019").await;
    assert_eq!(get(&server, "/api/click?q=x&url=2019/a/").await.status, 204);
    eventually(|| lines(&path).len() >= 3);
    assert_eq!(
        lines(&path),
        [
            json!({ "hour": "2025-06-30T14", "query": "低保", "total": 1, "none": false }),
            json!({ "hour": "2025-06-30T14", "query": "x", "total": 1, "none": false }),
            json!({ "hour": "2025-06-30T14", "query": "x", "clicked": "2019/a/" }),
        ]
    );
}

#[tokio::test]
async fn a_full_log_is_moved_aside_once() {
    let site = Site::new();
    site.publish(Some("one"));
    let path = site.folder.path().join("queries.jsonl");
    let log = QueryLog { path: path.clone(), max_bytes: 300, hour: || "h".to_owned() };
    let server = Server::new(ServeOptions { query_log: Some(log), ..site.options() }, open_search()).unwrap();
    for number in 0..40 {
        get(&server, &format!("/api/search?q=query{number}")).await;
    }
    eventually(|| lines(&path).last().is_some_and(|line| line["query"] == "query39"));
    let aside = site.folder.path().join("queries.jsonl.1");
    assert!(std::fs::metadata(&path).unwrap().len() <= 300 && std::fs::metadata(aside).unwrap().len() <= 300);
}

#[tokio::test]
async fn without_a_log_nothing_is_recorded() {
    let site = Site::new();
    let server = site.server();
    assert_eq!(get(&server, "/api/click?q=x&url=y").await.status, 404);
}
