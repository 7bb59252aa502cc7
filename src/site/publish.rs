//! What may be seen, by whom, on which day: the one place that keeps drafts, withheld and future
//! documents out of every page, list, feed and index.

use jiff::civil::Date;

use crate::content::{Disclosure, FrontMatter};

/// For whom a site is assembled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Audience {
    /// Drafts and future documents are shown too (preview only).
    pub drafts: bool,
    /// 示例 documents are shown.
    pub samples: bool,
}

/// Why a document is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// It is a draft.
    Draft,
    /// Its 发布日期 has not come.
    Scheduled,
    /// 依申请公开 or 不予公开: never shown, in no mode.
    Withheld,
    /// 示例, and samples are left out.
    Sample,
}

/// Why a document is hidden from this audience on this day, or `None` when it is public.
#[must_use]
pub fn hidden(front: &FrontMatter, audience: Audience, today: Date) -> Option<Hidden> {
    if front.disclosure != Disclosure::Proactive {
        return Some(Hidden::Withheld);
    }
    if front.sample && !audience.samples {
        return Some(Hidden::Sample);
    }
    if audience.drafts {
        return None;
    }
    if front.draft {
        return Some(Hidden::Draft);
    }
    (front.published > today).then_some(Hidden::Scheduled)
}
