//! The numbering of Chinese legal texts: 第三条, 一、, （一）, 1.

use crate::text::numeral;

/// What a paragraph or heading begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// 编: `第一编`.
    Book(u32),
    /// 章: `第一章`.
    Chapter(u32),
    /// 节: `第一节`.
    Part(u32),
    /// 条: `第三条`, `第一百三十三条之一`.
    Article(u32, Option<u32>),
    /// `一、`.
    First(u32),
    /// `（一）`; in an article this is a 项.
    Second(u32),
    /// `1.` or `1、`; in an article this is a 目.
    Third(u32),
}

/// The mark at the beginning of a text, with its length in bytes.
#[must_use]
pub fn leading(text: &str) -> Option<(Mark, usize)> {
    let trimmed = text.trim_start();
    let skipped = text.len() - trimmed.len();
    let first = trimmed.chars().next()?;
    let (mark, length) = match first {
        '第' => ordinal(trimmed)?,
        '(' | '（' => bracketed(trimmed)?,
        '0'..='9' | '０'..='９' => arabic(trimmed)?,
        _ => {
            let (number, length) = numeral::leading(trimmed)?;
            let after = trimmed[length..].strip_prefix('、')?;
            (Mark::First(number), trimmed.len() - after.len())
        }
    };
    Some((mark, skipped + length))
}

/// `第…编/章/节/条`, with `之一` after 条.
fn ordinal(text: &str) -> Option<(Mark, usize)> {
    let rest = text.strip_prefix('第')?;
    let (number, length) = numeral::leading(rest.trim_start())?;
    let rest = &rest.trim_start()[length..];
    let unit = rest.chars().next()?;
    let after = &rest[unit.len_utf8()..];
    let (mark, after) = match unit {
        '编' => (Mark::Book(number), after),
        '章' => (Mark::Chapter(number), after),
        '节' => (Mark::Part(number), after),
        '条' => match after.strip_prefix('之').and_then(|tail| Some((tail, numeral::leading(tail)?))) {
            Some((tail, (second, length))) => (Mark::Article(number, Some(second)), &tail[length..]),
            None => (Mark::Article(number, None), after),
        },
        _ => return None,
    };
    // “第三条规定的……” in running text is a reference, not the head of an article.
    let is_head = !matches!(mark, Mark::Article(..))
        || after.is_empty()
        || after.starts_with(|next: char| next.is_whitespace() || "【[（(：:".contains(next));
    is_head.then_some((mark, text.len() - after.len()))
}

fn bracketed(text: &str) -> Option<(Mark, usize)> {
    let rest = text.strip_prefix(['(', '（'])?;
    let inner = rest.trim_start();
    let (number, length) = numeral::leading(inner)?;
    let after = inner[length..].trim_start().strip_prefix([')', '）'])?;
    Some((Mark::Second(number), text.len() - after.len()))
}

fn arabic(text: &str) -> Option<(Mark, usize)> {
    let (number, length) = numeral::leading(text)?;
    let after = text[length..].strip_prefix(['.', '．', '、'])?;
    // A decimal such as 3.5 is not a mark.
    (!after.starts_with(|next: char| next.is_ascii_digit())).then_some((Mark::Third(number), text.len() - after.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_every_kind() {
        let mark = |text| leading(text).map(|(mark, _)| mark);
        assert_eq!(mark("第三条 为了"), Some(Mark::Article(3, None)));
        assert_eq!(mark("第一百三十三条之一　在道路上"), Some(Mark::Article(133, Some(1))));
        assert_eq!(mark("第一千二百六十条 本法"), Some(Mark::Article(1260, None)));
        assert_eq!(mark("第１２条 本法"), Some(Mark::Article(12, None)));
        assert_eq!(mark("第十二章 附则"), Some(Mark::Chapter(12)));
        assert_eq!(mark("一、总体情况"), Some(Mark::First(1)));
        assert_eq!(mark("(十二)其他"), Some(Mark::Second(12)));
        assert_eq!(mark("（三） 不予公开"), Some(Mark::Second(3)));
        assert_eq!(mark("1.属于国家秘密"), Some(Mark::Third(1)));
    }

    #[test]
    fn references_and_decimals_are_not_marks() {
        for text in ["第三条规定的", "第三条、第四条", "3.5万元", "一方面", "(见附件)", "", "十分重要"]
        {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_numbers_read_back() {
        for number in 1..1300 {
            let written = format!("第{}条 ", numeral::chinese(number));
            assert_eq!(leading(&written).map(|(mark, _)| mark), Some(Mark::Article(number, None)), "{written}");
        }
    }
}
