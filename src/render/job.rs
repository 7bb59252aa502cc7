//! What a portal is made of: the kinds of pages and the files they go into.

use crate::content::Kind;
use crate::site::Status;

/// One output file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Path relative to the published folder, with `/`.
    pub file: String,
    /// What goes into it.
    pub page: Page,
}

/// What an output file holds. Categories, documents and redirects are numbers of the site's lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Page {
    /// 首页.
    Home,
    /// 首页 as data.
    HomeJson,
    /// 政府信息公开: the four statutory parts.
    Disclosure,
    /// Year by category matrix.
    Years,
    /// The matrix as data.
    YearsJson,
    /// One year.
    Year(i16),
    /// One year as data.
    YearJson(i16),
    /// 栏目.
    Category(usize),
    /// 栏目 as data.
    CategoryJson(usize),
    /// A page of the documents of a year and category.
    List {
        /// Year of 成文日期.
        year: i16,
        /// The category.
        category: usize,
        /// Only these.
        facet: Option<Facet>,
        /// In this order.
        order: Order,
        /// From 1.
        page: usize,
    },
    /// All documents of a year and category as data.
    ListJson {
        /// Year of 成文日期.
        year: i16,
        /// The category.
        category: usize,
    },
    /// A document, an annual report among them.
    Document(usize),
    /// A document's metadata as JSON-LD.
    DocumentJson(usize),
    /// 行政规范性文件库.
    Library {
        /// Only these.
        status: Option<Status>,
        /// From 1.
        page: usize,
    },
    /// 行政规范性文件库 as data.
    LibraryJson,
    /// The shell of the search page.
    Search,
    /// Help for citizens, 依申请公开 among it.
    Help,
    /// 历年数据: the figures of all annual reports side by side.
    AnnualData,
    /// 站点地图.
    SiteMap,
    /// 404.
    NotFound,
    /// A former address.
    Redirect(usize),
    /// Atom feed of the site or of a category.
    Feed(Option<usize>),
    /// `sitemap.xml`: the addresses, or the list of its parts when there are more than one.
    Sitemap,
    /// A part of the sitemap, from 1.
    SitemapPart(usize),
    /// `robots.txt`.
    Robots,
    /// `catalogue.json`: 政府信息公开目录.
    CatalogueJson,
    /// `catalogue.csv`.
    CatalogueCsv,
}

/// A single choice that narrows a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Facet {
    /// 效力.
    Status(Status),
    /// 体裁.
    Kind(Kind),
}

impl Facet {
    /// Its folder.
    pub(super) fn part(self) -> String {
        match self {
            Self::Status(status) => format!("-status-{}/", status.name()),
            Self::Kind(kind) => format!("-kind-{}/", kind.name()),
        }
    }
}

/// Order of a list by 成文日期.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
}
