//! A small published portal in a temporary folder, a search that answers from it, and ways to ask.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use gongkai::diag::{Finding, Outcome};
use gongkai::serve::{Limits, OpenSearch, SearchPort, SearchRequest, ServeOptions, Server, router, run_until};
use gongkai::sys::swap;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::oneshot;
use tower::ServiceExt;

pub const SHELL: &str = "<html><body><main>form</main></body></html>";

pub struct Site {
    pub folder: tempfile::TempDir,
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Site {
    pub fn new() -> Self {
        let mut site = Self { folder: tempfile::tempdir().unwrap(), files: BTreeMap::new() };
        site.put("index.html", "<html><body>home</body></html>")
            .put("404.html", "<html><body>not here</body></html>")
            .put("search/index.html", SHELL)
            .put("2019/index.html", &"年".repeat(2000))
            .put("2019/normative/附件 1.pdf", "0123456789")
            .put("static/style.3f9a01bc.css", "body{}");
        site
    }

    pub fn put(&mut self, name: &str, content: &str) -> &mut Self {
        self.files.insert(name.to_owned(), content.as_bytes().to_vec());
        self
    }

    pub fn output(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    pub fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    /// Publishes the files as the next release with an index named `search`; returns its identity.
    pub fn publish(&self, search: Option<&str>) -> String {
        let next = self.folder.path().join(".public.next");
        let _ = std::fs::remove_dir_all(&next);
        for (name, content) in &self.files {
            write(&next.join(name), content);
        }
        let manifest = manifest(&self.files, search);
        write(&next.join("manifest.json"), &manifest);
        if let Some(id) = search {
            write(&self.state().join("search").join(id).join("id"), id.as_bytes());
        }
        swap::swap(&next, &self.output()).unwrap();
        sha256(&manifest)
    }

    pub fn options(&self) -> ServeOptions {
        ServeOptions {
            output: self.output(),
            state: self.state(),
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            base_path: "/mengjiao/".to_owned(),
            limits: Limits::default(),
            query_log: None,
            preview: None,
        }
    }

    /// A server on the first release, published with the index `one`.
    pub fn server(&self) -> Arc<Server> {
        self.publish(Some("one"));
        Server::new(self.options(), open_search()).unwrap()
    }
}

pub fn write(path: &Path, content: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

pub fn manifest(files: &BTreeMap<String, Vec<u8>>, search: Option<&str>) -> Vec<u8> {
    let files: Vec<Value> = files
        .iter()
        .map(|(path, content)| json!({ "path": path, "bytes": content.len(), "sha256": sha256(content) }))
        .collect();
    json!({ "search": search, "files": files }).to_string().into_bytes()
}

pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A search that finds nothing but says which index it is and what it was asked.
struct FakeSearch(String);

impl SearchPort for FakeSearch {
    fn search(&self, request: &SearchRequest) -> Value {
        assert!(request.query != "panic", "asked to panic");
        if request.query == "fail" {
            return Value::Null;
        }
        json!({ "query": request.query, "total": 1, "none": false, "index": self.0, "asked": format!("{request:?}") })
    }

    fn suggest(&self, query: &str, limit: usize) -> Value {
        (0..limit).map(|number| json!({ "title": format!("{query}{number}") })).collect()
    }

    fn page(&self, shell: &str, answer: &Value, request: &SearchRequest) -> String {
        shell.replace("form", &format!("<p>{} in {}</p>", request.query.len(), answer["index"]))
    }
}

pub fn open_search() -> OpenSearch {
    Arc::new(|folder: &Path| -> Outcome<Arc<dyn SearchPort>> {
        match std::fs::read_to_string(folder.join("id")) {
            Ok(id) => Ok(Arc::new(FakeSearch(id))),
            Err(error) => Err(Finding::file("io-read", &folder.display().to_string()).with("reason", error).into()),
        }
    })
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Asks the router with these request headers.
pub async fn ask(server: &Arc<Server>, method: &str, target: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = router(server).oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (head, body) = response.into_parts();
    Answer { status: head.status, headers: head.headers, body: to_bytes(body, usize::MAX).await.unwrap() }
}

pub async fn get(server: &Arc<Server>, target: &str) -> Answer {
    ask(server, "GET", target, &[]).await
}

/// A server on a real socket; it stops when this is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub stop: Option<oneshot::Sender<()>>,
    pub thread: Option<JoinHandle<Outcome<()>>>,
}

impl Running {
    pub fn start(server: Arc<Server>) -> Self {
        let (stop, stopped) = oneshot::channel();
        let (said, ready) = std::sync::mpsc::channel();
        let thread =
            std::thread::spawn(move || run_until(&server, move |address| said.send(address).unwrap(), stopped));
        Self { address: ready.recv().unwrap(), stop: Some(stop), thread: Some(thread) }
    }

    /// Tells the server to stop and waits until it has.
    pub fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap().unwrap();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.stop.take());
    }
}
