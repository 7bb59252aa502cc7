//! The same output from a disk, without any server.

use fantoccini::Locator;

use crate::driver::{Portal, Setting, with_browser};

#[test]
fn pages_and_links_work_from_a_disk() {
    with_browser(Setting::default(), |client| async move {
        let portal = Portal::serve();
        client.goto(&format!("file://{}", portal.path("public/index.html").display())).await.unwrap();
        client.find(Locator::Css("main a[href='years/index.html']")).await.unwrap().click().await.unwrap();
        client.find(Locator::Css("main a[href$='2019/normative/index.html']")).await.unwrap().click().await.unwrap();
        client.find(Locator::LinkText("示例：村级财务公开办法")).await.unwrap().click().await.unwrap();
        let color = "return getComputedStyle(document.querySelector('h1')).textAlign";
        assert_eq!(client.execute(color, Vec::new()).await.unwrap(), "center", "the style did not load");
        client.find(Locator::Css("a[href='#t5']")).await.unwrap();
    });
}
