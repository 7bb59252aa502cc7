//! The main path: home → number of the matrix → document → search → the place in the document.

use fantoccini::Locator;

use crate::driver::{Portal, Setting, with_browser};

#[test]
fn from_the_home_page_to_the_place_in_a_document() {
    with_browser(Setting::default(), |client| async move {
        let portal = Portal::serve();
        client.goto(&portal.url).await.unwrap();
        client.find(Locator::Css("main a[href='years/index.html']")).await.unwrap().click().await.unwrap();
        client.find(Locator::Css("main a[href$='2019/normative/index.html']")).await.unwrap().click().await.unwrap();
        client.find(Locator::LinkText("示例：村级财务公开办法")).await.unwrap().click().await.unwrap();
        assert_eq!(client.find(Locator::Css("h1")).await.unwrap().text().await.unwrap(), "示例：村级财务公开办法");

        let search = client.find(Locator::Css("header input[name=q]")).await.unwrap();
        search.send_keys("村民有疑问多久答复\u{e007}").await.unwrap();
        client.wait().for_element(Locator::Css("main mark")).await.unwrap();
        let passage = client.find(Locator::Css("main a[href$='village-finance/index.html#t5']")).await.unwrap();
        passage.click().await.unwrap();
        let url = client.current_url().await.unwrap();
        assert_eq!(url.fragment(), Some("t5"));
        let target = client.find(Locator::Css(":target")).await.unwrap();
        assert!(target.text().await.unwrap().contains("应当在十日内答复"));
    });
}

#[test]
fn facets_and_sort_stay_in_the_address() {
    with_browser(Setting::default(), |client| async move {
        let portal = Portal::serve();
        client.goto(&format!("{}search/?q=%E8%B4%A2%E5%8A%A1&year=2019&category=normative", portal.url)).await.unwrap();
        let hits = client.find_all(Locator::Css("main mark")).await.unwrap();
        assert!(!hits.is_empty());
        let value = client.find(Locator::Css("main input[name=q]")).await.unwrap().prop("value").await.unwrap();
        assert_eq!(value.as_deref(), Some("财务"));
    });
}

#[test]
fn hostile_queries_are_shown_as_text() {
    with_browser(Setting::default(), |client| async move {
        let portal = Portal::serve();
        let query = "%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%3E%3Cimg%20src%3Dx%20onerror%3Dalert(2)%3E";
        client.goto(&format!("{}search/?q={query}", portal.url)).await.unwrap();
        assert!(client.get_alert_text().await.is_err(), "the query ran");
        assert!(client.find(Locator::Css("main img")).await.is_err());
    });
}

#[test]
fn everything_is_there_without_scripts() {
    with_browser(Setting { scripts: false, ..Setting::default() }, |client| async move {
        let portal = Portal::serve();
        client.goto(&portal.url).await.unwrap();
        for link in ["years/index.html", "2019/annual-report/index.html"] {
            client.find(Locator::Css(&format!("main a[href$='{link}']"))).await.unwrap().click().await.unwrap();
        }
        client.find(Locator::Css("main a[href$='annual-report/index.html']")).await.unwrap().click().await.unwrap();
        assert!(client.find_all(Locator::Css("table.form td")).await.unwrap().len() > 150);
        client.goto(&format!("{}search/?q=%E8%B4%A2%E5%8A%A1", portal.url)).await.unwrap();
        client.find(Locator::Css("main mark")).await.unwrap();
    });
}
