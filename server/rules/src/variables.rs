//! `${NAME}` and `${NAME:argument}` in checks.

use crate::checks::Check;
use crate::within::part;
use crate::{Change, Place, Repair};
use ov_project::Field;
use smol_str::SmolStr;
use std::ops::Range;

/// A reference to a variable. Only upper-case names are expanded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reference<'t> {
    /// The name.
    pub(crate) name: &'t str,
    /// What stands behind the colon.
    pub(crate) argument: Option<&'t str>,
    /// Bytes of the text, braces included.
    pub(crate) range: Range<usize>,
}

/// Variables that a throw-away container has as well.
pub(crate) const ALWAYS: [&str; 7] = ["USER", "HOME", "UID", "GID", "IMAGE", "DNS", "ACME_EMAIL"];

/// Variables that only a deployment or a scenario has; each stands for all names that start with it.
const LIVE: [&str; 12] = [
    "HOST_PORT",
    "VOLUME_PATH",
    "VOLUME_CONTAINER_PATH",
    "CONTAINER_IP",
    "CONTAINER_NAME",
    "INSTANCE",
    "ENV_",
    "CAPTURED",
    "SCENARIO_ID",
    "STEP_ID",
    "VM_HOSTDEV_COUNT",
    "DEPLOY_NAME",
];

/// Those of them that are nothing without an argument.
const WITH_ARGUMENT: [&str; 4] = ["HOST_PORT", "VOLUME_PATH", "VOLUME_CONTAINER_PATH", "CAPTURED"];

/// Fields whose text is never expanded, though it is a plain text.
const LITERAL_FIELDS: [&str; 19] = [
    "id",
    "description",
    "scope",
    "timeout",
    "eventually",
    "retry_interval",
    "capture",
    "capture_extract",
    "index_var",
    "emit_id",
    "on",
    "app_id",
    "source",
    "arch",
    "app_version",
    "activity",
    "attribute",
    "percent",
    "params",
];

impl Reference<'_> {
    /// Whether only something live can give it a value.
    pub(crate) fn is_live(&self) -> bool {
        LIVE.iter().any(|prefix| self.name.starts_with(prefix))
    }

    /// Whether it is written with a default as in a shell: `${NAME:-x}`.
    pub(crate) fn has_shell_default(&self) -> bool {
        self.argument.is_some_and(|a| a.starts_with(['-', '=', '+', '?']))
    }

    /// Whether it has a value anywhere; `index` is the name that a counted step gives its number.
    pub(crate) fn is_known(&self, index: &str) -> bool {
        let exact = |names: &[&str]| names.contains(&self.name);
        if WITH_ARGUMENT.contains(&self.name) {
            return self.argument.is_some_and(|a| !a.is_empty());
        }
        exact(&ALWAYS)
            || exact(&LIVE[3..6])
            || exact(&LIVE[8..])
            || [index, "INDEX"].contains(&self.name)
            || self.is_env()
    }

    fn is_env(&self) -> bool {
        self.name.strip_prefix("ENV_").is_some_and(|rest| !rest.is_empty())
    }
}

/// Names for a did-you-mean.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    ALWAYS.into_iter().chain(LIVE.into_iter().filter(|n| *n != "ENV_")).chain(["INDEX"])
}

/// The references in a text.
pub(crate) fn references(text: &str) -> impl Iterator<Item = Reference<'_>> {
    braced(text).filter_map(|(inner, range)| {
        let (name, argument) = match inner.split_once(':') {
            Some((name, argument)) => (name, Some(argument)),
            None => (inner, None),
        };
        let starts = name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_');
        let goes_on = name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        (starts && goes_on).then_some(Reference { name, argument, range })
    })
}

/// What stands between `${` and the next `}`, with the bytes of the whole.
pub(crate) fn braced(text: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    text.match_indices("${").filter_map(|(start, _)| {
        let inner = &text[start + 2..];
        let end = inner.find('}')?;
        Some((&inner[..end], start..start + 2 + end + 1))
    })
}

/// The fields of a check in which variables are expanded and that have a `${`, with their text.
pub(crate) fn expanded_fields<'a>(check: &Check<'a>) -> impl Iterator<Item = (&'a Field, &'a SmolStr)> + use<'a> {
    check.view.record().fields.iter().filter_map(|field| {
        let text = field.value.value.text().filter(|t| t.contains("${"))?;
        (!LITERAL_FIELDS.contains(&field.key.name)).then_some((field, text))
    })
}

/// All references that are expanded in a check.
pub(crate) fn expanded<'a>(check: &Check<'a>) -> impl Iterator<Item = (&'a Field, Reference<'a>)> + use<'a> {
    expanded_fields(check).flat_map(|(field, text)| references(text).map(move |reference| (field, reference)))
}

/// Where a reference stands.
pub(crate) fn place_of(check: &Check<'_>, field: &Field, range: &Range<usize>) -> Place {
    let text = field.value.value.text().map_or("", SmolStr::as_str);
    check.place(part(field.value.span, text, range))
}

/// The repair that writes `to` in place of a part of a field's text.
pub(crate) fn replace(check: &Check<'_>, field: &Field, range: &Range<usize>, to: &str) -> Option<Repair> {
    let text = field.value.value.text()?;
    let new = format!("{}{to}{}", text.get(..range.start)?, text.get(range.end..)?);
    let change = Change::ReplaceScalar { scalar: check.place(field.value.span), to: new };
    Some(Repair::guess(format!("Write `{to}`"), change))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str) -> Vec<(&str, Option<&str>)> {
        references(text).map(|r| (r.name, r.argument)).collect()
    }

    #[test]
    fn only_upper_case_names_are_references() {
        assert_eq!(
            seen("a ${HOME}/x ${HOST_PORT:80} ${name} ${X-y} $Y ${"),
            [("HOME", None), ("HOST_PORT", Some("80"))]
        );
        assert_eq!(seen("${X:-${Y}}"), [("X", Some("-${Y")), ("Y", None)]);
    }

    #[test]
    fn names_are_known_exactly_or_by_their_family() {
        let known = |text: &str| references(text).all(|r| r.is_known("INDEX"));
        for text in
            ["${HOME}", "${ENV_X}", "${HOST_PORT:80}", "${INDEX}", "${STEP_ID}", "${CAPTURED:a}", "${DEPLOY_NAME}"]
        {
            assert!(known(text), "{text}");
        }
        for text in ["${HOSTNAME}", "${ENV_}", "${HOST_PORT}", "${CONTAINER_IPS}", "${PORT}"] {
            assert!(!known(text), "{text}");
        }
    }
}
