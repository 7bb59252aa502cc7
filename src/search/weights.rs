//! Every number of the ranking, in one place. Fitted as described in `docs/search.md`.

use super::roles::Role;

/// Saturation of a term's frequency (BM25 k1).
pub const SATURATION: f32 = 1.2;
/// How far long documents are held back (BM25 b).
pub const LENGTH: f32 = 0.75;

/// Weight of a Han character as a term of the query.
pub const SINGLE: f32 = 1.0;
/// A character that is commoner than this (in more than two thirds of the documents) is not looked for.
pub const SINGLE_LEAST_RARITY: f32 = 0.4;
/// Weight of two neighbouring characters.
pub const PAIR: f32 = 1.0;
/// Weight of a character or pair of a place's name; the place is a feature of its own.
pub const PLACE: f32 = 0.3;
/// The same for a kind of document (条例, 规定).
pub const KIND: f32 = 0.3;
/// Weight of a pair of which one character joins words or asks.
pub const HALF_PAIR: f32 = 0.5;
/// Weight of a pair inside a longer run of letters or digits.
pub const INNER_PAIR: f32 = 0.2;
/// Weight of a run of letters and digits.
pub const WORD: f32 = 2.0;

/// Factor of one character by its role.
pub fn role(role: Role) -> f32 {
    match role {
        Role::Content => 1.0,
        Role::Place => PLACE,
        Role::Kind => KIND,
        Role::Particle | Role::Question => 0.0,
    }
}

/// Factor of a pair by the roles of its characters.
pub fn pair_of_roles(first: Role, second: Role) -> f32 {
    let filler = |role: Role| matches!(role, Role::Particle | Role::Question);
    match (filler(first), filler(second)) {
        (true, true) => 0.0,
        (false, false) => role(first).min(role(second)),
        _ => HALF_PAIR,
    }
}

/// Documents that are looked at closely.
pub const CANDIDATES: usize = 100;
/// Share of the title's score in choosing candidates.
pub const CANDIDATE_TITLE: f32 = 1.0;
/// Share of the sound's score in choosing candidates.
pub const CANDIDATE_SOUND: f32 = 1.0;
/// Share of the synonyms' score in choosing candidates.
pub const CANDIDATE_SYNONYM: f32 = 1.0;

/// Length of an average section in characters, for the saturation within a section.
pub const SECTION_LENGTH: f32 = 120.0;
/// Saturation of a term's frequency within a section.
pub const SECTION_SATURATION: f32 = 0.6;
/// How far long sections are held back.
pub const SECTION_LENGTH_SHARE: f32 = 0.4;
/// Weight of a character, against a pair, within a section.
pub const SECTION_SINGLE: f32 = 0.4;

/// Weight of each feature of a section in choosing what to show, by the names in `places`.
pub const PLACES: [(&str, f32); 14] = [
    ("global", 0.40),
    ("local", 0.23),
    ("local_own", 0.87),
    ("explained", 1.01),
    ("explained_with_heading", -0.10),
    ("run", 0.36),
    ("heading", 0.69),
    ("first_article", -0.53),
    ("liability", -0.02),
    ("supplement", -0.43),
    ("length", 0.04),
    ("no_article", -0.36),
    ("answer", 0.40),
    ("asked", 10.00),
];

/// Weight of each feature in the final score, by the names in `features`.
pub const RANKING: [(&str, f32); 28] = [
    ("body", 0.21),
    ("cover", 0.27),
    ("section", 0.46),
    ("section_cover", -0.17),
    ("section_run", 0.25),
    ("explained", 0.69),
    ("explained_by_all", 0.30),
    ("title_share", 0.04),
    ("title_holds_query", 0.28),
    ("query_holds_title", 0.26),
    ("title_equal", 0.73),
    ("kind_equal", 0.37),
    ("sound_share", 0.76),
    ("sound_back", 0.35),
    ("initials", 1.99),
    ("abbreviation", 0.62),
    ("synonym", 0.31),
    ("place_same", 0.42),
    ("place_other", -0.96),
    ("place_missing", -0.01),
    ("place_unasked", -0.20),
    ("number", 2.00),
    ("date", 0.31),
    ("article", 0.95),
    ("dead", -0.60),
    ("older", -0.09),
    ("title_length", -0.20),
    ("no_kind", 0.06),
];

/// A document counts as found when it holds this share of what the best document holds of the query.
pub const MATCHING_COVER: f32 = 0.6;
/// The best candidates count as found in any case.
pub const MATCHING_LEAST: usize = 20;
/// A second passage must score this share of the first.
pub const SECOND_PASSAGE: f32 = 0.5;

/// Share of a query that some candidate must explain, or there is no good match.
pub const EXPLAINED_LEAST: f32 = 0.34;
