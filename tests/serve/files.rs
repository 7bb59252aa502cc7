//! Published files: which, as what, whole or in part, new or unchanged.

use std::io::Read;

use flate2::read::GzDecoder;

use crate::site::{Site, ask, get, sha256, write};

#[tokio::test]
async fn serves_pages_at_the_root_and_below_the_production_path() {
    let site = Site::new();
    let server = site.server();
    for prefix in ["", "/mengjiao"] {
        assert_eq!(get(&server, &format!("{prefix}/")).await.text(), "<html><body>home</body></html>");
        let page = get(&server, &format!("{prefix}/2019/")).await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"));
        assert_eq!(page.text(), "年".repeat(2000));
    }
}

#[tokio::test]
async fn a_folder_without_its_slash_leads_to_it_by_a_relative_address() {
    let site = Site::new();
    let server = site.server();
    for (target, location) in [
        ("/2019", "./2019/"),
        ("/mengjiao", "./mengjiao/"),
        ("/mengjiao/2019?a=b", "./2019/?a=b"),
        ("/search?q=%E4%BD%8E%E4%BF%9D", "./search/?q=%E4%BD%8E%E4%BF%9D"),
    ] {
        let answer = get(&server, target).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (301, location), "{target}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_real_404_with_the_portals_page() {
    let site = Site::new();
    let server = site.server();
    for target in ["/nothing", "/nothing/", "/2019/nothing.html", "/index.html/", "/INDEX.html", "/mengjiao/x"] {
        let answer = ask(&server, "GET", target, &[("range", "bytes=0-3")]).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (404, "<html><body>not here</body></html>"), "{target}");
        assert_eq!(answer.header("etag"), "");
    }
}

#[tokio::test]
async fn only_what_the_manifest_names_is_given_out() {
    let site = Site::new();
    let server = site.server();
    write(&site.output().join("withdrawn.html"), b"secret");
    write(&site.output().join("2018/index.html"), b"secret");
    for target in ["/withdrawn.html", "/2018/", "/2018"] {
        assert_eq!(get(&server, target).await.status, 404, "{target}");
    }
    assert_eq!(get(&server, "/manifest.json").await.status, 200);
}

#[tokio::test]
async fn a_link_out_of_the_folder_is_not_followed() {
    let mut site = Site::new();
    site.put("leak.txt", "harmless").put("inner/leak.txt", "harmless");
    let server = site.server();
    let secret = site.folder.path().join("outside/leak.txt");
    write(&secret, b"password");
    std::fs::remove_file(site.output().join("leak.txt")).unwrap();
    std::os::unix::fs::symlink(&secret, site.output().join("leak.txt")).unwrap();
    std::fs::remove_dir_all(site.output().join("inner")).unwrap();
    std::os::unix::fs::symlink(secret.parent().unwrap(), site.output().join("inner")).unwrap();
    for target in ["/leak.txt", "/inner/leak.txt"] {
        assert_eq!(get(&server, target).await.status, 404, "{target}");
    }
}

#[tokio::test]
async fn the_entity_tag_is_the_hash_and_saves_the_body() {
    let site = Site::new();
    let server = site.server();
    let first = get(&server, "/").await;
    let tag = format!("\"{}\"", sha256(&site.files["index.html"]));
    assert_eq!(first.header("etag"), tag);
    for header in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let again = ask(&server, "GET", "/", &[("if-none-match", &header)]).await;
        assert_eq!((again.status.as_u16(), again.body.len(), again.header("etag")), (304, 0, tag.as_str()), "{header}");
    }
    assert_eq!(ask(&server, "GET", "/", &[("if-none-match", "\"other\"")]).await.status, 200);
}

#[tokio::test]
async fn head_says_what_get_would_send() {
    let site = Site::new();
    let server = site.server();
    for target in ["/", "/2019/", "/nothing", "/2019/normative/%E9%99%84%E4%BB%B6%201.pdf"] {
        let (head, get) = (ask(&server, "HEAD", target, &[]).await, get(&server, target).await);
        assert!(head.body.is_empty());
        assert_eq!(head.status, get.status);
        for name in ["content-length", "content-type", "etag", "cache-control"] {
            assert_eq!(head.header(name), get.header(name), "{target} {name}");
        }
    }
}

#[tokio::test]
async fn ranges() {
    let site = Site::new();
    let server = site.server();
    let pdf = "/2019/normative/%E9%99%84%E4%BB%B6%201.pdf";
    for (range, status, body, content_range) in [
        ("bytes=2-4", 206, "234", "bytes 2-4/10"),
        ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=5-99", 206, "56789", "bytes 5-9/10"),
        ("bytes=10-", 416, "", "bytes */10"),
        ("bytes=-0", 416, "", "bytes */10"),
        ("bytes=4-2", 200, "0123456789", ""),
        ("bytes=0-1,3-4", 200, "0123456789", ""),
        ("lines=0-1", 200, "0123456789", ""),
        ("bytes=+1-2", 200, "0123456789", ""),
    ] {
        let answer = ask(&server, "GET", pdf, &[("range", range)]).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (status, body), "{range}");
        assert_eq!(answer.header("content-range"), content_range, "{range}");
    }
}

#[tokio::test]
async fn a_range_of_another_version_is_the_whole_file() {
    let site = Site::new();
    let server = site.server();
    let pdf = "/2019/normative/%E9%99%84%E4%BB%B6%201.pdf";
    let tag = get(&server, pdf).await.header("etag").to_owned();
    let same = ask(&server, "GET", pdf, &[("range", "bytes=0-0"), ("if-range", &tag)]).await;
    let other = ask(&server, "GET", pdf, &[("range", "bytes=0-0"), ("if-range", "\"old\"")]).await;
    assert_eq!((same.status.as_u16(), other.status.as_u16()), (206, 200));
}

#[tokio::test]
async fn long_files_are_streamed_whole_and_in_part() {
    let mut site = Site::new();
    let long: String = (0..200_000).map(|number| format!("{number:07}")).collect();
    site.put("long.bin", &long);
    let server = site.server();
    assert_eq!(get(&server, "/long.bin").await.text(), long);
    let part = ask(&server, "GET", "/long.bin", &[("range", "bytes=700000-1399993")]).await;
    assert_eq!(part.text(), &long[700_000..1_399_994]);
    assert_eq!(part.header("content-length"), "699994");
}

#[tokio::test]
async fn the_twin_is_sent_to_those_who_take_it() {
    let site = Site::new();
    let server = site.server();
    write(&site.output().join("2019/index.html.br"), b"brotli twin");
    write(&site.output().join("2019/index.html.gz"), b"gzip twin");
    let plain = get(&server, "/2019/").await;
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", "accept-encoding"));
    for (header, encoding, body) in [
        ("gzip, deflate, br", "br", "brotli twin"),
        ("gzip", "gzip", "gzip twin"),
        ("br;q=0, gzip;q=0.5", "gzip", "gzip twin"),
        ("*", "br", "brotli twin"),
    ] {
        let answer = ask(&server, "GET", "/2019/", &[("accept-encoding", header)]).await;
        assert_eq!((answer.header("content-encoding"), answer.text()), (encoding, body), "{header}");
        assert_ne!(answer.header("etag"), plain.header("etag"), "each encoding has its own tag");
        assert_eq!(answer.header("vary"), "accept-encoding");
    }
    assert_eq!(get(&server, "/2019/index.html.br").await.status, 404, "a twin is no page");
}

#[tokio::test]
async fn a_short_text_without_twin_is_compressed_here() {
    let site = Site::new();
    let server = site.server();
    for _ in 0..2 {
        let answer = ask(&server, "GET", "/2019/", &[("accept-encoding", "gzip")]).await;
        let mut text = String::new();
        GzDecoder::new(&answer.body[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "年".repeat(2000));
        assert_eq!(answer.header("content-length"), answer.body.len().to_string());
    }
    let tiny = ask(&server, "GET", "/", &[("accept-encoding", "gzip")]).await;
    assert_eq!(tiny.header("content-encoding"), "", "not worth it");
    let part = ask(&server, "GET", "/2019/", &[("accept-encoding", "gzip"), ("range", "bytes=0-2")]).await;
    assert_eq!((part.header("content-encoding"), part.text()), ("", "年"), "a range is of the file itself");
}

#[tokio::test]
async fn names_with_a_hash_are_kept_for_ever_and_the_rest_is_asked_for_again() {
    let site = Site::new();
    let server = site.server();
    let hashed = get(&server, "/static/style.3f9a01bc.css").await;
    assert_eq!(hashed.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(get(&server, "/").await.header("cache-control"), "no-cache");
}
