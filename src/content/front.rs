//! Front matter: the metadata of a document, named as standards and the law name them.

use jiff::civil::Date;

use crate::diag::Finding;
use crate::schema::Reader;

/// Longest list (keywords, aliases, relations) that is kept.
const MAX_LIST: usize = 200;

/// 公开属性: whether and how the information is disclosed (国办发〔2016〕80号).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Disclosure {
    /// 主动公开.
    #[default]
    Proactive,
    /// 依申请公开: never published.
    OnRequest,
    /// 不予公开: never published.
    Withheld,
}

/// 效力 as the front matter states it; what holds on a given day is worked out by the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StatedStatus {
    /// 有效.
    InForce,
    /// 已修改.
    Amended,
    /// 废止.
    Repealed,
    /// 失效.
    Expired,
}

/// 体裁: what kind of text it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 通知.
    Notice,
    /// 意见.
    Opinion,
    /// 办法、规定、细则.
    Measures,
    /// 决定.
    Decision,
    /// 公告、通告.
    Announcement,
    /// 公示.
    PublicNotice,
    /// 批复、函.
    Reply,
    /// 报告.
    Report,
    /// 年度报告.
    AnnualReport,
    /// 政策解读.
    Interpretation,
    /// 指南.
    Guide,
    /// 预决算.
    Budget,
    /// 其他.
    Other,
}

impl Kind {
    /// The words of the front matter.
    pub const CHOICES: [(&'static str, Self); 13] = [
        ("notice", Self::Notice),
        ("opinion", Self::Opinion),
        ("measures", Self::Measures),
        ("decision", Self::Decision),
        ("announcement", Self::Announcement),
        ("public-notice", Self::PublicNotice),
        ("reply", Self::Reply),
        ("report", Self::Report),
        ("annual-report", Self::AnnualReport),
        ("interpretation", Self::Interpretation),
        ("guide", Self::Guide),
        ("budget", Self::Budget),
        ("other", Self::Other),
    ];

    /// The word of the front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, kind)| *kind == self).map_or("other", |(name, _)| name)
    }
}

/// A step of the approval chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// 拟稿.
    Draft,
    /// 保密审查 (条例第十七条).
    Secrecy,
    /// 签发.
    Sign,
    /// 领导小组、班子会议 for 重大、敏感事项.
    Group,
}

impl Step {
    /// The words of the front matter.
    pub const CHOICES: [(&'static str, Self); 4] =
        [("draft", Self::Draft), ("secrecy", Self::Secrecy), ("sign", Self::Sign), ("group", Self::Group)];

    /// The word of the front matter.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, step)| *step == self).map_or("draft", |(name, _)| name)
    }
}

/// One approval on record: who did which step when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Which step.
    pub step: Step,
    /// The unit or person.
    pub by: String,
    /// The day.
    pub date: Option<Date>,
}

/// Checked front matter of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// 标题.
    pub title: String,
    /// 成文日期: decides the year.
    pub date: Date,
    /// 发布日期.
    pub published: Date,
    /// 发布日期 as stated; `published` falls back to other dates.
    pub stated_published: Option<Date>,
    /// Day of the last change.
    pub updated: Option<Date>,
    /// Id of the category.
    pub category: String,
    /// 发文字号.
    pub number: Option<String>,
    /// 发文机关.
    pub issuer: Option<String>,
    /// 索引号.
    pub index_number: Option<String>,
    /// 内容概述.
    pub description: Option<String>,
    /// 编者说明: what the editors have to say about the original, in words of their own.
    pub note: Option<String>,
    /// 主题词.
    pub keywords: Vec<String>,
    /// 体裁.
    pub kind: Option<Kind>,
    /// Whether it is a 行政规范性文件.
    pub normative: bool,
    /// 公开属性.
    pub disclosure: Disclosure,
    /// 效力 as stated.
    pub status: Option<StatedStatus>,
    /// 施行日期.
    pub effective: Option<Date>,
    /// 有效期至.
    pub expires: Option<Date>,
    /// What it explains (政策解读): numbers or sources of documents.
    pub interprets: Vec<String>,
    /// What it amends.
    pub amends: Vec<String>,
    /// What it repeals.
    pub repeals: Vec<String>,
    /// What it replaces.
    pub replaces: Vec<String>,
    /// Files of the bundle to list as attachments, in this order; empty = all.
    pub attachments: Vec<String>,
    /// Former addresses, relative to the site.
    pub aliases: Vec<String>,
    /// Last part of the address, if not the file's name.
    pub slug: Option<String>,
    /// Not yet to be published.
    pub draft: bool,
    /// 示例: shows a feature; not a document of the body.
    pub sample: bool,
    /// Approvals on record.
    pub approvals: Vec<Approval>,
}

impl FrontMatter {
    /// Reads a front matter. `None`: so much is missing that there is no document to speak of; the
    /// findings say what.
    pub fn read(reader: &mut Reader<'_, '_>) -> Option<Self> {
        let title = reader.required_text("title", "title = \"关于……的通知\"");
        let category = reader.required_text("category", "category = \"normative\"");
        let written = reader.date("date");
        let date = reader.date("formed").or(written);
        if reader.value("date").is_none() && reader.value("formed").is_none() {
            reader.missing("date", "date = 2019-03-11");
        }
        let published = reader.date("published");
        let front = Self {
            title: title.clone().unwrap_or_default(),
            date: date.unwrap_or_default(),
            stated_published: published,
            published: published.or(written).or(date).unwrap_or_default(),
            updated: reader.date("updated"),
            category: category.clone().unwrap_or_default(),
            number: reader.text("number", "勐政发〔2019〕3号"),
            issuer: reader.text("issuer", "某某乡人民政府"),
            index_number: reader.text("index_number", "000014349/2017-00110"),
            description: reader.text("description", "本文件规定了……"),
            note: reader.text("note", "原件没有写明日期……"),
            keywords: list(reader, "keywords", "[\"财务\"]"),
            kind: reader.choice("kind", &Kind::CHOICES),
            normative: reader.flag("normative").unwrap_or(false),
            disclosure: reader
                .choice(
                    "disclosure",
                    &[
                        ("proactive", Disclosure::Proactive),
                        ("on-request", Disclosure::OnRequest),
                        ("withheld", Disclosure::Withheld),
                    ],
                )
                .unwrap_or_default(),
            status: reader.choice(
                "status",
                &[
                    ("in-force", StatedStatus::InForce),
                    ("amended", StatedStatus::Amended),
                    ("repealed", StatedStatus::Repealed),
                    ("expired", StatedStatus::Expired),
                ],
            ),
            effective: reader.date("effective"),
            expires: reader.date("expires"),
            interprets: list(reader, "interprets", "[\"勐政发〔2019〕3号\"]"),
            amends: list(reader, "amends", "[\"勐政发〔2015〕1号\"]"),
            repeals: list(reader, "repeals", "[\"勐政发〔2015〕1号\"]"),
            replaces: list(reader, "replaces", "[\"勐政发〔2015〕1号\"]"),
            attachments: list(reader, "attachments", "[\"附件1.pdf\"]"),
            aliases: list(reader, "aliases", "[\"old/address.html\"]"),
            slug: slug(reader),
            draft: reader.flag("draft").unwrap_or(false),
            sample: reader.flag("sample").unwrap_or(false),
            approvals: reader.tables("approval", approval).into_iter().flatten().collect(),
        };
        front.report_date_order(reader);
        (title.is_some() && category.is_some() && date.is_some()).then_some(front)
    }

    /// A document that ends before it begins, or was published before it was written.
    fn report_date_order(&self, reader: &mut Reader<'_, '_>) {
        let mut check = |key: &'static str, earlier: Date, later: Option<Date>| {
            if let Some(later) = later.filter(|later| *later < earlier) {
                let finding = Finding::at("date-order", reader.source(), reader.span(key));
                reader.report(finding.with("key", key).with("value", later).with("earlier", earlier));
            }
        };
        check("published", self.date, Some(self.published));
        check("updated", self.date, self.updated);
        check("expires", self.effective.unwrap_or(self.date), self.expires);
    }
}

fn list(reader: &mut Reader<'_, '_>, key: &'static str, example: &str) -> Vec<String> {
    let mut texts = reader.texts(key, example);
    texts.truncate(MAX_LIST);
    texts
}

/// A slug becomes a folder name in every published tree, so it must be one plain path part.
fn slug(reader: &mut Reader<'_, '_>) -> Option<String> {
    let slug = reader.text("slug", "village-finance")?;
    if is_path_part(&slug) {
        return Some(slug);
    }
    let finding = Finding::at("slug", reader.source(), reader.span("slug")).with("value", slug);
    reader.report(finding);
    None
}

/// Whether a text can be one folder name on any system and in any address.
pub(super) fn is_path_part(text: &str) -> bool {
    let bad = |character: char| character.is_control() || "/\\:*?\"<>|#%&".contains(character);
    !text.is_empty()
        && text.len() <= 200
        && !text.starts_with(['.', '-'])
        && !text.ends_with('.')
        && !text.contains(bad)
}

fn approval(reader: &mut Reader<'_, '_>) -> Option<Approval> {
    let step = reader.choice("step", &Step::CHOICES);
    let by = reader.required_text("by", "by = \"财政所\"");
    let date = reader.date("date");
    if reader.value("step").is_none() {
        reader.missing("step", "step = \"sign\"");
    }
    Some(Approval { step: step?, by: by?, date })
}
