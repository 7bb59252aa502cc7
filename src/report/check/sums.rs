//! X13 without ties: 其中 lists that should add up, and rates that should be recomputable; and the
//! suggestion to tie such a sentence down in `[statements]`.

use super::statements::tied;
use super::{Context, Issue};
use crate::report::formula::Amount;
use crate::report::narrative::{Figure, figures};
use crate::report::number::plain;

/// Words of what came in, what was settled at once and what was passed on.
const RECEIVED: [&str; 6] = ["受理", "接待", "收到", "收件", "接收", "接件"];
const SETTLED: [&str; 4] = ["办结", "答复", "办理完", "解决"];
const PASSED_ON: [&str; 5] = ["转办", "上报", "转交", "转送", "移交"];
/// Rates that are settled ÷ received.
const RATES: [&str; 5] = ["办结率", "答复率", "办理率", "受理率", "回复率"];
/// Words of rates that may exceed a hundred percent.
const GROWTH: [&str; 6] = ["增长", "同比", "增幅", "提高", "上升", "完成"];

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let tied = tied(context);
    for sentence in context.narrative.sentences(context.input.narrative.text) {
        let found = figures(&context.narrative, sentence.clone());
        let is_tied = |figure: &Figure| tied.iter().any(|tie| tie.start <= figure.range.start && figure.range.end <= tie.end);
        if found.iter().any(is_tied) {
            continue;
        }
        let text = context.narrative.text(sentence);
        let parts = Parts { figures: &found, text: &text };
        for problem in [parts.chain(), parts.list(), parts.rate(), parts.impossible()].into_iter().flatten() {
            let finding = context
                .at_words("report-x13", problem.figure.range.clone())
                .with("name", &problem.figure.clause)
                .with("stated", format!("{}{}", problem.figure.value, problem.figure.unit))
                .with("computed", problem.computed)
                .with("sum", problem.sum);
            issues.push(Issue { finding, subject: problem.figure.clause.clone() });
        }
        suggest(context, &parts, issues);
    }
}

/// A figure that does not follow from the others.
struct Problem<'f> {
    figure: &'f Figure,
    computed: String,
    sum: String,
}

/// The figures of one sentence.
struct Parts<'f> {
    figures: &'f [Figure],
    text: &'f str,
}

impl<'f> Parts<'f> {
    /// 受理 A 件，办结 B 件，转办 C 件: A = B + C.
    fn chain(&self) -> Option<Problem<'f>> {
        self.triples().into_iter().find_map(|(whole, settled, passed)| {
            let sum = settled.value.millionths() + passed.value.millionths();
            (sum != whole.value.millionths()).then(|| Problem {
                figure: whole,
                computed: plain(sum),
                sum: format!("{}+{}", settled.value, passed.value),
            })
        })
    }

    fn triples(&self) -> Vec<(&'f Figure, &'f Figure, &'f Figure)> {
        let says = |figure: &Figure, words: &[&str]| words.iter().any(|word| figure.clause.contains(word));
        self.figures
            .windows(3)
            .filter_map(|window| match window {
                [whole, settled, passed]
                    if whole.unit == settled.unit
                        && settled.unit == passed.unit
                        && says(whole, &RECEIVED)
                        && says(settled, &SETTLED)
                        && says(passed, &PASSED_ON) =>
                {
                    Some((whole, settled, passed))
                }
                _ => None,
            })
            .collect()
    }

    /// N 件，其中 a、b、c: the parts add up to some figure before them.
    fn list(&self) -> Option<Problem<'f>> {
        let first = self.figures.iter().position(|figure| figure.before.contains("其中"))?;
        let (before, after) = self.figures.split_at(first);
        let whole = before.last()?;
        let unit = after.first()?.unit;
        if unit == "%" || unit != whole.unit {
            return None;
        }
        // what is itself a part of a part counts once
        let inner: Vec<&Figure> = self.triples().into_iter().flat_map(|(_, settled, passed)| [settled, passed]).collect();
        let parts: Vec<&Figure> = after
            .iter()
            .take_while(|figure| !figure.before.contains("办结率") && !figure.before.contains("同时") && !figure.before.contains("另"))
            .filter(|figure| figure.unit == unit && !inner.contains(figure))
            .collect();
        let sum: i128 = parts.iter().map(|figure| figure.value.millionths()).sum();
        let open = self.text.contains('等') || self.text.contains("主要");
        let fits = before.iter().any(|figure| figure.value.millionths() == sum);
        if parts.len() < 2 || fits || (open && sum < whole.value.millionths()) {
            return None;
        }
        let written = parts.iter().map(|figure| figure.value.to_string()).collect::<Vec<_>>().join("+");
        Some(Problem { figure: whole, computed: plain(sum), sum: written })
    }

    /// 办结率 against the first figures received and settled.
    fn rate(&self) -> Option<Problem<'f>> {
        let rate = self.figures.iter().find(|figure| figure.unit == "%" && RATES.iter().any(|word| figure.before.contains(word)))?;
        let first = |words: &[&str]| {
            let counted = |figure: &&Figure| figure.unit != "%" && words.iter().any(|word| figure.clause.contains(word));
            self.figures.iter().find(counted)
        };
        let (received, settled) = (first(&RECEIVED)?, first(&SETTLED)?);
        let divisor = received.value.millionths();
        if divisor <= 0 {
            return None;
        }
        let amount = Amount::Quotient(settled.value.millionths(), divisor);
        let places = rate.value.places();
        (!amount.is_percent(rate.value)).then(|| Problem {
            figure: rate,
            computed: format!("{}%", plain(amount.percent(places.max(2)))),
            sum: format!("{}÷{}", settled.value, received.value),
        })
    }

    /// A rate above a hundred percent that is not growth.
    fn impossible(&self) -> Option<Problem<'f>> {
        let figure = self.figures.iter().find(|figure| {
            figure.unit == "%"
                && figure.value.millionths() > 100_000_000
                && figure.before.contains('率')
                && !GROWTH.iter().any(|word| figure.before.contains(word))
        })?;
        Some(Problem { figure, computed: "≤100%".to_owned(), sum: figure.clause.clone() })
    }

    /// Whether the sentence looks like a sum with parts or a rate.
    fn could_be_tied(&self) -> Option<&'f Figure> {
        let list = self.figures.len() > 2 && self.text.contains("其中");
        let rate = self.figures.iter().find(|figure| figure.unit == "%" && figure.before.contains('率'));
        rate.filter(|_| self.figures.len() > 1).or_else(|| self.figures.first().filter(|_| list))
    }
}

fn suggest(context: &Context<'_>, parts: &Parts<'_>, issues: &mut Vec<Issue>) {
    let Some(figure) = parts.could_be_tied() else { return };
    let key = if figure.unit == "%" { "percent" } else { "value" };
    let finding = context
        .at_words("report-statement-suggested", figure.range.clone())
        .with("says", format!("{}{}{}", figure.clause, figure.value, figure.unit))
        .with("key", key)
        .with("value", figure.value);
    issues.push(Issue { finding, subject: figure.clause.clone() });
}
