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
/// Rates of what was settled, not of what came in.
const IN_TIME: [&str; 4] = ["按时", "按期", "及时", "限时"];
/// Words of a figure that is a difference to another year.
const COMPARED: [&str; 7] = ["较", "同比", "增加", "减少", "增长", "下降", "比上年"];
/// Words of rates that may exceed a hundred percent.
const GROWTH: [&str; 6] = ["增长", "同比", "增幅", "提高", "上升", "完成"];

/// Words of parts that are all there is.
const WHOLLY: [&str; 6] = ["分别", "合计", "共计", "其他", "其它", "其余"];
/// Words that a share of the figure before it consists of.
const SHARES: [&str; 6] = ["占", "占比", "占比为", "占总数的", "占总量的", "占全部的"];

/// Rates that say 全部: the rate, what was counted of it, what it is a rate of.
const ALL_OF: [(&str, &[&str], &[&str]); 3] = [
    ("满意率", &["满意"], &["收回", "回收"]),
    ("公开率", &["已公开"], &["应公开"]),
    ("回复率", &["回复"], &["收到", "收集", "受理"]),
];

pub(super) fn check(context: &Context<'_>, issues: &mut Vec<Issue>) {
    let tied = tied(context);
    let is_tied =
        |figure: &Figure| tied.iter().any(|tie| tie.start <= figure.range.start && figure.range.end <= tie.end);
    let mut before: Vec<Figure> = Vec::new();
    for sentence in context.narrative.sentences(context.input.narrative.text) {
        let found = figures(&context.narrative, sentence.clone());
        let text = context.narrative.text(sentence);
        let parts = Parts { figures: &found, text: &text };
        let problems = [
            parts.chain(),
            parts.list(),
            parts.listed(),
            parts.continued(&before),
            parts.share(),
            parts.rate(),
            parts.all_of(),
            parts.impossible(),
        ];
        // a figure with a formula is judged by that; parts that are not tied are judged here
        let judged = |figure: &Figure| is_tied(figure) && (has_formula(context, figure) || found.iter().all(&is_tied));
        for problem in problems.into_iter().flatten().filter(|problem| !judged(problem.figure)) {
            let finding = context
                .at_words("report-x13", problem.figure.range.clone())
                .with("name", &problem.figure.clause)
                .with("stated", format!("{}{}", problem.figure.value, problem.figure.unit))
                .with("computed", problem.computed)
                .with("sum", problem.sum);
            issues.push(Issue { finding, subject: problem.figure.clause.clone() });
        }
        if !found.iter().any(is_tied) {
            suggest(context, &parts, issues);
        }
        before = found;
    }
}

/// Whether a statement with a formula ties the figure down.
fn has_formula(context: &Context<'_>, figure: &Figure) -> bool {
    let statements = context.input.report.statements.iter().filter(|statement| !statement.equals.is_empty());
    let mut places = statements.filter_map(|statement| context.narrative.find(&statement.says));
    places.any(|place| place.start <= figure.range.start && figure.range.end <= place.end)
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
        let unit = after.first().map(|figure| figure.unit).filter(|unit| *unit != "%")?;
        let counted =
            |figure: &&Figure| figure.unit == unit && !COMPARED.iter().any(|word| figure.clause.contains(word));
        let whole = before.iter().rev().find(counted)?;
        // what is itself a part of a part counts once
        let inner: Vec<&Figure> =
            self.triples().into_iter().flat_map(|(_, settled, passed)| [settled, passed]).collect();
        let parts: Vec<&Figure> = after
            .iter()
            .take_while(|figure| {
                !figure.before.contains("办结率") && !figure.before.contains("同时") && !figure.before.contains("另")
            })
            .filter(|figure| counted(figure) && !inner.contains(figure))
            .collect();
        let sum = total(&parts);
        let says = |word: &str| after.iter().any(|figure| figure.before.contains(word));
        let persons = says("自然人") && says("法人");
        let closed = persons || WHOLLY.iter().any(|word| says(word));
        let open = !closed || self.text.contains('等') || self.text.contains("主要");
        let fits = before.iter().any(|figure| figure.value.millionths() == sum);
        if parts.len() < 2 || fits || (open && sum < whole.value.millionths()) {
            return None;
        }
        Some(Problem { figure: whole, computed: plain(sum), sum: written(&parts) })
    }

    /// N 条，分别为 a、b、c: the parts are the whole.
    fn listed(&self) -> Option<Problem<'f>> {
        let opens = |figure: &Figure| {
            let words = figure.before.trim_start_matches([',', ':', '(']);
            words.starts_with("分别为") || words.starts_with("分别是")
        };
        let first = self.figures.iter().position(opens)?;
        let (before, after) = self.figures.split_at(first);
        let whole = before.last()?;
        let plain_part =
            |figure: &Figure| figure.unit == whole.unit && !COMPARED.iter().any(|word| figure.before.contains(word));
        if after.len() < 2 || whole.unit == "%" || !after.iter().all(plain_part) {
            return None;
        }
        let parts: Vec<&Figure> = after.iter().collect();
        let sum = total(&parts);
        (sum != whole.value.millionths()).then(|| Problem { figure: whole, computed: plain(sum), sum: written(&parts) })
    }

    /// N 条。其中：a、b、c: parts in a sentence of their own, which together exceed every figure before them.
    fn continued(&self, before: &'f [Figure]) -> Option<Problem<'f>> {
        let first = self.figures.first().filter(|first| first.before.starts_with("其中") && first.unit != "%")?;
        let compared = |figure: &&Figure| COMPARED.iter().any(|word| figure.clause.contains(word));
        let again = |figure: &&Figure| figure.before.contains("其中") && *figure != first;
        let parts: Vec<&Figure> = self.figures.iter().take_while(|figure| !again(figure)).collect();
        let parts: Vec<&Figure> = parts.into_iter().filter(|part| part.unit == first.unit && !compared(part)).collect();
        let whole =
            before.iter().filter(|figure| figure.unit == first.unit).max_by_key(|figure| figure.value.millionths())?;
        let (sum, plain_words) =
            (total(&parts), !["累计", "同时", "另", "合计", "共"].iter().any(|word| self.text.contains(word)));
        (plain_words && parts.len() > 1 && sum > whole.value.millionths()).then(|| Problem {
            figure: whole,
            computed: plain(sum),
            sum: written(&parts),
        })
    }

    /// N 条，其中 a 条，占 30%: the share of the part in the whole.
    fn share(&self) -> Option<Problem<'f>> {
        self.figures.windows(3).find_map(|window| {
            let [whole, part, share] = window else { return None };
            let divisor = whole.value.millionths();
            let stated = share.unit == "%"
                && SHARES.contains(&share.clause.as_str())
                && whole.unit == part.unit
                && part.before.contains("其中")
                && divisor > 0;
            let amount = Amount::Quotient(part.value.millionths(), divisor.max(1));
            (stated && !amount.is_percent(share.value)).then(|| Problem {
                figure: share,
                computed: format!("{}%", plain(amount.percent(share.value.places().max(2)))),
                sum: format!("{}÷{}", part.value, whole.value),
            })
        })
    }

    /// 满意率 100% although fewer were satisfied than answered: all is all.
    fn all_of(&self) -> Option<Problem<'f>> {
        ALL_OF.iter().find_map(|(rate, counted, of)| {
            let stated = self.figures.iter().find(|figure| {
                figure.unit == "%" && figure.value.millionths() == 100_000_000 && figure.clause.starts_with(rate)
            })?;
            let only = |words: &[&str]| {
                let says =
                    |figure: &&Figure| figure.unit != "%" && words.iter().any(|word| figure.clause.contains(word));
                let mut all = self.figures.iter().filter(says);
                all.next().filter(|_| all.next().is_none())
            };
            let (part, whole) = (only(counted)?, only(of)?);
            let less = part.unit == whole.unit && part.value.millionths() < whole.value.millionths();
            let other = ["不", "基本", "非常", "未"].iter().any(|word| part.clause.contains(word));
            let amount = Amount::Quotient(part.value.millionths(), whole.value.millionths().max(1));
            (less && !other).then(|| Problem {
                figure: stated,
                computed: format!("{}%", plain(amount.percent(2))),
                sum: format!("{}÷{}", part.value, whole.value),
            })
        })
    }

    /// 办结率 against the first figures received and settled.
    fn rate(&self) -> Option<Problem<'f>> {
        let is_rate = |figure: &&Figure| {
            let says = |words: &[&str]| words.iter().any(|word| figure.clause.contains(word));
            figure.unit == "%" && says(&RATES) && !says(&IN_TIME)
        };
        let rate = self.figures.iter().find(is_rate)?;
        let first = |words: &[&str]| {
            let counted =
                |figure: &&Figure| figure.unit != "%" && words.iter().any(|word| figure.clause.contains(word));
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

fn total(parts: &[&Figure]) -> i128 {
    parts.iter().map(|figure| figure.value.millionths()).sum()
}

fn written(parts: &[&Figure]) -> String {
    parts.iter().map(|figure| figure.value.to_string()).collect::<Vec<_>>().join("+")
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
