//! X12 without ties: what the narrative says about requests, reviews and documents against the tables.
//!
//! A sentence is understood only when its words leave little doubt; the finding says how it was understood.

use std::ops::Range;

use super::statements::tied;
use super::{Context, Issue};
use crate::report::formula::{Amount, Side};
use crate::report::model::Report;
use crate::report::narrative::{Figure, figures};
use crate::report::number::{Number, plain};

/// Words that make a figure a comparison or a total over years.
const COMPARING: [&str; 12] = ["同比", "增长", "增加", "减少", "下降", "累计", "历年", "以来", "较", "比上年", "去年", "信访"];

/// One kind of claim: the words that must (and must not) stand before the figure, and the formulas it may equal.
struct Claim {
    all: &'static [&'static [&'static str]],
    none: &'static [&'static str],
    equals: &'static [&'static str],
}

/// Claims about table three and four, the most particular first. Each inner list is a choice of words.
const CLAIMS: &[Claim] = &[
    Claim { all: &[&["复议"]], none: &["诉讼", "起诉", "复议后"], equals: &["review.reconsideration.total"] },
    Claim {
        all: &[&["诉讼", "起诉"]],
        none: &["行政复议", "未经复议", "复议后"],
        equals: &["review.litigation_direct.total + review.litigation_after_reconsideration.total"],
    },
    Claim { all: &[&["结转"], &["申请", "上年", "上一年"]], none: &["下年", "下一年", "次年", "下年度"], equals: &["requests.carried_in.total"] },
    Claim { all: &[&["结转", "转入"], &["下年", "下一年", "次年"]], none: &[], equals: &["requests.carried_out.total"] },
    Claim { all: &[&["部分公开"]], none: &["不予"], equals: &["requests.partly_granted.total"] },
    Claim { all: &[&["不予公开"]], none: &[], equals: &["refused"] },
    Claim { all: &[&["无法提供"]], none: &[], equals: &["unavailable"] },
    Claim { all: &[&["不予处理"]], none: &[], equals: &["not_processed"] },
    Claim { all: &[&["予以公开"]], none: &["不予", "部分", "主动"], equals: &["requests.granted.total"] },
    Claim {
        all: &[&["申请"], &["收到", "受理", "新收", "收办", "接收", "接到"]],
        none: &["复议", "诉讼", "办结", "答复", "结转", "行政许可", "低保", "救助"],
        equals: &["requests.new.total", "requests.new.total + requests.carried_in.total"],
    },
    Claim {
        all: &[&["办结", "答复", "办理完毕"], &["申请", "依申请"]],
        none: &["复议", "诉讼", "率"],
        equals: &["requests.total.total", "requests.new.total", "requests.new.total + requests.carried_in.total"],
    },
];

/// Claims about table two, whose figures may count things that have no 申请 nearby.
const MADE: &[Claim] = &[
    Claim { all: &[&["规范性文件"], &["现行有效"]], none: &["废止"], equals: &["proactive.normative_documents.in_force"] },
    Claim { all: &[&["废止"], &["规范性文件"]], none: &["制发", "制定", "修订", "修改"], equals: &["proactive.normative_documents.repealed"] },
    Claim {
        all: &[&["规范性文件"], &["制发", "制定", "出台", "印发", "新制作"]],
        none: &["废止", "公开", "清理", "备案", "解读", "审查", "有效"],
        equals: &["proactive.normative_documents.made"],
    },
];

/// How many sentences after one about requests may still be about them.
const SENTENCES_ON: usize = 2;

/// A clause that says there was none at all.
const NONE_AT_ALL: [&str; 8] = ["未收到", "没有收到", "未接到", "未发生", "没有发生", "未出现", "无收到", "没有接到"];

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let tied = tied(context);
    let mut since_requests = usize::MAX;
    for sentence in context.narrative.sentences(context.input.narrative.text) {
        let text = context.narrative.text(sentence.clone());
        let speaks = ["申请", "复议", "诉讼"].iter().any(|word| text.contains(word));
        since_requests = if speaks { 0 } else { since_requests.saturating_add(1) };
        let about_requests = since_requests <= SENTENCES_ON;
        nothing(context, &sentence, &text, issues);
        for figure in figures(&context.narrative, sentence) {
            let free = !tied.iter().any(|tie| tie.start <= figure.range.start && figure.range.end <= tie.end);
            if !free || !matches!(figure.unit, "件" | "宗" | "起" | "份" | "例" | "项" | "次") {
                continue;
            }
            let claims = CLAIMS.iter().filter(|_| about_requests && figure.unit != "项").chain(MADE);
            if let Some(claim) = claims.into_iter().find(|claim| claim.fits(&figure)) {
                compare(context, &figure, claim, issues);
            }
        }
    }
}

impl Claim {
    fn fits(&self, figure: &Figure) -> bool {
        let words = &figure.before;
        let has = |word: &&str| words.contains(*word);
        self.all.iter().all(|choice| choice.iter().any(has)) && !self.none.iter().any(has) && !COMPARING.iter().any(has)
    }
}

fn compare(context: &Context<'_>, figure: &Figure, claim: &Claim, issues: &mut Vec<Issue>) {
    let report = context.input.report;
    let known: Vec<(i128, String)> = claim.equals.iter().filter_map(|formula| value(report, formula)).collect();
    if known.is_empty() || known.iter().any(|(value, _)| *value == figure.value.millionths()) {
        return;
    }
    let computed = known.iter().map(|(value, _)| plain(*value)).collect::<Vec<_>>();
    let mut computed_once = computed.clone();
    computed_once.dedup();
    let finding = context
        .at_words("report-x12", figure.range.clone())
        .with("name", tail(&figure.clause))
        .with("stated", format!("{}{}", figure.value, figure.unit))
        .with("computed", computed_once.join(" / "))
        .with("sum", known.iter().map(|(_, words)| words.as_str()).collect::<Vec<_>>().join(" / "));
    issues.push(Issue { finding, subject: tail(&figure.clause) });
}

/// 「未收到政府信息公开申请」 against a table that counts some.
fn nothing(context: &Context<'_>, sentence: &Range<usize>, text: &str, issues: &mut Vec<Issue>) {
    for clause in text.split([',', ':']).filter(|clause| NONE_AT_ALL.iter().any(|word| clause.contains(word))) {
        let formulas: &[&str] = match (clause.contains("复议"), clause.contains("诉讼")) {
            (true, true) => &["review.reconsideration.total + review.litigation_direct.total + review.litigation_after_reconsideration.total"],
            (true, false) => &["review.reconsideration.total"],
            (false, true) => &["review.litigation_direct.total + review.litigation_after_reconsideration.total"],
            (false, false) if clause.contains("申请") && clause.contains("公开") && !clause.contains("收费") => &["requests.new.total"],
            (false, false) => continue,
        };
        let known = formulas.iter().find_map(|formula| value(context.input.report, formula));
        let Some((value, words)) = known.filter(|(value, _)| *value != 0) else { continue };
        let finding = context
            .at_words("report-x12", sentence.clone())
            .with("name", tail(clause))
            .with("stated", "0")
            .with("computed", plain(value))
            .with("sum", words);
        issues.push(Issue { finding, subject: tail(clause) });
    }
}

/// The value of a formula over cells, or of a family of rows (`refused` = all rows refused_…), with its words.
fn value(report: &Report, formula: &str) -> Option<(i128, String)> {
    if !formula.contains('.') {
        let rows: Vec<i128> = family(report, formula)?;
        return Some((rows.iter().sum(), format!("表三 {}", rows.iter().map(|value| plain(*value)).collect::<Vec<_>>().join("+"))));
    }
    let side = Side::parse(formula)?;
    let lookup = |name: &str| {
        let mut parts = name.split('.');
        let number = report.number(parts.next()?, parts.next()?, parts.next()?);
        number.map(Number::millionths)
    };
    let Amount::Sum(sum) = side.value(&lookup)? else { return None };
    let labels = side.names().map(|name| label(report, name)).collect::<Vec<_>>().join(" + ");
    Some((sum, format!("{labels} {}", side.with_numbers(&lookup))))
}

fn family(report: &Report, prefix: &str) -> Option<Vec<i128>> {
    let rows = report.slots().filter(|(slot, _)| slot.table == "requests" && slot.column == "total" && slot.row.starts_with(prefix));
    rows.map(|(_, cell)| cell.value.number().map(Number::millionths)).collect()
}

/// 表三「一、本年新收政府信息公开申请数量」总计
fn label(report: &Report, name: &str) -> String {
    let mut parts = name.split('.');
    let slot = match (parts.next(), parts.next(), parts.next()) {
        (Some(table), Some(row), Some(column)) => report.edition.slot(table, row, column).and_then(|at| report.edition.slots.get(at)),
        _ => None,
    };
    let Some(slot) = slot else { return name.to_owned() };
    let table = report.edition.table(&slot.table).map_or("", |form| form.number.as_str());
    format!("表{table}「{}」{}", slot.row_labels.last().map_or("", String::as_str), slot.column_labels.last().map_or("", String::as_str))
}

/// The last words of a clause.
fn tail(clause: &str) -> String {
    let chars: Vec<char> = clause.chars().collect();
    chars.get(chars.len().saturating_sub(18)..).unwrap_or_default().iter().collect()
}
