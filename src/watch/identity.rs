//! What the watcher asks the file system about: which folder stands at a path, and whether its kind
//! of file system tells of changes at all.

use std::path::Path;

use rustix::fs::stat;

/// Which folder or file stands at a path (device and number), links followed.
#[must_use]
#[allow(clippy::unnecessary_cast, clippy::cast_lossless, reason = "the fields differ in type between systems")]
pub fn identity(path: &Path) -> Option<(u64, u64)> {
    stat(path).ok().map(|stat| (stat.st_dev as u64, stat.st_ino as u64))
}

/// File systems on which changes are made elsewhere, so that nobody here is told: by their number.
#[cfg(target_os = "linux")]
const SILENT: [(u32, &str); 10] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFE53_4D42, "SMB2"),
    (0xFF53_4D42, "CIFS"),
    (0x0102_1997, "9P"),
    (0x6573_5546, "FUSE"),
    (0x786F_4256, "VBOXSF"),
    (0xBACB_ACBC, "VMHGFS"),
    (0x00C3_6400, "CEPH"),
    (0x5346_414F, "AFS"),
];

/// Name of the file system at `path` when it is one that does not tell of changes.
#[must_use]
#[cfg(target_os = "linux")]
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the numbers are 32 bits wide")]
pub fn silent(path: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(path).ok()?.f_type as u32;
    SILENT.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

/// Name of the file system at `path` when it is one that does not tell of changes.
#[must_use]
#[cfg(not(target_os = "linux"))]
pub fn silent(_path: &Path) -> Option<&'static str> {
    None
}
