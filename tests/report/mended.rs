//! Imports that once went wrong: blank and doubled tables, surplus values, pages of our own, no report at all.

use gongkai::diag::{Findings, Lang, Source};
use gongkai::report::{self, Import, Report};

const HTML: &str = include_str!("import/county-2019.html");
const TABS: &str = include_str!("import/county-2020-tabs.txt");
const TOML: &str = include_str!("data/county-2019.toml");

fn import(text: &str) -> Import {
    report::import(text.as_bytes(), "report")
}

fn codes(import: &Import) -> Vec<&str> {
    import.findings.iter().map(|finding| finding.code).collect()
}

fn review(report: &Report) -> Vec<String> {
    report.slots().filter(|(slot, _)| slot.table == "review").map(|(_, cell)| cell.value.shown()).collect()
}

#[test]
fn a_table_without_a_figure_is_blank_and_not_missing() {
    let last = HTML.rfind("行政复议</").unwrap();
    let end = last + HTML[last..].find("</table>").unwrap();
    for blank in ["", " ", "&nbsp;", "\u{3000}"] {
        let mut cells = HTML[last..end].to_owned();
        for digit in 0..=9 {
            cells = cells.replace(&format!("<span>{digit}</span>"), &format!("<span>{blank}</span>"));
        }
        let import = import(&format!("{}{cells}{}", &HTML[..last], &HTML[end..]));
        assert!(review(&import.report).iter().all(String::is_empty), "{blank:?} {:?}", review(&import.report));
        assert!(!codes(&import).contains(&"report-import-table"), "{:?}", codes(&import));
    }
    let row =
        TABS.lines().find(|line| line.split('\t').count() == 15 && line.starts_with(|c: char| c.is_ascii_digit()));
    for blank in ["\t".repeat(14), String::new()] {
        let import = import(&TABS.replace(row.unwrap(), &blank));
        assert!(review(&import.report).iter().all(String::is_empty), "{:?}", review(&import.report));
        assert!(!codes(&import).contains(&"report-import-table"));
    }
}

#[test]
fn a_surplus_value_is_told_by_its_row() {
    let label = "二、上年结转政府信息公开申请数量\t2\t1\t0\t0\t0\t0\t3";
    let import = import(&TABS.replace(label, &format!("{label}\t9")));
    let said: Vec<String> = import.findings.iter().map(|finding| finding.message(Lang::Zh)).collect();
    assert!(said.iter().any(|text| text.contains("二、上年结转") && text.contains("应有 7 个")), "{said:?}");
    assert!(!said.iter().any(|text| text.contains("有 0 个值")), "{said:?}");
    let again = report::read(Source { path: "annual-report.toml", text: &import.toml }, &mut Findings::new());
    assert_eq!(again.printed.first().map(|printed| printed.row.as_str()), Some("carried_in"));
}

#[test]
fn a_second_identical_table_is_listed() {
    let new = HTML.find("一、本年新收").unwrap();
    let start = HTML[..new].rfind("<table").unwrap();
    let end = new + HTML[new..].find("</table>").unwrap() + "</table>".len();
    let import = import(&format!("{}{}{}", &HTML[..end], &HTML[start..end], &HTML[end..]));
    assert!(import.unplaced.iter().any(|one| one.text == "61 9 0 1 4 1 76"), "{:?}", import.unplaced);
}

#[test]
fn no_year_is_made_up_and_a_page_without_a_report_is_told() {
    let yearless = import(&TABS.replacen("2020年", "", 1));
    assert!(!yearless.toml.contains("year = 0"), "{}", yearless.toml);
    let unfilled = import(&TABS.replace("规章\t0\t0\t0", "规章\t未填\t未填\t未填"));
    assert!(!unfilled.unplaced.iter().any(|one| one.text.contains("未填")), "{:?}", unfilled.unplaced);
    let none = import("<html><body><p>欢迎访问本网站</p></body></html>");
    assert_eq!(codes(&none), ["report-import-unreadable"]);
}

#[test]
fn digits_in_quotation_marks_are_a_text() {
    for quoted in ["\"12\"", "\"３\""] {
        let toml = TOML.replacen("new = [61,", &format!("new = [{quoted},"), 1);
        let report = report::read(Source { path: "annual-report.toml", text: &toml }, &mut Findings::new());
        assert_eq!(report.cell("requests", "new", "person").unwrap().value.number(), None);
    }
}

#[test]
fn a_built_page_gives_its_text_without_what_the_portal_added() {
    let table = |part: &str| {
        let at = HTML.find(part).unwrap();
        let start = HTML[..at].rfind("<table").unwrap();
        HTML[start..at + HTML[at..].find("</table>").unwrap() + "</table>".len()].to_owned()
    };
    let page = format!(
        "<!doctype html><html><body><header>门户</header><main><article><h1>青禾县人民政府2019年政府信息公开工作年度报告</h1>\
        <nav>其他年度</nav><dl class=\"facts\"><dd>发文机关</dd></dl><div class=\"text\">\
        <h2>一、总体情况<a class=\"anchor\">§</a></h2><p>全年公开。<a class=\"anchor\">§</a></p>\
        <h2>三、收到和处理政府信息公开申请情况</h2><figure class=\"official\">{}<p class=\"swipe hint\">左右滑动</p>\
        <figcaption class=\"ours\">表三：7列全部相符 79=79</figcaption></figure></div>\
        <section class=\"series\"><table><tr><td>2018</td><td>55</td></tr></table></section>\
        <p id=\"page-cite\" class=\"cite\">引用</p></article></main><footer>页脚</footer></body></html>",
        table("一、本年新收")
    );
    let import = import(&page);
    let body = import.markdown.split_once("\n+++\n").unwrap().1;
    assert_eq!(body, "\n## 一、总体情况\n\n全年公开。\n\n## 三、收到和处理政府信息公开申请情况\n");
    assert_eq!(import.unplaced, []);
    assert_eq!(
        import.report.number("requests", "new", "total").map(|number| number.to_string()),
        Some("76".to_owned())
    );
}
