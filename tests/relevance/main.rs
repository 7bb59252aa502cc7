//! Measures the search: runs judged queries, times index and queries. Without arguments it does nothing, so that
//! `cargo test` stays quick.
//!
//!     relevance run   CONTENT INDEX QUERIES.tsv      a run for evaluate.py on standard output
//!     relevance rows  CONTENT INDEX QUERIES.tsv      every candidate with its features, for fit.py
//!     relevance bench CONTENT INDEX QUERIES.tsv      seconds, bytes, milliseconds
//!
//! CONTENT is a folder of Markdown with `+++` front matter; INDEX is written anew each time (`-` before it keeps it).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr, clippy::print_stdout, clippy::disallowed_methods, reason = "tests")]

mod load;

use gongkai::search::{IndexBuilder, IndexOptions, Request, Searcher};
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
        ["rows", content, index, queries] => rows(&prepare(content, index)?, &read_queries(queries)?),
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
    Ok(rows.filter(|row| row.len() > 2).map(|row| Query { id: row[0].into(), class: row[1].into(), text: row[2].into() }).collect())
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
    let summary = builder.finish()?;
    eprintln!("indexed in {:.2} s: {summary:?}", started.elapsed().as_secs_f64());
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

fn rows(searcher: &Searcher, queries: &[Query]) -> Outcome<()> {
    let mut out = std::io::stdout().lock();
    for query in queries {
        for ranked in searcher.explain(&query.text)? {
            let features: Vec<String> = ranked.features.iter().map(f32::to_string).collect();
            writeln!(out, "{}\t{}\t{}", query.id, searcher.path(ranked.document), features.join("\t"))?;
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
    let at = |share: f64| times.get((share * (times.len() - 1) as f64) as usize).map_or(0.0, |(t, _)| t.as_secs_f64() * 1000.0);
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
