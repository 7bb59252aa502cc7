//! Identities: `new + carried_in = total + carried_out`, sums, differences, one quotient.
//!
//! A tiny language shared by the editions' arithmetic and by `[statements]`. It knows names and numbers,
//! not tables.

use super::number::{Number, plain};

/// Longest formula that is read, in bytes.
const MAX_LENGTH: usize = 4000;
/// A sum of more terms is written without its noughts.
const MAX_SHOWN: usize = 6;

/// How the two sides must compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`
    Equal,
    /// `<=`
    AtMost,
}

/// One signed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// What it refers to.
    pub name: String,
    /// Whether it is subtracted.
    pub minus: bool,
}

/// A sum of terms, or the quotient of two sums.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The sum, or the numerator.
    pub terms: Vec<Term>,
    /// The denominator; empty when there is none.
    pub divisor: Vec<Term>,
}

/// Two sides and their relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    /// Left of the relation.
    pub left: Side,
    /// Right of the relation.
    pub right: Side,
    /// The relation.
    pub relation: Relation,
}

/// The value of a side: exact, or a quotient that is exact as a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// A sum, in millionths.
    Sum(i128),
    /// Numerator and denominator, both in millionths; the denominator is above nought.
    Quotient(i128, i128),
}

impl Formula {
    /// Parses `left = right` or `left <= right`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (left, relation, right) = match text.split_once("<=") {
            Some((left, right)) => (left, Relation::AtMost, right),
            None => text.split_once('=').map(|(left, right)| (left, Relation::Equal, right))?,
        };
        Some(Self { left: Side::parse(left)?, right: Side::parse(right)?, relation })
    }

    /// Every name on both sides.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.left.names().chain(self.right.names())
    }
}

impl Side {
    /// Parses `a + b - c` or `a + b / c + d` (the quotient of the two sums). Names may be Chinese;
    /// they hold no spaces and none of the signs. Full-width signs are accepted.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_LENGTH {
            return None;
        }
        let text = text.replace('＋', "+").replace(['－', '−'], "-").replace(['÷', '／'], "/");
        let mut parts = text.split('/');
        let terms = sum(parts.next()?)?;
        let divisor = match parts.next() {
            Some(part) => sum(part)?,
            None => Vec::new(),
        };
        parts.next().is_none().then_some(Self { terms, divisor })
    }

    /// The names on this side.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.terms.iter().chain(&self.divisor).map(|term| term.name.as_str())
    }

    /// The value; `None` when a name has no number or the divisor is not above nought.
    #[must_use]
    pub fn value(&self, lookup: &dyn Fn(&str) -> Option<i128>) -> Option<Amount> {
        let add = |terms: &[Term]| {
            terms.iter().try_fold(0_i128, |sum, term| {
                let value = lookup(&term.name)?;
                Some(if term.minus { sum - value } else { sum + value })
            })
        };
        let sum = add(&self.terms)?;
        if self.divisor.is_empty() {
            return Some(Amount::Sum(sum));
        }
        let divisor = add(&self.divisor)?;
        (divisor > 0).then_some(Amount::Quotient(sum, divisor))
    }

    /// The side with its numbers put in, e.g. `1018+42`.
    #[must_use]
    pub fn with_numbers(&self, lookup: &dyn Fn(&str) -> Option<i128>) -> String {
        let write = |terms: &[Term]| {
            let mut out = String::new();
            for (at, term) in shown(terms, lookup).into_iter().enumerate() {
                let value = lookup(&term.name).map_or_else(|| "?".to_owned(), plain);
                let sign = match (at, term.minus) {
                    (_, true) => "-",
                    (0, false) => "",
                    (_, false) => "+",
                };
                out.push_str(sign);
                out.push_str(&if value.starts_with('-') && !sign.is_empty() { format!("({value})") } else { value });
            }
            out
        };
        match self.divisor.is_empty() {
            true => write(&self.terms),
            false => format!("{}÷{}", bracket(write(&self.terms)), bracket(write(&self.divisor))),
        }
    }
}

impl Amount {
    /// The value in percent, rounded half up to `places` decimals, in millionths.
    #[must_use]
    pub fn percent(self, places: u8) -> i128 {
        let (numerator, divisor) = match self {
            Self::Sum(sum) => (sum, 1_000_000),
            Self::Quotient(numerator, divisor) => (numerator, divisor),
        };
        let scale = 10_i128.pow(u32::from(places.min(6)));
        let rounded = (numerator * 200 * scale + divisor).div_euclid(2 * divisor);
        rounded * (1_000_000 / scale)
    }
}

impl Amount {
    /// Whether a rate printed in percent is this value at the printed precision. A hundred percent means all
    /// and nought means none: neither may come from rounding.
    #[must_use]
    pub fn is_percent(self, printed: Number) -> bool {
        let exact = match self {
            Self::Sum(sum) => Some(sum * 100),
            Self::Quotient(numerator, divisor) => Some(numerator * 100_000_000).filter(|n| n % divisor == 0).map(|n| n / divisor),
        };
        let printed_value = printed.millionths();
        let whole = printed_value == 0 || printed_value == 100_000_000;
        if whole { exact == Some(printed_value) } else { self.percent(printed.places()) == printed_value }
    }
}

/// The terms worth writing out: of a long sum only those that are not nought.
fn shown<'t>(terms: &'t [Term], lookup: &dyn Fn(&str) -> Option<i128>) -> Vec<&'t Term> {
    let counts = |term: &&Term| terms.len() <= MAX_SHOWN || lookup(&term.name) != Some(0);
    let mut shown: Vec<&Term> = terms.iter().filter(counts).collect();
    if shown.is_empty() {
        shown.extend(terms.first());
    }
    shown
}

fn bracket(sum: String) -> String {
    if sum.contains('+') || sum.trim_start_matches('-').contains('-') { format!("({sum})") } else { sum }
}

fn sum(text: &str) -> Option<Vec<Term>> {
    let mut terms = Vec::new();
    let (mut name, mut minus) = (String::new(), false);
    for c in text.trim().chars().chain(std::iter::once('+')) {
        match c {
            '+' | '-' => {
                let read = std::mem::take(&mut name);
                let read = read.trim();
                if read.is_empty() || read.contains(char::is_whitespace) {
                    return None;
                }
                terms.push(Term { name: read.to_owned(), minus });
                minus = c == '-';
            }
            c => name.push(c),
        }
    }
    Some(terms)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lookup(name: &str) -> Option<i128> {
        let value = match name {
            "当场办结" => 1018,
            "转办" => 42,
            "受理" => 1059,
            "办结总数" => 1934,
            "接待" => 1975,
            _ => return None,
        };
        Some(value * 1_000_000)
    }

    #[test]
    fn a_sum_is_taken_and_written_out() {
        let formula = Formula::parse("受理 = 当场办结 + 转办").unwrap();
        assert_eq!(formula.right.value(&lookup), Some(Amount::Sum(1_060_000_000)));
        assert_eq!(formula.right.with_numbers(&lookup), "1018+42");
        assert_eq!(formula.left.value(&lookup), Some(Amount::Sum(1_059_000_000)));
    }

    #[test]
    fn a_rate_is_rounded_at_the_printed_precision() {
        let rate = Side::parse("办结总数 / 接待").unwrap().value(&lookup).unwrap();
        assert_eq!(plain(rate.percent(2)), "97.92");
        assert_eq!(plain(rate.percent(0)), "98");
        assert!(rate.is_percent(Number::parse("97.92").unwrap()) && rate.is_percent(Number::parse("98").unwrap()));
        assert!(!rate.is_percent(Number::parse("97.93").unwrap()));
        let nearly_all = Amount::Quotient(24_017, 24_071);
        assert_eq!(plain(nearly_all.percent(0)), "100");
        assert!(!nearly_all.is_percent(Number::parse("100").unwrap()), "rounding does not make all of nearly all");
        assert_eq!(Side::parse("a+b÷c").unwrap().divisor.len(), 1);
    }

    #[test]
    fn what_cannot_be_known_is_not_guessed() {
        assert_eq!(Side::parse("受理 + 没有").unwrap().value(&lookup), None);
        for wrong in ["", "+", "a +", "a b", "a / b / c", "a / "] {
            assert_eq!(Side::parse(wrong), None, "{wrong}");
        }
    }
}
