//! A made-up township's portal, without any file on disk.

use std::collections::BTreeMap;
use std::path::Path;

use gongkai::config;
use gongkai::content::{BundleFile, FrontMatter, Page};
use gongkai::diag::{Findings, Source};
use gongkai::markdown::{Heading, Rendered};
use gongkai::render::{DocumentBody, Page as Output, PublishedFile, Renderer, ReportView, Theme, plan};
use gongkai::schema;
use gongkai::site::{Audience, Site, assemble};
use jiff::civil::{Date, date};
use serde_json::json;

/// What the portal is made of.
pub struct Options {
    /// The day.
    pub today: Date,
    /// Extra lines of `site.toml`.
    pub settings: &'static str,
    /// More documents: source and front matter.
    pub documents: Vec<(String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self { today: date(2025, 6, 30), settings: "", documents: Vec::new() }
    }
}

const SETTINGS: &str = r#"
title = "某某县青石乡人民政府政府信息公开"
base_url = "https://www.example.gov.cn/qingshi/"
language = "zh-CN"

[body]
name = "某某县青石乡人民政府"
level = "township"
phone = "0883-1234567"
hours = "工作日 8:00-11:30，14:30-18:00"
error_report_url = "https://zfwzzc.www.gov.cn/"

[output]
page_size = 5

[[category]]
id = "guide"
name = "政府信息公开指南"
part = "guide"
basis = "12"
column_type = "信息公开指南"

[[category]]
id = "functions"
name = "机构职能"
basis = "20(2)"
column_type = "机构职能"
owner = "党政办公室"

[[category]]
id = "normative"
name = "规范性文件"
basis = "20(1)"
description = "本机关制发的行政规范性文件和政策文件。"
column_type = "政策文件"
owner = "党政办公室"
update_days = 365

[[category]]
id = "budget"
name = "财政预决算"
basis = "20(7)"
empty_because = "预决算在县级平台统一公开。"

[[category]]
id = "services"
name = "办事服务"
basis = "20(5)"
column_type = "办事服务"

[[category]]
id = "annual-report"
name = "政府信息公开年报"
part = "reports"
basis = "49"
column_type = "信息公开年报"
"#;

/// Source and front matter of the made-up documents.
const DOCUMENTS: &[(&str, &str)] = &[
    ("guide.md", "title = \"政府信息公开指南\"\ndate = 2020-01-10\ncategory = \"guide\"\nkind = \"guide\""),
    ("functions.md", "title = \"机构职能和联系方式\"\ndate = 2020-02-10\ncategory = \"functions\""),
    (
        "2019/finance/index.md",
        r#"title = "青石乡人民政府关于印发村级财务管理办法的通知"
date = 2019-03-11
published = 2019-03-20
category = "normative"
number = "青政发〔2019〕3号"
index_number = "11530927015185218X/2019-00003"
kind = "measures"
normative = true
effective = 2019-04-01
expires = 2029-03-31
keywords = ["财务", "村级"]
aliases = ["old/finance.html"]
slug = "finance"
[[approval]]
step = "draft"
by = "财政所"
date = 2019-03-08
[[approval]]
step = "secrecy"
by = "党政办公室"
date = 2019-03-11
[[approval]]
step = "sign"
by = "分管领导"
"#,
    ),
    (
        "2019/finance-note.md",
        r#"title = "《村级财务管理办法》政策解读"
date = 2019-03-21
category = "normative"
kind = "interpretation"
interprets = ["青政发〔2019〕3号", "国办发〔2018〕115号"]
slug = "finance-note"
"#,
    ),
    (
        "2019/old-rules.md",
        r#"title = "青石乡集体资产管理暂行规定"
date = 2019-01-08
category = "normative"
number = "青政发〔2019〕1号"
kind = "measures"
normative = true
effective = 2019-02-01
"#,
    ),
    (
        "2019/old-note.md",
        r#"title = "《集体资产管理暂行规定》政策解读"
date = 2019-01-09
category = "normative"
kind = "interpretation"
interprets = ["青政发〔2019〕1号"]
"#,
    ),
    (
        "2024/new-rules.md",
        r#"title = "青石乡人民政府关于印发农村集体资产管理规定的通知"
date = 2024-02-20
category = "normative"
number = "青政发〔2024〕2号"
kind = "measures"
normative = true
effective = 2024-03-01
repeals = ["青政发〔2019〕1号"]
amends = ["青政发〔2019〕3号"]
"#,
    ),
    (
        "2025/future.md",
        r#"title = "青石乡人民政府关于进一步规范农村宅基地审批管理工作、切实保障农民合法居住权益、严格落实耕地保护责任并同步做好历史遗留问题分类处置、信息公开、档案管理和监督检查等有关事项的通知（𠀋𪚥堃村试点适用，含 <b>标记</b> & \"引号\"）"
date = 2025-06-20
category = "normative"
number = "青政发〔2025〕7号"
kind = "notice"
normative = true
effective = 2025-08-01
"#,
    ),
    (
        "2023/unstated.md",
        r#"title = "青石乡护林防火管理办法"
date = 2023-05-06
category = "normative"
number = "青政发〔2023〕5号"
kind = "measures"
normative = true
"#,
    ),
    (
        "2022/expired.md",
        r#"title = "青石乡产业扶持奖补办法（试行）"
date = 2022-03-01
category = "normative"
number = "青政发〔2022〕4号"
kind = "measures"
normative = true
effective = 2022-03-10
expires = 2024-03-09
"#,
    ),
    (
        "2025/notice-a.md",
        "title = \"关于做好汛期安全工作的通知\"\ndate = 2025-05-08\ncategory = \"normative\"\nkind = \"notice\"\nnumber = \"青政发〔2025〕4号\"",
    ),
    (
        "2025/notice-b.md",
        "title = \"关于开展人居环境整治的通知\"\ndate = 2025-04-18\ncategory = \"normative\"\nkind = \"notice\"",
    ),
    (
        "2025/notice-c.md",
        "title = \"关于春季动物防疫的意见\"\ndate = 2025-03-03\ncategory = \"normative\"\nkind = \"opinion\"",
    ),
    (
        "2025/notice-d.md",
        "title = \"关于调整乡级河长的通知\"\ndate = 2025-02-11\ncategory = \"normative\"\nkind = \"notice\"",
    ),
    (
        "2025/notice-e.md",
        "title = \"关于清明节期间森林防火的公告\"\ndate = 2025-03-28\ncategory = \"normative\"\nkind = \"announcement\"\nsample = true",
    ),
    (
        "2025/low-income.md",
        "title = \"最低生活保障申请\"\ndate = 2025-01-15\ncategory = \"services\"\nkind = \"guide\"",
    ),
    (
        "2018/annual-report.md",
        "title = \"青石乡人民政府2018年度政府信息公开工作年度报告\"\ndate = 2019-01-20\ncategory = \"annual-report\"\nkind = \"annual-report\"\nslug = \"report-2018\"",
    ),
    (
        "2019/annual-report.md",
        "title = \"青石乡人民政府2019年度政府信息公开工作年度报告\"\ndate = 2020-01-20\ncategory = \"annual-report\"\nkind = \"annual-report\"\nslug = \"report-2019\"",
    ),
];

/// The portal.
pub fn portal(options: Options) -> Site {
    let mut findings = Findings::new();
    let settings = format!("{}\n{SETTINGS}", options.settings);
    let config = config::parse(Source { path: "site.toml", text: &settings }, &mut findings);
    let own = DOCUMENTS.iter().map(|(source, front)| ((*source).to_owned(), (*front).to_owned()));
    let mut pages: Vec<Page> = own.chain(options.documents).map(|(source, front)| page(&source, &front)).collect();
    pages.sort_by(|left, right| left.source.cmp(&right.source));
    let audience = Audience { drafts: false, samples: true };
    let assembled = assemble(config, pages, BTreeMap::new(), audience, options.today);
    assembled.site
}

fn page(source: &str, front: &str) -> Page {
    let mut findings = Findings::new();
    let text = Source { path: source, text: front };
    let front = schema::read(text, 0..front.len(), &mut findings, FrontMatter::read).unwrap();
    assert!(!findings.has_errors(), "{source}: {findings:?}");
    let files = if source.ends_with("/index.md") {
        vec![
            BundleFile { name: "附件1 报销单.docx".to_owned(), bytes: 18_000 },
            BundleFile { name: "附件2.pdf".to_owned(), bytes: 86 * 1024 },
        ]
    } else {
        Vec::new()
    };
    Page {
        source: source.to_owned(),
        hash: *blake3::hash(text.text.as_bytes()).as_bytes(),
        front,
        files,
        figures: None,
    }
}

/// A text with headings and articles, as the Markdown stage makes it.
pub fn rendered() -> Rendered {
    let article = |number: &str, id: &str, text: &str| {
        format!(
            "<p id=\"{id}\"><strong>{number}</strong>　{text}<a class=\"anchor\" href=\"#{id}\" aria-label=\"{number}\">§</a></p>\n"
        )
    };
    let mut html = String::from(
        "<p>各村民委员会，乡属各站所：</p>\n<p>《村级财务管理办法》已经乡人民政府同意，现印发给你们，请认真贯彻执行。</p>\n",
    );
    let mut headings = Vec::new();
    for (number, (id, text)) in
        [("s1", "第一章　总则"), ("s2", "第二章　收支管理"), ("s3", "第三章　附则")].into_iter().enumerate()
    {
        html.push_str(&format!(
            "<h2 id=\"{id}\">{text}<a class=\"anchor\" href=\"#{id}\" aria-label=\"{text}\">§</a></h2>\n"
        ));
        headings.push(Heading { level: 2, id: id.to_owned(), text: text.to_owned() });
        for at in 1..=2 {
            let article_number = number * 2 + at;
            html.push_str(&article(&format!("第{}条", ["一", "二", "三", "四", "五", "六"][article_number - 1]), &format!("t{article_number}"), "为规范村级财务管理，加强民主监督，维护村集体和村民的合法权益，根据有关法律、法规，结合本乡实际，制定本办法。村级各项收入、支出应当全部纳入账内核算，不得坐收坐支，不得设立账外账。"));
        }
    }
    html.push_str("<table><thead><tr><th>项目</th><th>限额（元）</th></tr></thead><tbody><tr><td>单笔现金支出</td><td>1000</td></tr></tbody></table>\n<p><a href=\"https://example.com/\" class=\"external\" rel=\"noopener\">外部网站</a></p>\n");
    Rendered {
        html, headings, summary: "规范村级财务管理，加强民主监督。".to_owned(), ..Rendered::default()
    }
}

/// Narrative of an annual report, and its figures.
pub fn report() -> (Rendered, ReportView) {
    let mut html = String::new();
    let mut headings = Vec::new();
    for (at, text) in [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    .into_iter()
    .enumerate()
    {
        html.push_str(&format!(
            "<h2 id=\"h{at}\">{text}</h2>\n<p>全年主动公开政府信息 12 条，没有收到政府信息公开申请。</p>\n"
        ));
        headings.push(Heading { level: 2, id: format!("h{at}"), text: text.to_owned() });
    }
    let head = |id: &str, text: &str, scope: &str, colspan: usize, rowspan: usize| json!({"id": id, "text": text, "header": true, "scope": scope, "headers": "", "rowspan": rowspan, "colspan": colspan, "numeric": false, "state": null, "failing": false});
    let cell = |id: &str, text: &str, headers: &str, failing: bool| json!({"id": id, "text": text, "header": false, "scope": null, "headers": headers, "rowspan": 1, "colspan": 1, "numeric": true, "state": "value", "failing": failing});
    let columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"];
    let heads: Vec<_> =
        columns.iter().enumerate().map(|(at, text)| head(&format!("q-c{at}"), text, "col", 1, 1)).collect();
    let row = |key: &str, label: &str, failing: bool| {
        let mut cells = vec![head(&format!("q-{key}"), label, "row", 1, 1)];
        cells.extend(
            (0..7).map(|at| cell(&format!("q-{key}-{at}"), "0", &format!("q-{key} q-c{at}"), failing && at == 6)),
        );
        json!({ "cells": cells })
    };
    let mut first =
        vec![head("q-corner", "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "col", 1, 1)];
    first.extend(heads);
    let table = json!({
        "id": "requests", "number": "三", "caption": "收到和处理政府信息公开申请情况", "columns": 8, "label_columns": 1,
        "head": [{"cells": first}],
        "body": [{"rows": [row("new", "一、本年新收政府信息公开申请数量", false), row("carried", "二、上年结转政府信息公开申请数量", true)]}],
        "notes": ["原件表四在 15 栏下印有 16 个值。"],
    });
    let view = ReportView {
        year: 2019,
        edition: "2019".to_owned(),
        tables: json!([table]),
        identities: json!([
            {"table": "requests", "rule": "x1", "text": "第一项加第二项之和等于第三项加第四项之和：7 列全部相符，0+0=0+0。", "holds": true, "reason": null},
            {"table": "", "rule": "x13", "text": "当场办结 1018 件、转办 42 件，合计 1060 件，与受理 1059 件不符。", "holds": false, "reason": null},
        ]),
        notes: vec!["原件在第 2 页和第 3 页之间断开的一句已接上。".to_owned()],
        series: serde_json::Value::Null,
        csv: Some("report.csv".to_owned()),
        json: Some("report.json".to_owned()),
    };
    (Rendered { html, headings, ..Rendered::default() }, view)
}

/// Every output with its bytes, assets included.
pub fn publish(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let renderer = Renderer::new(site, &Theme::built_in()).unwrap_or_else(|finding| panic!("{finding:?}"));
    let (text, (narrative, figures)) = (rendered(), report());
    let mut files: BTreeMap<String, Vec<u8>> = renderer.assets().into_iter().collect();
    for job in plan(site) {
        let number = match job.page {
            Output::Document(number) | Output::DocumentJson(number) => Some(number),
            _ => None,
        };
        let document = number.map(|number| &site.documents[number]);
        let is_report = document.is_some_and(|document| document.url.contains("report-2019"));
        let published: Vec<PublishedFile> = document.map(|document| attachments(&document.page)).unwrap_or_default();
        let body = DocumentBody {
            rendered: if is_report { &narrative } else { &text },
            files: &published,
            report: is_report.then_some(&figures),
        };
        let bytes = renderer
            .render(site, &job, document.map(|_| &body))
            .unwrap_or_else(|finding| panic!("{}: {finding:?}", job.file));
        if let Some(document) = document {
            for file in &published {
                files.insert(format!("{}{}", document.url, file.name), b"attachment".to_vec());
            }
            if is_report {
                files.insert(format!("{}report.csv", document.url), b"csv".to_vec());
                files.insert(format!("{}report.json", document.url), b"{}".to_vec());
            }
        }
        let earlier = files.insert(job.file.clone(), bytes);
        assert!(earlier.is_none() || job.file.contains("附件"), "{} is planned twice", job.file);
    }
    files
}

fn attachments(page: &Page) -> Vec<PublishedFile> {
    let file =
        |file: &BundleFile| PublishedFile { name: file.name.clone(), bytes: file.bytes, sha256: "ab".repeat(32) };
    page.files.iter().map(file).collect()
}

/// Writes a portal to a folder, to look at it.
pub fn write(files: &BTreeMap<String, Vec<u8>>, folder: &Path) {
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// A published file as text.
pub fn text(files: &BTreeMap<String, Vec<u8>>, file: &str) -> String {
    String::from_utf8(files.get(file).unwrap_or_else(|| panic!("{file} is not published")).clone()).unwrap()
}
