//! The live preview: a saved change appears by itself, a mistake is shown, mended it goes away.

use std::time::Duration;

use fantoccini::Locator;

use crate::driver::{Portal, Setting, with_browser};

const NOTICE: &str = "+++\ntitle = \"新的通知\"\ndate = 2019-05-01\ncategory = \"normative\"\ndraft = true\n+++\n\n";

#[test]
fn a_saved_change_appears_and_a_mistake_is_shown() {
    with_browser(Setting::default(), |client| async move {
        let portal = Portal::watch();
        let file = portal.path("content/new.md");
        std::fs::write(&file, format!("{NOTICE}第一条 原来的话。\n")).unwrap();
        let page = format!("{}2019/normative/new/index.html", portal.url);
        let text = async |client: &fantoccini::Client| match client.find(Locator::Css("main")).await {
            Ok(main) => main.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        };
        let mut seen = false;
        for _ in 0..100 {
            client.goto(&page).await.unwrap();
            seen = text(&client).await.contains("原来的话");
            if seen {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert!(seen, "the draft is not in the preview");
        assert!(!portal.path("public").exists(), "the preview has published something");

        std::fs::write(&file, format!("{NOTICE}第一条 改过的话。\n")).unwrap();
        wait(&client, "document.querySelector('main').innerText.includes('改过的话')").await;

        std::fs::write(&file, format!("{}第一条 坏掉的话。\n", NOTICE.replace("title", "titel"))).unwrap();
        wait(&client, "document.documentElement.innerHTML.includes('titel')").await;
        assert!(text(&client).await.contains("改过的话"), "the last good page has gone");

        std::fs::write(&file, format!("{NOTICE}第一条 修好的话。\n")).unwrap();
        wait(&client, "document.querySelector('main').innerText.includes('修好的话')").await;
    });
}

/// Waits until a condition holds in the page, which may reload meanwhile.
async fn wait(client: &fantoccini::Client, condition: &str) {
    for _ in 0..300 {
        let holds = client.execute(&format!("return !!({condition})"), Vec::new()).await;
        if holds.is_ok_and(|value| value == true) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {condition}");
}
