//! Relations between documents: resolving what one says of another, and turning every link round so
//! that it can be followed both ways (解读 ↔ 政策, 修改, 废止).

use std::collections::HashMap;

use super::model::{Document, Related, Relations};
use super::validity::{Act, validity};
use crate::diag::{Finding, Findings};
use jiff::civil::Date;

/// Fills in the relations and the validity of all documents.
pub(super) fn connect(documents: &mut [Document], today: Date, findings: &mut Findings) {
    let known = Known::of(documents);
    let forward: Vec<Relations> = documents.iter().map(|document| resolve(document, &known, findings)).collect();
    for (document, relations) in documents.iter_mut().zip(forward) {
        document.relations = relations;
    }
    turn_round(documents);
    let days: Vec<Date> =
        documents.iter().map(|document| document.page.front.effective.unwrap_or(document.page.front.date)).collect();
    let acts = |numbers: &[usize]| -> Vec<Act> {
        numbers.iter().map(|number| Act { by: *number, from: days[*number] }).collect()
    };
    for document in documents {
        let (repealed, amended) = (acts(&document.relations.repealed_by), acts(&document.relations.amended_by));
        document.validity = validity(&document.page.front, &repealed, &amended, today);
    }
}

/// The names by which a document can be meant.
struct Known {
    by_name: HashMap<String, usize>,
}

impl Known {
    fn of(documents: &[Document]) -> Self {
        let mut by_name = HashMap::with_capacity(documents.len() * 2);
        for (number, document) in documents.iter().enumerate() {
            by_name.insert(document.page.source.clone(), number);
            by_name.insert(document.url.clone(), number);
            if let Some(text) = &document.page.front.number {
                by_name.insert(plain_number(text), number);
            }
        }
        Self { by_name }
    }

    fn find(&self, reference: &str) -> Option<usize> {
        let path = reference.trim_start_matches('/');
        let folder = format!("{}/", path.trim_end_matches('/'));
        let lookup = |name: &str| self.by_name.get(name).copied();
        lookup(path).or_else(|| lookup(&folder)).or_else(|| lookup(&plain_number(reference)))
    }
}

/// A 发文字号 with one kind of bracket and without blanks, so that different hands meet.
fn plain_number(number: &str) -> String {
    number
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            '[' | '【' | '（' | '(' | '﹝' | '［' => '〔',
            ']' | '】' | '）' | ')' | '﹞' | '］' => '〕',
            other => other,
        })
        .collect()
}

fn resolve(document: &Document, known: &Known, findings: &mut Findings) -> Relations {
    let front = &document.page.front;
    let mut one = |key: &'static str, references: &[String]| -> Vec<Related> {
        let related = references.iter().map(|reference| {
            if let Some(number) = known.find(reference) {
                return Related::Here(number);
            }
            let path = format!("content/{}", document.page.source);
            findings
                .push(Finding::file("relation-elsewhere", &path).about(key).with("key", key).with("value", reference));
            Related::Elsewhere(reference.clone())
        });
        related.collect()
    };
    let mut repeals = one("repeals", &front.repeals);
    repeals.extend(one("replaces", &front.replaces));
    Relations {
        interprets: one("interprets", &front.interprets),
        amends: one("amends", &front.amends),
        repeals,
        ..Relations::default()
    }
}

fn turn_round(documents: &mut [Document]) {
    for number in 0..documents.len() {
        let here = |related: &[Related]| -> Vec<usize> {
            related.iter().filter_map(|one| if let Related::Here(other) = one { Some(*other) } else { None }).collect()
        };
        let relations = &documents[number].relations;
        let (interprets, amends, repeals) =
            (here(&relations.interprets), here(&relations.amends), here(&relations.repeals));
        for other in interprets {
            documents[other].relations.interpreted_by.push(number);
        }
        for other in amends {
            documents[other].relations.amended_by.push(number);
        }
        for other in repeals {
            documents[other].relations.repealed_by.push(number);
        }
    }
}
