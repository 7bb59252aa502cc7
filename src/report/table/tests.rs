use super::*;
use crate::report::edition::editions;
use crate::report::model::Report;
use crate::report::value::CellValue;

/// Resolves spans as a browser does; every place of the grid must be covered exactly once.
fn grid<'t>(rows: impl Iterator<Item = &'t Row>, columns: usize) -> Vec<Vec<&'t Cell>> {
    let rows: Vec<&Row> = rows.collect();
    let mut grid: Vec<Vec<Option<&Cell>>> = vec![vec![None; columns]; rows.len()];
    for (at, row) in rows.iter().enumerate() {
        for cell in &row.cells {
            let from = grid[at].iter().position(Option::is_none).expect("no room for a cell");
            for line in &mut grid[at..at + cell.rowspan] {
                for place in &mut line[from..from + cell.colspan] {
                    assert!(place.replace(cell).is_none(), "two cells in one place: {}", cell.text);
                }
            }
        }
    }
    grid.into_iter().map(|row| row.into_iter().map(|cell| cell.expect("a hole in the grid")).collect()).collect()
}

#[test]
fn every_grid_is_full_and_has_the_official_size() {
    for edition in editions() {
        let sizes: Vec<(usize, usize)> = tables(&Report::empty(edition, 2020, ""))
            .iter()
            .map(|table| {
                let head = grid(table.head.iter(), table.columns);
                let body: usize = table.body.iter().map(|group| grid(group.rows.iter(), table.columns).len()).sum();
                (head.len() + body, table.columns)
            })
            .collect();
        let expected = if edition.id == "2019" { [(18, 4), (26, 10), (4, 15)] } else { [(14, 4), (28, 10), (4, 15)] };
        assert_eq!(sizes, expected, "{}", edition.id);
    }
}

#[test]
fn every_value_names_labels_that_exist_and_every_id_is_unique() {
    for edition in editions() {
        let tables = tables(&Report::empty(edition, 2020, ""));
        let cells = tables.iter().flat_map(|table| {
            table.head.iter().chain(table.body.iter().flat_map(|group| &group.rows)).flat_map(|row| &row.cells)
        });
        let cells: Vec<&Cell> = cells.collect();
        let ids: std::collections::BTreeSet<&str> = cells.iter().map(|cell| cell.id.as_str()).collect();
        assert_eq!(ids.len(), cells.len());
        for cell in cells.iter().filter(|cell| !cell.header) {
            assert!(cell.headers.split(' ').count() >= 2, "{}", cell.id);
            assert!(cell.headers.split(' ').all(|id| ids.contains(id)), "{}: {}", cell.id, cell.headers);
        }
    }
}

#[test]
fn a_value_stands_under_its_labels_in_the_grid() {
    let mut report = Report::empty(&editions()[0], 2019, "");
    report.set("requests", "refused_state_secret", "legal", CellValue::from_printed("7"));
    let table = &tables(&report)[1];
    let rows: Vec<Vec<&Cell>> = table.body.iter().flat_map(|group| grid(group.rows.iter(), 10)).collect();
    let row: Vec<&str> = rows[4].iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(&row[..3], ["三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"]);
    assert_eq!(row[7], "7");
    assert_eq!(grid(table.head.iter(), 10)[2][7].text, "法律服务机构");
}

#[test]
fn html_escapes_and_writes_spans() {
    let mut report = Report::empty(&editions()[0], 2019, "");
    report.set("requests", "new", "person", CellValue::from_printed("<b>&\""));
    let html = html(&tables(&report)[1]);
    assert!(html.contains("&lt;b&gt;&amp;&quot;"));
    assert!(html.contains("rowspan=\"20\"") && html.contains("colspan=\"7\""));
    assert!(!html.contains("style="));
}
