//! Conditional and partial requests (RFC 9110 §13, §14), as pure functions of the headers.

use std::ops::Range;

/// What a `Range` header asks of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// All of it: no header, or one that may be ignored (other units, several ranges, malformed).
    Whole,
    /// These bytes.
    Bytes(Range<u64>),
    /// Bytes it does not have.
    Unsatisfiable,
}

/// Whether an `If-None-Match` header names this entity tag (weak comparison).
#[must_use]
pub fn matches(header: &str, tag: &str) -> bool {
    header.split(',').map(str::trim).any(|item| item == "*" || item.strip_prefix("W/").unwrap_or(item) == tag)
}

/// Reads a `Range` header for a body of `length` bytes.
#[must_use]
pub fn part(header: &str, length: u64) -> Part {
    let Some(spec) = header.trim().strip_prefix("bytes=").filter(|spec| !spec.contains(',')) else {
        return Part::Whole;
    };
    let Some((first, last)) = spec.trim().split_once('-') else { return Part::Whole };
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first > last => Part::Whole,
        (Some(first), _) if first >= length && (last.is_empty() || number(last).is_some()) => Part::Unsatisfiable,
        (Some(first), Some(last)) => Part::Bytes(first..last.saturating_add(1).min(length)),
        (Some(first), None) if last.is_empty() => Part::Bytes(first..length),
        (None, Some(0)) if first.is_empty() => Part::Unsatisfiable,
        (None, Some(_)) if first.is_empty() && length == 0 => Part::Unsatisfiable,
        (None, Some(suffix)) if first.is_empty() => Part::Bytes(length.saturating_sub(suffix)..length),
        _ => Part::Whole,
    }
}

/// Digits only: `parse` alone would take a sign. Too many digits count as "very far".
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_part_is_inside_the_body_and_not_empty(header in "bytes=[0-9]{0,22}-[0-9]{0,22}|\\PC*", length in 0_u64..50) {
            if let Part::Bytes(bytes) = part(&header, length) {
                prop_assert!(bytes.start < bytes.end && bytes.end <= length, "{header} {length} {bytes:?}");
            }
        }
    }
}
