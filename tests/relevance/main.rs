//! Measures the search: runs judged queries, times index and queries. Without arguments it does nothing, so that
//! `cargo test` stays quick.
//!
//!     relevance run   CONTENT INDEX QUERIES.tsv      a run for evaluate.py on standard output
//!     relevance fit   CONTENT INDEX QUERIES.tsv QRELS.tsv   fits the weights, cross-validated
//!     relevance fit-places   (the same)                     fits the choice of passages
//!     relevance top   CONTENT INDEX QUERIES.tsv      features of the best candidate, for saying no
//!     relevance bench CONTENT INDEX QUERIES.tsv      seconds, bytes, milliseconds
//!
//! CONTENT is a folder of Markdown with `+++` front matter; INDEX is written anew each time (`-` before it keeps it).

// A measuring tool: it prints, reads files and stops at the first surprise.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::expect_used, clippy::disallowed_methods)]
#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::cast_sign_loss)]

mod fit;
mod load;

use gongkai::search::{IndexBuilder, IndexOptions, Request, Searcher};
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const TODAY: &str = "2026-11-23";
const THREADS: usize = 2;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let texts: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match texts.as_slice() {
        ["run", content, index, queries] => run(&prepare(content, index)?, &read_queries(queries)?),
        ["fit", content, index, queries, judgments] => {
            fit(&prepare(content, index)?, &read_queries(queries)?, judgments)
        }
        ["fit-places", content, index, queries, judgments] => {
            fit_places(&prepare(content, index)?, &read_queries(queries)?, judgments)
        }
        ["top", content, index, queries] => top(&prepare(content, index)?, &read_queries(queries)?),
        ["bench", content, index, queries] => bench(&prepare(content, index)?, &read_queries(queries)?),
        _ => Ok(()),
    }
}

struct Query {
    id: String,
    class: String,
    text: String,
}

fn read_queries(path: &str) -> Outcome<Vec<Query>> {
    let text = std::fs::read_to_string(path)?;
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    Ok(rows
        .filter(|row| row.len() > 2)
        .map(|row| Query { id: row[0].into(), class: row[1].into(), text: row[2].into() })
        .collect())
}

/// Builds the index unless its name is prefixed by `-`, and opens it.
fn prepare(content: &str, index: &str) -> Outcome<Searcher> {
    if let Some(kept) = index.strip_prefix('-') {
        return Ok(Searcher::open(Path::new(kept))?);
    }
    let root = Path::new(content);
    let files = load::files(root)?;
    let documents = load::documents(root, &files);
    let started = Instant::now();
    let builder = IndexBuilder::create(Path::new(index), IndexOptions::default())?;
    let share = documents.len().div_ceil(THREADS).max(1);
    std::thread::scope(|scope| {
        for part in documents.chunks(share) {
            let builder = &builder;
            scope.spawn(move || part.iter().for_each(|document| builder.add(document).expect("added")));
        }
    });
    let added = started.elapsed().as_secs_f64();
    let summary = builder.finish()?;
    eprintln!(
        "indexed in {:.2} s (merging {:.2}): {summary:?}",
        started.elapsed().as_secs_f64(),
        started.elapsed().as_secs_f64() - added
    );
    Ok(Searcher::open(&PathBuf::from(index))?)
}

fn request(text: &str) -> Request {
    Request { query: text.into(), today: TODAY.into(), ..Request::default() }
}

fn run(searcher: &Searcher, queries: &[Query]) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    for query in queries {
        let response = searcher.search(&request(&query.text))?;
        if response.none {
            writeln!(out, "{}\t0\tNONE", query.id)?;
        }
        for (rank, hit) in response.hits.iter().enumerate() {
            let labels: Vec<&str> = hit.passages.iter().map(|passage| passage.label.as_str()).collect();
            writeln!(out, "{}\t{}\t{}\t{}\t{}", query.id, rank + 1, hit.path, hit.score, labels.join(" "))?;
        }
    }
    Ok(())
}

/// A row of the judgments: query, document, grade, articles that answer.
struct Judgment {
    query: String,
    path: String,
    grade: u32,
    articles: Vec<String>,
}

fn read_judgments(path: &str) -> Outcome<Vec<Judgment>> {
    let text = std::fs::read_to_string(path)?;
    let rows = text.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()).filter(|row| row.len() > 2);
    let split = |text: &str| text.split([',', ' ', ';']).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    rows.map(|row| {
        Ok(Judgment {
            query: row[0].into(),
            path: row[1].into(),
            grade: row[2].parse()?,
            articles: row.get(3).map(|a| split(a)).unwrap_or_default(),
        })
    })
    .collect()
}

fn fit(searcher: &Searcher, queries: &[Query], judgments: &str) -> Outcome<()> {
    let judgments = read_judgments(judgments)?;
    let mut cases = Vec::new();
    for query in queries {
        let own: HashMap<&str, u32> =
            judgments.iter().filter(|j| j.query == query.id).map(|j| (j.path.as_str(), j.grade)).collect();
        let ranked = searcher.explain(&query.text, TODAY)?;
        let rows = ranked
            .iter()
            .map(|r| (r.features.to_vec(), own.get(searcher.path(r.document)).copied().unwrap_or(0)))
            .collect();
        cases.extend(fit::case(&query.id, &query.class, rows, &own.values().copied().collect::<Vec<_>>()));
    }
    fit::fit(&cases, gongkai::search::RANKING);
    Ok(())
}

/// Sections of the best judged documents; queries that name their article teach nothing.
fn fit_places(searcher: &Searcher, queries: &[Query], judgments: &str) -> Outcome<()> {
    let judgments = read_judgments(judgments)?;
    let mut cases = Vec::new();
    for query in queries.iter().filter(|query| query.class != "b") {
        let own = || judgments.iter().filter(|j| j.query == query.id);
        let best = own().map(|j| j.grade).max().unwrap_or(0);
        for judgment in own().filter(|j| j.grade == best && !j.articles.is_empty()) {
            let places = searcher.explain_places(&query.text, &judgment.path)?;
            let grade = |label: &str| u32::from(article(label).is_some_and(|a| judgment.articles.contains(&a)));
            let rows: Vec<(Vec<f32>, u32)> =
                places.into_iter().map(|(label, features)| (features, grade(&label))).collect();
            cases.extend(fit::case(&query.id, &query.class, rows, &vec![1; judgment.articles.len()]));
        }
    }
    fit::fit(&cases, gongkai::search::PLACES);
    Ok(())
}

/// 第一百三十三条之一 as `133-1`.
fn article(label: &str) -> Option<String> {
    let (number, rest) = label.strip_prefix('第')?.split_once('条')?;
    let number = gongkai::text::numeral::parse(number)?;
    let inserted = rest.strip_prefix('之').and_then(gongkai::text::numeral::parse);
    Some(inserted.map_or_else(|| number.to_string(), |inserted| format!("{number}-{inserted}")))
}

fn top(searcher: &Searcher, queries: &[Query]) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    let names: Vec<&str> = gongkai::search::RANKING.iter().map(|(name, _)| *name).collect();
    writeln!(out, "qid\tclass\tscore\t{}", names.join("\t"))?;
    for query in queries {
        let ranked = searcher.explain(&query.text, TODAY)?;
        if let Some(best) = ranked.first() {
            let features: Vec<String> = best.features.iter().map(|value| format!("{value:.3}")).collect();
            writeln!(out, "{}\t{}\t{:.3}\t{}", query.id, query.class, best.score, features.join("\t"))?;
        }
    }
    Ok(())
}

fn bench(searcher: &Searcher, queries: &[Query]) -> Outcome<()> {
    let mut times: Vec<(Duration, &str)> = Vec::new();
    for round in 0..3 {
        for query in queries {
            let started = Instant::now();
            let response = searcher.search(&request(&query.text))?;
            assert!(response.query == query.text);
            if round > 0 {
                times.push((started.elapsed(), &query.text));
            }
        }
    }
    times.sort_unstable();
    let at = |share: f64| {
        times.get((share * (times.len() - 1) as f64) as usize).map_or(0.0, |(t, _)| t.as_secs_f64() * 1000.0)
    };
    eprintln!("milliseconds: p50 {:.2} p90 {:.2} p99 {:.2} most {:.2}", at(0.5), at(0.9), at(0.99), at(1.0));
    let mut classes: Vec<&str> = queries.iter().map(|query| query.class.as_str()).collect();
    classes.dedup();
    eprintln!("classes: {}", classes.join(" "));
    for round in 0..2 {
        let started = Instant::now();
        let mut count = 0;
        for query in queries.iter().take(100) {
            let prefix: String = query.text.chars().take(4).collect();
            count += searcher.suggest(&prefix, 6)?.len();
        }
        if round > 0 {
            eprintln!("suggest: {:.2} ms each, {count} in all", started.elapsed().as_secs_f64() * 10.0);
        }
    }
    Ok(())
}
