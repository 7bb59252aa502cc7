//! What kind of answer a question wants, and whether a section gives one: an amount, a time, a
//! penalty, a procedure, a permission, someone responsible.

/// A kind of answer: words of questions that want it, words of norms that give it.
struct Kind {
    asked: &'static [&'static str],
    given: &'static [&'static str],
}

const KINDS: [Kind; 7] = [
    Kind {
        asked: &["多少钱", "多少", "几倍", "几个月", "标准", "怎么算", "怎么赔", "赔"],
        given: &["元", "倍", "百分之", "支付", "赔偿", "补偿", "标准", "计算"],
    },
    Kind {
        asked: &["多久", "几天", "多长时间", "什么时候", "期限", "多少天", "几年", "几个月", "时效", "过期", "超过"],
        given: &["日内", "工作日", "个月", "年内", "期限", "期间为", "不得超过", "届满", "日以上", "天"],
    },
    Kind {
        asked: &["罚", "处罚", "判", "坐牢", "拘留", "后果", "犯法", "违法吗", "犯罪"],
        given: &["罚款", "处以", "拘留", "有期徒刑", "警告", "没收", "责令", "刑事责任"],
    },
    Kind {
        asked: &["怎么办理", "怎么申请", "如何申请", "手续", "材料", "去哪", "找谁", "怎么办", "流程", "办理", "申请"],
        given: &["申请", "提交", "材料", "登记", "受理", "可以向", "办理"],
    },
    Kind {
        asked: &["能不能", "可以", "可不可以", "能吗", "允许", "合法", "能否", "是否", "吗"],
        given: &["可以", "不得", "禁止", "应当", "有权", "无权", "但是"],
    },
    Kind {
        asked: &["谁", "哪个部门", "归谁管", "责任", "负责"], given: &["承担", "责任", "负责", "主管", "由"]
    },
    Kind {
        asked: &["什么是", "算不算", "是什么", "条件", "哪些", "算", "多大", "几岁"],
        given: &["是指", "所称", "下列", "条件", "情形", "视为", "周岁", "包括"],
    },
];

/// The kinds of answer that a query wants, one bit each.
pub fn wanted(query: &str) -> u8 {
    KINDS
        .iter()
        .enumerate()
        .filter(|(_, kind)| kind.asked.iter().any(|word| query.contains(word)))
        .fold(0, |bits, (index, _)| bits | (1 << index))
}

/// Share of the wanted kinds of answer that a text gives; 0 when none is wanted.
pub fn given(text: &str, wanted: u8) -> f32 {
    let gives = |kind: &Kind| kind.given.iter().filter(|word| text.contains(**word)).count().min(2) as f32 / 2.0;
    let sum: f32 =
        KINDS.iter().enumerate().filter(|(index, _)| wanted & (1 << index) != 0).map(|(_, kind)| gives(kind)).sum();
    if wanted == 0 { 0.0 } else { sum / wanted.count_ones() as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_about_time_is_answered_by_a_time() {
        let wanted = wanted("多久能批下来");
        assert!(given("应当自受理之日起二十个工作日内，期限届满", wanted) > given("应当公开、公正", wanted));
        assert!(given("二十日内", super::wanted("物业条例")).abs() < f32::EPSILON);
    }
}
