//! The results of a search as HTML, for the server: a fragment that takes the marker's place in the
//! published search page. Needs no site, only settings and theme.

use serde::Serialize;
use serde_json::Value;
use tera::Context;

use super::address::link;
use super::query::{has, href};
use super::templates::Templates;
use super::theme::Theme;
use super::words::Words;
use crate::config::Config;
use crate::content::Kind;
use crate::diag::Finding;
use crate::site::Status;

/// Stands in the published search page where the results go.
pub const RESULTS_MARKER: &str = "<!--gongkai:results-->";

/// Stands in the search box of the published search page.
const EMPTY_BOX: &str = "name=\"q\" value=\"\"";

/// Address of the search page, from which the links of results lead.
const HERE: &str = "search/";

/// The groups of choices in the order of the page: facet and parameter, and word of its name.
const GROUPS: [(&str, &str); 5] =
    [("year", "year"), ("category", "category"), ("kind", "kind"), ("issuer", "issuer"), ("status", "status")];

/// Sort orders by parameter, and word of each.
const SORTS: [(&str, &str); 3] =
    [("relevance", "sort_relevance"), ("date-desc", "order_newest"), ("date-asc", "order_oldest")];

/// Renders results.
pub struct ResultsRenderer {
    templates: Templates,
    words: Words,
    categories: Vec<(String, String)>,
}

#[derive(Serialize)]
struct ResultsView {
    query: String,
    total: u64,
    none: bool,
    direct: Option<Hit>,
    notes: Vec<String>,
    hits: Vec<Hit>,
    groups: Vec<Group>,
    chips: Vec<Choice>,
    sorts: Vec<Choice>,
    previous: Option<String>,
    next: Option<String>,
}

#[derive(Serialize, Default)]
struct Hit {
    /// Escaped, with marks.
    title: String,
    href: String,
    number: String,
    issuer: String,
    date: String,
    category: String,
    kind: String,
    status: String,
    status_word: String,
    passages: Vec<Passage>,
}

#[derive(Serialize)]
struct Passage {
    href: String,
    label: String,
    heading: String,
    attachment: bool,
    /// Escaped, with marks.
    html: String,
}

#[derive(Serialize)]
struct Group {
    name: &'static str,
    choices: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    name: String,
    count: u64,
    href: String,
    current: bool,
}

impl ResultsRenderer {
    /// Compiles the theme for results.
    ///
    /// # Errors
    /// A template does not compile.
    pub fn new(config: &Config, theme: &Theme) -> Result<Self, Finding> {
        let words = Words::of(config.lang());
        let templates = Templates::new(theme, config, &words)?;
        let categories = config.categories.iter().map(|category| (category.id.clone(), category.name.clone()));
        Ok(Self { templates, words, categories: categories.collect() })
    }

    /// The results fragment: `response` as the search API gives it (`title_html` and passages are
    /// escaped there), `parameters` as decoded from the address, in order.
    ///
    /// # Errors
    /// A template asks for something that does not exist.
    pub fn fragment(&self, response: &Value, parameters: &[(String, String)]) -> Result<String, Finding> {
        let mut context = Context::new();
        context.insert("view", &self.view(response, parameters));
        let bytes = self.templates.render("results.html", &context)?;
        Ok(String::from_utf8(bytes).unwrap_or_default())
    }

    fn view(&self, response: &Value, parameters: &[(String, String)]) -> ResultsView {
        let total = response.get("total").and_then(Value::as_u64).unwrap_or_default();
        let hits = list(response, "hits");
        let page = parameters.iter().find(|(name, _)| name == "page").and_then(|(_, page)| page.parse().ok());
        let page: u64 = page.unwrap_or(1).clamp(1, 1_000_000);
        let at = |page: u64| href(parameters, "page", &page.to_string(), true);
        let more = hits.len() as u64 * page < total && !hits.is_empty();
        ResultsView {
            query: text(response, "query").to_owned(),
            total,
            none: response.get("none").and_then(Value::as_bool).unwrap_or_default(),
            direct: response.get("direct").filter(|direct| direct.is_object()).map(direct_hit),
            notes: list(response, "notes").iter().map(|note| self.note(note)).collect(),
            hits: hits.iter().map(|hit| self.hit(hit)).collect(),
            groups: self.groups(response, parameters),
            chips: self.chips(parameters),
            sorts: self.sorts(parameters),
            previous: (page > 1).then(|| at(page - 1)),
            next: more.then(|| at(page + 1)),
        }
    }

    fn hit(&self, hit: &Value) -> Hit {
        let url = text(hit, "url");
        let status = text(hit, "status");
        let mut title = text(hit, "title_html").to_owned();
        if title.is_empty() {
            super::xml::push_escaped(&mut title, text(hit, "title"));
        }
        Hit {
            title,
            href: site_link(url),
            number: text(hit, "number").to_owned(),
            issuer: text(hit, "issuer").to_owned(),
            date: text(hit, "date").to_owned(),
            category: self.name("category", text(hit, "category")),
            kind: self.name("kind", text(hit, "kind")),
            status: status.to_owned(),
            status_word: if status == Status::Unstated.name() { String::new() } else { self.name("status", status) },
            passages: list(hit, "passages").iter().map(|one| passage(url, one)).collect(),
        }
    }

    /// What the searcher says about the query: the note's name is the sentence's key.
    fn note(&self, note: &Value) -> String {
        let key = format!("note_{}", text(note, "note").replace('-', "_"));
        let values = ["number", "article", "place"].map(|name| (name, text(note, name)));
        self.words.fill(&key, &values)
    }

    /// The word for a facet's value.
    fn name(&self, group: &str, value: &str) -> String {
        match group {
            "category" => self.categories.iter().find(|(id, _)| id == value).map(|(_, name)| name.clone()),
            "kind" => {
                Kind::CHOICES.iter().find(|(name, _)| *name == value).map(|(_, kind)| self.words.kind(*kind).into())
            }
            "status" => Status::ALL.iter().find(|one| one.name() == value).map(|one| self.words.status(*one).into()),
            _ => None,
        }
        .unwrap_or_else(|| value.to_owned())
    }

    fn groups(&self, response: &Value, parameters: &[(String, String)]) -> Vec<Group> {
        let facets = response.get("facets").unwrap_or(&Value::Null);
        let group = |(facet, word): (&'static str, &'static str)| Group {
            name: self.words.get(word),
            choices: list(facets, facet).iter().map(|value| self.choice(facet, value, parameters)).collect(),
        };
        GROUPS.into_iter().map(group).filter(|group| group.choices.len() > 1).collect()
    }

    fn choice(&self, facet: &str, value: &Value, parameters: &[(String, String)]) -> Choice {
        let id = match value.get("value") {
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        Choice {
            name: self.name(facet, &id),
            count: value.get("count").and_then(Value::as_u64).unwrap_or_default(),
            current: has(parameters, facet, &id),
            href: href(parameters, facet, &id, false),
        }
    }

    /// The choices that hold now, each leading to the same search without it.
    fn chips(&self, parameters: &[(String, String)]) -> Vec<Choice> {
        let chosen = parameters
            .iter()
            .filter(|(name, value)| !value.is_empty() && GROUPS.iter().any(|(group, _)| group == name));
        chosen
            .map(|(name, value)| Choice {
                name: self.name(name, value),
                count: 0,
                href: href(parameters, name, value, false),
                current: true,
            })
            .collect()
    }

    fn sorts(&self, parameters: &[(String, String)]) -> Vec<Choice> {
        let given = parameters.iter().find(|(name, _)| name == "sort").map_or("relevance", |(_, sort)| sort.as_str());
        let sort = |(id, word): (&str, &str)| Choice {
            name: self.words.get(word).to_owned(),
            count: 0,
            href: href(parameters, "sort", id, true),
            current: id == given,
        };
        SORTS.into_iter().map(sort).collect()
    }
}

fn passage(url: &str, passage: &Value) -> Passage {
    let anchor = text(passage, "anchor");
    let target = if anchor.is_empty() { url.to_owned() } else { format!("{url}#{anchor}") };
    let heading: Vec<&str> = list(passage, "heading").iter().filter_map(Value::as_str).collect();
    Passage {
        href: site_link(&target),
        label: text(passage, "label").to_owned(),
        heading: heading.join(" / "),
        attachment: passage.get("attachment").and_then(Value::as_bool).unwrap_or_default(),
        html: without_label(text(passage, "html"), text(passage, "label")).to_owned(),
    }
}

/// A passage that begins with its own label does not say it twice.
fn without_label<'a>(html: &'a str, label: &str) -> &'a str {
    match html.strip_prefix(label) {
        Some(rest) if !label.is_empty() => rest.trim_start(),
        _ => html,
    }
}

/// 直达.
fn direct_hit(direct: &Value) -> Hit {
    let mut title = String::new();
    super::xml::push_escaped(&mut title, text(direct, "title"));
    Hit { title, href: site_link(text(direct, "url")), ..Hit::default() }
}

/// The published search page with the results in it and the query in its box.
#[must_use]
pub fn fill_search_page(shell: &str, fragment: &str, query: &str) -> String {
    let mut given = String::from("name=\"q\" value=\"");
    super::xml::push_escaped(&mut given, query);
    given.push('"');
    shell.replace(EMPTY_BOX, &given).replacen(RESULTS_MARKER, fragment, 1)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The link from the search page to an address of the site, which may end in an anchor.
fn site_link(url: &str) -> String {
    match url.split_once('#') {
        Some((page, anchor)) => format!("{}#{}", link(HERE, page), crate::site::url_path(anchor)),
        None => link(HERE, url),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_cannot_break_out_of_its_box() {
        let shell = format!("<input name=\"q\" value=\"\">{RESULTS_MARKER}");
        let page = fill_search_page(&shell, "<p>x</p>", "\"><script>");
        assert_eq!(page, "<input name=\"q\" value=\"&quot;&gt;&lt;script&gt;\"><p>x</p>");
    }
}
