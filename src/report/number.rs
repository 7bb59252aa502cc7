//! Numbers as a report prints them: exact decimals, never floating point.
//!
//! Not for statistics: amounts and rates are compared at the precision they are printed with.

use std::fmt;

/// Most digits behind the point that are kept.
const MAX_PLACES: u8 = 6;
/// Largest absolute value, so that a sum of a whole report can never overflow.
const MAX_UNITS: i64 = 999_999_999_999_999;

/// A whole or decimal number with the digits it was written with (`12.50` stays `12.50`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number {
    units: i64,
    places: u8,
}

impl Number {
    /// A whole number; `None` when it is larger than fifteen digits.
    #[must_use]
    pub fn whole(value: i64) -> Option<Self> {
        (value.checked_abs()? <= MAX_UNITS).then_some(Self { units: value, places: 0 })
    }

    /// Reads `12`, `-4` or `12.50`; `None` for anything else and for more than fifteen digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !plain(whole) || !plain(fraction) || (digits.contains('.') && fraction.is_empty()) {
            return None;
        }
        let places = u8::try_from(fraction.len()).ok().filter(|places| *places <= MAX_PLACES)?;
        let units: i64 = format!("{whole}{fraction}").parse().ok()?;
        (units <= MAX_UNITS).then_some(Self { units: sign * units, places })
    }

    /// The value in millionths, for exact sums and comparisons.
    #[must_use]
    pub fn millionths(self) -> i128 {
        i128::from(self.units) * 10_i128.pow(u32::from(MAX_PLACES.saturating_sub(self.places)))
    }

    /// How many digits stand behind the point.
    #[must_use]
    pub fn places(self) -> u8 {
        self.places
    }

    /// Whether the value is nought, however it is written.
    #[must_use]
    pub fn is_zero(self) -> bool {
        self.units == 0
    }

    /// Whether the value is below nought.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.units < 0
    }

    /// Whether the value is a whole number, however it is written.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.millionths() % 1_000_000 == 0
    }
}

/// Writes millionths as the shortest decimal, e.g. `1060` or `97.92`.
#[must_use]
pub fn plain(millionths: i128) -> String {
    let sign = if millionths < 0 { "-" } else { "" };
    let value = millionths.unsigned_abs();
    let text = format!("{sign}{}.{:06}", value / 1_000_000, value % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

impl fmt::Display for Number {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u64.pow(u32::from(self.places));
        let value = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        if self.places == 0 {
            return write!(out, "{sign}{value}");
        }
        write!(out, "{sign}{}.{:0width$}", value / scale, value % scale, width = usize::from(self.places))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stay_as_written() {
        for text in ["0", "12", "-4", "12.50", "0.05", "-0.5"] {
            assert_eq!(Number::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_plain_number_is_refused() {
        for text in ["", "-", "1.", ".5", "1e3", "+1", "1,2", "１", "12345678901234567", "0.1234567", "--1", "1.2.3"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sums_are_exact() {
        let sum = Number::parse("0.1").unwrap().millionths() + Number::parse("0.2").unwrap().millionths();
        assert_eq!(sum, Number::parse("0.3").unwrap().millionths());
        assert_eq!((plain(sum), plain(-1_060_000_000)), ("0.3".to_owned(), "-1060".to_owned()));
    }
}
