//! Whose figure it is: a narrative also speaks of other bodies, other applications and other years.
//!
//! It only ever takes a sentence out of a comparison; what a figure must equal is for [`super::claims`].

use crate::report::model::Report;

/// Words for the body that reports.
const OWN: [&str; 24] = [
    "本级",
    "本机关",
    "本行政机关",
    "本单位",
    "我机关",
    "我单位",
    "县政府",
    "市政府",
    "区政府",
    "省政府",
    "州政府",
    "镇政府",
    "乡政府",
    "我县",
    "我市",
    "我区",
    "我省",
    "我局",
    "我乡",
    "我镇",
    "我委",
    "本局",
    "本镇",
    "本乡",
];

/// Words for bodies that are not, unless its own name has them.
const OTHERS: [&str; 26] = [
    "局",
    "复议机关",
    "复议机构",
    "法院",
    "各级",
    "乡镇",
    "镇街",
    "街道",
    "县直",
    "市直",
    "区直",
    "省直",
    "直属",
    "各部门",
    "政府部门",
    "职能部门",
    "各单位",
    "各乡",
    "各镇",
    "各县",
    "各地",
    "下级",
    "所属",
    "下属",
    "派出机构",
    "成员单位",
];

/// Applications and complaints that are not requests for information.
const OTHER_APPLICATIONS: [&str; 17] = [
    "登记申请",
    "不动产",
    "许可",
    "审批",
    "救助",
    "低保",
    "补贴",
    "补助",
    "投诉",
    "举报",
    "信访",
    "仲裁",
    "援助",
    "公证",
    "认定",
    "贷款",
    "政务服务",
];

/// What may stand right before 申请 when the requests are only called that.
const PLAIN: [&str; 16] = [
    "收到", "受理", "新收", "接到", "接收", "收办", "办理", "办结", "答复", "有效", "书面", "上年", "结转", "信函",
    "网络", "当面",
];

/// Whether the last body named in the words is another than the one that reports.
pub(super) fn others_speak(words: &str, report: &Report) -> bool {
    let last = |names: &[&str]| {
        let named = names.iter().filter_map(|name| Some(words.rfind(name)? + name.len()));
        named.max()
    };
    let others: Vec<&str> = OTHERS.iter().filter(|name| !report.body.contains(**name)).copied().collect();
    let own = last(&OWN).max(last(&[report.body.as_str()]).filter(|_| !report.body.is_empty()));
    last(&others).is_some_and(|other| own.is_none_or(|own| own < other))
}

/// Whether the last year named in the words is another than the report's.
pub(super) fn other_year(words: &str, report: &Report) -> bool {
    let mut year = words.match_indices('年').filter_map(|(at, _)| {
        let head = words.get(..at)?;
        let digits = head.get(head.len().checked_sub(4)?..)?;
        digits.parse::<i16>().ok().filter(|year| (1949..=2999).contains(year))
    });
    let before = ["上年", "上一年"].iter().any(|word| words.contains(word)) && !words.contains("结转");
    before || year.next_back().is_some_and(|year| year != report.year)
}

/// Whether the words are about applications of another kind.
pub(super) fn other_application(words: &str) -> bool {
    OTHER_APPLICATIONS.iter().any(|word| words.contains(word))
}

/// Whether 申请 in the words can be requests for information.
pub(super) fn may_be_requests(words: &str) -> bool {
    let Some((head, _)) = words.rsplit_once("申请") else { return true };
    words.contains("公开") || words.contains("依申请") || PLAIN.iter().any(|word| head.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::edition::edition;

    #[test]
    fn the_last_body_named_is_the_one_that_speaks() {
        let report = Report::empty(edition("2021").unwrap(), 2022, "某县人民政府");
        for words in ["县司法局收到", "全县各级行政机关共收到", "我县乡镇收到", "作为复议机关受理"]
        {
            assert!(others_speak(words, &report), "{words}");
        }
        for words in ["全县共收到", "各级机关422件,其中县政府本级收到", "我局受理", "某县人民政府受理"]
        {
            assert!(!others_speak(words, &report), "{words}");
        }
        let bureau = Report::empty(edition("2021").unwrap(), 2022, "某县司法局");
        assert!(!others_speak("县司法局收到", &bureau));
    }

    #[test]
    fn another_year_is_told_by_its_number() {
        let report = Report::empty(edition("2021").unwrap(), 2022, "");
        assert!(other_year("2021年收到申请", &report));
        assert!(!other_year("2021年收到77件,2022年收到", &report));
        assert!(!other_year("上年结转申请", &report));
    }
}
