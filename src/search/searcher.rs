//! Searching: the steps from a request to an answer.

use super::candidates::{self, Scores};
use super::error::SearchError;
use super::facets::{self, Counts};
use super::features::{self, Context, Features};
use super::passages::Marker;
use super::query::Understood;
use super::sections::{Evidence, Scanner};
use super::segment::Segment;
use super::suggest;
use super::types::{Direct, Hit, Note, Passage, Request, Response, Sort, Suggestion};
use super::weights;
use std::cmp::Reverse;
use std::path::Path;

const PAGE: usize = 10;
const LARGEST_PAGE: usize = 100;
const PASSAGES: usize = 2;

/// An index open for searching; shared by any number of threads.
pub struct Searcher {
    segment: Segment,
}

/// A candidate after the close look.
#[derive(Debug, Clone)]
pub struct Ranked {
    /// Number of the document.
    pub document: u32,
    /// Final score.
    pub score: f32,
    /// Features it was made of.
    pub features: Features,
    /// What its sections say.
    pub evidence: Evidence,
}

/// Everything known about a query before a page is cut from it.
struct Answer {
    ranked: Vec<Ranked>,
    matching: Vec<u32>,
    scores: Scores,
}

impl Searcher {
    /// Opens the index in `folder`.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Ok(Self { segment: Segment::open(folder)? })
    }

    /// Answers a request.
    pub fn search(&self, request: &Request) -> Result<Response, SearchError> {
        let query = Understood::read(&request.query, &self.segment.gazetteer);
        let failed: Vec<u8> = self.segment.records.iter().map(|record| facets::failures(request, record, facets::status(record, &request.today))).collect();
        let answer = self.answer(&query, &failed)?;
        let mut response = Response { query: request.query.clone(), ..Response::default() };
        response.none = super::abstain::none(&self.segment, &query, &answer.ranked);
        response.notes = self.notes(&query, &answer);
        response.direct = self.direct(&query, &answer);
        response.facets = self.facets(request, &failed, &answer.matching);
        let passing: Vec<u32> = answer.matching.iter().copied().filter(|d| failed.get(*d as usize) == Some(&0)).collect();
        response.total = passing.len();
        let order = self.order(request.sort, &query, &answer, passing);
        let size = if request.per_page == 0 { PAGE } else { request.per_page.min(LARGEST_PAGE) };
        let marker = Marker::new(answer.scores.body_weights.iter().chain(&answer.scores.synonym_weights));
        let scanner = Scanner::new(&answer.scores);
        for document in order.into_iter().skip(request.page.saturating_sub(1).saturating_mul(size)).take(size) {
            let ranked = answer.ranked.iter().find(|ranked| ranked.document == document);
            response.hits.push(self.hit(document, ranked, &query, request, &scanner, &marker, &answer)?);
        }
        Ok(response)
    }

    /// Completes what is being typed, at most `limit` suggestions.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        suggest::suggest(&self.segment, typed, limit)
    }

    /// Candidates of a query with all that was thought about them; for measuring the ranking.
    pub fn explain(&self, query: &str) -> Result<Vec<Ranked>, SearchError> {
        let query = Understood::read(query, &self.segment.gazetteer);
        Ok(self.answer(&query, &vec![0; self.segment.records.len()])?.ranked)
    }

    /// Path of a document by its number.
    pub fn path(&self, document: u32) -> &str {
        self.segment.path(document)
    }

    fn answer(&self, query: &Understood, failed: &[u8]) -> Result<Answer, SearchError> {
        let scores = candidates::score(&self.segment, query)?;
        let mut chosen: Vec<u32> = (0..self.segment.count()).filter(|d| failed.get(*d as usize) == Some(&0) && scores.choice(*d) > 0.0).collect();
        chosen = candidates::best(&self.segment, chosen, weights::CANDIDATES, |d| scores.choice(d));
        self.add_named(query, failed, &mut chosen)?;
        let ranked = self.rank(query, &scores, &chosen)?;
        let matching = self.matching(query, &scores, &ranked);
        Ok(Answer { ranked, matching, scores })
    }

    /// Documents that a number or an abbreviated title points at, whatever their score.
    fn add_named(&self, query: &Understood, failed: &[u8], chosen: &mut Vec<u32>) -> Result<(), SearchError> {
        let mut named = Vec::new();
        if let Some(number) = &query.number {
            named.extend(candidates::with_number(&self.segment, &number.key())?);
        }
        let characters = query.title.characters.get(query.title.core_start..).unwrap_or_default();
        if query.title.has_kind && features::ABBREVIATIONS.contains(&characters.len()) {
            named.extend(candidates::with_title_characters(&self.segment, characters)?);
        }
        named.truncate(weights::CANDIDATES);
        for document in named {
            if failed.get(document as usize) == Some(&0) && !chosen.contains(&document) {
                chosen.push(document);
            }
        }
        Ok(())
    }

    fn rank(&self, query: &Understood, scores: &Scores, chosen: &[u32]) -> Result<Vec<Ranked>, SearchError> {
        let scanner = Scanner::new(scores);
        let mut text = Vec::new();
        let mut ranked = Vec::with_capacity(chosen.len());
        for document in chosen {
            let evidence = scanner.look(&self.segment, *document, query.article, &mut text)?;
            ranked.push(Ranked { document: *document, score: 0.0, features: [0.0; weights::RANKING.len()], evidence });
        }
        let most = |values: &mut dyn Iterator<Item = f32>| values.fold(0.0f32, f32::max);
        let context = Context {
            segment: &self.segment,
            query,
            scores,
            best_body: most(&mut chosen.iter().map(|d| scores.body.of(*d))),
            best_section: most(&mut ranked.iter().filter_map(|r| r.evidence.best.first()).map(|s| s.score)),
            best_synonym: most(&mut chosen.iter().map(|d| scores.synonym.of(*d))),
        };
        for candidate in &mut ranked {
            candidate.features = context.features(candidate.document, &candidate.evidence);
            candidate.score = features::total(&candidate.features);
        }
        ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| self.path(a.document).cmp(self.path(b.document))));
        Ok(ranked)
    }

    /// Documents that count as found: those that hold enough of the query, and the best candidates.
    fn matching(&self, query: &Understood, scores: &Scores, ranked: &[Ranked]) -> Vec<u32> {
        let all = 0..self.segment.count();
        if query.is_empty() {
            return all.collect();
        }
        let best = scores.cover.scores.iter().copied().fold(0.0, f32::max);
        let enough = best * weights::MATCHING_COVER;
        let mut found: Vec<u32> = all.filter(|d| best > 0.0 && scores.cover.of(*d) >= enough).collect();
        let known = found.len();
        for candidate in ranked.iter().take(weights::MATCHING_LEAST) {
            if found.get(..known).is_some_and(|found| found.binary_search(&candidate.document).is_err()) {
                found.push(candidate.document);
            }
        }
        found
    }

    fn order(&self, sort: Sort, query: &Understood, answer: &Answer, mut passing: Vec<u32>) -> Vec<u32> {
        let date = |d: &u32| self.segment.records.get(*d as usize).map(|record| record.date.as_str());
        let path = |d: &u32| self.segment.path(*d);
        match sort {
            Sort::Relevance if !query.is_empty() => {
                let ranked: Vec<u32> = answer.ranked.iter().map(|r| r.document).filter(|d| passing.contains(d)).collect();
                passing.retain(|d| !ranked.contains(d));
                passing.sort_by(|a, b| answer.scores.choice(*b).total_cmp(&answer.scores.choice(*a)).then_with(|| path(a).cmp(path(b))));
                ranked.into_iter().chain(passing).collect()
            }
            Sort::DateAsc => {
                passing.sort_by(|a, b| (date(a), path(a)).cmp(&(date(b), path(b))));
                passing
            }
            _ => {
                passing.sort_by(|a, b| (Reverse(date(a)), path(a)).cmp(&(Reverse(date(b)), path(b))));
                passing
            }
        }
    }

    fn facets(&self, request: &Request, failed: &[u8], matching: &[u32]) -> super::types::Facets {
        let mut matches = vec![false; failed.len()];
        for document in matching {
            if let Some(slot) = matches.get_mut(*document as usize) {
                *slot = true;
            }
        }
        let mut counts = Counts::default();
        for ((record, failed), matches) in self.segment.records.iter().zip(failed).zip(matches) {
            counts.add(record, facets::status(record, &request.today), *failed, matches);
        }
        counts.finish()
    }

    fn notes(&self, query: &Understood, answer: &Answer) -> Vec<Note> {
        let mut notes = Vec::new();
        if query.shortened {
            notes.push(Note::Shortened);
        }
        if let Some(number) = query.number.as_ref().filter(|_| !answer.ranked.iter().any(|r| r.features[features::NUMBER] > 0.5)) {
            notes.push(Note::UnknownNumber { number: number.display() });
        }
        for place in query.places.iter().filter(|place| !self.segment.gazetteer.has(place)) {
            notes.push(Note::UnknownPlace { place: place.clone() });
        }
        notes
    }

    fn direct(&self, query: &Understood, answer: &Answer) -> Option<Direct> {
        let top = answer.ranked.first()?;
        let record = self.segment.records.get(top.document as usize)?;
        let by = if top.features[features::NUMBER] > 0.5 {
            "number"
        } else if top.features[features::TITLE_EQUAL] > 0.0 {
            "title"
        } else {
            return None;
        };
        let _ = query;
        Some(Direct { by, path: record.path.clone(), url: record.url.clone(), title: record.title.clone() })
    }

    #[allow(clippy::too_many_arguments)]
    fn hit(
        &self,
        document: u32,
        ranked: Option<&Ranked>,
        query: &Understood,
        request: &Request,
        scanner: &Scanner,
        marker: &Marker,
        answer: &Answer,
    ) -> Result<Hit, SearchError> {
        let empty = super::record::Record::default();
        let record = self.segment.records.get(document as usize).unwrap_or(&empty);
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        let mut text = Vec::new();
        let evidence = scanner.look(&self.segment, document, query.article, &mut text)?;
        let versions = self.segment.versions.get(&document);
        let newer = versions.and_then(|list| list.first()).filter(|first| **first != document).map(|first| self.path(*first).to_owned());
        Ok(Hit {
            path: record.path.clone(),
            title: record.title.clone(),
            title_html: marker.whole(&record.title),
            url: record.url.clone(),
            score: ranked.map_or_else(|| answer.scores.choice(document), |ranked| ranked.score),
            number: some(&record.number),
            date: record.date.clone(),
            category: record.category.clone(),
            kind: some(&record.kind),
            issuer: some(&record.issuer),
            status: facets::status(record, &request.today).to_owned(),
            newer,
            passages: self.passages(document, &evidence, &text, marker)?,
        })
    }

    /// The article asked for, then the best sections.
    fn passages(&self, document: u32, evidence: &Evidence, text: &[u8], marker: &Marker) -> Result<Vec<Passage>, SearchError> {
        let mut chosen: Vec<usize> = evidence.article.into_iter().collect();
        let best = evidence.best.first().map_or(0.0, |section| section.score);
        for section in evidence.best.iter().filter(|section| section.score >= best * weights::SECOND_PASSAGE) {
            if !chosen.contains(&section.section) {
                chosen.push(section.section);
            }
        }
        chosen.truncate(PASSAGES);
        let names = self.segment.names(document)?;
        let mut unused = Vec::new();
        let sections = self.segment.text(document, &mut unused)?;
        let mut passages = Vec::new();
        for number in chosen {
            let (Some(section), Some(name)) = (sections.get(number), names.get(number)) else { continue };
            let units: Vec<u16> = text
                .get(section.start * 2..section.end * 2)
                .unwrap_or_default()
                .chunks_exact(2)
                .map(|unit| u16::from_le_bytes([unit[0], unit[1]]))
                .collect();
            passages.push(Passage {
                anchor: name.anchor.clone(),
                label: name.label.clone(),
                heading: name.heading.clone(),
                attachment: section.attachment,
                html: marker.passage(&String::from_utf16_lossy(&units)),
            });
        }
        Ok(passages)
    }
}
