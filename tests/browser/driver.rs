//! A browser session and the sample portal behind a real server.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use tempfile::TempDir;

/// A child process that ends with the test.
pub struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The sample portal (a copy), served or watched on a free port.
pub struct Portal {
    /// Its address, with the sub-path.
    pub url: String,
    /// Its folder.
    pub folder: TempDir,
    _server: Running,
}

impl Portal {
    /// Serves the sample.
    pub fn serve() -> Self {
        Self::start("serve")
    }

    /// Watches the sample.
    pub fn watch() -> Self {
        Self::start("watch")
    }

    fn start(command: &str) -> Self {
        let folder = TempDir::new().unwrap();
        copy(Path::new("content"), &folder.path().join("content"));
        std::fs::copy("site.toml", folder.path().join("site.toml")).unwrap();
        let mut server = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .arg("--root")
            .arg(folder.path())
            .args(["--today", "2026-01-15", "--lang", "zh", command, "--port", "0"])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut words = BufReader::new(server.stderr.take().unwrap());
        let url = loop {
            let mut line = String::new();
            assert!(words.read_line(&mut line).unwrap() > 0, "the server ended");
            if let Some(at) = line.find("http://") {
                break line[at..].split_whitespace().next().unwrap().to_owned();
            }
        };
        // What it says later must not fill the pipe.
        std::thread::spawn(move || words.lines().for_each(drop));
        Self { url, folder, _server: Running(server) }
    }

    /// A path in the portal's folder.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// How a browser is set up.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Width of the window.
    pub width: u32,
    /// Whether the system is dark.
    pub dark: bool,
    /// Whether scripts run.
    pub scripts: bool,
}

impl Default for Setting {
    fn default() -> Self {
        Self { width: 1280, dark: false, scripts: true }
    }
}

/// Runs a scenario in a browser; skips it where there is none.
pub fn with_browser<F>(setting: Setting, scenario: impl FnOnce(Client) -> F)
where
    F: Future<Output = ()>,
{
    let Some((driver, port)) = chromedriver() else {
        let required = std::env::var("GONGKAI_BROWSER").is_ok_and(|value| value == "required");
        assert!(!required, "chromium or chromedriver is missing: run tests/run");
        eprintln!("skipped: chromium or chromedriver is missing");
        return;
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = connect(port, setting).await;
        if setting.dark {
            emulate_dark(&client).await;
        }
        scenario(client.clone()).await;
        let _ = client.close().await;
    });
    drop(driver);
}

fn chromedriver() -> Option<(Running, u16)> {
    let mut driver =
        Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().ok()?;
    let words = BufReader::new(driver.stdout.take()?);
    let running = Running(driver);
    for line in words.lines().map_while(Result::ok) {
        if let Some(at) = line.find("started successfully on port ") {
            let port = line[at + "started successfully on port ".len()..].trim_end_matches('.').parse().ok()?;
            return Some((running, port));
        }
    }
    None
}

async fn connect(port: u16, setting: Setting) -> Client {
    let mut arguments = vec![
        "--headless=new".to_owned(),
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-quic".to_owned(),
        "--no-first-run".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-dev-shm-usage".to_owned(),
        format!("--window-size={},900", setting.width),
    ];
    if !setting.scripts {
        arguments.push("--blink-settings=scriptEnabled=false".to_owned());
    }
    let options = json!({ "goog:chromeOptions": { "args": arguments }, "goog:loggingPrefs": { "browser": "ALL" } });
    let Value::Object(capabilities) = options else { unreachable!() };
    let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .unwrap();
    // Narrower than the window can be: the viewport is set, as a phone has it.
    cdp(
        &client,
        "Emulation.setDeviceMetricsOverride",
        json!({
            "width": setting.width, "height": 900, "deviceScaleFactor": 1, "mobile": setting.width < 500
        }),
    )
    .await;
    client
}

async fn emulate_dark(client: &Client) {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    cdp(client, "Emulation.setEmulatedMedia", features).await;
}

/// A command of the Chrome DevTools protocol.
#[derive(Debug)]
struct Cdp(String, Value);

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}

/// Sends a command of the Chrome DevTools protocol.
pub async fn cdp(client: &Client, command: &str, parameters: Value) {
    client.issue_cmd(Cdp(command.to_owned(), parameters)).await.unwrap();
}

/// Runs axe on the open page and returns its violations, one line each.
pub async fn axe(client: &Client) -> Vec<String> {
    const AXE: &str = include_str!("axe/axe.min.js");
    const RUN: &str = "const done = arguments[arguments.length - 1];
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
           .then(result => done(result.violations), error => done([{ id: String(error), nodes: [] }]));";
    client.execute(AXE, Vec::new()).await.unwrap();
    let violations = client.execute_async(RUN, Vec::new()).await.unwrap();
    let describe = |violation: &Value| {
        let nodes = violation["nodes"].as_array().cloned().unwrap_or_default();
        let first =
            nodes.first().map(|node| format!("{} {}", node["html"], node["failureSummary"])).unwrap_or_default();
        format!("{} ({}×): {first}", violation["id"], nodes.len())
    };
    violations.as_array().unwrap().iter().map(describe).collect()
}
