//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::matchers::patterns;
use crate::rule::{Group, Info};
use regex_syntax::ast::ErrorKind;
use regex_syntax::ast::parse::Parser;

static INFO: Info = Info {
    id: "regex-invalid",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a regular expression of a check does not compile",
    docs: include_str!("regex_invalid.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for (_, text, span) in patterns(check) {
        if let Some(why) = why_invalid(text) {
            let message = format!("the regular expression does not compile: {why}");
            findings.push(Finding::new(&INFO, check.place(span), message));
        }
    }
}

/// What is wrong with a pattern for RE2 as for the parser at hand.
fn why_invalid(pattern: &str) -> Option<&'static str> {
    // The quotation `\Q…\E` exists in RE2 only, and nested classes exist in the parser at hand only.
    if pattern.contains("\\Q") {
        return None;
    }
    let error = Parser::new().parse(pattern).err()?;
    match error.kind() {
        ErrorKind::GroupUnclosed => Some("a `(` is not closed"),
        ErrorKind::GroupUnopened => Some("a `)` closes nothing"),
        // In RE2 a brace that counts nothing is a brace.
        ErrorKind::RepetitionMissing if is_plain_brace(&pattern[error.span().start.offset..]) => None,
        ErrorKind::RepetitionMissing => Some("a repetition has nothing to repeat"),
        ErrorKind::EscapeUnexpectedEof => Some("it ends with a lone backslash"),
        ErrorKind::UnsupportedBackreference => Some("there are no back-references"),
        ErrorKind::UnsupportedLookAround => Some("there is no look-around"),
        ErrorKind::ClassUnclosed if pattern.matches('[').count() == 1 => Some("a `[` is not closed"),
        _ => None,
    }
}

/// Whether a text starts with a brace that is no count of repetitions.
fn is_plain_brace(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('{') else { return false };
    let count = inner.split_once('}').map_or("", |(count, _)| count);
    let (least, most) = count.split_once(',').unwrap_or((count, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    least.is_empty() || !is_number(least) || !is_number(most)
}

#[cfg(test)]
mod tests {
    use super::why_invalid;

    #[test]
    fn only_what_re2_refuses_as_well_is_reported() {
        for bad in ["(", "a)", "*a", "[a", "a\\", "{2}", "{2,}a", r"(a)\1", "(?=a)", "(?<!a)b"] {
            assert!(why_invalid(bad).is_some(), "{bad}");
        }
        for good in [
            "a{",
            r#"{"ok":true}"#,
            "{,2}",
            "({x})",
            "{",
            "a{,3}",
            "[[a]",
            r"\Qa(\E",
            "(?P<n>a)",
            "(?i)a",
            r"\pL",
            "[]a]",
            "",
            r"\/",
        ] {
            assert_eq!(why_invalid(good), None, "{good}");
        }
    }
}
