//! Sentences of real kinds of narratives: which are doubted, and which must be left alone.

use gongkai::diag::{Findings, Lang, Source};
use gongkai::report::{self, CheckInput};
use jiff::civil::date;

const TOML: &str = include_str!("data/county-2019.toml");

fn doubts(sentence: &str) -> Vec<String> {
    let md = format!("## 一、总体情况\n\n{sentence}\n");
    let mut findings = Findings::new();
    let source = Source { path: "annual-report.toml", text: TOML };
    let report = report::read(source, &mut findings);
    let narrative = Source { path: "annual-report.md", text: &md };
    let input = CheckInput {
        report: &report,
        source,
        previous: None,
        narrative,
        level: "county",
        published: Some(date(2020, 1, 2)),
        today: date(2020, 2, 1),
        due: (1, 31),
    };
    report::check(&input, &mut findings);
    let doubt = |code: &str| code == "report-x12" || code == "report-x13";
    findings.iter().filter(|finding| doubt(finding.code)).map(|finding| finding.message(Lang::Zh)).collect()
}

#[test]
fn sentences_that_agree_or_speak_of_something_else_are_left_alone() {
    for sentence in [
        "2019年，全县共收到政府信息公开申请76件，较上年增加3件，增长4.1%，其中自然人申请61件、法人或其他组织申请15件，均在法定期限内答复。",
        "全年受理政府信息公开申请79件（含上年结转3件），办结76件。",
        "全年主动公开政府信息5230条，其中政策文件120条、工作动态3100条、其他2010条。",
        "全年共公开信息100条，其中网站公开60条、微信公开30条等。",
        "受理行政许可申请320件，办结318件，办结率99.4%。",
        "办理人大建议12件、政协提案8件，办结率100%。",
        "12345热线受理群众诉求1,024件，办结1,020件，按时办结率100%。",
        "县政府全年审理行政复议案件35件，出庭应诉行政诉讼12件。",
        "审核公文100件，其中主动公开80件、依申请公开15件、不予公开5件。",
        "发放低保申请表35件，受理低保申请30件。",
        "依据《条例》第三十六条第1项，参照2018年第60号文件办理。",
        "群众满意率同比增长120%。",
        "收到依申请公开申请76件，予以公开38件，部分公开7件，不予公开7件，无法提供16件，不予处理6件，其他处理2件。",
    ] {
        assert!(doubts(sentence).is_empty(), "{sentence}: {:?}", doubts(sentence));
    }
}

#[test]
fn sentences_that_contradict_the_tables_or_themselves_are_doubted() {
    for sentence in [
        "2019年，全县共收到政府信息公开申请67件，较上年增加3件。",
        "全年未收到政府信息公开申请。",
        "未发生因政府信息公开工作被申请行政复议、提起行政诉讼的情况。",
        "收到依申请公开申请76件，予以公开83件。",
        "收到依申请公开申请76件，无法提供61件。",
        "收到依申请公开申请76件，结转下年度继续办理9件。",
        "2019年因政府信息公开被申请行政复议3件。",
        "2019年，全县共收到政府信息公开申请76件，较上年增加3件，其中自然人申请61件、法人或其他组织申请51件。",
        "全年主动公开政府信息5230条，其中政策文件120条、工作动态3100条、其他2000条。",
        "受理行政许可申请320件，办结318件，办结率100%。",
        "群众满意率达120%。",
        "制定规范性文件16件。",
    ] {
        assert!(!doubts(sentence).is_empty(), "{sentence}");
    }
}
