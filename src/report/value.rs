//! What stands in one cell of the form: nothing, a number, or something else that was printed.
//!
//! 未填, an empty cell, 0, “/”, “-” and 不适用 are different statements and stay apart everywhere.

use unicode_normalization::UnicodeNormalization;

use super::number::Number;

/// How an unfilled cell is shown; reading it gives [`CellValue::Absent`] back.
pub const ABSENT: &str = "未填";

/// Longest text kept in a cell, in characters.
const MAX_TEXT: usize = 200;

/// The content of one value cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CellValue {
    /// 未填: the form has no entry here.
    #[default]
    Absent,
    /// A number.
    Number(Number),
    /// What the report prints instead of a number: empty, `/`, `-`, 不适用, 减4, …
    Text(String),
}

/// The kind of statement that a cell makes, as CSV, JSON and pages name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CellState {
    /// A number other than nought.
    Value,
    /// Nought.
    Zero,
    /// 未填: no entry.
    Absent,
    /// The form prints an empty cell.
    Blank,
    /// 不适用.
    NotApplicable,
    /// Some other text, e.g. `/`.
    Text,
}

impl CellState {
    /// The name in CSV and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Zero => "zero",
            Self::Absent => "absent",
            Self::Blank => "blank",
            Self::NotApplicable => "not-applicable",
            Self::Text => "text",
        }
    }
}

impl CellValue {
    /// Understands what is printed in a cell: full-width digits, a thousands comma and a typographic minus
    /// are still numbers; everything else is kept as text. Never turns anything but digits into a number.
    #[must_use]
    pub fn from_printed(printed: &str) -> Self {
        let text = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        if text == ABSENT {
            return Self::Absent;
        }
        let folded: String = text.nfkc().collect::<String>().replace(['\u{2212}', '\u{2013}'], "-");
        match Number::parse(&without_thousands(&folded)) {
            Some(number) => Self::Number(number),
            None => Self::Text(text.chars().take(MAX_TEXT).collect()),
        }
    }

    /// What kind of statement the cell makes.
    #[must_use]
    pub fn state(&self) -> CellState {
        match self {
            Self::Absent => CellState::Absent,
            Self::Number(number) if number.is_zero() => CellState::Zero,
            Self::Number(_) => CellState::Value,
            Self::Text(text) if text.is_empty() => CellState::Blank,
            Self::Text(text) if text == "不适用" => CellState::NotApplicable,
            Self::Text(_) => CellState::Text,
        }
    }

    /// The number, if the cell holds one.
    #[must_use]
    pub fn number(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Absent | Self::Text(_) => None,
        }
    }

    /// The number that a change column means: `减4` and `增3` count as -4 and 3.
    #[must_use]
    pub fn change(&self) -> Option<Number> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Absent => None,
            Self::Text(text) => signed_words(text),
        }
    }

    /// What a page shows in the cell.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Absent => ABSENT.to_owned(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

/// `减4`, `减少4项`, `增 3`, `+3`: a signed number in words, as 本年增/减 is often filled in.
fn signed_words(text: &str) -> Option<Number> {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let rest = folded.trim_end_matches(['项', '件', '个']);
    let (minus, digits) =
        [("减少", true), ("增加", false), ("减", true), ("增", false), ("+", false), ("↓", true), ("↑", false)]
            .iter()
            .find_map(|(word, minus)| Some((*minus, rest.strip_prefix(word)?)))?;
    Number::parse(&if minus { format!("-{digits}") } else { digits.to_owned() })
}

/// `1,234` without its comma; anything else unchanged.
fn without_thousands(text: &str) -> String {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = digits.split('.').next().unwrap_or_default();
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = whole.contains(',')
        && (1..=3).contains(&first.len())
        && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()));
    if grouped { text.replace(',', "") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> CellValue {
        CellValue::Number(Number::parse(text).unwrap())
    }

    #[test]
    fn printed_digits_are_numbers_in_any_width() {
        assert_eq!(CellValue::from_printed(" １２ "), number("12"));
        assert_eq!(CellValue::from_printed("1,234,567"), number("1234567"));
        assert_eq!(CellValue::from_printed("−4"), number("-4"));
        assert_eq!(CellValue::from_printed("12.50"), number("12.50"));
    }

    #[test]
    fn nothing_else_becomes_a_number() {
        for text in ["", "/", "-", "—", "不适用", "减4", "1,23", "O", "无", "1 2"] {
            assert_eq!(CellValue::from_printed(text), CellValue::Text(text.to_owned()), "{text}");
        }
    }

    #[test]
    fn states_stay_apart() {
        let states = [ABSENT, "", "0", "3", "不适用", "/"].map(|text| CellValue::from_printed(text).state().name());
        assert_eq!(states, ["absent", "blank", "zero", "value", "not-applicable", "text"]);
    }

    #[test]
    fn what_is_shown_reads_back_the_same() {
        for text in [ABSENT, "", "0", "-4", "12.50", "减4", "/", "不适用"] {
            let value = CellValue::from_printed(text);
            assert_eq!(CellValue::from_printed(&value.shown()), value);
        }
    }

    #[test]
    fn a_change_in_words_is_understood_where_a_change_stands() {
        assert_eq!(CellValue::from_printed("减4").change(), Number::whole(-4));
        assert_eq!(CellValue::from_printed("增加３项").change(), Number::whole(3));
        assert_eq!(CellValue::from_printed("/").change(), None);
        assert_eq!(CellValue::from_printed("减4").number(), None);
    }
}
