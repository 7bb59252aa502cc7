//! Watched folders that vanish, come back, are put in place of each other, or are links.

use std::os::unix::fs::symlink;

use crate::portal::Portal;

fn both(case: impl Fn(&Portal)) {
    for poll in [false, true] {
        case(&Portal::watched(poll));
    }
}

#[test]
fn content_removed_and_made_again() {
    both(|portal| {
        portal.remove("content");
        assert!(portal.batch().iter().any(|name| name.starts_with("content")));
        portal.write("content/again.md", "x");
        // What is in it before it is watched is for the build to see: the folder is named, or the file.
        while !portal.batch().iter().any(|name| name.starts_with("content")) {}
        portal.write("content/again.md", "longer");
        portal.until("content/again.md");
    });
}

#[test]
fn content_made_again_at_once_may_look_the_same_and_is_watched() {
    let portal = Portal::watched(false);
    for _ in 0..20 {
        portal.remove("content");
        portal.write("content/again.md", "x");
        portal.batch();
        portal.write("content/again.md", "longer");
        portal.until("content/again.md");
    }
}

#[test]
fn the_whole_portal_removed_and_made_again() {
    both(|portal| {
        std::fs::remove_dir_all(portal.root()).unwrap();
        portal.batch();
        portal.write("site.toml", "title = \"again\"");
        portal.write("content/again.md", "x");
        // What is in it before it is watched is for the build to see: the folder is named, or the file.
        while !portal.batch().iter().any(|name| name.starts_with("content")) {}
        portal.write("content/again.md", "longer");
        portal.until("content/again.md");
    });
}

#[test]
fn content_that_is_there_only_later() {
    let mut portal = Portal::new();
    portal.remove("content");
    portal.watch(false);
    portal.write("content/late/x.md", "x");
    assert!(portal.batch().iter().any(|name| name.starts_with("content")));
    portal.write("content/late/x.md", "longer");
    portal.until("content/late/x.md");
}

#[test]
fn another_folder_put_in_the_place_of_content() {
    both(|portal| {
        std::fs::create_dir_all(portal.path("aside")).unwrap();
        std::fs::write(portal.path("aside/other.md"), "x").unwrap();
        portal.rename("content", "gone");
        portal.rename("aside", "content");
        assert!(portal.batch().iter().any(|name| name.starts_with("content")));
        portal.write("content/other.md", "longer");
        portal.until("content/other.md");
    });
}

#[test]
fn content_that_is_a_link_is_named_as_the_user_names_it() {
    for poll in [false, true] {
        let mut portal = Portal::new();
        portal.rename("content", "../elsewhere");
        symlink(portal.folder.path().join("elsewhere"), portal.path("content")).unwrap();
        portal.watch(poll);
        portal.write("content/2019/b.md", "longer");
        assert!(portal.batch().contains("content/2019/b.md"));
        // The link is turned to another folder.
        std::fs::create_dir_all(portal.folder.path().join("third")).unwrap();
        std::fs::write(portal.folder.path().join("third/c.md"), "x").unwrap();
        portal.remove_link("content");
        symlink(portal.folder.path().join("third"), portal.path("content")).unwrap();
        portal.batch();
        portal.write("content/c.md", "longer");
        portal.until("content/c.md");
    }
}

#[test]
fn a_root_that_is_a_link() {
    let mut portal = Portal::new();
    std::fs::rename(portal.root(), portal.folder.path().join("real")).unwrap();
    symlink(portal.folder.path().join("real"), portal.root()).unwrap();
    portal.watch(false);
    portal.write("content/a.md", "longer");
    assert!(portal.batch().contains("content/a.md"));
    portal.write("site.toml", "title = \"longer\"");
    assert!(portal.batch().contains("site.toml"));
}

#[test]
fn a_link_out_of_content_is_not_followed_into_the_world() {
    let mut portal = Portal::new();
    symlink("/", portal.path("content/world")).unwrap();
    symlink(portal.path("content"), portal.path("content/circle")).unwrap();
    for poll in [false, true] {
        portal.watch(poll);
        portal.write("content/a.md", if poll { "longer" } else { "two" });
        assert!(portal.batch().contains("content/a.md"));
    }
}

impl Portal {
    fn remove_link(&self, name: &str) {
        std::fs::remove_file(self.path(name)).unwrap();
    }
}
