use super::*;
use crate::report::edition::{edition, edition_for};
use crate::report::model::Report;
use crate::report::value::CellValue;

fn report(year: i16, cells: &[(&str, &str, &str, &str)]) -> Report {
    let mut report = Report::empty(edition_for(year), year, "甲");
    for cell in &mut report.cells {
        cell.value = CellValue::from_printed("0");
    }
    for (table, row, column, value) in cells {
        report.set(table, row, column, CellValue::from_printed(value));
    }
    report
}

fn of<'s>(all: &'s [Series], id: &str) -> &'s Series {
    all.iter().find(|series| series.id == id).unwrap()
}

#[test]
fn a_form_change_breaks_a_series_and_a_missing_year_is_a_gap() {
    let new = |value| [("requests", "new", "total", value)];
    let reports = [report(2019, &new("3")), report(2020, &new("5")), report(2021, &new("4")), report(2023, &new("/"))];
    let all = series(&reports);
    let rows = &of(&all, "requests").rows;
    let breaks: Vec<i16> = rows.iter().filter(|row| row.break_before).map(|row| row.year).collect();
    assert_eq!(breaks, [2021]);
    let states: Vec<&str> = rows.iter().map(|row| row.points[0].state).collect();
    assert_eq!(states, ["value", "value", "value", "not-reported", "absent"]);
    let svg = of(&all, "requests").svg.as_ref().unwrap();
    assert_eq!(svg.matches("<polyline").count(), 3, "only 2019-2020 is joined, once a line");
    assert!(!svg.contains("style="));
}

#[test]
fn noughts_are_a_sentence() {
    let all = series(&[report(2019, &[]), report(2020, &[])]);
    let one = of(&all, "review");
    assert_eq!((one.svg.as_deref(), one.zero_zh.as_deref()), (None, Some("2019–2020 各年均为 0")));
    let gap = series(&[report(2019, &[]), report(2022, &[])]);
    assert_eq!(of(&gap, "review").zero_zh.as_deref(), Some("2019、2022 各年均为 0"));
}

#[test]
fn a_figure_the_form_lacks_is_not_nought() {
    let all = series(&[report(2020, &[]), report(2021, &[("proactive", "fees", "amount", "12.5")])]);
    let rows = &of(&all, "fees").rows;
    assert_eq!((rows[0].points[0].state, rows[1].points[0].value.as_str()), ("no-cell", "12.5"));
}

#[test]
fn drawing_table_csv_and_json_say_the_same() {
    let reports = [
        report(2019, &[("requests", "new", "total", "31"), ("review", "litigation_direct", "total", "2")]),
        report(2021, &[("requests", "granted", "total", "7"), ("proactive", "normative_documents", "in_force", "9")]),
    ];
    let all = series(&reports);
    let (csv, json) = (series_csv(&all), series_json(&all));
    for (at, one) in all.iter().enumerate() {
        for (number, row) in one.rows.iter().enumerate() {
            for (line, point) in one.lines.iter().zip(&row.points) {
                let record = format!("{},{line},{},{},{},{},", one.title, quoted(&one.measure), row.year, row.edition.clone().unwrap_or_default(), point.value);
                assert!(csv.contains(&record), "{record}");
                let mark = format!("data-line=\"{line}\" data-year=\"{}\" data-value=\"{}\"", row.year, point.value);
                if let Some(svg) = &one.svg {
                    assert_eq!(svg.contains(&mark), !point.value.is_empty(), "{mark}");
                }
            }
            assert_eq!(json["series"][at]["rows"][number]["points"], serde_json::to_value(&row.points).unwrap());
        }
    }
}

fn quoted(field: &str) -> String {
    if field.contains(',') { format!("\"{field}\"") } else { field.to_owned() }
}

#[test]
fn definitions_parse_and_name_cells_of_some_edition() {
    assert_eq!(series(&[report(2020, &[]), report(2021, &[])]).len(), 6);
    assert!(edition("2019").is_some());
}
