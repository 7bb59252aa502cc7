//! 效力: whether a document is in force, as a function of the document, those that act on it, and a day.

use jiff::civil::Date;

use crate::content::{FrontMatter, StatedStatus};

/// 效力状态 on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// 有效.
    InForce,
    /// 尚未生效.
    NotYet,
    /// 已修改.
    Amended,
    /// 失效: its term has ended.
    Expired,
    /// 废止.
    Repealed,
    /// 未标注: nothing is stated; nothing is claimed.
    Unstated,
}

impl Status {
    /// All, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::InForce, Self::NotYet, Self::Amended, Self::Expired, Self::Repealed, Self::Unstated];

    /// Name in addresses, JSON and search.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::NotYet => "not-yet",
            Self::Amended => "amended",
            Self::Expired => "expired",
            Self::Repealed => "repealed",
            Self::Unstated => "unstated",
        }
    }
}

/// A status with what made it so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Validity {
    /// The status.
    pub status: Status,
    /// Since when, if known.
    pub since: Option<Date>,
    /// The document that amended or repealed it, if it is on the site.
    pub by: Option<usize>,
}

/// A document that amends or repeals another: its number and the day it takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Act {
    /// Number of the acting document.
    pub by: usize,
    /// Day from which it acts.
    pub from: Date,
}

/// 效力 of a document on `today`. What has ended it counts before what has changed it; the last day
/// of a term (有效期至) still belongs to it.
#[must_use]
pub fn validity(front: &FrontMatter, repealed_by: &[Act], amended_by: &[Act], today: Date) -> Validity {
    let acting =
        |acts: &[Act]| acts.iter().filter(|act| act.from <= today).min_by_key(|act| (act.from, act.by)).copied();
    if let Some(act) = acting(repealed_by) {
        return Validity { status: Status::Repealed, since: Some(act.from), by: Some(act.by) };
    }
    if front.status == Some(StatedStatus::Repealed) {
        return plain(Status::Repealed, None);
    }
    if let Some(last) = front.expires.filter(|last| *last < today) {
        return plain(Status::Expired, last.tomorrow().ok());
    }
    if front.status == Some(StatedStatus::Expired) {
        return plain(Status::Expired, None);
    }
    if let Some(first) = front.effective.filter(|first| *first > today) {
        return plain(Status::NotYet, Some(first));
    }
    if let Some(act) = acting(amended_by) {
        return Validity { status: Status::Amended, since: Some(act.from), by: Some(act.by) };
    }
    match front.status {
        Some(StatedStatus::Amended) => plain(Status::Amended, None),
        Some(_) => plain(Status::InForce, front.effective),
        None if front.effective.is_some() || front.expires.is_some() => plain(Status::InForce, front.effective),
        None => plain(Status::Unstated, None),
    }
}

fn plain(status: Status, since: Option<Date>) -> Validity {
    Validity { status, since, by: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Findings, Source};
    use crate::schema;
    use jiff::civil::date;

    fn front(extra: &str) -> FrontMatter {
        let text = format!("title = \"甲\"\ndate = 2019-01-01\ncategory = \"a\"\n{extra}");
        let source = Source { path: "a.md", text: &text };
        schema::read(source, 0..text.len(), &mut Findings::new(), FrontMatter::read).unwrap()
    }

    #[test]
    fn last_day_of_a_term_still_counts() {
        let front = front("effective = 2019-02-01\nexpires = 2024-01-31");
        let on = |day| validity(&front, &[], &[], day).status;
        assert_eq!(on(date(2019, 1, 31)), Status::NotYet);
        assert_eq!(on(date(2019, 2, 1)), Status::InForce);
        assert_eq!(on(date(2024, 1, 31)), Status::InForce);
        assert_eq!(on(date(2024, 2, 1)), Status::Expired);
    }

    #[test]
    fn repeal_acts_from_its_day_and_names_the_act() {
        let front = front("effective = 2019-02-01");
        let acts = [Act { by: 7, from: date(2022, 5, 1) }];
        assert_eq!(validity(&front, &acts, &[], date(2022, 4, 30)).status, Status::InForce);
        let after = validity(&front, &acts, &[], date(2022, 5, 1));
        assert_eq!((after.status, after.by), (Status::Repealed, Some(7)));
    }

    #[test]
    fn nothing_stated_claims_nothing() {
        assert_eq!(validity(&front(""), &[], &[], date(2030, 1, 1)).status, Status::Unstated);
    }
}
