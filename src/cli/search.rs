//! `gongkai search`: the citizens' search in the terminal, and runs over many queries.

use std::fmt::Write;
use std::path::Path;

use super::Status;
use super::args::SearchArgs;
use super::context::Session;
use crate::diag::{Finding, Outcome};
use crate::engine::{Manifest, index_folder};
use crate::search::{Request, Response, SearchError, Searcher};
use crate::sys::files::{self, MAX_TEXT};

/// Searches the published release.
pub(super) fn search(session: &Session, args: &SearchArgs) -> Outcome<Status> {
    let searcher = open(session, args)?;
    if let Some(queries) = &args.run {
        return run(session, args, &searcher, queries);
    }
    let query = args.query.clone().unwrap_or_default();
    let response = ask(session, args, &searcher, &query)?;
    let answer = if args.json { json(&response) } else { human(&response) };
    session.printer.result(&answer);
    Ok(Status::Ok)
}

/// Opens the index of the published release.
fn open(session: &Session, args: &SearchArgs) -> Outcome<Searcher> {
    let output = session.output(args.output_dir.as_ref());
    let release = Manifest::read(&output)?;
    let missing = || Finding::file("search-no-index", &output.display().to_string());
    let id = release.and_then(|release| release.search).ok_or_else(missing)?;
    Searcher::open(&index_folder(&session.state(), &id)).map_err(|error| failure(&output, &error))
}

fn ask(session: &Session, args: &SearchArgs, searcher: &Searcher, query: &str) -> Outcome<Response> {
    let request = Request {
        query: query.to_owned(),
        year: args.year.clone(),
        category: args.category.clone(),
        per_page: args.limit,
        today: session.today.to_string(),
        ..Request::default()
    };
    searcher.search(&request).map_err(|error| failure(Path::new(query), &error))
}

fn failure(place: &Path, error: &SearchError) -> crate::diag::Failure {
    Finding::file("search-failed", &place.display().to_string()).with("reason", error).into()
}

fn json(response: &Response) -> String {
    serde_json::to_string(response).unwrap_or_default() + "\n"
}

fn human(response: &Response) -> String {
    let mut out = String::new();
    for hit in &response.hits {
        let number = hit.number.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{}  {number}  {}\n  {}", hit.title, hit.date, hit.url);
        for passage in &hit.passages {
            let text = plain(&passage.html);
            let rest = text.strip_prefix(&passage.label).unwrap_or(&text).trim_start();
            let _ = writeln!(out, "  {} {rest}", passage.label);
        }
    }
    out
}

/// A highlighted passage without its marks.
fn plain(html: &str) -> String {
    let text = html.replace("<mark>", "").replace("</mark>", "");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// Answers every query of a table (header `qid, class, query`) as `qid TAB rank TAB path TAB score`.
fn run(session: &Session, args: &SearchArgs, searcher: &Searcher, queries: &Path) -> Outcome<Status> {
    let table = files::read_text(queries, &queries.display().to_string(), MAX_TEXT)?;
    let mut out = String::new();
    if table.lines().next().is_none_or(|head| !head.starts_with("qid\tclass\tquery")) {
        return Err(Finding::file("queries-table", &queries.display().to_string()).into());
    }
    for line in table.lines().skip(1) {
        let mut columns = line.split('\t');
        let (Some(id), Some(_), Some(query)) = (columns.next(), columns.next(), columns.next()) else { continue };
        let response = ask(session, args, searcher, query)?;
        if response.none {
            let _ = writeln!(out, "{id}\t0\tNONE");
        }
        for (rank, hit) in response.hits.iter().enumerate() {
            let _ = writeln!(out, "{id}\t{}\t{}\t{}", rank + 1, hit.path, hit.score);
        }
    }
    session.printer.result(&out);
    Ok(Status::Ok)
}
