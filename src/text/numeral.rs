//! Numerals as Chinese documents write them: 十二, 一百三十三, 二〇一九, 贰, 12, １２.
//!
//! Not for amounts of money or fractions.

/// The largest value that is read; more digits are not a number of an article or document.
const LARGEST: u64 = 9_999_999;

/// Reads a whole string as one numeral, Arabic or Chinese; `None` when it is anything else or too large.
#[must_use]
pub fn parse(text: &str) -> Option<u32> {
    let characters: Vec<char> = text.chars().map(super::fold::plain).collect();
    if characters.is_empty() {
        return None;
    }
    if characters.iter().all(char::is_ascii_digit) {
        return positional(&characters);
    }
    if characters.iter().all(|c| digit(*c).is_some()) {
        return positional(&characters);
    }
    with_units(&characters)
}

/// A number in Chinese digits, as titles and citations write it (1 to 9999): 十一, 二十, 一百零三.
#[must_use]
pub fn chinese(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let mut out = String::new();
    let mut gap = false;
    for (size, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / size % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out.push('零');
            gap = false;
        }
        // 十一, not 一十一, at the beginning.
        if !(digit == 1 && size == 10 && out.is_empty()) {
            out.extend(DIGITS.get(digit as usize));
        }
        out.push_str(unit);
    }
    out
}

/// The numeral at the beginning of a text, with its length in bytes.
#[must_use]
pub fn leading(text: &str) -> Option<(u32, usize)> {
    let end = text.find(|next: char| !is_numeral(super::fold::plain(next))).unwrap_or(text.len());
    Some((parse(text.get(..end)?)?, end))
}

/// Whether a character can stand in a numeral.
#[must_use]
pub fn is_numeral(character: char) -> bool {
    character.is_ascii_digit() || digit(character).is_some() || unit(character).is_some()
}

fn digit(character: char) -> Option<u64> {
    Some(match character {
        '0'..='9' => u64::from(character.to_digit(10)?),
        '〇' | '零' | '○' => 0,
        '一' | '壹' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

fn unit(character: char) -> Option<u64> {
    Some(match character {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' => 10_000,
        _ => return None,
    })
}

fn positional(characters: &[char]) -> Option<u32> {
    let mut value = 0u64;
    for character in characters {
        value = value * 10 + digit(*character)?;
        if value > LARGEST {
            return None;
        }
    }
    u32::try_from(value).ok()
}

fn with_units(characters: &[char]) -> Option<u32> {
    let (mut total, mut section, mut current) = (0u64, 0u64, None);
    for character in characters {
        if let Some(value) = digit(*character) {
            current = match current {
                Some(before) if before != 0 => return None,
                _ => Some(value),
            };
        } else {
            let unit = unit(*character)?;
            if unit == 10_000 {
                total = (section + current.take().unwrap_or(0)) * unit;
                section = 0;
            } else {
                section += current.take().unwrap_or(1) * unit;
            }
        }
        if total + section > LARGEST {
            return None;
        }
    }
    u32::try_from(total + section + current.unwrap_or(0)).ok()
}

#[cfg(test)]
mod tests {
    use super::{chinese, parse};

    #[test]
    fn both_kinds_of_numeral_are_read() {
        for (text, value) in [
            ("12", 12),
            ("１２", 12),
            ("十", 10),
            ("十二", 12),
            ("二十", 20),
            ("一百零五", 105),
            ("一百三十三", 133),
            ("一千二百五十四", 1254),
            ("二〇一九", 2019),
            ("一千零七十七", 1077),
            ("两千", 2000),
        ] {
            assert_eq!(parse(text), Some(value), "{text}");
        }
    }

    #[test]
    fn small_numbers_are_written_and_read_alike() {
        for value in 1..100 {
            assert_eq!(parse(&chinese(value)), Some(value));
        }
    }

    #[test]
    fn other_strings_are_not_numbers() {
        for text in ["", "第", "一二十", "12a", "99999999999999999999", "3.5"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
