//! A disk that is full: the build fails with a place and a remedy, the release stays, the next build works.

use std::process::Command;

use crate::driver::{Portal, assert_whole};

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_release_and_the_next_build_just_works() {
    let portal = Portal::new();
    portal.document("content/a.md", "甲", "正文");
    portal.build();
    let before = portal.tree();
    portal.document("content/b.md", "乙", &"很长的正文。".repeat(4000));
    // No file may grow beyond 32 KiB: writing fails as it does on a full disk.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_gongkai"), "--root"])
        .arg(portal.root())
        .args(["--today", "2026-01-15", "--lang", "zh", "build", "--no-search"])
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{words}");
    assert!(words.contains("io-write") && words.contains("磁盘空间"), "{words}");
    assert_eq!(portal.tree(), before);
    portal.build();
    assert_whole(&portal.path("public"));
}
