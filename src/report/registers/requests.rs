//! `data/requests.csv`: one line a request for information, with dates, the applicant's kind and the outcome.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::csv::{Record, Table};
use super::{Candidate, bounds};
use crate::diag::{Finding, Findings, Source};
use crate::report::edition::{Edition, editions};
use crate::report::import::labels::{Labels, bare};

/// Columns by their English and Chinese names.
const ID: [&str; 3] = ["id", "编号", "序号"];
const RECEIVED: [&str; 3] = ["received", "收到日期", "收件日期"];
const APPLICANT: [&str; 3] = ["applicant", "申请人类别", "申请人类型"];
const OUTCOME: [&str; 3] = ["outcome", "办理结果", "结果"];
const CLOSED: [&str; 4] = ["closed", "办结日期", "答复日期", "answered"];

/// One request. It names nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Line of the register.
    pub line: usize,
    /// 收到申请之日 (条例第三十一条).
    pub received: Date,
    /// Column id: person, business, research, charity, legal or other.
    pub applicant: &'static str,
    /// The outcome's words: a row id or a label of the form; empty while the request is pending.
    pub outcome: String,
    /// 办结之日.
    pub closed: Option<Date>,
}

/// Reads the register; a line that cannot be understood is a finding and is not counted.
pub fn read(source: Source<'_>, findings: &mut Findings) -> Vec<Request> {
    let table = Table::read(source, &[&ID, &RECEIVED, &APPLICANT, &OUTCOME, &CLOSED], findings);
    let known: Vec<Labels> = editions().iter().map(Labels::new).collect();
    let mut requests = Vec::new();
    for record in &table.records {
        match request(&table, record, &known) {
            Ok(request) => requests.push(request),
            Err((column, value)) => findings.push(
                Finding::at("report-register-line", source, record.span.clone())
                    .with("line", record.line)
                    .with("column", column)
                    .with("value", value),
            ),
        }
    }
    requests
}

fn request(table: &Table, record: &Record, known: &[Labels]) -> Result<Request, (&'static str, String)> {
    let field = |names: &[&str]| table.field(record, names).to_owned();
    let date =
        |name: &'static str, text: String| text.replace(['/', '.'], "-").parse::<Date>().map_err(|_| (name, text));
    let received = date("received", field(&RECEIVED))?;
    let closed = match field(&CLOSED) {
        text if text.is_empty() => None,
        text => Some(date("closed", text)?),
    };
    let kind = field(&APPLICANT);
    let applicant = applicant(&kind).ok_or(("applicant", kind))?;
    let outcome = field(&OUTCOME);
    let named = outcome.is_empty()
        || editions().iter().zip(known).any(|(edition, labels)| row(edition, labels, &outcome).is_some());
    if !named || outcome.is_empty() != closed.is_none() || closed.is_some_and(|closed| closed < received) {
        return Err(if named { ("closed", field(&CLOSED)) } else { ("outcome", outcome) });
    }
    Ok(Request { line: record.line, received, applicant, outcome, closed })
}

/// The column of a kind of applicant, by id or by the form's label.
fn applicant(kind: &str) -> Option<&'static str> {
    let columns = editions().first()?.slots.iter().filter(|slot| slot.table == "requests" && slot.column != "total");
    let mut columns = columns.map(|slot| (slot.column.as_str(), slot.column_labels.last().map_or("", String::as_str)));
    columns.find(|(id, label)| *id == kind || *label == kind).map(|(id, _)| id)
}

/// The row of an outcome in an edition: an id, a label, or the 2019 form's single 其他处理 for its later parts.
fn row<'e>(edition: &'e Edition, labels: &Labels, outcome: &str) -> Option<&'e str> {
    let slots = || edition.slots.iter().filter(|slot| slot.table == "requests");
    if let Some(slot) = slots().find(|slot| slot.row == outcome) {
        return Some(&slot.row);
    }
    let at = labels.leaf(outcome, true, None).and_then(|leaf| labels.leaves.get(leaf)?.cells.first().copied());
    if let Some(slot) =
        at.and_then(|at| edition.slots.get(at)).filter(|slot| slot.table == "requests" && !not_outcome(&slot.row))
    {
        return Some(&slot.row);
    }
    let other = outcome.starts_with("other_")
        || ["其他", "其他处理", "逾期不补正", "未缴费"].iter().any(|word| bare(outcome).contains(word));
    slots().find(|slot| other && (slot.row == "other" || slot.row == "other_rest")).map(|slot| slot.row.as_str())
}

fn not_outcome(row: &str) -> bool {
    ["new", "carried_in", "total", "carried_out"].contains(&row)
}

/// What the register says about table three in a year.
pub fn candidates(requests: &[Request], edition: &'static Edition, year: i16) -> BTreeMap<usize, Candidate> {
    let mut all = BTreeMap::new();
    let Some((first, last)) = bounds(year) else { return all };
    if requests.is_empty() {
        return all;
    }
    let labels = Labels::new(edition);
    for (at, _) in edition.slots.iter().enumerate().filter(|(_, slot)| slot.table == "requests") {
        all.insert(at, Candidate::default());
    }
    let mut count = |row: &str, request: &Request| {
        for column in [request.applicant, "total"] {
            if let Some(candidate) = edition.slot("requests", row, column).and_then(|at| all.get_mut(&at)) {
                candidate.value += 1;
                candidate.counts.push(request.line.to_string());
            }
        }
    };
    for request in requests.iter().filter(|request| request.received <= last) {
        let open_before = request.received < first && request.closed.is_none_or(|closed| closed >= first);
        if request.received >= first {
            count("new", request);
        } else if open_before {
            count("carried_in", request);
        }
        match request.closed {
            Some(closed) if closed >= first && closed <= last => {
                if let Some(row) = row(edition, &labels, &request.outcome) {
                    count(row, request);
                    count("total", request);
                }
            }
            Some(closed) if closed < first => {}
            _ => count("carried_out", request),
        }
    }
    all
}
