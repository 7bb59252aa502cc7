//! axe finds nothing on any page kind, light and dark, on a phone and on a desktop; nothing scrolls
//! sideways; the console stays silent.

use crate::driver::{Portal, Setting, axe, with_browser};

/// One page of each kind.
const PAGES: [&str; 16] = [
    "",
    "disclosure/index.html",
    "years/index.html",
    "2019/index.html",
    "normative/index.html",
    "penalties/index.html",
    "2019/normative/index.html",
    "2019/normative/village-finance/index.html",
    "2015/normative/village-finance-2015/index.html",
    "2019/services/service-centre/index.html",
    "2019/annual-report/annual-report/index.html",
    "library/index.html",
    "annual-data/index.html",
    "help/index.html",
    "search/?q=%E8%B4%A2%E5%8A%A1",
    "no-such-page",
];

fn check(setting: Setting) {
    with_browser(setting, |client| async move {
        let portal = Portal::serve();
        let mut wrong = Vec::new();
        for page in PAGES {
            client.goto(&format!("{}{page}", portal.url)).await.unwrap();
            wrong.extend(axe(&client).await.into_iter().map(|line| format!("{page}: {line}")));
            let width = "return [document.documentElement.scrollWidth, document.documentElement.clientWidth]";
            let width = client.execute(width, Vec::new()).await.unwrap();
            if width[0].as_u64() > width[1].as_u64() {
                wrong.push(format!("{page}: the page scrolls sideways: {width}"));
            }
            let headings = client.execute("return document.querySelectorAll('h1').length", Vec::new()).await.unwrap();
            if headings.as_u64() != Some(1) {
                wrong.push(format!("{page}: {headings} h1"));
            }
        }
        assert!(wrong.is_empty(), "{setting:?}: {wrong:#?}");
    });
}

#[test]
fn desktop_light() {
    check(Setting::default());
}

#[test]
fn desktop_dark() {
    check(Setting { dark: true, ..Setting::default() });
}

#[test]
fn phone_light() {
    check(Setting { width: 360, ..Setting::default() });
}

#[test]
fn phone_dark() {
    check(Setting { width: 360, dark: true, ..Setting::default() });
}
