//! Forms to fill in.

use gongkai::diag::{Findings, Source};
use gongkai::report::{self, editions};

#[test]
fn a_blank_form_reads_as_unfilled_and_names_every_row() {
    for edition in editions() {
        let toml = report::blank(edition, 2025, "青禾县人民政府");
        let mut findings = Findings::new();
        let report = report::read(Source { path: "annual-report.toml", text: &toml }, &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        assert!(report.cells.iter().all(|cell| cell.value.state().name() == "absent"));
        for slot in &edition.slots {
            assert!(toml.contains(&format!("\n# {} = ", slot.row)), "{}", slot.row);
            assert!(toml.contains(slot.row_labels.last().unwrap()), "{}", slot.row);
        }
    }
}

#[test]
fn a_filled_in_row_of_the_blank_form_is_read() {
    let toml = report::blank(&editions()[1], 2025, "青禾县人民政府")
        .replace("# carried_out = [ , , , , , , ]", "carried_out = [1, 0, 0, 0, 0, 0, 1]");
    let report = report::read(Source { path: "annual-report.toml", text: &toml }, &mut Findings::new());
    assert_eq!(
        report.number("requests", "carried_out", "total").map(|number| number.to_string()).as_deref(),
        Some("1")
    );
}

#[test]
fn the_narrative_to_fill_in_has_the_six_sections() {
    for edition in editions() {
        let md = report::narrative_skeleton(edition, 2025, "青禾县人民政府");
        let found = report::narrative::sections(&md, edition);
        assert_eq!(found.iter().map(|section| section.form).collect::<Vec<_>>(), (1..=6).map(Some).collect::<Vec<_>>());
    }
}
