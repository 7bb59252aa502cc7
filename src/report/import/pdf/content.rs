//! A page's content: the operators that place text and draw lines; everything else is passed over.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};

use super::MAX_STREAM;
use super::font::{Font, modern, number, utf16};
use super::geometry::{Glyph, Marks, Matrix, Rule};

/// Most operators of a page and most characters and lines that are kept.
const MAX_OPERATORS: usize = 2_000_000;
const MAX_MARKS: usize = 400_000;
/// Deepest nesting of forms.
const MAX_FORMS: usize = 8;
/// A filled rectangle thinner than this is a line, in points.
const THIN: f64 = 2.6;

/// The marks of one page, turned upright.
pub fn page(document: &Document, id: ObjectId) -> Result<Marks, String> {
    let mut interpreter = Interpreter { document, marks: Marks::default(), operators: 0 };
    let data = document.get_page_content_with_limit(id, MAX_STREAM).map_err(|error| error.to_string())?;
    let (own, inherited) = document.get_page_resources(id).map_err(|error| error.to_string())?;
    let mut resources: Vec<&Dictionary> = own.into_iter().collect();
    resources.extend(inherited.into_iter().filter_map(|id| document.get_dictionary(id).ok()));
    interpreter.run(&data, &resources, upright(document, id), 0)?;
    Ok(interpreter.marks)
}

/// The map that undoes `/Rotate`.
fn upright(document: &Document, id: ObjectId) -> Matrix {
    let mut dictionary = document.get_dictionary(id).ok();
    for _ in 0..16 {
        let Some(page) = dictionary else { break };
        if let Some(angle) = page.get_deref(b"Rotate", document).ok().and_then(number) {
            return match angle.rem_euclid(360.0) {
                90.0 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
                180.0 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
                270.0 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
                _ => Matrix::IDENTITY,
            };
        }
        dictionary = page.get_deref(b"Parent", document).ok().and_then(|parent| parent.as_dict().ok());
    }
    Matrix::IDENTITY
}

struct Interpreter<'d> {
    document: &'d Document,
    marks: Marks,
    operators: usize,
}

#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Vec<u8>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
}

struct Text {
    matrix: Matrix,
    line: Matrix,
    /// What the marked characters say instead (`/ActualText`); each level of marking has an entry.
    actual: Vec<Option<String>>,
}

#[derive(Default)]
struct Path {
    rectangles: Vec<[(f64, f64); 4]>,
    lines: Vec<((f64, f64), (f64, f64))>,
    /// Corners of each figure drawn by lines: some programs fill a thin one for a border.
    figures: Vec<Vec<(f64, f64)>>,
    start: (f64, f64),
    at: (f64, f64),
}

impl Interpreter<'_> {
    fn run(&mut self, data: &[u8], resources: &[&Dictionary], ctm: Matrix, depth: usize) -> Result<(), String> {
        let content = Content::decode(data).map_err(|error| error.to_string())?;
        let fonts = self.fonts(resources);
        let empty = Font::default();
        let mut state = State {
            ctm,
            font: Vec::new(),
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        let mut text = Text { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY, actual: Vec::new() };
        let mut path = Path::default();
        for operation in &content.operations {
            self.operators += 1;
            if self.operators > MAX_OPERATORS || self.marks.glyphs.len() + self.marks.rules.len() > MAX_MARKS {
                return Err("PDF 太大 / the PDF is too large".to_owned());
            }
            let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
            let n = |at: usize| numbers.get(at).copied().unwrap_or(0.0);
            let font = || fonts.get(&state.font).unwrap_or(&empty);
            match operation.operator.as_str() {
                "q" if saved.len() < 256 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.ctm = Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]).then(state.ctm),
                "BT" => (text.matrix, text.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "BMC" => text.actual.push(None),
                "BDC" => text.actual.push(operation.operands.get(1).and_then(actual_text)),
                "EMC" => {
                    text.actual.pop();
                }
                "Tf" => {
                    state.font =
                        operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default().to_vec();
                    state.size = n(0);
                }
                "Tc" => state.character_space = n(0),
                "Tw" => state.word_space = n(0),
                "Tz" => state.stretch = n(0) / 100.0,
                "TL" => state.leading = n(0),
                "Ts" => state.rise = n(0),
                "Td" => text.next(n(0), n(1)),
                "TD" => {
                    state.leading = -n(1);
                    text.next(n(0), n(1));
                }
                "T*" => text.next(0.0, -state.leading),
                "Tm" => {
                    text.line = Matrix([n(0), n(1), n(2), n(3), n(4), n(5)]);
                    text.matrix = text.line;
                }
                "Tj" => self.show(font(), &state, &mut text, operation.operands.first()),
                "'" => {
                    text.next(0.0, -state.leading);
                    self.show(font(), &state, &mut text, operation.operands.first());
                }
                "\"" => {
                    state.word_space = n(0);
                    state.character_space = n(1);
                    text.next(0.0, -state.leading);
                    self.show(fonts.get(&state.font).unwrap_or(&empty), &state, &mut text, operation.operands.get(2));
                }
                "TJ" => {
                    for part in operation.operands.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
                        match number(part) {
                            Some(back) => text.advance(-back / 1000.0 * state.size * state.stretch),
                            None => self.show(font(), &state, &mut text, Some(part)),
                        }
                    }
                }
                "re" => path.rectangle(state.ctm, n(0), n(1), n(2), n(3)),
                "m" => path.begin(state.ctm.apply(n(0), n(1))),
                "l" => path.line(state.ctm.apply(n(0), n(1))),
                "h" => path.close(),
                "S" => self.paint(&mut path, true, false),
                "s" => {
                    path.close();
                    self.paint(&mut path, true, false);
                }
                "f" | "F" | "f*" => self.paint(&mut path, false, true),
                "B" | "B*" | "b" | "b*" => self.paint(&mut path, true, true),
                "n" => path = Path::default(),
                "Do" if depth < MAX_FORMS => {
                    let name = operation.operands.first().and_then(|name| name.as_name().ok()).unwrap_or_default();
                    self.form(name, resources, state.ctm, depth)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn fonts(&self, resources: &[&Dictionary]) -> BTreeMap<Vec<u8>, Font> {
        let mut fonts = BTreeMap::new();
        for resource in resources {
            let Ok(list) = resource.get_deref(b"Font", self.document).and_then(Object::as_dict) else { continue };
            for (name, font) in list {
                let Ok(dictionary) = self.document.dereference(font).and_then(|(_, font)| font.as_dict()) else {
                    continue;
                };
                fonts.entry(name.clone()).or_insert_with(|| Font::read(self.document, dictionary));
            }
        }
        fonts
    }

    fn form(&mut self, name: &[u8], resources: &[&Dictionary], ctm: Matrix, depth: usize) -> Result<(), String> {
        let document = self.document;
        let Some(stream) = resources.iter().find_map(|resource| named_form(document, resource, name)) else {
            return Ok(());
        };
        let kind = stream.dict.get_deref(b"Subtype", document).and_then(Object::as_name);
        if kind.ok() != Some(b"Form".as_slice()) {
            return Ok(());
        }
        let Ok(data) = stream.get_plain_content_with_limit(MAX_STREAM) else { return Ok(()) };
        let own = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict).ok();
        let matrix = stream.dict.get_deref(b"Matrix", document).and_then(Object::as_array).ok();
        let matrix: Vec<f64> = matrix.into_iter().flatten().filter_map(number).collect();
        let matrix = <[f64; 6]>::try_from(matrix).map_or(Matrix::IDENTITY, Matrix);
        let resources: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        self.run(&data, &resources, matrix.then(ctm), depth + 1)
    }

    fn show(&mut self, font: &Font, state: &State, text: &mut Text, string: Option<&Object>) {
        let Some(bytes) = string.and_then(|string| string.as_str().ok()) else { return };
        for (shown, width, space) in font.decode(bytes) {
            let place = text.matrix.then(state.ctm);
            let (x, y) = place.apply(0.0, state.rise);
            let advance = (width * state.size + state.character_space + if space { state.word_space } else { 0.0 })
                * state.stretch;
            let (end, _) = place.apply(width * state.size * state.stretch, state.rise);
            let size = (state.size * place.0[2].hypot(place.0[3])).abs();
            let shown = text.instead(shown);
            if !shown.trim().is_empty() {
                self.marks.glyphs.push(Glyph { text: shown, x: x.min(end), y, width: (end - x).abs(), size });
            }
            text.advance(advance);
        }
    }

    /// A thin filled figure is a line; a stroked rectangle is four.
    fn border(&mut self, corners: &[(f64, f64)], stroke: bool, fill: bool) {
        let low = |value: fn(&(f64, f64)) -> f64| corners.iter().map(value).fold(f64::INFINITY, f64::min);
        let high = |value: fn(&(f64, f64)) -> f64| corners.iter().map(value).fold(f64::NEG_INFINITY, f64::max);
        let (left, right) = (low(|corner| corner.0), high(|corner| corner.0));
        let (bottom, top) = (low(|corner| corner.1), high(|corner| corner.1));
        let rules = &mut self.marks.rules;
        if fill && top - bottom <= THIN && right - left > top - bottom {
            rules.push(Rule { across: true, at: f64::midpoint(top, bottom), from: left, to: right });
        } else if fill && right - left <= THIN {
            rules.push(Rule { across: false, at: f64::midpoint(left, right), from: bottom, to: top });
        } else if stroke {
            rules.extend([bottom, top].map(|at| Rule { across: true, at, from: left, to: right }));
            rules.extend([left, right].map(|at| Rule { across: false, at, from: bottom, to: top }));
        }
    }

    fn paint(&mut self, path: &mut Path, stroke: bool, fill: bool) {
        let path = std::mem::take(path);
        for corners in &path.rectangles {
            self.border(corners, stroke, fill);
        }
        for corners in path.figures.iter().filter(|corners| fill && corners.len() > 2) {
            self.border(corners, false, true);
        }
        for (from, to) in path.lines.into_iter().filter(|_| stroke) {
            let rule = if (from.1 - to.1).abs() < 1.0 {
                Rule { across: true, at: from.1, from: from.0.min(to.0), to: from.0.max(to.0) }
            } else if (from.0 - to.0).abs() < 1.0 {
                Rule { across: false, at: from.0, from: from.1.min(to.1), to: from.1.max(to.1) }
            } else {
                continue;
            };
            self.marks.rules.push(rule);
        }
    }
}

/// `/ActualText` of an inline property list: UTF-16 with its mark, else one byte a character.
fn actual_text(properties: &Object) -> Option<String> {
    let bytes = properties.as_dict().ok()?.get(b"ActualText").ok()?.as_str().ok()?;
    let text = match bytes.strip_prefix(&[0xFE, 0xFF]) {
        Some(units) => utf16(units),
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    Some(modern(&text))
}

fn named_form<'r>(document: &'r Document, resource: &'r Dictionary, name: &[u8]) -> Option<&'r Stream> {
    let forms = resource.get_deref(b"XObject", document).and_then(Object::as_dict).ok()?;
    forms.get_deref(name, document).and_then(Object::as_stream).ok()
}

impl Text {
    fn next(&mut self, x: f64, y: f64) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.matrix = self.line;
    }

    /// The first character inside a mark says all of it, the others nothing.
    fn instead(&mut self, shown: String) -> String {
        match self.actual.iter_mut().rev().find_map(Option::as_mut) {
            Some(actual) => std::mem::take(actual),
            None => shown,
        }
    }

    fn advance(&mut self, x: f64) {
        self.matrix = Matrix([1.0, 0.0, 0.0, 1.0, x, 0.0]).then(self.matrix);
    }
}

impl Path {
    fn rectangle(&mut self, ctm: Matrix, x: f64, y: f64, width: f64, height: f64) {
        self.rectangles.push([
            ctm.apply(x, y),
            ctm.apply(x + width, y),
            ctm.apply(x, y + height),
            ctm.apply(x + width, y + height),
        ]);
    }

    fn begin(&mut self, at: (f64, f64)) {
        (self.start, self.at) = (at, at);
        self.figures.push(vec![at]);
    }

    fn line(&mut self, to: (f64, f64)) {
        self.lines.push((self.at, to));
        self.at = to;
        if let Some(figure) = self.figures.last_mut() {
            figure.push(to);
        }
    }

    fn close(&mut self) {
        self.line(self.start);
    }
}
