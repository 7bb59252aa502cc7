//! Searching: the steps from a request to an answer.

use super::abstain;
use super::candidates::{self, Scores};
use super::error::SearchError;
use super::facets::{self, View};
use super::features::{self, Context, Features};
use super::operators;
use super::passages::{self, Marker};
use super::places::{self, Place};
use super::query::Understood;
use super::record::SectionRole;
use super::scanner::Scanner;
use super::sections::{self, Evidence, Room};
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
    ///
    /// # Errors
    /// It is missing, damaged or of another version.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        Ok(Self { segment: Segment::open(folder)? })
    }

    /// Answers a request.
    ///
    /// # Errors
    /// The index can no longer be read; never because of what was asked.
    pub fn search(&self, request: &Request) -> Result<Response, SearchError> {
        let query = Understood::read(&request.query, &self.segment.gazetteer);
        let mut view = View::new(&self.segment.columns, &self.segment.records, request);
        if let Some(allowed) = operators::allowed(&self.segment, &query)? {
            view.restrict(&allowed);
        }
        let answer = self.answer(&query, &view, &request.today)?;
        let mut response = Response { query: request.query.clone(), ..Response::default() };
        response.none = !request.query.trim().is_empty() && abstain::none(&self.segment, &query, &answer.ranked);
        response.notes = self.notes(&query, &answer);
        response.direct = self.direct(&query, &answer)?;
        response.facets = view.facets(&answer.matching);
        let passing: Vec<u32> = answer.matching.iter().copied().filter(|d| view.passes(*d)).collect();
        response.total = passing.len();
        let size = if request.per_page == 0 { PAGE } else { request.per_page.min(LARGEST_PAGE) };
        let first = request.page.saturating_sub(1).saturating_mul(size);
        let order = self.order(request.sort, &query, &answer, passing, first.saturating_add(size));
        let marker = Marker::new(answer.scores.body_weights.iter().chain(&answer.scores.synonym_weights));
        let scanner = Scanner::new(&query, &answer.scores);
        for document in order.into_iter().skip(first).take(size) {
            let ranked = answer.ranked.iter().find(|ranked| ranked.document == document);
            response.hits.push(self.hit(document, ranked, &query, request, &scanner, &marker, &answer)?);
        }
        Ok(response)
    }

    /// Completes what is being typed, at most `limit` suggestions.
    ///
    /// # Errors
    /// The index can no longer be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>, SearchError> {
        suggest::suggest(&self.segment, typed, limit)
    }

    /// Candidates of a query with all that was thought about them; for measuring the ranking.
    ///
    /// # Errors
    /// The index can no longer be read.
    pub fn explain(&self, query: &str, today: &str) -> Result<Vec<Ranked>, SearchError> {
        let query = Understood::read(query, &self.segment.gazetteer);
        let view = View::new(&self.segment.columns, &self.segment.records, &Request::default());
        Ok(self.answer(&query, &view, today)?.ranked)
    }

    /// Path of a document by its number.
    #[must_use]
    pub fn path(&self, document: u32) -> &str {
        self.segment.path(document)
    }

    fn answer(&self, query: &Understood, view: &View, today: &str) -> Result<Answer, SearchError> {
        let scores = candidates::score(&self.segment, query)?;
        let mut chosen = candidates::best(&self.segment, weights::CANDIDATES, &scores.choices, |d| view.passes(d));
        self.add_named(query, view, &mut chosen)?;
        let ranked = self.rank(query, &scores, &chosen, today)?;
        let matching = self.matching(query, &scores, &ranked);
        Ok(Answer { ranked, matching, scores })
    }

    /// Documents that a number or an abbreviated title points at, whatever their score.
    fn add_named(&self, query: &Understood, view: &View, chosen: &mut Vec<u32>) -> Result<(), SearchError> {
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
            if view.passes(document) && !chosen.contains(&document) {
                chosen.push(document);
            }
        }
        Ok(())
    }

    fn rank(
        &self,
        query: &Understood,
        scores: &Scores,
        chosen: &[u32],
        today: &str,
    ) -> Result<Vec<Ranked>, SearchError> {
        let scanner = Scanner::new(query, scores);
        let mut room = Room::default();
        let mut ranked = Vec::with_capacity(chosen.len());
        for document in chosen {
            let evidence = sections::look(&scanner, &self.segment, *document, query.article, &mut room)?;
            ranked.push(Ranked { document: *document, score: 0.0, features: [0.0; weights::RANKING.len()], evidence });
        }
        let most = |values: &mut dyn Iterator<Item = f32>| values.fold(0.0f32, f32::max);
        let context = Context {
            segment: &self.segment,
            query,
            scores,
            today,
            best_body: most(&mut chosen.iter().map(|d| scores.body.of(*d))),
            best_section: most(&mut ranked.iter().map(|r| r.evidence.score)),
            best_synonym: most(&mut chosen.iter().map(|d| scores.synonym.of(*d))),
        };
        for candidate in &mut ranked {
            candidate.features = context.features(candidate.document, &candidate.evidence);
            candidate.score = features::total(&candidate.features);
        }
        if query.date.is_none() && !query.wants_old {
            self.newest_first(&mut ranked);
        }
        ranked
            .sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| self.path(a.document).cmp(self.path(b.document))));
        Ok(ranked)
    }

    /// Gives the best score among the versions of one title to the newest that is in force, and so on down.
    fn newest_first(&self, ranked: &mut [Ranked]) {
        let mut seen = Vec::new();
        for index in 0..ranked.len() {
            let Some(versions) = ranked.get(index).and_then(|r| self.segment.versions.get(&r.document)) else {
                continue;
            };
            if seen.contains(&versions.first()) {
                continue;
            }
            seen.push(versions.first());
            let dead = |r: &Ranked| r.features[features::DEAD] > 0.0;
            let mut members: Vec<usize> =
                (0..ranked.len()).filter(|i| versions.contains(&ranked[*i].document)).collect();
            let mut values: Vec<f32> = members.iter().map(|i| ranked[*i].score).collect();
            values.sort_by(|a, b| b.total_cmp(a));
            let age = |i: &usize| versions.iter().position(|document| *document == ranked[*i].document);
            members.sort_by_key(|i| (dead(&ranked[*i]), age(i)));
            for (rank, (member, value)) in members.into_iter().zip(values).enumerate() {
                // A step apart, so that equal scores do not fall back to the path.
                ranked[member].score = value - rank as f32 * 1e-4;
            }
        }
    }

    /// Documents that count as found: those that hold enough of the query, and the best candidates.
    fn matching(&self, query: &Understood, scores: &Scores, ranked: &[Ranked]) -> Vec<u32> {
        let all = 0..self.segment.count();
        if query.is_empty() {
            return if query.blank { all.collect() } else { Vec::new() };
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

    fn order(&self, sort: Sort, query: &Understood, answer: &Answer, mut passing: Vec<u32>, needed: usize) -> Vec<u32> {
        let date = |d: &u32| self.segment.records.get(*d as usize).map(|record| record.date.as_str());
        let path = |d: &u32| self.segment.path(*d);
        match sort {
            Sort::Relevance if !query.is_empty() => {
                // Both lists come from the same index, so membership is a bit, not a search.
                let mut found = vec![false; self.segment.records.len()];
                let mut set = |document: u32, value: bool| {
                    found
                        .iter_mut()
                        .skip(document as usize)
                        .take(1)
                        .fold(false, |_, slot| std::mem::replace(slot, value))
                };
                for document in &passing {
                    set(*document, true);
                }
                let mut order: Vec<u32> =
                    answer.ranked.iter().map(|r| r.document).filter(|document| set(*document, false)).collect();
                if order.len() < needed {
                    passing.retain(|document| found.get(*document as usize) == Some(&true));
                    passing.sort_by(|a, b| {
                        answer.scores.choice(*b).total_cmp(&answer.scores.choice(*a)).then_with(|| path(a).cmp(path(b)))
                    });
                    order.append(&mut passing);
                }
                order
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

    fn notes(&self, query: &Understood, answer: &Answer) -> Vec<Note> {
        let mut notes = Vec::new();
        if query.shortened {
            notes.push(Note::Shortened);
        }
        if let Some(number) =
            query.number.as_ref().filter(|_| !answer.ranked.iter().any(|r| r.features[features::NUMBER] > 0.5))
        {
            notes.push(Note::UnknownNumber { number: number.display() });
        }
        if abstain::unknown_place(&self.segment, query) {
            notes.extend(query.places.iter().map(|place| Note::UnknownPlace { place: place.clone() }));
        }
        if let Some((article, _)) =
            query.article.zip(answer.ranked.first()).filter(|(_, best)| abstain::unknown_article(query, best))
        {
            notes.push(Note::UnknownArticle { article: article.display() });
        }
        notes
    }

    /// The one document that was named, with the anchor of the article asked for.
    fn direct(&self, query: &Understood, answer: &Answer) -> Result<Option<Direct>, SearchError> {
        let Some(top) = answer.ranked.first() else { return Ok(None) };
        let Some(record) = self.segment.records.get(top.document as usize) else { return Ok(None) };
        let by = match () {
            () if top.features[features::NUMBER] > 0.5 => "number",
            () if top.features[features::TITLE_EQUAL] > 0.0 => "title",
            () => return Ok(None),
        };
        let mut url = record.url.clone();
        if let Some(article) = query.article.filter(|_| top.evidence.holds_article) {
            let sections = self.segment.text(top.document, &mut Vec::new())?;
            let number =
                sections.iter().position(|section| section.article == article && section.role == SectionRole::Text);
            let names = self.segment.names(top.document)?;
            if let Some(name) = number.and_then(|number| names.get(number)).filter(|name| !name.anchor.is_empty()) {
                url.push('#');
                url.push_str(&name.anchor);
            }
        }
        Ok(Some(Direct { by, path: record.path.clone(), url, title: record.title.clone() }))
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
        let versions = self.segment.versions.get(&document);
        let newer = versions
            .and_then(|list| list.first())
            .filter(|first| **first != document)
            .map(|first| self.path(*first).to_owned());
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
            passages: self.passages(document, query, scanner, marker)?,
        })
    }

    /// The best sections: the first, and a second that is nearly as good.
    fn passages(
        &self,
        document: u32,
        query: &Understood,
        scanner: &Scanner,
        marker: &Marker,
    ) -> Result<Vec<Passage>, SearchError> {
        let mut room = Room::default();
        let mut places = places::places(scanner, &self.segment, query, document, &mut room)?;
        let least = places.first().map_or(0.0, |place| place.score * weights::SECOND_PASSAGE);
        places.truncate(PASSAGES);
        places.retain(|place| place.score >= least);
        let names = if places.is_empty() { Vec::new() } else { self.segment.names(document)? };
        let passage = |place: &Place| {
            let name = names.get(place.number)?;
            Some(Passage {
                anchor: name.anchor.clone(),
                label: name.label.clone(),
                heading: name.heading.clone(),
                attachment: place.section.role == SectionRole::Attachment,
                html: marker.passage(&passages::decode(&room.text, &place.section)),
            })
        };
        Ok(places.iter().filter_map(passage).collect())
    }

    /// Labels and features of the sections of a document, best first; for measuring the choice of passages.
    ///
    /// # Errors
    /// The index can no longer be read.
    pub fn explain_places(&self, query: &str, path: &str) -> Result<Vec<(String, Vec<f32>)>, SearchError> {
        let Some(document) = (0..self.segment.count()).find(|document| self.path(*document) == path) else {
            return Ok(Vec::new());
        };
        let query = Understood::read(query, &self.segment.gazetteer);
        let scanner = Scanner::new(&query, &candidates::score(&self.segment, &query)?);
        let places = places::places(&scanner, &self.segment, &query, document, &mut Room::default())?;
        let names = self.segment.names(document)?;
        let label = |place: &Place| names.get(place.number).map(|name| name.label.clone()).unwrap_or_default();
        Ok(places.iter().map(|place| (label(place), place.features.to_vec())).collect())
    }
}
