//! X12 without ties: what the narrative says about requests, reviews and documents against the tables.
//!
//! A sentence is understood only when its words leave little doubt; the finding says how it was understood.

use std::ops::Range;

use super::statements::tied;
use super::subject::{may_be_requests, other_application, other_year, others_speak};
use super::{Context, Issue};
use crate::report::formula::{Amount, Side};
use crate::report::model::Report;
use crate::report::narrative::{Figure, figures};
use crate::report::number::{Number, plain};

/// Words that make a figure a comparison or a total over years.
const COMPARING: [&str; 12] =
    ["同比", "增长", "增加", "减少", "下降", "累计", "历年", "以来", "较", "比上年", "去年", "信访"];

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
    Claim {
        all: &[&["结转"], &["申请", "上年", "上一年"]],
        none: &["下年", "下一年", "次年", "下年度"],
        equals: &["requests.carried_in.total"],
    },
    Claim {
        all: &[&["结转", "转入"], &["下年", "下一年", "次年"]],
        none: &[],
        equals: &["requests.carried_out.total"],
    },
    Claim { all: &[&["部分公开"]], none: &["不予"], equals: &["requests.partly_granted.total"] },
    Claim { all: &[&["不予公开"]], none: &[], equals: &["refused"] },
    Claim { all: &[&["无法提供"]], none: &[], equals: &["unavailable"] },
    Claim { all: &[&["不予处理"]], none: &[], equals: &["not_processed"] },
    Claim { all: &[&["其他处理"]], none: &[], equals: &["other"] },
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
    Claim {
        all: &[&["规范性文件"], &["现行有效"]],
        none: &["废止"],
        equals: &["proactive.normative_documents.in_force"],
    },
    Claim {
        all: &[&["废止"], &["规范性文件"]],
        none: &["制发", "制定", "修订", "修改"],
        equals: &["proactive.normative_documents.repealed"],
    },
    Claim {
        all: &[&["规范性文件"], &["制发", "制定", "出台", "印发", "新制作"]],
        none: &["废止", "公开", "清理", "备案", "解读", "审查", "有效"],
        equals: &["proactive.normative_documents.made"],
    },
    Claim {
        all: &[&["作出"], &["行政许可决定"]],
        none: &["不予", "公开", "公示", "撤销", "其中"],
        equals: &["proactive.licences.decisions"],
    },
    Claim {
        all: &[&["作出"], &["行政处罚决定"]],
        none: &["不予", "公开", "公示", "撤销", "其中"],
        equals: &["proactive.penalties.decisions"],
    },
];

/// Claims about amounts in 万元.
const AMOUNTS: &[Claim] = &[Claim {
    all: &[&["行政事业性收费"]],
    none: &["减", "免", "降", "取消", "退", "其中"],
    equals: &["proactive.fees.amount"],
}];

/// Parts that are understood only right after their whole: the whole's formula, the part's exact words, its formulas.
const PARTS: &[(&str, &[&str], &[&str])] = &[
    (
        "requests.new.total",
        &["自然人", "自然人申请", "自然人提出"],
        &["requests.new.person", "requests.new.person + requests.carried_in.person"],
    ),
    (
        "requests.new.total",
        &["商业企业", "商业企业申请", "商业企业提出"],
        &["requests.new.business", "requests.new.business + requests.carried_in.business"],
    ),
    ("review.reconsideration.total", &["结果维持", "维持"], &["review.reconsideration.upheld"]),
    ("review.reconsideration.total", &["结果纠正", "纠正"], &["review.reconsideration.corrected"]),
    ("review.reconsideration.total", &["尚未审结"], &["review.reconsideration.pending"]),
];

/// Words without which nearby figures are not about information requests (a county also decides others' appeals).
const DISCLOSURE: [&str; 3] = ["信息公开", "依申请", "公开申请"];

/// Words of sentences whose 公开 and 申请 are about something else.
const OTHER_MATTERS: [&str; 6] = ["公文", "公开属性", "发文", "行政许可", "建议提案", "热线"];

/// How many sentences after one about requests may still be about them.
const SENTENCES_ON: usize = 2;

/// A clause that says there was none at all.
const NONE_AT_ALL: [&str; 8] = ["未收到", "没有收到", "未接到", "未发生", "没有发生", "未出现", "无收到", "没有接到"];

/// Words of a clause that denies only some of them.
const SOME_ONLY: [&str; 13] =
    ["收费", "纠正", "纠错", "败诉", "撤销", "违法", "逾期", "超期", "法人", "企业", "组织", "不予", "部分"];

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let tied = tied(context);
    let mut since_requests = usize::MAX;
    let mut since_disclosure = usize::MAX;
    for sentence in context.narrative.sentences(context.input.narrative.text) {
        let text = context.narrative.text(sentence.clone());
        let speaks = ["申请", "复议", "诉讼"].iter().any(|word| text.contains(word));
        since_requests = if speaks { 0 } else { since_requests.saturating_add(1) };
        since_disclosure =
            if DISCLOSURE.iter().any(|word| text.contains(word)) { 0 } else { since_disclosure.saturating_add(1) };
        let elsewhere = OTHER_MATTERS.iter().any(|word| text.contains(word));
        let about_requests = since_requests <= SENTENCES_ON && since_disclosure <= SENTENCES_ON && !elsewhere;
        nothing(context, &sentence, &text, issues);
        let mut whole: Option<&Claim> = None;
        for figure in figures(&context.narrative, sentence.clone()) {
            let report = context.input.report;
            let so_far = context.narrative.text(sentence.start..figure.range.start);
            if others_speak(&so_far, report) || other_year(&so_far, report) {
                whole = None;
                continue;
            }
            let elsewhere = other_application(&figure.before);
            whole = whole.filter(|_| !elsewhere);
            let free = !tied.iter().any(|tie| tie.start <= figure.range.start && figure.range.end <= tie.end);
            if figure.unit == "万元" {
                if let Some(claim) = AMOUNTS.iter().find(|claim| free && claim.fits(&figure)) {
                    compare(context, &figure, claim.equals, issues);
                }
                continue;
            }
            if !matches!(figure.unit, "件" | "宗" | "起" | "份" | "例" | "项" | "次") {
                continue;
            }
            if let Some(equals) = whole.and_then(|whole| part_of(whole, &figure)) {
                if free {
                    compare(context, &figure, equals, issues);
                }
                continue;
            }
            let requests = about_requests && !elsewhere && figure.unit != "项" && may_be_requests(&figure.before);
            let claims = CLAIMS.iter().filter(|_| requests).chain(MADE);
            if let Some(claim) = claims.into_iter().find(|claim| claim.fits(&figure)) {
                whole = Some(claim);
                if free {
                    compare(context, &figure, claim.equals, issues);
                }
            }
        }
    }
}

/// The formulas of a part of a whole, when the words name nothing but the part.
fn part_of(whole: &Claim, figure: &Figure) -> Option<&'static [&'static str]> {
    let words = figure.clause.trim_start_matches("其中").trim_start_matches("来自");
    let fits = |part: &&(&str, &[&str], &[&str])| whole.equals.first() == Some(&part.0) && part.1.contains(&words);
    PARTS.iter().find(fits).map(|part| part.2)
}

impl Claim {
    fn fits(&self, figure: &Figure) -> bool {
        let words = &figure.before;
        let has = |word: &&str| words.contains(*word);
        self.all.iter().all(|choice| choice.iter().any(has)) && !self.none.iter().any(has) && !COMPARING.iter().any(has)
    }
}

fn compare(context: &Context<'_>, figure: &Figure, equals: &[&str], issues: &mut Vec<Issue>) {
    let report = context.input.report;
    let known: Vec<(i128, String)> = equals.iter().filter_map(|formula| value(report, formula)).collect();
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
    if others_speak(text, context.input.report) || other_year(text, context.input.report) {
        return;
    }
    for clause in text.split([',', ':']).filter(|clause| NONE_AT_ALL.iter().any(|word| clause.contains(word))) {
        // 公民、法人和其他组织 are everybody
        let some = !clause.contains("公民") && SOME_ONLY.iter().any(|word| clause.contains(word));
        if some || other_application(clause) {
            continue;
        }
        let formulas: &[&str] = match (clause.contains("复议"), clause.contains("诉讼")) {
            (true, true) => &[
                "review.reconsideration.total + review.litigation_direct.total + review.litigation_after_reconsideration.total",
            ],
            (true, false) => &["review.reconsideration.total"],
            (false, true) => &["review.litigation_direct.total + review.litigation_after_reconsideration.total"],
            (false, false) if clause.contains("申请") && clause.contains("公开") => &["requests.new.total"],
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
        return Some((
            rows.iter().sum(),
            format!("表三 {}", rows.iter().map(|value| plain(*value)).collect::<Vec<_>>().join("+")),
        ));
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
    let rows = report
        .slots()
        .filter(|(slot, _)| slot.table == "requests" && slot.column == "total" && slot.row.starts_with(prefix));
    rows.map(|(_, cell)| cell.value.number().map(Number::millionths)).collect()
}

/// 表三「一、本年新收政府信息公开申请数量」总计
fn label(report: &Report, name: &str) -> String {
    let mut parts = name.split('.');
    let slot = match (parts.next(), parts.next(), parts.next()) {
        (Some(table), Some(row), Some(column)) => {
            report.edition.slot(table, row, column).and_then(|at| report.edition.slots.get(at))
        }
        _ => None,
    };
    let Some(slot) = slot else { return name.to_owned() };
    let table = report.edition.table(&slot.table).map_or("", |form| form.number.as_str());
    format!(
        "表{table}「{}」{}",
        slot.row_labels.last().map_or("", String::as_str),
        slot.column_labels.last().map_or("", String::as_str)
    )
}

/// The last words of a clause.
fn tail(clause: &str) -> String {
    let chars: Vec<char> = clause.chars().collect();
    chars.get(chars.len().saturating_sub(18)..).unwrap_or_default().iter().collect()
}
