//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, PROBLEMS, Reads};
use crate::context::{Context, ItemContext, LayerContext};
use crate::dates::{self, ROOT_VERSION, WRAPPER};
use crate::finding::{Finding, Place, Tag};
use crate::old_units;
use crate::phrases::{self, article};
use crate::problems::{self, Seen};
use crate::repair::{Change, Repair, Safety};
use crate::rule::{Group, Info, Rule};
use ov_project::{Dialect, ProblemKind, Shape, Standing, successor};
use ov_schema::{Key, Nearness, Struct, StructId, Suggestion, Type, where_known};

pub(crate) static INFO: Info = Info {
    id: "unknown-key",
    group: Group::Keys,
    severity: Severity::Warning,
    default_on: true,
    summary: "a key that the loader does not know, and drops",
    docs: include_str!("unknown_key.md"),
};

pub(crate) struct UnknownKey;

impl Rule for UnknownKey {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(problems::of_item(item).filter_map(|seen| judge(&seen)));
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[PROBLEMS, BODY, "service"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let found = problems::of_layer(layer).filter_map(|seen| {
            let mut finding = judge(&seen)?;
            if let ProblemKind::OldSpelling { key, .. } = &seen.problem.kind
                && old_units::KEYS.contains(&key.name)
            {
                finding.repairs = old_units::as_entries(layer, seen.place()).into_iter().collect();
            }
            Some(finding)
        });
        findings.extend(found);
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        findings.extend(problems::of_roots(project).filter_map(|seen| {
            let finding = judge(&seen)?;
            Some(if may_be_earlier(&seen) { perhaps_earlier(finding) } else { finding })
        }));
    }
}

/// Mappings of which the loader refuses the whole file for a key it does not know.
pub(super) const STRICT: [StructId; 5] =
    [StructId::DESCRIPTION, StructId::LAYER_FILE, StructId::MATCHER, StructId::SCENARIO, StructId::SHELL];

/// Whether an older loader may have known a key of a root file: of those files no table says what they had before.
fn may_be_earlier(seen: &Seen<'_>) -> bool {
    let ProblemKind::UnknownKey { within, name, .. } = &seen.problem.kind else { return false };
    let is_like_nothing = || {
        ov_schema::nearest(ov_schema::get(*within), name).candidates.is_empty() && where_known(name).next().is_none()
    };
    !dates::is_past(seen.dialect, ROOT_VERSION) && !STRICT.contains(within) && is_like_nothing()
}

fn perhaps_earlier(finding: Finding) -> Finding {
    let message = format!("{} (an earlier version may have had it)", finding.message);
    Finding { message, ..finding }.severity(Severity::Hint)
}

fn judge(seen: &Seen<'_>) -> Option<Finding> {
    match &seen.problem.kind {
        ProblemKind::UnknownKey { within: StructId::LAYER, name, .. } if ov_schema::is_distro_section(name) => None,
        // `matcher-op` speaks of operators.
        ProblemKind::UnknownKey { within: StructId::MATCHER, .. } => None,
        // Without a candidate it is the name of a distro, which `distro-key-unknown` explains.
        ProblemKind::UnknownKey { within: StructId::DISTRO_MAP, name, .. } if !is_misspelt_distro(name) => None,
        ProblemKind::UnknownKey { within, name, value, has_packages, present } => {
            let refused_anyway = seen.is_flat && dates::is_past(seen.dialect, WRAPPER);
            let found = || unknown(*within, name, *value, *has_packages, present, seen.place());
            let may_be_known = seen.dialect.is_past_tables() && !is_plain_misspelling(*within, name);
            (!refused_anyway).then(found).map(|f| if may_be_known { perhaps_later(f) } else { f })
        }
        // A file of the older form without its wrapper has one finding that says so.
        ProblemKind::OldSpelling { .. } if seen.is_flat => None,
        ProblemKind::OldSpelling { within, key, standing, value, newer_present } => {
            let fits = |newer: &str| {
                ov_schema::get(*within).find(newer).is_some_and(|key| !newer_present && takes(&key.ty, *value))
            };
            old_spelling(*within, key, *standing, *newer_present, fits, seen)
        }
        _ => None,
    }
}

/// Whether a key is a known one with a slip or under a word that authors mistake for it. Singular and plural are no slip: later
/// versions changed from one to the other.
fn is_plain_misspelling(within: StructId, name: &str) -> bool {
    let number = |word: &str| word.trim_end_matches('s').to_owned();
    let suggestion = ov_schema::nearest(ov_schema::get(within), name);
    let best = suggestion.best().filter(|best| suggestion.unique && best.nearness <= Nearness::Mistaken);
    best.is_some_and(|best| number(best.key.name) != number(name))
}

fn perhaps_later(finding: Finding) -> Finding {
    let message = format!("{} (a later version may have it)", finding.message);
    let repairs = finding.repairs.into_iter().map(|repair| Repair { safety: Safety::Unsafe, ..repair }).collect();
    Finding { message, repairs, ..finding }.severity(Severity::Hint)
}

pub(super) fn is_misspelt_distro(name: &str) -> bool {
    // With a colon it is the tag of an image, in the place of a section.
    !name.contains(':') && !ov_schema::nearest(ov_schema::get(StructId::DISTRO_MAP), name).candidates.is_empty()
}

fn unknown(
    within: StructId,
    name: &str,
    value: Shape,
    has_packages: bool,
    present: &[&'static str],
    place: Place,
) -> Finding {
    let schema = ov_schema::get(within);
    let suggestion = ov_schema::nearest(schema, name);
    let title = article(schema.title);
    let effect = if has_packages && within == StructId::LAYER {
        "; because it holds a `package` list the loader takes it for a distro section"
    } else {
        ""
    };
    let candidates = advice(&suggestion, within, name);
    let message = format!("`{name}` is no key of {title}{effect}{candidates}");
    let mut finding = Finding::new(&INFO, place, message).tag(Tag::Unnecessary);
    if STRICT.contains(&within) {
        finding = finding.severity(Severity::Error);
    }
    for candidate in &suggestion.candidates {
        let certain = suggestion.certain().is_some_and(|k| k.name == candidate.key.name);
        let is_there = present.contains(&candidate.key.name);
        if certain && is_there {
            finding = finding.repair(removal(place, name, candidate.key.name));
        }
        let fits = takes(&candidate.key.ty, value) && !is_there;
        finding = finding.repair(rename(place, candidate.key.name, certain && fits));
    }
    finding
}

fn rename(key: Place, to: &str, safe: bool) -> Repair {
    let title = format!("Rename to `{to}`");
    let change = Change::RenameKey { key, to: to.into() };
    if safe { Repair::safe(title, change) } else { Repair::guess(title, change) }
}

/// Two keys of one name would be worse than the one that counts for nothing.
fn removal(key: Place, name: &str, newer: &str) -> Repair {
    Repair::guess(format!("Remove `{name}`, since `{newer}` is there too"), Change::RemoveEntry { entry: key })
}

fn advice(suggestion: &Suggestion, within: StructId, name: &str) -> String {
    let names = suggestion.candidates.iter().take(3).map(|c| c.key.name);
    let list = phrases::alternatives(names);
    if !list.is_empty() {
        return format!("; did you mean {list}?");
    }
    let elsewhere: Vec<String> =
        where_known(name).filter(|s| s.id != within).map(|s| article(s.title)).take(3).collect();
    if elsewhere.is_empty() { String::new() } else { format!("; it is a key of {}", elsewhere.join(", ")) }
}

/// Whether a key of this type takes a value of this shape.
fn takes(ty: &Type, value: Shape) -> bool {
    match ty {
        _ if value == Shape::Null => true,
        Type::Any => true,
        Type::OneOf(choices) => choices.iter().any(|c| takes(c, value)),
        Type::List(_) => value == Shape::Sequence,
        Type::Map(_) | Type::Struct(_) | Type::Entities { .. } => value == Shape::Mapping,
        Type::Str | Type::Duration | Type::Scalar => matches!(value, Shape::Plain | Shape::Quoted),
        Type::Bool | Type::Int | Type::Float => value == Shape::Plain,
    }
}

/// An older spelling that is merely dropped; what the loader refuses is a matter of `legacy-key-rejected`.
fn old_spelling(
    within: StructId,
    key: &'static Key,
    standing: Standing,
    newer_present: bool,
    fits: impl Fn(&str) -> bool,
    seen: &Seen<'_>,
) -> Option<Finding> {
    let (place, dialect) = (seen.place(), seen.dialect);
    let newer = successor(key);
    let finding = match standing {
        Standing::Dropped => dropped(within, key, newer, place),
        Standing::Understood => return Some(understood(within, key, newer_present, place, dialect)),
        Standing::NotYet => not_yet(within, key, place, dialect),
        Standing::Refused if STRICT.contains(&within) => refused(within, key, newer, place),
        Standing::Current | Standing::Refused => return None,
    };
    Some(match newer {
        Some(newer) if newer_present && standing != Standing::NotYet => {
            finding.repair(removal(place, key.name, newer)).repair(rename(place, newer, false))
        }
        Some(newer) => finding.repair(rename(place, newer, fits(newer))),
        None => finding,
    })
}

fn understood(within: StructId, key: &Key, newer_present: bool, place: Place, dialect: Dialect) -> Finding {
    let Some(newer) = successor(key) else {
        let message = format!("`{}` is an older spelling", key.name);
        return Finding::new(&INFO, place, message).severity(Severity::Info).tag(Tag::Deprecated);
    };
    let successor = ov_schema::get(within).find(newer);
    let is_early = successor.is_some_and(|key| dialect.standing(key) == Standing::NotYet);
    let message = match successor.and_then(|key| key.since).filter(|_| is_early) {
        Some(since) => format!("`{}` is called `{newer}` from version {since} on", key.name),
        None => format!("`{}` is an older spelling; `{newer}` is its newer name", key.name),
    };
    let finding = Finding::new(&INFO, place, message).severity(Severity::Info).tag(Tag::Deprecated);
    finding.repair(rename(place, newer, !newer_present && !is_early))
}

fn dropped(within: StructId, key: &Key, newer: Option<&str>, place: Place) -> Finding {
    let until = key.deprecated.as_ref().and_then(|d| d.until).map(|v| format!(" since {v}")).unwrap_or_default();
    let fact = if within == StructId::SERVICE {
        format!("is dropped{until}; the service will start without it")
    } else {
        format!("is dropped without a word{until}")
    };
    let instead = newer.map(|n| format!("; write `{n}`")).unwrap_or_default();
    let message = format!("`{}` {fact}{instead}", key.name);
    Finding::new(&INFO, place, message).tag(Tag::Unnecessary)
}

/// A key that went with its file: to the loader it is any unknown one.
fn refused(within: StructId, key: &Key, newer: Option<&str>, place: Place) -> Finding {
    let instead = newer.map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
    let message = format!("`{}` is no key of {}{instead}", key.name, article(ov_schema::get(within).title));
    Finding::new(&INFO, place, message).severity(Severity::Error).tag(Tag::Unnecessary)
}

fn not_yet(within: StructId, key: &Key, place: Place, dialect: Dialect) -> Finding {
    let since = key.since.map(|v| v.to_string()).unwrap_or_default();
    let ours = dialect.version.map(|v| v.to_string()).unwrap_or_default();
    let message = format!("`{}` came with {since} and is dropped by a project of version {ours}", key.name);
    match older_name(ov_schema::get(within), key) {
        Some(older) => {
            let message = format!("{message}; write `{older}`, or raise the version");
            let finding = Finding::new(&INFO, place, message).tag(Tag::Unnecessary);
            finding.repair(rename(place, older, false))
        }
        // Nothing the author could have written instead.
        None => Finding::new(&INFO, place, message).severity(Severity::Info).tag(Tag::Unnecessary),
    }
}

fn older_name(schema: &Struct, key: &Key) -> Option<&'static str> {
    let keys: &'static [Key] = schema.keys;
    keys.iter().find(|k| successor(k) == Some(key.name)).map(|k| k.name)
}
