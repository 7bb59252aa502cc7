//! Understands a query before anything is matched: numbers, articles, dates, places, phrases,
//! exclusions, sounds, and what is left to look for. Nothing that can be typed is an error.

use super::articles::{self, Article};
use super::dates::{self, AskedDate};
use super::gazetteer::Gazetteer;
use super::numbers::{self, DocumentNumber};
use super::roles::{Role, Roles};
use super::synonyms;
use super::terms;
use super::title::{self, Title};
use super::weights;
use crate::text::analyser::{self, Kind, Term};
use crate::text::fold;

/// Characters of a query that are looked at.
pub const LONGEST_QUERY: usize = 200;

/// A term to look for and how much it counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Wanted {
    /// The term.
    pub term: Term,
    /// Factor of its score.
    pub weight: f32,
}

/// A norm's word for part of the query.
#[derive(Debug, Clone, PartialEq)]
pub struct Norm {
    /// Pairs of the norm's word.
    pub terms: Vec<Term>,
    /// The subject's characters that it stands for, one bit each.
    pub covers: Cover,
}

/// A set of characters of the query's subject, one bit each.
pub type Cover = u128;

/// A query understood.
#[derive(Debug, Clone, Default)]
pub struct Understood {
    /// It was longer than any question.
    pub shortened: bool,
    /// Nothing was typed: everything is listed.
    pub blank: bool,
    /// What is left for matching, in the person's characters, other parts blanked.
    pub text: String,
    /// The same, taken apart like a title.
    pub title: Title,
    /// The same in the words of norms; equal to `title` when nothing was said in other words.
    pub formal: Title,
    /// What the query is about: places, kinds and question words left out. Blanks separate.
    pub content: String,
    /// The same in the words of norms.
    pub formal_content: String,
    /// Terms of the text.
    pub body: Vec<Wanted>,
    /// Terms of norms for what was said in other words.
    pub synonyms: Vec<Wanted>,
    /// All characters of the subject.
    pub subject: Cover,
    /// Terms of two or more characters of the subject with the characters they cover.
    pub covers: Vec<(Term, Cover)>,
    /// The norms' words.
    pub norms: Vec<Norm>,
    /// Terms of the title field.
    pub titles: Vec<Term>,
    /// Terms of the title field in the words of norms.
    pub formal_titles: Vec<Term>,
    /// Two-syllable terms of the title field.
    pub sounds: Vec<Term>,
    /// Share of the characters that the sounds cover.
    pub sounded: f32,
    /// Terms of three initials.
    pub initials: Vec<Term>,
    /// Letters that may be initials.
    pub letters: String,
    /// Phrases in quotes: must stand in the document.
    pub phrases: Vec<String>,
    /// Words after a minus: must not.
    pub excluded: Vec<String>,
    /// 发文字号 or 令号.
    pub number: Option<DocumentNumber>,
    /// Article asked for.
    pub article: Option<Article>,
    /// Year or day asked for.
    pub date: Option<AskedDate>,
    /// An older version is asked for.
    pub wants_old: bool,
    /// Short names of the places named.
    pub places: Vec<String>,
}

/// Words that ask for a version that is no longer in force.
const OLD: [&str; 7] = ["旧的", "旧版", "原来的", "废止的", "老的", "老版", "失效的"];

impl Understood {
    /// Reads a query.
    pub fn read(query: &str, gazetteer: &Gazetteer) -> Self {
        let mut understood = Self {
            shortened: query.chars().count() > LONGEST_QUERY,
            blank: query.trim().is_empty(),
            ..Self::default()
        };
        let mut text: String =
            query.chars().take(LONGEST_QUERY).map(|c| if c.is_control() { ' ' } else { c }).collect();
        understood.take_operators(&mut text);
        let whole = text.clone();
        understood.take_references(&mut text);
        // A year or an article alone is also a word that documents hold.
        if understood.number.is_none() && text.trim().is_empty() {
            text = whole;
        }
        understood.wants_old = OLD.iter().any(|word| text.contains(word));
        understood.collect(&text, gazetteer);
        understood.text = text;
        understood
    }

    /// Nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
            && self.number.is_none()
            && self.date.is_none()
            && self.article.is_none()
            && self.excluded.is_empty()
    }

    /// Quotes and minus signs.
    fn take_operators(&mut self, text: &mut String) {
        let mut kept = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((open, quote)) = rest.char_indices().find(|(_, c)| closing(*c).is_some()) {
            let after = rest.get(open + quote.len_utf8()..).unwrap_or_default();
            let Some(end) = closing(quote).and_then(|close| after.find(close)) else { break };
            let phrase = after.get(..end).unwrap_or_default();
            kept.push_str(rest.get(..open).unwrap_or_default());
            kept.push(' ');
            kept.push_str(phrase);
            kept.push(' ');
            if !fold::fold_text(phrase).is_empty() {
                self.phrases.push(phrase.to_owned());
            }
            rest = after.get(end..).and_then(|r| r.strip_prefix(closing(quote)?)).unwrap_or_default();
        }
        kept.push_str(rest);
        let words = kept.split(char::is_whitespace);
        let (out, keep): (Vec<&str>, Vec<&str>) = words.partition(|word| excluded(word).is_some());
        self.excluded = out.into_iter().filter_map(excluded).map(str::to_owned).collect();
        *text = if self.excluded.is_empty() { kept } else { keep.join(" ") };
    }

    /// Number, article and date, each blanked out where it stands.
    fn take_references(&mut self, text: &mut String) {
        let blank = |text: &mut String, range: std::ops::Range<usize>| text.replace_range(range, " ");
        if let Some((number, range)) = numbers::find_typed(text) {
            self.number = Some(number);
            blank(text, range);
        }
        if let Some((article, range)) = articles::find(text) {
            self.article = Some(article);
            blank(text, range);
        }
        if let Some((date, range)) = dates::find(text) {
            self.date = Some(date);
            blank(text, range);
        }
    }

    fn collect(&mut self, text: &str, gazetteer: &Gazetteer) {
        let read = |text: &str| {
            let folded: Vec<char> = fold::fold_text(text).chars().collect();
            let places = gazetteer.named(&folded);
            let roles = Roles::read(text, &places);
            (places, roles)
        };
        let (places, roles) = read(text);
        self.title = Title::parse(text);
        self.content = roles.keep(text, &[Role::Content]);
        wanted_terms(text, &roles, &mut self.body);
        terms::title_terms(&roles.keep(text, &[Role::Content, Role::Particle]), |term| {
            push_new(&mut self.titles, term);
        });
        self.collect_sounds(&roles.keep(text, &[Role::Content, Role::Particle, Role::Place, Role::Kind]));
        self.places = places.into_iter().map(|named| named.name).collect();
        let letters: String = self.title.characters.iter().filter(|c| c.is_ascii_lowercase()).collect();
        if self.sounded >= 1.0 && !letters.is_empty() {
            self.places.extend(gazetteer.spelled(&letters));
        }
        self.collect_covers(text, &roles);
        let (formal, others) = formal_text(text);
        let (_, roles) = read(&formal);
        self.formal = Title::parse(&formal);
        self.formal_content = roles.keep(&formal, &[Role::Content]);
        terms::title_terms(&self.formal_content, |term| push_new(&mut self.formal_titles, term));
        let mut synonyms = Vec::new();
        wanted_terms(&formal, &roles, &mut synonyms);
        for norm in others {
            wanted_terms(norm, &Roles::default(), &mut synonyms);
        }
        // Single characters of a norm's word are so common that they cost much and tell little.
        synonyms.retain(|wanted| wanted.term.tag() != Kind::Single as u8);
        synonyms.retain(|wanted| !self.body.iter().any(|known| known.term == wanted.term));
        self.synonyms = synonyms;
    }

    /// Which characters of the subject each term explains.
    fn collect_covers(&mut self, text: &str, roles: &Roles) {
        let aligned = fold::fold_aligned(text);
        let mut bits = vec![0; text.len()];
        let mut next: Cover = 1;
        for (_, source) in aligned.iter().filter(|(c, source)| *c != ' ' && roles.at(source.start) == Role::Content) {
            if bits.get(source.start) == Some(&0) {
                bits.iter_mut().skip(source.start).take(1).for_each(|slot| *slot = next);
                self.subject |= next;
                // Characters beyond the width of the set are left out; no question is that long.
                next <<= 1;
            }
        }
        let cover = |start: usize, end: usize| bits.iter().take(end).skip(start).fold(0, |sum, bit| sum | bit);
        analyser::analyse(text, |token| {
            let covers = cover(token.start, token.end);
            if token.kind != Kind::Single && covers != 0 {
                self.covers.push((token.term, covers));
            }
        });
        let folded: Vec<char> = aligned.iter().map(|(c, _)| *c).collect();
        for said in synonyms::said(&folded) {
            let (Some((_, first)), Some((_, last))) = (aligned.get(said.start), aligned.get(said.end - 1)) else {
                continue;
            };
            for norm in said.norms {
                let mut terms = Vec::new();
                analyser::analyse(norm, |token| {
                    if token.kind == Kind::Pair {
                        terms.push(token.term);
                    }
                });
                self.norms.push(Norm { terms, covers: cover(first.start, last.end) });
            }
        }
    }
}

pub(super) fn push_new(list: &mut Vec<Term>, term: Term) {
    if !list.contains(&term) {
        list.push(term);
    }
}

/// Terms of a text with the weights of their roles, without repeats.
fn wanted_terms(text: &str, roles: &Roles, list: &mut Vec<Wanted>) {
    analyser::analyse(text, |token| {
        let (first, last) = (roles.at(token.start), roles.at(token.end - 1));
        let source = text.get(token.start..token.end).unwrap_or_default();
        let inner = token.kind == Kind::Pair && !source.chars().any(|c| fold::is_han(fold::plain(c)));
        let weight = match token.kind {
            Kind::Single => weights::SINGLE * weights::role(first),
            Kind::Word => weights::WORD,
            Kind::Pair if inner && in_long_word(text, token.start, token.end) => weights::INNER_PAIR,
            Kind::Pair => weights::PAIR * weights::pair_of_roles(first, last),
        };
        match list.iter_mut().find(|wanted| wanted.term == token.term) {
            Some(wanted) => wanted.weight = wanted.weight.max(weight),
            None if weight > 0.0 => list.push(Wanted { term: token.term, weight }),
            None => {}
        }
    });
}

/// The query in the words of norms, and further norms for the same words.
fn formal_text(text: &str) -> (String, Vec<&'static str>) {
    let folded: Vec<char> = fold::fold_aligned(text).into_iter().map(|(c, _)| c).collect();
    let (mut formal, mut others, mut at) = (String::new(), Vec::new(), 0);
    for said in synonyms::said(&folded) {
        formal.extend(folded.get(at..said.start).unwrap_or_default());
        let mut norms = said.norms.iter().map(String::as_str);
        formal.push_str(norms.next().unwrap_or_default());
        others.extend(norms);
        at = said.end;
    }
    formal.extend(folded.get(at..).unwrap_or_default());
    (title::with_chinese_numerals(&formal.chars().collect::<Vec<_>>()).into_iter().collect(), others)
}

/// Whether a pair of letters or digits is only a part of a longer word.
fn in_long_word(text: &str, start: usize, end: usize) -> bool {
    let is_word = |c: char| {
        let c = fold::plain(c);
        c.is_alphanumeric() && !fold::is_han(c)
    };
    text.get(..start).and_then(|t| t.chars().next_back()).is_some_and(is_word)
        || text.get(end..).and_then(|t| t.chars().next()).is_some_and(is_word)
}

fn closing(quote: char) -> Option<char> {
    Some(match quote {
        '"' => '"',
        '“' => '”',
        '「' => '」',
        '『' => '』',
        '＂' => '＂',
        _ => return None,
    })
}

/// The word after a minus sign.
fn excluded(word: &str) -> Option<&str> {
    let rest = word.strip_prefix(['-', '－', '−'])?;
    (!fold::fold_text(rest).is_empty() && !rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(query: &str) -> Understood {
        Understood::read(query, &Gazetteer::default())
    }

    #[test]
    fn references_leave_the_text() {
        let query = read("民法典第1077条");
        assert_eq!((query.article.map(|a| a.number), query.text.trim()), (Some(1077), "民法典"));
        assert_eq!(read("刑法修正案11").formal_content.trim(), "刑法修正案十一".replace("修正案", "   ").trim());
        let query = read("2023年修订的行政复议法");
        assert_eq!((query.date.map(|d| d.year), query.text.trim()), (Some(2023), "行政复议法"));
        let query = read("主席令第七十三号 农村土地承包法");
        assert_eq!(query.number.map(|n| n.key()), Some("令73".into()));
        assert_eq!(query.text.trim(), "农村土地承包法");
    }

    #[test]
    fn quotes_and_minus_are_operators() {
        let query = read("“村级财务” 管理 -通知");
        assert_eq!(query.phrases, ["村级财务"]);
        assert_eq!(query.excluded, ["通知"]);
        assert!(query.text.contains("管理") && !query.text.contains("通知"));
    }

    #[test]
    fn pinyin_initials_and_mixed_writing_give_sounds() {
        assert!(read("laodong hetong fa").sounds.contains(&terms::sound("dong", "he")));
        assert!(read("上海yangquan条例").sounds.contains(&terms::sound("hai", "yang")));
        assert_eq!(read("zfxxgk").letters, "zfxxgk");
        assert!(read("劳动和同法").sounds.contains(&terms::sound("he", "tong")));
    }

    #[test]
    fn a_query_of_question_words_alone_is_still_searched() {
        assert!(!read("怎么办").body.is_empty());
        assert!(read("。。？").is_empty());
    }

    proptest! {
        #[test]
        fn anything_can_be_asked(query in "\\PC{0,40}") {
            let _ = read(&query);
        }
    }
}
