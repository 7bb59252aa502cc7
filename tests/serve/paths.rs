//! Containment: no path, however written, leads to anything that was not published.

use std::sync::Arc;

use gongkai::serve::Server;
use proptest::prelude::*;

use crate::site::{Site, get, write};

const SECRET: &str = "the text that must not get out";

fn site() -> (Site, Arc<Server>) {
    let site = Site::new();
    let server = site.server();
    for name in ["secret.txt", "state/secret.txt", "public/.hidden", "public/.git/config", "public/unlisted.txt"] {
        write(&site.folder.path().join(name), SECRET.as_bytes());
    }
    (site, server)
}

#[tokio::test]
async fn known_attacks() {
    let (_site, server) = site();
    for target in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/2019/../../secret.txt",
        "/2019/%2e%2e/%2e%2e/secret.txt",
        "/%252e%252e/secret.txt",
        "/..%5csecret.txt",
        "/..%c0%afsecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/.hidden",
        "/%2ehidden",
        "/.git/config",
        "/unlisted.txt",
        "/index.html%00.txt",
        "/C:%5csecret.txt",
        "/mengjiao/../secret.txt",
        "/mengjiao//index.html",
        "/static//style.3f9a01bc.css",
        "/./index.html",
        "/index.html%",
        "/index.html%2",
        "/index.html%zz",
        "/%ff%fe",
    ] {
        let answer = get(&server, target).await;
        assert_eq!(answer.status, 404, "{target}");
        assert!(!String::from_utf8_lossy(&answer.body).contains(SECRET), "{target}");
    }
}

/// Pieces that attacks are made of, and harmless ones between.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("/"),
        Just("//"),
        Just(".."),
        Just("."),
        Just("%2e%2e"),
        Just("%2E."),
        Just("%2f"),
        Just("%5c"),
        Just("%00"),
        Just("%25"),
        Just("%c0%ae"),
        Just("secret.txt"),
        Just("state"),
        Just("public"),
        Just(".hidden"),
        Just("2019"),
        Just("index.html"),
        Just("mengjiao"),
        Just("%E5%B9%B4"),
        Just("~"),
        Just(";"),
        Just(":"),
    ]
    .prop_map(str::to_owned)
    .boxed()
    .prop_union(any::<u8>().prop_map(|byte| format!("%{byte:02x}")).boxed())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_path_leads_out(paths in prop::collection::vec(prop::collection::vec(piece(), 1..10), 1..20)) {
        let (_site, server) = site();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for pieces in paths {
            let target = format!("/{}", pieces.concat());
            let answer = runtime.block_on(get(&server, &target));
            prop_assert!(matches!(answer.status.as_u16(), 200 | 301 | 404), "{} {}", target, answer.status);
            prop_assert!(!String::from_utf8_lossy(&answer.body).contains(SECRET), "{}", target);
            if answer.status == 301 {
                prop_assert!(answer.header("location").starts_with("./"), "{}", answer.header("location"));
            }
        }
    }
}
