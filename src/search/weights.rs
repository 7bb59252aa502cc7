//! Every number of the ranking, in one place. Fitted as described in `docs/search.md`.

/// Saturation of a term's frequency (BM25 k1).
pub const SATURATION: f32 = 1.2;
/// How far long documents are held back (BM25 b).
pub const LENGTH: f32 = 0.75;

/// Weight of a Han character as a term of the query.
pub const SINGLE: f32 = 1.0;
/// Weight of two neighbouring characters.
pub const PAIR: f32 = 1.0;
/// Weight of a pair that begins or ends in a question word.
pub const HALF_PAIR: f32 = 0.5;
/// Weight of a pair inside a longer run of letters or digits.
pub const INNER_PAIR: f32 = 0.2;
/// Weight of a run of letters and digits.
pub const WORD: f32 = 2.0;
/// Weight of a character of a synonym.
pub const SYNONYM_SINGLE: f32 = 0.3;
/// Weight of a pair of a synonym.
pub const SYNONYM_PAIR: f32 = 0.7;

/// Documents that are looked at closely.
pub const CANDIDATES: usize = 200;
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
/// Weight of a synonym's terms within a section.
pub const SECTION_SYNONYM: f32 = 1.0;

/// Weight of each feature in the final score, by the names in `features`.
pub const RANKING: [(&str, f32); 22] = [
    ("body", 1.0),
    ("cover", 0.3),
    ("section", 0.6),
    ("section_cover", 0.5),
    ("title_share", 0.4),
    ("title_holds_query", 0.4),
    ("query_holds_title", 0.5),
    ("title_equal", 0.8),
    ("kind_equal", 0.1),
    ("sound_share", 0.5),
    ("sound_back", 0.4),
    ("initials", 1.0),
    ("abbreviation", 0.8),
    ("synonym", 0.3),
    ("place_same", 0.3),
    ("place_other", -0.6),
    ("place_unasked", -0.15),
    ("number", 2.0),
    ("date", 0.5),
    ("article", 0.5),
    ("older", -0.1),
    ("no_kind", -0.15),
];

/// A document counts as found when it holds this share of what the best document holds of the query.
pub const MATCHING_COVER: f32 = 0.6;
/// The best candidates count as found in any case.
pub const MATCHING_LEAST: usize = 20;
/// A second passage must score this share of the first.
pub const SECOND_PASSAGE: f32 = 0.5;
