//! X11 and deadlines: the year the report is about, the form it is on, the day it came out.

use jiff::civil::{Date, date};
use unicode_normalization::UnicodeNormalization;

use super::{Context, Issue};
use crate::diag::Finding;
use crate::report::edition::edition_for;

/// How many lines down a title may stand.
const TITLE_LINES: usize = 40;

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let report = context.input.report;
    if report.year == 0 {
        return;
    }
    form(context, issues);
    publication(context, issues);
    title_year(context, issues);
    period(context, issues);
}

/// The edition must be the one prescribed for the year.
fn form(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let report = context.input.report;
    let right = edition_for(report.year);
    if right.id == report.edition.id {
        return;
    }
    let finding = Finding::at("report-edition-mismatch", context.input.source, report.places.edition.clone())
        .with("year", report.year)
        .with("used", format!("{}（{}）", report.edition.id, report.edition.document))
        .with("right", format!("{}（{}）", right.id, right.document));
    issues.push(Issue { finding, subject: "edition".to_owned() });
}

/// Not before the year is over, not after the due day (条例第四十九条).
fn publication(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let input = context.input;
    let year = input.report.year;
    let (Ok(end), Ok(due)) = (Date::new(year, 12, 31), Date::new(year + 1, input.due.0, input.due.1)) else { return };
    let at_year =
        |code| Finding::at(code, input.source, input.report.places.year.clone()).with("year", year).with("due", due);
    let finding = match input.published {
        Some(published) if published <= end => {
            at_year("report-x11").with("found", published).with("expected", format!("{}年1月1日以后", year + 1))
        }
        Some(published) if published > due => at_year("report-late").with("found", published),
        None if input.today > due => at_year("report-overdue").with("found", input.today),
        _ => return,
    };
    issues.push(Issue { finding, subject: "published".to_owned() });
}

/// A title, of the page or in the first lines, that names another year.
fn title_year(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let narrative = context.input.narrative;
    let year = context.input.report.year;
    let of_page = std::iter::once((context.input.title, 0..0)).filter(|(title, _)| title.contains("报告"));
    let mut start = 0;
    let lines = narrative.text.split_inclusive('\n').take(TITLE_LINES).map(|line| {
        let span = start..start + line.trim_end().len();
        start += line.len();
        (line, span)
    });
    let titles = of_page.chain(lines.filter(|(line, _)| is_title(line)));
    let named = titles.filter_map(|(title, span)| Some((year_named(title)?, span)));
    if let Some((found, span)) = named.take(2).find(|(found, _)| *found != year) {
        let finding = Finding::at("report-x11", narrative, span)
            .with("found", format!("标题 {found} 年度"))
            .with("expected", format!("{year} 年度"));
        issues.push(Issue { finding, subject: "title".to_owned() });
    }
}

/// Whether a line of the narrative is the report's title.
fn is_title(line: &str) -> bool {
    let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let ends = ["年度报告", "工作报告", "情况的报告", "情况报告"].iter().any(|end| compact.ends_with(end));
    let marked = compact.starts_with("title=") || compact.starts_with('#');
    (compact.contains("年度报告") && (marked || ends))
        || (compact.contains("信息公开") && ends && !compact.contains('。'))
}

/// 「统计期限自2019年1月1日起至2019年12月31日止」.
fn period(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let year = context.input.report.year;
    for sentence in context.narrative.sentences(context.input.narrative.text) {
        let text = context.narrative.text(sentence.clone());
        let about = ["统计期限", "数据统计", "统计时间", "报告期", "所列数据"].iter().any(|word| text.contains(word));
        let days = if about { days(&text) } else { Vec::new() };
        let [from, to, ..] = days.as_slice() else { continue };
        if (*from, *to) != (date(year, 1, 1), date(year, 12, 31)) {
            let finding = context
                .at_words("report-x11", sentence)
                .with("found", format!("{from} — {to}"))
                .with("expected", format!("{year}-01-01 — {year}-12-31"));
            issues.push(Issue { finding, subject: "period".to_owned() });
        }
    }
}

/// The first year that a title names: `2021年`, `二〇二一年`.
fn year_named(title: &str) -> Option<i16> {
    let compact: Vec<char> = title.nfkc().filter(|c| !c.is_whitespace()).collect();
    compact.windows(5).find_map(|window| {
        let (digits, word) = window.split_at(4);
        let year: i16 = digits.iter().map(|c| digit(*c)).collect::<Option<String>>()?.parse().ok()?;
        (word == ['年'] && (1949..=2999).contains(&year)).then_some(year)
    })
}

/// A digit, also as Chinese years are written.
fn digit(c: char) -> Option<char> {
    const HAN: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let place = if matches!(c, '○' | '零' | '◯') { Some(0) } else { HAN.iter().position(|known| *known == c) };
    c.is_ascii_digit().then_some(c).or_else(|| char::from_digit(u32::try_from(place?).ok()?, 10))
}

/// Days written `2019年1月1日`; a day without a year has the year before it in the sentence.
fn days(text: &str) -> Vec<Date> {
    let numbers = |part: &str| {
        part.chars().rev().take_while(char::is_ascii_digit).collect::<Vec<_>>().into_iter().rev().collect::<String>()
    };
    let mut days = Vec::new();
    let mut year = None;
    for (at, _) in text.match_indices('日') {
        let Some((head, day)) = text.get(..at).and_then(|head| head.rsplit_once('月')) else { continue };
        let (Ok(day), month) = (day.parse::<i8>(), numbers(head)) else { continue };
        let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Some(written) = before.strip_suffix('年') {
            year = numbers(written).parse::<i16>().ok();
        }
        let built = year.zip(month.parse::<i8>().ok()).and_then(|(year, month)| Date::new(year, month, day).ok());
        days.extend(built);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_year_in_any_digits() {
        for title in [
            "青川县人民政府2021年政府信息公开工作年度报告",
            "关于２０２１年度政府信息公开工作情况的报告",
            "二〇二一年政府信息公开工作报告",
            "某县二○二一年度报告",
        ] {
            assert_eq!(year_named(title), Some(2021), "{title}");
        }
        assert_eq!(year_named("政府信息公开工作年度报告"), None);
    }
}
