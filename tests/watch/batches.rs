//! Saves, renames and deletions, as editors and tools make them, with notifications and by polling.

use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use crate::portal::{Portal, names};

/// Runs a case with notifications and by polling.
fn both(case: impl Fn(&Portal)) {
    for poll in [false, true] {
        case(&Portal::watched(poll));
    }
}

#[test]
fn a_save_is_one_batch() {
    both(|portal| {
        portal.write("content/a.md", "two");
        assert_eq!(portal.batch(), names(&["content/a.md"]));
        portal.nothing_more();
    });
}

#[test]
fn an_atomic_save_names_the_file_and_not_its_helper() {
    both(|portal| {
        portal.write("content/.a.md.swp", "two");
        portal.rename("content/.a.md.swp", "content/a.md");
        assert_eq!(portal.batch(), names(&["content/a.md"]));
        portal.nothing_more();
    });
}

#[test]
fn an_editor_that_keeps_a_backup_makes_one_batch() {
    both(|portal| {
        portal.write("content/4913", "");
        portal.remove("content/4913");
        portal.rename("content/a.md", "content/a.md~");
        portal.write("content/a.md", "two");
        portal.remove("content/a.md~");
        assert_eq!(portal.batch(), names(&["content/a.md"]));
        portal.nothing_more();
    });
}

#[test]
fn a_rename_names_both() {
    both(|portal| {
        portal.rename("content/a.md", "content/c.md");
        assert_eq!(portal.batch(), names(&["content/a.md", "content/c.md"]));
        portal.nothing_more();
    });
}

#[test]
fn a_deletion_is_not_lost() {
    both(|portal| {
        portal.remove("content/2019/b.md");
        assert_eq!(portal.batch(), names(&["content/2019/b.md"]));
    });
}

#[test]
fn a_folder_deleted_with_what_is_in_it() {
    both(|portal| {
        portal.remove("content/2019");
        assert!(portal.batch().contains("content/2019/b.md"));
    });
}

#[test]
fn a_renamed_folder_is_watched_under_its_new_name() {
    both(|portal| {
        portal.rename("content/2019", "content/2020");
        let batch = portal.batch();
        assert!(batch.iter().any(|name| name.starts_with("content/2020")), "{batch:?}");
        portal.write("content/2020/b.md", "two");
        assert!(portal.batch().contains("content/2020/b.md"));
    });
}

#[test]
fn what_is_saved_in_new_folders_is_noticed() {
    both(|portal| {
        portal.write("content/new/deep/er/x.md", "one");
        assert!(portal.batch().iter().any(|name| name.starts_with("content/new")));
        portal.write("content/new/deep/er/x.md", "longer");
        assert_eq!(portal.batch(), names(&["content/new/deep/er/x.md"]));
    });
}

#[test]
fn settings_and_theme_count_and_everything_else_in_the_folder_does_not() {
    both(|portal| {
        portal.write("site.toml", "title = \"longer\"");
        assert_eq!(portal.batch(), names(&["site.toml"]));
        portal.write("themes/default/x.html", "longer");
        assert_eq!(portal.batch(), names(&["themes/default/x.html"]));
        for ignored in
            ["public/index.html", ".gongkai/preview/x", "README.md", "src/a.md", "content/.git/x", "content/x.md.tmp"]
        {
            portal.write(ignored, "x");
        }
        portal.nothing_more();
    });
}

#[test]
fn an_output_folder_among_the_sources_is_ignored() {
    let mut portal = Portal::new();
    portal.write("content/public-inside/x.md", "x");
    portal.watch(false);
    std::fs::read_dir(portal.path("content")).unwrap().count();
    portal.nothing_more();
}

#[test]
fn reading_is_no_change() {
    let portal = Portal::watched(false);
    for _ in 0..50 {
        std::fs::read(portal.path("content/a.md")).unwrap();
        std::fs::read_dir(portal.path("content/2019")).unwrap().count();
    }
    portal.nothing_more();
}

#[test]
fn a_changed_permission_is_a_change() {
    both(|portal| {
        std::fs::set_permissions(portal.path("content/a.md"), std::fs::Permissions::from_mode(0o600)).unwrap();
        assert_eq!(portal.batch(), names(&["content/a.md"]));
    });
}

#[test]
fn a_burst_of_a_thousand_files_is_one_batch() {
    both(|portal| {
        for number in 0..1000 {
            portal.write(&format!("content/2019/{number}.md"), "x");
        }
        assert_eq!(portal.batch().len(), 1000);
        portal.nothing_more();
    });
}

#[test]
fn while_version_control_is_at_work_it_is_one_batch_however_slow() {
    let portal = Portal::watched(false);
    portal.write(".git/index.lock", "");
    for number in 0..5 {
        portal.write(&format!("content/{number}.md"), "x");
        // Longer than the silence that ends a batch otherwise.
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    portal.remove(".git/index.lock");
    assert_eq!(portal.batch().len(), 5);
}

#[test]
fn a_file_that_is_written_slowly_comes_at_last_whole() {
    let portal = Portal::watched(false);
    let mut file = std::fs::File::create(portal.path("content/slow.md")).unwrap();
    for _ in 0..5 {
        file.write_all(b"part").unwrap();
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    file.write_all(b"end").unwrap();
    drop(file);
    portal.until("content/slow.md");
    portal.write("content/sentinel.md", "s");
    portal.until("content/sentinel.md");
    // Whatever was cut into several batches: the last came after the last byte.
    assert!(std::fs::read_to_string(portal.path("content/slow.md")).unwrap().ends_with("end"));
}

#[test]
fn a_lock_left_behind_does_not_hold_up_every_save() {
    let mut portal = Portal::new();
    portal.write(".git/index.lock", "");
    portal.watch(false);
    // Each save is a batch of its own though the lock never goes away; the first may be waited for.
    for text in ["a", "ab", "abc"] {
        portal.write("content/a.md", text);
        assert_eq!(portal.batch(), names(&["content/a.md"]));
    }
}
