use super::*;
use crate::report::edition::edition;
use crate::report::read::read;
use crate::report::trial::trials;

const REQUESTS: &str = "编号,收到日期,申请人类别,办理结果,办结日期\n\
1,2021-12-20,自然人,予以公开,2022-01-10\n\
2,2022-02-01,自然人,1.属于国家秘密,2022-02-20\n\
3,2022-03-05,商业企业,部分公开,2022-03-30\n\
4,2022-04-01,person,other_fee_unpaid,2022-05-01\n\
5,2022-12-28,legal,,\n\
6,2023-01-03,自然人,予以公开,2023-01-09\n\
7,2021-03-01,自然人,予以公开,2021-03-05\n";

fn source(text: &str) -> Source<'_> {
    Source { path: "data/requests.csv", text }
}

fn registers() -> Registers {
    let mut findings = Findings::new();
    let registers = Registers::default().with_requests(source(REQUESTS), &mut findings);
    assert!(findings.is_empty(), "{findings:?}");
    registers
}

#[test]
fn a_draft_keeps_the_arithmetic_and_names_its_lines() {
    for id in ["2019", "2021"] {
        let toml = draft(&registers(), edition(id).unwrap(), 2022, "甲");
        let mut findings = Findings::new();
        let report = read(source(&toml), &mut findings);
        assert!(findings.is_empty(), "{findings:?}\n{toml}");
        let value = |row: &str, column: &str| report.number("requests", row, column).unwrap().to_string();
        assert_eq!(
            [
                value("new", "total"),
                value("carried_in", "total"),
                value("total", "total"),
                value("carried_out", "legal")
            ],
            ["4", "1", "4", "1"]
        );
        let tried = trials(&report, None);
        assert!(tried.iter().filter(|trial| trial.rule.table == "requests").all(|trial| trial.holds == Some(true)));
        assert!(toml.contains("# requests.new.total 一、本年新收政府信息公开申请数量 总计 = 4：第 3-6 行"), "{toml}");
    }
}

#[test]
fn later_parts_of_other_count_as_other_in_the_older_form() {
    let value = |id: &str, row: &str| {
        candidates(&registers(), edition(id).unwrap(), 2022)
            [&edition(id).unwrap().slot("requests", row, "total").unwrap()]
            .value
    };
    assert_eq!((value("2019", "other"), value("2021", "other_fee_unpaid")), (1, 1));
}

#[test]
fn a_column_with_names_and_a_wrong_line_are_findings() {
    let mut findings = Findings::new();
    let text = "received,applicant,outcome,closed,姓名\n2022-02-30,person,,,张三\n2022-03-01,person,没有的结果,2022-03-02,李四\n2022-03-01,person,granted,2022-02-02,\n";
    let registers = Registers::default().with_requests(source(text), &mut findings);
    assert!(registers.requests.is_empty());
    let codes: Vec<&str> = findings.iter().map(|finding| finding.code).collect();
    assert_eq!(
        codes,
        ["report-register-column", "report-register-line", "report-register-line", "report-register-line"]
    );
}

#[test]
fn a_hand_filled_cell_that_the_register_contradicts_is_found() {
    let toml = draft(&registers(), edition("2021").unwrap(), 2022, "甲")
        .replace("new = [2, 1, 0, 0, 1, 0, 4]", "new = [3, 1, 0, 0, 1, 0, 5]");
    let report = read(source(&toml), &mut Findings::new());
    let mut findings = Findings::new();
    compare(&report, source(&toml), &registers(), &mut findings);
    assert_eq!(findings.iter().filter(|finding| finding.code == "report-register-differs").count(), 2);
}

#[test]
fn documents_fill_table_two_of_both_forms() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let document = |path: &str, formed: &str, repealed: Option<&str>| DocumentFact {
        path: path.to_owned(),
        row: "normative_documents",
        formed: day(formed),
        published: day(formed),
        repealed: repealed.map(day),
        expires: None,
    };
    let registers = Registers {
        documents: vec![
            document("a.md", "2021-05-01", Some("2022-06-01")),
            document("b.md", "2022-02-01", None),
            document("c.md", "2023-02-01", None),
        ],
        ..Registers::default()
    };
    let value = |id: &str, column: &str| {
        let edition = edition(id).unwrap();
        candidates(&registers, edition, 2022)[&edition.slot("proactive", "normative_documents", column).unwrap()].value
    };
    assert_eq!((value("2021", "made"), value("2021", "repealed"), value("2021", "in_force")), (1, 1, 1));
    assert_eq!((value("2019", "made"), value("2019", "disclosed"), value("2019", "total")), (1, 1, 2));
}

#[test]
fn service_figures_of_the_first_report_do_not_add_up() {
    let text = "year,unit,level,received,settled,forwarded\n2019,乡为民服务中心,township,1059,1018,42\n2019,9个村代办点,village,916,916,0\n";
    let mut findings = Findings::new();
    let registers = Registers::default().with_services(Source { path: "data/services.csv", text }, &mut findings);
    assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), ["report-x13"]);
    assert_eq!(services::value(&registers.services, 2019, "services.received"), Some(1975));
    let toml = "edition = \"2019\"\nyear = 2019\nbody = \"甲\"\n[statements]\n\"办结率\" = { says = \"100%\", percent = 100, equals = \"services.settled / services.received\" }\n\"接待\" = { says = \"1975\", value = 1975, equals = \"services.received\" }\n";
    let report = read(source(toml), &mut Findings::new());
    let mut findings = Findings::new();
    compare(&report, source(toml), &registers, &mut findings);
    let said: Vec<String> = findings.iter().map(|finding| finding.message(crate::diag::Lang::Zh)).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("97.92%"), "{said:?}");
}
