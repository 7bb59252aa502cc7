//! A build that is killed at any moment leaves the old release or the new one, never a mixture.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::driver::{Portal, assert_whole};

/// How often a build is killed; more with `GONGKAI_KILLS`.
fn rounds() -> u32 {
    std::env::var("GONGKAI_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(50)
}

#[test]
fn fifty_kills_break_no_release() {
    let portal = Portal::new();
    for number in 0..40 {
        portal.document(&format!("content/d{number}.md"), &format!("文件{number}"), "第一条 正文。");
    }
    let begun = Instant::now();
    portal.build();
    let whole = begun.elapsed().max(Duration::from_millis(20));
    let rounds = rounds();
    for round in 0..rounds {
        for number in 0..40 {
            portal.document(
                &format!("content/d{number}.md"),
                &format!("文件{number}第{round}次"),
                "第一条 改过的正文。",
            );
        }
        let mut build = Command::new(env!("CARGO_BIN_EXE_gongkai"))
            .arg("--root")
            .arg(portal.root())
            .args(["--today", "2026-01-15", "build"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Moments spread over the whole length of a build, in an order that jumps about.
        sleep(whole.mul_f64(f64::from(round * 37 % rounds) / f64::from(rounds)));
        let _ = build.kill();
        let _ = build.wait();
        assert_whole(&portal.path("public"));
        let titles = portal.published("catalogue.json");
        let of_round = |round: u32| titles.matches(&format!("第{round}次\"")).count();
        let complete = (0..=round).any(|round| of_round(round) == 40) || !titles.contains("次\"");
        assert!(complete, "a mixture of releases after round {round}");
    }
    portal.build();
    assert_whole(&portal.path("public"));
}
