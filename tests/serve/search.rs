//! The search endpoints: what is asked arrives, what is answered goes out, too many are turned away.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};

use gongkai::diag::Outcome;
use gongkai::serve::{Limits, SearchPort, SearchRequest, ServeOptions, Server};
use serde_json::{Value, json};

use crate::site::{Site, ask, get, open_search};

#[tokio::test]
async fn api_answers_with_the_searchs_json() {
    let site = Site::new();
    let server = site.server();
    for target in ["/api/search?q=%E4%BD%8E%E4%BF%9D", "/mengjiao/api/search?q=%E4%BD%8E%E4%BF%9D"] {
        let answer = get(&server, target).await;
        assert_eq!(answer.header("content-type"), "application/json; charset=utf-8");
        assert_eq!(answer.json()["query"], "低保");
        assert_eq!(answer.json()["index"], "one");
    }
}

#[tokio::test]
async fn every_parameter_arrives_and_nonsense_is_left_out() {
    let site = Site::new();
    let server = site.server();
    let asked = get(
        &server,
        "/api/search?q=a+b&year=2019&year=2020&year=x&category=fees&kind=%E9%80%9A%E7%9F%A5&status=repealed&issuer=y\
         &from=2019-02-30&to=2019-12-31&sort=date-desc&page=3&unknown=1&q2=&category=&%ff=%ff",
    )
    .await
    .json()["asked"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(
        asked,
        "SearchRequest { query: \"a b\", year: [2019, 2020], category: [\"fees\"], kind: [\"通知\"], \
         status: [\"repealed\"], issuer: [\"y\"], from: None, to: Some(\"2019-12-31\"), sort: Some(DateDesc), page: 3 }"
    );
}

#[tokio::test]
async fn nothing_that_can_be_typed_is_an_error() {
    let site = Site::new();
    let server = site.server();
    let long = "%E4%BD%8E".repeat(850);
    for query in ["", "%", "%00", "%22(", "AND+OR+NOT", "%ff%fe", "*:*", "%5Ba+TO", "-", &long] {
        for target in
            [format!("/api/search?q={query}"), format!("/search/?q={query}"), format!("/api/suggest?q={query}")]
        {
            let answer = get(&server, &target).await;
            assert_eq!(answer.status, 200, "{target}");
        }
    }
    let cut = get(&server, &format!("/api/search?q={long}")).await.json()["query"].as_str().unwrap().chars().count();
    assert_eq!(cut, 500);
}

#[tokio::test]
async fn the_page_is_the_published_one_with_the_results_in_it() {
    let site = Site::new();
    let server = site.server();
    for target in ["/search/?q=abc", "/mengjiao/search/index.html?q=abc"] {
        let page = get(&server, target).await;
        assert_eq!(page.text(), "<html><body><main><p>3 in \"one\"</p></main></body></html>");
    }
    let plain = get(&server, "/search/").await;
    assert!(plain.text().contains("form"), "without a question it is the published page");
}

#[tokio::test]
async fn a_release_without_search_keeps_its_page() {
    let site = Site::new();
    site.publish(None);
    let server = Server::new(site.options(), open_search()).unwrap();
    assert_eq!(get(&server, "/api/search?q=x").await.status, 404);
    assert!(get(&server, "/search/?q=x").await.text().contains("form"));
}

#[tokio::test]
async fn an_index_that_does_not_open_leaves_the_pages() {
    let site = Site::new();
    site.publish(Some("one"));
    std::fs::remove_dir_all(site.state()).unwrap();
    let server = Server::new(site.options(), open_search()).unwrap();
    assert_eq!(get(&server, "/").await.status, 200);
    assert_eq!(get(&server, "/api/search?q=x").await.status, 404);
}

#[tokio::test]
async fn suggestions_are_six_at_most() {
    let site = Site::new();
    let server = site.server();
    let answer = get(&server, "/api/suggest?q=a").await.json();
    assert_eq!(answer["suggestions"].as_array().unwrap().len(), 6);
}

#[tokio::test]
async fn a_search_that_breaks_down_is_one_failed_request() {
    let site = Site::new();
    let server = site.server();
    for target in ["/api/search?q=panic", "/api/search?q=fail", "/search/?q=fail"] {
        assert_eq!(get(&server, target).await.status, 500, "{target}");
    }
    for _ in 0..30 {
        assert_eq!(get(&server, "/api/search?q=x").await.status, 200, "its turn was given back");
    }
}

#[tokio::test]
async fn long_answers_are_compressed() {
    let site = Site::new();
    let server = site.server();
    let long = "a".repeat(500);
    let target = format!("/api/search?q={long}&category={long}");
    let answer = ask(&server, "GET", &target, &[("accept-encoding", "gzip")]).await;
    assert_eq!(answer.header("content-encoding"), "gzip");
}

/// A search that answers only when it is let.
#[derive(Default)]
struct Held {
    open: Mutex<bool>,
    changed: Condvar,
}

struct Port(Arc<Held>);

impl SearchPort for Port {
    fn search(&self, _request: &SearchRequest) -> Value {
        let open = self.0.open.lock().unwrap();
        drop(self.0.changed.wait_while(open, |open| !*open).unwrap());
        json!({})
    }
    fn suggest(&self, _query: &str, _limit: usize) -> Value {
        json!([])
    }
    fn page(&self, _shell: &str, _answer: &Value, _request: &SearchRequest) -> String {
        String::new()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_than_can_wait_are_told_to_come_back_and_the_rest_is_answered() {
    let site = Site::new();
    site.publish(Some("one"));
    let held = Arc::new(Held::default());
    let port = Arc::clone(&held);
    let open = Arc::new(move |_: &Path| -> Outcome<Arc<dyn SearchPort>> { Ok(Arc::new(Port(Arc::clone(&port)))) });
    let limits = Limits { searches: 1, waiting_searches: 2, ..Limits::default() };
    let server = Server::new(ServeOptions { limits, ..site.options() }, open).unwrap();
    let asked: Vec<_> = (0..10)
        .map(|_| {
            let server = Arc::clone(&server);
            tokio::spawn(async move { get(&server, "/api/search?q=x").await })
        })
        .collect();
    // Seven have been turned away while the first still runs; only then may it go on.
    while !get(&server, "/metrics").await.text().contains("gongkai_search_shed_total 7") {
        tokio::task::yield_now().await;
    }
    *held.open.lock().unwrap() = true;
    held.changed.notify_all();
    let mut answered = 0;
    for task in asked {
        let answer = task.await.unwrap();
        match answer.status.as_u16() {
            200 => answered += 1,
            503 => assert_eq!(answer.header("retry-after"), "1"),
            other => panic!("{other}"),
        }
    }
    assert_eq!(answered, 3);
}
