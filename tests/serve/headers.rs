//! What every response carries, whatever it is.

use gongkai::serve::CONTENT_SECURITY_POLICY;

use crate::site::{Site, ask, get};

#[tokio::test]
async fn every_response_carries_the_strict_headers() {
    let site = Site::new();
    let server = site.server();
    for target in ["/", "/nothing", "/2019", "/search/?q=x", "/api/search?q=x", "/healthz", "/metrics", "/%00"] {
        let answer = get(&server, target).await;
        assert_eq!(answer.header("content-security-policy"), CONTENT_SECURITY_POLICY, "{target}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(answer.header("permissions-policy").contains("geolocation=()"));
        assert!(!answer.header("referrer-policy").is_empty());
    }
}

#[test]
fn the_policy_allows_nothing_inline_and_nothing_from_elsewhere() {
    assert_eq!(
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
}

#[tokio::test]
async fn only_reading_is_allowed() {
    let site = Site::new();
    let server = site.server();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT", "PROPFIND"] {
        let answer = ask(&server, method, "/", &[]).await;
        assert_eq!((answer.status.as_u16(), answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
}

#[tokio::test]
async fn health_names_the_release_and_metrics_count() {
    let site = Site::new();
    let server = site.server();
    let health = get(&server, "/mengjiao/healthz").await;
    assert_eq!(health.json()["release"], server.release().unwrap());
    get(&server, "/nothing").await;
    get(&server, "/api/search?q=x").await;
    let metrics = get(&server, "/metrics").await;
    for line in [
        "gongkai_http_responses_total{class=\"4xx\"} 1",
        "gongkai_search_seconds_bucket{le=\"+Inf\"} 1",
        "gongkai_search_seconds_count 1",
        "gongkai_search_shed_total 0",
        &format!("gongkai_release_info{{release=\"{}\"}} 1", server.release().unwrap()),
    ] {
        assert!(metrics.text().lines().any(|found| found == line), "{line}\n{}", metrics.text());
    }
}
