//! A new release takes the place of the old one while clients ask: no request fails, none gets a mix.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use gongkai::serve::Server;
use gongkai::sys::swap;

use crate::site::{Running, SHELL, Site, get, manifest, open_search, sha256, write};

#[tokio::test]
async fn pages_and_search_change_together() {
    let mut site = Site::new();
    let server = site.server();
    site.put("index.html", "second").put("new/index.html", "new");
    site.files.remove("2019/index.html");
    let second = site.publish(Some("two"));
    assert!(server.refresh());
    assert!(!server.refresh(), "nothing new");
    assert_eq!(server.release(), Some(second));
    assert_eq!(get(&server, "/").await.text(), "second");
    assert_eq!(get(&server, "/new/").await.status, 200);
    assert_eq!(get(&server, "/2019/").await.status, 404, "withdrawn");
    assert_eq!(get(&server, "/api/search?q=x").await.json()["index"], "two");
}

#[tokio::test]
async fn a_broken_release_leaves_the_last_good_one() {
    let mut site = Site::new();
    let server = site.server();
    let first = server.release();
    std::fs::write(site.output().join("manifest.json"), "{ broken").unwrap();
    assert!(!server.refresh());
    assert_eq!(server.release(), first);
    assert_eq!(get(&server, "/").await.text(), "<html><body>home</body></html>");
    site.put("index.html", "mended");
    site.publish(None);
    assert!(server.refresh());
    assert_eq!(get(&server, "/").await.text(), "mended");
}

#[tokio::test]
async fn an_open_page_still_gets_its_style_but_nothing_else_of_the_old_release() {
    let mut site = Site::new();
    let server = site.server();
    site.files.remove("static/style.3f9a01bc.css");
    site.files.remove("2019/normative/附件 1.pdf");
    site.put("static/style.99999999.css", "body{color:red}");
    site.publish(None);
    server.refresh();
    // The folder of the release before stands aside until the next build works in it.
    assert_eq!(get(&server, "/static/style.3f9a01bc.css").await.status, 200);
    assert_eq!(get(&server, "/static/style.99999999.css").await.status, 200);
    assert_eq!(get(&server, "/2019/normative/%E9%99%84%E4%BB%B6%201.pdf").await.status, 404);
}

#[tokio::test]
async fn a_release_found_to_be_gone_is_replaced_at_once() {
    let mut site = Site::new();
    let server = site.server();
    site.put("index.html", "second");
    site.publish(None);
    std::fs::remove_dir_all(site.folder.path().join(".public.next")).unwrap();
    // Nobody called refresh: the request itself finds the old folder gone.
    assert_eq!(get(&server, "/").await.text(), "second");
}

/// Lays a release into the folder that was exchanged away, as a build does: the manifest goes first
/// and comes last, unchanged files are shared, changed ones unlinked and made anew.
fn rebuild(site: &Site, files: &BTreeMap<String, Vec<u8>>, index: &str) {
    let (live, next) = (site.output(), site.folder.path().join(".public.next"));
    let _ = std::fs::remove_file(next.join("manifest.json"));
    for (name, content) in files {
        let (from, to) = (live.join(name), next.join(name));
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        let _ = std::fs::remove_file(&to);
        if std::fs::read(&from).is_ok_and(|same| same == *content) {
            std::fs::hard_link(&from, &to).unwrap();
        } else {
            std::fs::write(&to, content).unwrap();
        }
    }
    write(&site.state().join("search").join(index).join("id"), index.as_bytes());
    write(&next.join("manifest.new"), &manifest(files, Some(index)));
    std::fs::rename(next.join("manifest.new"), next.join("manifest.json")).unwrap();
    swap::swap(&next, &live).unwrap();
    remove_indexes(&site.state().join("search"), index);
}

/// Keeps this index and the one before it.
fn remove_indexes(folder: &Path, newest: &str) {
    let newest: usize = newest.parse().unwrap();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let number: usize = entry.file_name().to_str().unwrap().parse().unwrap();
        if number + 1 < newest {
            std::fs::remove_dir_all(entry.path()).unwrap();
        }
    }
}

/// Pages whose every byte says of which release they are; all of one length, so that a mix would not
/// show by its length.
fn files(version: usize) -> BTreeMap<String, Vec<u8>> {
    let page = |name: &str| format!("{version:05} ").repeat(500) + name;
    let mut files: BTreeMap<String, Vec<u8>> =
        (0..20).map(|number| (format!("{number}/index.html"), page("page").into_bytes())).collect();
    files.insert("search/index.html".to_owned(), format!("{version:05} {SHELL}").into_bytes());
    files.insert("static/same.12345678.css".to_owned(), b"body{}".to_vec());
    files
}

/// Sets its flag when the test ends, however it ends: the other threads must not go on for ever.
struct AtEnd<'a>(&'a AtomicBool);

impl Drop for AtEnd<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Asks for pages until told to stop; each must be whole, of one release, and never older than the last.
fn client(address: SocketAddr, stop: &AtomicBool, seed: usize) -> usize {
    let agent = ureq::Agent::new_with_defaults();
    let fetch = |target: &str| {
        let mut response = agent.get(format!("http://{address}{target}")).call().unwrap();
        let tag = response.headers().get("etag").map(|tag| tag.to_str().unwrap().to_owned());
        (response.body_mut().read_to_string().unwrap(), tag)
    };
    let _end = AtEnd(stop);
    let (mut asked, mut last) = (0, 0);
    while !stop.load(Ordering::Relaxed) {
        let (body, tag) = fetch(&format!("/{}/", (asked + seed) % 20));
        assert_eq!(tag.unwrap(), format!("\"{}\"", sha256(body.as_bytes())), "tag and bytes belong together");
        let version: usize = body[..5].parse().unwrap();
        assert_eq!(body.matches(&body[..6]).count(), 500, "a mix of releases");
        assert!(version >= last, "went back from {last} to {version}");
        let (found, _) = fetch("/search/?q=x");
        let page: usize = found[..5].parse().unwrap();
        assert!(found.contains(&format!("in \"{page}\"")), "page and index of different releases: {found}");
        assert!(page >= version);
        fetch("/static/same.12345678.css");
        (asked, last) = (asked + 1, page);
    }
    asked
}

#[test]
fn no_request_fails_while_releases_change_under_load() {
    let site = Site::new();
    rebuild(&site, &files(1), "1");
    let server = Server::new(site.options(), open_search()).unwrap();
    let running = Running::start(Arc::clone(&server));
    let (stop, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..4)
            .map(|seed| {
                let (stop, asked) = (&stop, &asked);
                scope.spawn(move || asked.fetch_add(client(running.address, stop, seed * 5), Ordering::Relaxed))
            })
            .collect();
        let end = AtEnd(&stop);
        for version in 2..60 {
            rebuild(&site, &files(version), &version.to_string());
            // Some releases follow each other faster than the server looks; some it sees in its own time.
            if version % 3 == 0 {
                while server.release() != Some(sha256(&manifest(&files(version), Some(&version.to_string())))) {
                    std::thread::yield_now();
                    assert!(!stop.load(Ordering::Relaxed), "a client failed");
                }
            }
        }
        drop(end);
        for client in clients {
            client.join().unwrap();
        }
    });
    assert!(asked.load(Ordering::Relaxed) > 100, "hardly any load: {asked:?}");
}
