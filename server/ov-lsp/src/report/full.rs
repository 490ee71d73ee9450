//! Source excerpts.

use super::lines::boundary;
use super::text::plain;
use super::{Finding, Fix, Place, Report, Safety, Severity, View, help_url, statistics};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::io::{self, Write};
use std::ops::Range;

/// Places that are further apart get an excerpt each.
const NEAR: u32 = 20;

/// An excerpt of more bytes (a file on one line) would say nothing.
const LARGEST_EXCERPT: usize = 1 << 14;

/// A note beside the excerpts of one finding.
struct Mark<'r> {
    place: &'r Place,
    kind: AnnotationKind,
    label: Option<String>,
}

/// Writes an excerpt a finding, or one line a rule where counts were asked for.
///
/// # Errors
/// What `out` reports.
pub fn write(report: &Report, view: &View<'_>, out: &mut dyn Write) -> io::Result<()> {
    if view.statistics {
        return statistics::write(report, out);
    }
    let renderer = if view.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    for finding in &report.findings {
        writeln!(out, "{}\n", renderer.render(&[group(report, view, finding)]))?;
    }
    Ok(())
}

fn group<'r>(report: &'r Report, view: &View<'_>, finding: &'r Finding) -> Group<'r> {
    let mut title = level(finding.severity).primary_title(plain(&finding.message)).id(plain(&finding.rule));
    if let Some(url) = help_url(&finding.rule).filter(|_| view.links) {
        title = title.id_url(url);
    }
    let excerpts = together(finding).into_iter().map(|marks| excerpt(report, view, &marks));
    let helps = finding.fixes.iter().map(|fix| Level::HELP.message(plain(&help(fix))).into());
    title.elements(excerpts.chain(helps))
}

const fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::NOTE,
    }
}

fn help(fix: &Fix) -> String {
    let flags = match fix.safety {
        Safety::Safe => "--fix",
        Safety::Unsafe => "--fix --unsafe",
    };
    format!("{} ({flags})", fix.title)
}

/// The places of a finding, those that fit in one excerpt together; its own place first.
fn together(finding: &Finding) -> Vec<Vec<Mark<'_>>> {
    let own = Mark { place: &finding.place, kind: AnnotationKind::Primary, label: None };
    let mut excerpts = vec![vec![own]];
    for related in &finding.related {
        let label = Some(plain(&related.message));
        let mark = Mark { place: &related.place, kind: AnnotationKind::Context, label };
        match excerpts.iter_mut().find(|marks| marks.iter().any(|other| is_near(other.place, mark.place))) {
            Some(marks) => marks.push(mark),
            None => excerpts.push(vec![mark]),
        }
    }
    excerpts
}

fn is_near(a: &Place, b: &Place) -> bool {
    a.file == b.file && a.start.line <= b.end.line + NEAR && b.start.line <= a.end.line + NEAR
}

fn excerpt<'r>(report: &'r Report, view: &View<'_>, marks: &[Mark<'r>]) -> Element<'r> {
    let first = marks[0].place;
    let path = plain(&view.prefixes.human(&first.file));
    let text = report.sources.get(&first.file).map_or("", |text| text);
    let lines = lines_around(text, marks);
    let shown = &text[lines.clone()];
    if shown.is_empty() || shown.len() > LARGEST_EXCERPT {
        let at = first.start;
        return Origin::path(path).line(at.line as usize).char_column(at.column as usize).into();
    }
    let first_line = marks.iter().map(|mark| mark.place.start.line).min().unwrap_or(1);
    let annotations = marks.iter().map(|mark| annotation(mark, &lines));
    Snippet::source(shown).path(path).line_start(first_line as usize).fold(true).annotations(annotations).into()
}

fn annotation<'r>(mark: &Mark<'r>, lines: &Range<usize>) -> Annotation<'r> {
    let inside = |offset: u32| (offset as usize).clamp(lines.start, lines.end) - lines.start;
    let span = inside(mark.place.start.offset)..inside(mark.place.end.offset);
    mark.kind.span(span).label(mark.label.clone())
}

/// The whole lines that hold all marks.
fn lines_around(text: &str, marks: &[Mark<'_>]) -> Range<usize> {
    let clamped = |offset| boundary(text, offset);
    let start = marks.iter().map(|mark| clamped(mark.place.start.offset)).min().unwrap_or(0);
    let end = marks.iter().map(|mark| clamped(mark.place.end.offset)).max().unwrap_or(start).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    line_start..line_end
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::format::tests::{finding, printed, sample};
    use super::super::lines::Lines;
    use super::super::{Format, Report, Severity, View};
    use ov_syntax::Span;
    use std::sync::Arc;

    #[test]
    fn excerpts_of_all_places() {
        insta::assert_snapshot!(printed(Format::Full, &sample()));
    }

    #[test]
    fn links_need_a_terminal() {
        let mut out = Vec::new();
        super::write(&sample(), &View { color: true, ..View::default() }, &mut out).unwrap();
        assert!(!String::from_utf8(out).unwrap().contains("\u{1b}]8;"));
    }

    #[test]
    fn no_place_of_any_text_is_too_odd() {
        for text in ["", "\n", "a", "\u{feff}a: é\r\nb:\tc\r\n", "a\rb", "🦀\n\n\u{301}", "\u{1b}[31m\0\u{202e}x"] {
            let source: Arc<str> = text.into();
            for start in 0..=text.len() as u32 + 1 {
                for end in start..=text.len() as u32 + 1 {
                    let place = Lines::new(text).place("a.yml".into(), Span::new(start, end));
                    let findings = vec![finding("unknown-key", Severity::Info, "m", place)];
                    let sources = [("a.yml".into(), source.clone())].into();
                    let report = Report { findings, sources, ..Report::default() };
                    let shown = printed(Format::Full, &report);
                    assert!(shown.contains("unknown-key"));
                    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown:?}");
                }
            }
        }
    }
}
