//! The settings of a portal, validated.

use crate::diag::Lang;

/// A portal's settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// 网站名称: name of the portal.
    pub title: String,
    /// Where the portal will stand, with a trailing `/`; used only where the law or a format wants
    /// whole addresses (feeds, sitemap, citations, the 404 page).
    pub base_url: String,
    /// Language tag of the pages, e.g. `zh-CN`.
    pub language: String,
    /// 公开主体: the public body.
    pub body: Body,
    /// Whether a document needs its approvals on record (先审查后公开).
    pub review_required: bool,
    /// 栏目, in the order of the page.
    pub categories: Vec<Category>,
    /// How the output is cut and packed.
    pub output: Output,
    /// Name of the theme folder under `themes/`, or `default`.
    pub theme: String,
    /// 年度报告 due day as (month, day) of the following year; `None` = by the body's level.
    pub report_due: Option<(i8, i8)>,
}

/// 公开主体: the body that publishes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// Full name.
    pub name: String,
    /// Administrative level.
    pub level: Level,
    /// 政府信息公开工作机构: office in charge.
    pub office: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// 邮政编码.
    pub postcode: Option<String>,
    /// 联系电话.
    pub phone: Option<String>,
    /// 传真.
    pub fax: Option<String>,
    /// 电子邮箱.
    pub email: Option<String>,
    /// 办公时间.
    pub hours: Option<String>,
    /// 主办单位 of the site.
    pub host: Option<String>,
    /// 网站标识码 (SiteIDCode), ten characters.
    pub site_id_code: Option<String>,
    /// English domain (SiteDomain); the host of `base_url` unless given.
    pub site_domain: String,
    /// ICP备案编号.
    pub icp: Option<String>,
    /// 公安机关备案编号.
    pub police_record: Option<String>,
    /// Address of “我为政府网站找错”.
    pub error_report_url: Option<String>,
}

/// Administrative level of a body: decides due days and which powers it may report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// 乡镇、街道.
    #[default]
    Township,
    /// 县级人民政府.
    County,
    /// 县级人民政府部门.
    CountyDepartment,
    /// 设区的市.
    City,
    /// 省、自治区、直辖市.
    Province,
    /// 国务院部门.
    Ministry,
}

impl Level {
    /// The words of `site.toml`.
    pub const CHOICES: [(&'static str, Self); 6] = [
        ("township", Self::Township),
        ("county", Self::County),
        ("county-department", Self::CountyDepartment),
        ("city", Self::City),
        ("province", Self::Province),
        ("ministry", Self::Ministry),
    ];

    /// The word of `site.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::CHOICES.iter().find(|(_, level)| *level == self).map_or("township", |(name, _)| name)
    }
}

/// The four statutory parts of the platform (国办公开办函〔2019〕61号).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// 政府信息公开指南.
    Guide,
    /// 政府信息公开制度.
    Rules,
    /// 法定主动公开内容.
    #[default]
    Statutory,
    /// 政府信息公开年报.
    Reports,
}

impl Part {
    /// The words of `site.toml`.
    pub const CHOICES: [(&'static str, Self); 4] =
        [("guide", Self::Guide), ("rules", Self::Rules), ("statutory", Self::Statutory), ("reports", Self::Reports)];
}

/// 栏目: a category of disclosed information.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Category {
    /// Used in front matter and in addresses: `a-z`, `0-9`, `-`.
    pub id: String,
    /// Name on the page.
    pub name: String,
    /// Which of the four statutory parts it belongs to.
    pub part: Part,
    /// Article of the 条例 it rests on, e.g. `20(1)`.
    pub basis: Option<String>,
    /// 栏目说明 (ColumnDescription).
    pub description: Option<String>,
    /// 栏目关键词 (ColumnKeywords).
    pub keywords: Vec<String>,
    /// ColumnType of the inspectors' list.
    pub column_type: Option<String>,
    /// Responsible unit.
    pub owner: Option<String>,
    /// A longer silence than this many days is a finding.
    pub update_days: Option<u32>,
    /// Why nothing stands here.
    pub empty_because: Option<String>,
}

/// How the output is cut and packed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Rows of a list page.
    pub page_size: usize,
    /// Whether `.gz` and `.br` twins are written beside text files.
    pub precompress: bool,
    /// Whether documents marked `sample = true` are published.
    pub samples: bool,
}

impl Default for Output {
    fn default() -> Self {
        Self { page_size: 50, precompress: false, samples: true }
    }
}

impl Config {
    /// Index of a category by its id.
    #[must_use]
    pub fn category(&self, id: &str) -> Option<usize> {
        self.categories.iter().position(|category| category.id == id)
    }

    /// The language of the portal's own words.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::from_tag(&self.language)
    }

    /// The path part of `base_url`, with slashes at both ends.
    #[must_use]
    pub fn base_path(&self) -> &str {
        let after_scheme = self.base_url.split_once("://").map_or(self.base_url.as_str(), |(_, rest)| rest);
        after_scheme.find('/').map_or("/", |at| &after_scheme[at..])
    }
}
