//! Bounds on what a client may take, on real sockets.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use gongkai::serve::{Limits, ServeOptions, Server};

use crate::site::{Running, Site, get, open_search};

fn start(site: &Site, limits: Limits) -> Running {
    site.publish(Some("one"));
    Running::start(Server::new(ServeOptions { limits, ..site.options() }, open_search()).unwrap())
}

/// Sends bytes and reads until the server closes.
fn exchange(running: &Running, request: &[u8]) -> String {
    let mut socket = TcpStream::connect(running.address).unwrap();
    let _ = socket.write_all(request);
    let mut answer = Vec::new();
    let _ = socket.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn an_address_longer_than_any_is_refused() {
    let site = Site::new();
    let server = site.server();
    assert_eq!(get(&server, &format!("/{}", "a".repeat(9000))).await.status, 414);
    assert_eq!(get(&server, &format!("/api/search?q={}", "a".repeat(9000))).await.status, 414);
}

#[test]
fn a_head_larger_than_any_is_refused() {
    let site = Site::new();
    let running = start(&site, Limits::default());
    let large = format!("GET / HTTP/1.1\r\nhost: x\r\ncookie: {}\r\n\r\n", "a".repeat(100_000));
    assert!(!exchange(&running, large.as_bytes()).contains(" 200 "));
    let many = format!("GET / HTTP/1.1\r\nhost: x\r\n{}\r\n", "a: b\r\n".repeat(200));
    assert!(exchange(&running, many.as_bytes()).contains(" 431 "));
}

#[test]
fn a_head_that_never_ends_is_cut_off_and_does_not_hold_up_others() {
    let site = Site::new();
    let limits = Limits { head_time: Duration::from_millis(300), connections: 8, ..Limits::default() };
    let running = start(&site, limits);
    let slow: Vec<_> = (0..20)
        .map(|_| {
            let mut socket = TcpStream::connect(running.address).unwrap();
            socket.write_all(b"GET / HTTP/1.1\r\nhost:").unwrap();
            socket
        })
        .collect();
    // More slow connections than there is room for: once they are cut off, a proper one is answered.
    let answer = exchange(&running, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    drop(slow);
}

#[test]
fn a_client_that_takes_nothing_is_cut_off() {
    let mut site = Site::new();
    site.put("long.bin", &"x".repeat(30_000_000));
    let limits = Limits { stall_time: Duration::from_millis(300), connections: 1, ..Limits::default() };
    let running = start(&site, limits);
    let mut greedy = TcpStream::connect(running.address).unwrap();
    greedy.write_all(b"GET /long.bin HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    // There is room for one connection only: this one is answered once the other was cut off.
    let answer = exchange(&running, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    drop(greedy);
}

#[test]
fn nonsense_is_refused_and_the_server_stays() {
    let site = Site::new();
    let running = start(&site, Limits::default());
    for request in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
        b"GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    ] {
        assert!(!exchange(&running, request).contains(" 200 "), "{request:?}");
    }
    let answer = exchange(&running, b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
}

#[test]
fn a_request_under_way_is_finished_when_the_server_stops() {
    let mut site = Site::new();
    let long = "x".repeat(30_000_000);
    site.put("long.bin", &long);
    let mut running = start(&site, Limits::default());
    let mut socket = TcpStream::connect(running.address).unwrap();
    socket.write_all(b"GET /long.bin HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut first = [0; 1];
    socket.read_exact(&mut first).unwrap();
    drop(running.stop.take());
    let mut rest = Vec::new();
    socket.read_to_end(&mut rest).unwrap();
    assert!(rest.ends_with(&long.as_bytes()[..1000]) && rest.len() > long.len());
    running.stop();
    assert!(TcpStream::connect(running.address).is_err(), "no more connections");
}

#[test]
fn a_taken_address_is_an_error_with_words() {
    let site = Site::new();
    let running = start(&site, Limits::default());
    let options = ServeOptions { address: running.address, ..site.options() };
    let error = gongkai::serve::run(options, open_search(), |_| {}).unwrap_err();
    assert_eq!(error.0.code, "serve-address");
}

#[test]
fn no_release_is_an_error_with_words() {
    let site = Site::new();
    let error = Server::new(site.options(), open_search()).err().unwrap();
    assert_eq!(error.0.code, "serve-no-release");
    site.publish(None);
    std::fs::write(site.output().join("manifest.json"), "{").unwrap();
    let error = Server::new(site.options(), open_search()).err().unwrap();
    assert_eq!(error.0.code, "serve-manifest");
}
