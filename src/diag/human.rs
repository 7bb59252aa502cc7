//! Findings as people read them in a terminal: the place, the line, the mark, the rule, the remedy.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::catalogue::{Lang, text};
use super::finding::{Finding, Findings, Severity};

/// All findings as text for a terminal, each followed by a blank line.
#[must_use]
pub fn human(findings: &Findings, lang: Lang, color: bool) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    findings.iter().map(|finding| render(finding, lang, &renderer) + "\n\n").collect()
}

/// One line that counts the findings, e.g. `2 个错误，1 个提醒`.
#[must_use]
pub fn summary(findings: &Findings, lang: Lang) -> String {
    let count = |severity| findings.count(severity).to_string();
    text(
        lang,
        "cli.summary",
        &[
            ("errors", &count(Severity::Error)),
            ("warnings", &count(Severity::Warning)),
            ("notes", &count(Severity::Note)),
        ],
    )
}

fn render(finding: &Finding, lang: Lang, renderer: &Renderer) -> String {
    let level = match finding.severity {
        Severity::Error => Level::ERROR.with_name(text(lang, "cli.level-error", &[])),
        Severity::Warning => Level::WARNING.with_name(text(lang, "cli.level-warning", &[])),
        Severity::Note => Level::NOTE.with_name(text(lang, "cli.level-note", &[])),
    };
    let title = level.primary_title(finding.message(lang)).id(finding.code);
    let place = &finding.place;
    let mut group = match &place.excerpt {
        Some(excerpt) => Group::with_title(title).element(
            Snippet::source(excerpt.line.clone())
                .line_start(place.line as usize)
                .path(place.path.clone())
                .annotation(AnnotationKind::Primary.span(excerpt.mark.clone())),
        ),
        None => Group::with_title(title).element(annotate_snippets::Origin::path(place.path.clone())),
    };
    let (rule, help) = (finding.rule(), finding.help(lang));
    if !rule.is_empty() {
        group = group.element(Level::NOTE.with_name(text(lang, "cli.label-rule", &[])).message(rule));
    }
    if !help.is_empty() {
        group = group.element(Level::HELP.with_name(text(lang, "cli.label-help", &[])).message(help));
    }
    renderer.render(&[group])
}
