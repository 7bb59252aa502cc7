//! Sentences of real kinds of narratives: which are doubted, and which must be left alone.

use gongkai::diag::{Findings, Lang, Source};
use gongkai::report::{self, CheckInput};
use jiff::civil::date;

const TOML: &str = include_str!("data/county-2019.toml");

fn doubts(sentence: &str) -> Vec<String> {
    said(sentence, "", &["report-x12", "report-x13"])
}

/// What findings of these codes say about a narrative of one sentence below a title.
fn said(sentence: &str, title: &str, codes: &[&str]) -> Vec<String> {
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
        title,
        level: "county",
        published: Some(date(2020, 1, 2)),
        today: date(2020, 2, 1),
        due: (1, 31),
    };
    report::check(&input, &mut findings);
    findings.iter().filter(|finding| codes.contains(&finding.code)).map(|finding| finding.message(Lang::Zh)).collect()
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
        "县司法局全年收到行政复议申请120件，受理100件，办结98件。",
        "全年作为复议机关受理政府信息公开行政复议案件18件。",
        "全县各级行政机关共收到政府信息公开申请422件，其中县政府本级76件。",
        "乡镇收到政府信息公开申请6件、县直部门收到政府信息公开申请45件，县政府收到政府信息公开申请76件。",
        "依申请公开。全县受理不动产登记申请5300件，办结5300件，其中公开大厅受理5000件。",
        "2018年收到政府信息公开申请77件，2019年收到政府信息公开申请76件。",
        "依申请公开。全年未收到信息公开方面的投诉申请。",
        "未发生政府信息公开行政复议被纠正、行政诉讼败诉的情况。",
        "未收到法人提出的政府信息公开申请。",
        "全年发布政策解读45篇，其中图解20篇、视频5篇，解读率100%。",
        "收到政府信息公开申请76件，其中自然人通过网络申请30件。",
        "市场监管局作出行政处罚决定30件。",
        "全年因政府信息公开被申请行政复议5件，其中结果纠正1件。",
        "全年公开信息300条。其中：网站公开100条，微信公众号公开150条。",
        "全年主动公开信息200条，其中动态信息50条，占25%。",
        "公开率100%，应公开文件50件，已公开50件。",
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
        "全年共收到政府信息公开申请**611**件。",
        "收到政府信息公开申请76件，其他处理9件。",
        "收到政府信息公开申请76件，其中自然人67件。",
        "因政府信息公开被申请行政复议5件，其中结果纠正4件。",
        "全年作出行政许可决定754件。",
        "全年作出行政处罚决定543件。",
        "全年公开信息300条。其中：网站公开100条，微信公众号公开150条，微博公开60条。",
        "全年主动公开信息200条，其中动态信息50条，占30%。",
        "全年发布信息100条，分别为政策文件20条、动态信息30条、公示公告60条。",
        "发放问卷500份，收回480份，满意470份，满意率100%。",
        "网民留言收到120条，回复110条，回复率100%。",
        "应公开文件50件，已公开45件，公开率100%。",
    ] {
        assert!(!doubts(sentence).is_empty(), "{sentence}");
    }
}

#[test]
fn a_title_of_another_year_is_an_error() {
    for title in [
        "青川县人民政府2021年政府信息公开工作年度报告",
        "青川县人民政府关于2021年度政府信息公开工作情况的报告",
        "青川县人民政府二〇二一年政府信息公开工作年度报告",
        "青川县二○二一年度政府信息公开工作报告",
    ] {
        assert_eq!(said("收到申请。", title, &["report-x11"]).len(), 1, "{title}");
        assert_eq!(said(&format!("# {title}"), "", &["report-x11"]).len(), 1, "{title}");
    }
    for title in ["", "青川县人民政府二〇一九年政府信息公开工作年度报告", "政府信息公开工作年度报告"]
    {
        assert!(said("2018年工作报告指出不足。", title, &["report-x11"]).is_empty(), "{title}");
    }
}
