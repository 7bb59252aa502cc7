//! The six sections, what the first must speak of, and what Article 50(4) asks of governments.

use super::{Context, Issue};
use crate::diag::{Finding, Place};
use crate::report::narrative::sections::{NUMBERS, Section, sections};

/// Levels that are governments (各级人民政府) and not departments.
const GOVERNMENTS: [&str; 4] = ["township", "county", "city", "province"];

/// What a government must report the results of (条例第五十条第四项), and how that is said.
const RESULTS: [(&str, &[&str]); 3] = [
    ("工作考核", &["考核", "考评"]),
    ("社会评议", &["评议"]),
    ("责任追究", &["责任追究", "追责", "问责"]),
];

/// Words that state a result.
const OUTCOMES: [&str; 18] = [
    "结果", "优秀", "良好", "合格", "满意度", "满意率", "得分", "排名", "一名", "未发生", "没有", "无", "未出现", "等次", "未开展",
    "0次", "0起", "0人",
];

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let found = sections(context.input.narrative.text, context.input.report.edition);
    presence(context, &found, issues);
    order(context, &found, issues);
    aspects(context, &found, issues);
    results(context, issues);
}

fn presence(context: &Context<'_>, found: &[Section], issues: &mut Vec<Issue>) {
    let report = context.input.report;
    for (at, form) in report.edition.sections.iter().enumerate() {
        let number = at + 1;
        let own = found.iter().find(|section| section.form == Some(number));
        let tables: Vec<&str> = report.edition.tables.iter().filter(|table| table.section == number).map(|table| table.id.as_str()).collect();
        let filled = tables.iter().any(|table| report.present.contains(table));
        let name = format!("{}、{}", NUMBERS.get(at).unwrap_or(&""), form.title);
        let (code, place) = match own {
            None if !filled => ("report-missing-section", Place::file(context.input.narrative.path)),
            Some(section) if tables.is_empty() && empty(context, section) => {
                ("report-empty-section", context.input.narrative.place(section.heading.clone()))
            }
            _ => continue,
        };
        issues.push(Issue { finding: Finding::new(code, place).with("section", &name), subject: number.to_string() });
    }
}

fn empty(context: &Context<'_>, section: &Section) -> bool {
    let text = context.input.narrative.text.get(section.body.clone()).unwrap_or_default();
    !super::Compact::new(text).chars.iter().any(|c| c.is_alphanumeric())
}

/// Sections in another order, under another number, or not of the form at all.
fn order(context: &Context<'_>, found: &[Section], issues: &mut Vec<Issue>) {
    for section in found {
        let code = match section.form {
            None => "report-extra-section",
            Some(number) if number != section.number => "report-section-order",
            Some(_) => continue,
        };
        let finding = Finding::at(code, context.input.narrative, section.heading.clone())
            .with("section", format!("{}、{}", NUMBERS.get(section.number - 1).unwrap_or(&""), section.title))
            .with("right", section.form.and_then(|number| NUMBERS.get(number - 1)).unwrap_or(&""));
        issues.push(Issue { finding, subject: section.number.to_string() });
    }
}

/// The edition says what a section must speak of.
fn aspects(context: &Context<'_>, found: &[Section], issues: &mut Vec<Issue>) {
    for (at, form) in context.input.report.edition.sections.iter().enumerate() {
        let Some(section) = found.iter().find(|section| section.form == Some(at + 1)) else { continue };
        let text = context.input.narrative.text.get(section.body.clone()).unwrap_or_default();
        let compact = super::Compact::new(text);
        let missing: Vec<&str> = form.aspects.iter().map(String::as_str).filter(|aspect| !speaks_of(&compact, aspect)).collect();
        if missing.is_empty() {
            continue;
        }
        let finding = Finding::at("report-missing-aspect", context.input.narrative, section.heading.clone())
            .with("section", &form.title)
            .with("missing", missing.join("、"));
        issues.push(Issue { finding, subject: (at + 1).to_string() });
    }
}

/// An aspect is named by its own words or, for two-part names, by both parts in one sentence.
fn speaks_of(text: &super::Compact, aspect: &str) -> bool {
    let variants: &[&str] = match aspect {
        "政府信息管理" => &["信息管理", "信息资源管理", "规范性文件管理", "动态管理"],
        "平台建设" => &["平台建设", "平台"],
        "监督保障" => &["监督保障", "监督考核", "监督"],
        "依申请公开" => &["依申请公开", "依申请", "公开申请"],
        _ => &[],
    };
    text.find(aspect).is_some() || variants.iter().any(|variant| text.find(variant).is_some())
}

fn results(context: &Context<'_>, issues: &mut Vec<Issue>) {
    if !GOVERNMENTS.contains(&context.input.level) {
        return;
    }
    let sentences = context.narrative.sentences(context.input.narrative.text);
    let sentences: Vec<String> = sentences.into_iter().map(|range| context.narrative.text(range)).collect();
    let stated = |words: &[&str]| {
        sentences.iter().any(|sentence| words.iter().any(|word| sentence.contains(word)) && OUTCOMES.iter().any(|outcome| sentence.contains(outcome)))
    };
    let missing: Vec<&str> = RESULTS.iter().filter(|(_, words)| !stated(words)).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return;
    }
    let place = Place::file(context.input.narrative.path);
    let finding = Finding::new("report-missing-results", place).with("missing", missing.join("、"));
    issues.push(Issue { finding, subject: "results".to_owned() });
}
