//! The server's life: listening, looking for new releases, stopping.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use super::listener;
use super::options::ServeOptions;
use super::release::OpenSearch;
use super::server::{Server, router};
use crate::diag::{Failure, Finding, Outcome};

/// How often the published folder is looked at for another release.
const LOOK: Duration = Duration::from_millis(200);

/// Serves until the process is told to stop (SIGINT, SIGTERM). `ready` gets the address that is
/// listened on, which matters when port 0 was asked for.
///
/// # Errors
/// There is no release to serve, the address is taken, or the system refuses threads.
pub fn run(options: ServeOptions, open_search: OpenSearch, ready: impl FnOnce(SocketAddr)) -> Outcome<()> {
    let (_running, never) = oneshot::channel();
    run_until(&Server::new(options, open_search)?, ready, never)
}

/// Serves until the process is told to stop or `stop` is (by a value or by being dropped).
///
/// # Errors
/// The address is taken, or the system refuses threads.
pub fn run_until(server: &Arc<Server>, ready: impl FnOnce(SocketAddr), stop: oneshot::Receiver<()>) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(system)?;
    let result = runtime.block_on(serve(server, ready, stop));
    // Reads that hang on a dead disk must not keep the process.
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

async fn serve(server: &Arc<Server>, ready: impl FnOnce(SocketAddr), stop: oneshot::Receiver<()>) -> Outcome<()> {
    let address = server.options.address;
    let taken =
        |error: std::io::Error| Finding::file("serve-address", "").with("address", address).with("reason", error);
    let listener = TcpListener::bind(address).await.map_err(taken)?;
    let (mut interrupt, mut terminate) =
        (signal(SignalKind::interrupt()).map_err(system)?, signal(SignalKind::terminate()).map_err(system)?);
    ready(listener.local_addr().map_err(taken)?);
    let looking = tokio::spawn(look(Arc::clone(server)));
    let preview = server.options.preview.clone();
    let stopped = async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = stop => {}
        }
        if let Some(preview) = preview {
            preview.close();
        }
    };
    listener::serve(listener, router(server), &server.options.limits, stopped).await;
    looking.abort();
    Ok(())
}

/// Looks at the published folder every moment.
async fn look(server: Arc<Server>) {
    let mut tick = tokio::time::interval(LOOK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        let server = Arc::clone(&server);
        let _ = tokio::task::spawn_blocking(move || server.refresh()).await;
    }
}

fn system(error: std::io::Error) -> Failure {
    Finding::file("serve-system", "").with("reason", error).into()
}
