use super::*;
use crate::diag::Source;

fn rendered(text: &str) -> Rendered {
    let resolve = |href: &str| Resolved { href: href.to_owned(), external: href.starts_with("http") };
    let source = Source { path: "content/a.md", text };
    render(&Context { source, body: 0..text.len(), title: "题名", resolve: &resolve, table_label: "表格" })
}

fn codes(rendered: &Rendered) -> Vec<&str> {
    rendered.findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn articles_get_anchors_and_links() {
    let out = rendered("# 题名\n\n## 第一章 总则\n\n第一条 甲。\n\n乙。\n\n（一）丙；\n");
    assert!(out.html.contains(r##"<h2 id="z1">第一章 总则<a class="anchor" href="#z1""##), "{}", out.html);
    assert!(out.html.contains(
        r##"<p class="article" id="t1">第一条 甲。<a class="anchor" href="#t1" aria-label="第一条">§</a></p>"##
    ));
    assert!(out.html.contains(r#"<p id="t1-k2-x1">（一）丙；"#));
    assert!(!out.html.contains("题名"), "the repeated title is left out");
    let labels: Vec<_> = out.sections.iter().map(|section| (section.anchor.as_str(), section.path.clone())).collect();
    assert_eq!(labels, [("z1", vec![]), ("t1", vec!["第一章 总则".to_owned()])]);
    assert_eq!(out.sections[1].text, "第一条 甲。\n乙。\n（一）丙；");
}

#[test]
fn heading_levels_have_no_gaps() {
    let out = rendered("# 甲\n\n#### 乙\n\n## 丙\n");
    assert_eq!(out.headings.iter().map(|heading| heading.level).collect::<Vec<_>>(), [2, 3, 2]);
}

#[test]
fn raw_html_is_cleaned_and_named() {
    let out = rendered("好<script>alert(1)</script>\n\n<iframe src=\"x\"></iframe>\n\n<b onclick=\"x\">粗</b>\n");
    assert!(
        !out.html.contains("script") && !out.html.contains("iframe") && !out.html.contains("onclick"),
        "{}",
        out.html
    );
    assert!(out.html.contains("<b>粗</b>"));
    assert!(codes(&out).contains(&"html-refused"));
}

#[test]
fn comments_leave_no_trace_and_no_finding() {
    let out = rendered("甲\n\n<!-- INFO END -->\n\n乙\n");
    assert!(!out.html.contains("INFO"));
    assert!(out.findings.is_empty());
}

#[test]
fn script_links_lose_their_target() {
    let out = rendered("[点](javascript:alert(1)) [行](https://例.cn/) ![](a.png)");
    assert!(!out.html.contains("javascript"));
    assert!(out.html.contains("class=\"external\""));
    assert_eq!(codes(&out), ["link-scheme", "image-alt"]);
}

#[test]
fn text_of_tables_and_lists_is_searchable() {
    let out = rendered("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n\n- 戊\n- 己\n");
    assert_eq!(out.sections[0].text, "甲 乙 \n丙 丁 \n戊\n己");
    assert!(out.html.contains("role=\"region\" tabindex=\"0\" aria-label=\"表格\""));
}

#[test]
fn summary_is_short_and_plain() {
    let out = rendered(&format!("**{}**", "字".repeat(300)));
    assert_eq!(out.summary.chars().count(), 100);
}

#[test]
fn every_text_renders_without_panic() {
    for text in
        ["", "#", "[", "![](", "| |", "第条", "第一条", "（", "<", "<!--", "<!-- -->x", "\u{0}", "[^1]\n\n[^1]: x"]
    {
        let _ = rendered(text);
    }
}
