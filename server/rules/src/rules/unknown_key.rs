//! See the page beside this file.

use crate::Severity;
use crate::context::{Context, ItemContext, LayerContext};
use crate::finding::{Finding, Place, Tag};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use ov_project::{Dialect, FileContent, Problem, ProblemKind, Shape, Standing};
use ov_schema::{Key, Struct, StructId, Suggestion, Type, where_known};

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
        let problems = item.unit.problems().iter();
        findings.extend(problems.filter_map(|p| judge(p, item.place(p.span), item.setting.dialect)));
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let problems = layer.layer.content.problems.iter();
        findings.extend(problems.filter_map(|p| judge(p, layer.place(p.span), layer.setting.dialect)));
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for (file, source) in project.project.files.iter().enumerate() {
            let FileContent::Root(root) = &source.content else { continue };
            let file = ov_project::FileId(file as u32);
            let place = |p: &Problem| Place { file, span: p.span };
            findings.extend(root.problems.iter().filter_map(|p| judge(p, place(p), project.project.dialect)));
        }
    }
}

fn judge(problem: &Problem, place: Place, dialect: Dialect) -> Option<Finding> {
    match &problem.kind {
        ProblemKind::UnknownKey { within, name, value, has_packages, present } => {
            Some(unknown(*within, name, *value, *has_packages, present, place))
        }
        ProblemKind::OldSpelling { within, key, standing, newer_present } => {
            old_spelling(*within, key, *standing, *newer_present, place, dialect)
        }
        _ => None,
    }
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
    let effect =
        if has_packages { "; because it holds a `package` list the loader takes it for a distro section" } else { "" };
    let candidates = advice(&suggestion, within, name);
    let message = format!("`{name}` is no key of {title}{effect}{candidates}");
    let mut finding = Finding::new(&INFO, place, message).tag(Tag::Unnecessary);
    for candidate in &suggestion.candidates {
        let certain = suggestion.certain().is_some_and(|k| k.name == candidate.key.name);
        let fits = takes(&candidate.key.ty, value) && !present.contains(&candidate.key.name);
        finding = finding.repair(rename(place, candidate.key.name, certain && fits));
    }
    finding
}

fn rename(key: Place, to: &str, safe: bool) -> Repair {
    let title = format!("Rename to `{to}`");
    let change = Change::RenameKey { key, to: to.into() };
    if safe { Repair::safe(title, change) } else { Repair::guess(title, change) }
}

fn advice(suggestion: &Suggestion, within: StructId, name: &str) -> String {
    let names: Vec<String> = suggestion.candidates.iter().take(3).map(|c| format!("`{}`", c.key.name)).collect();
    if let Some((last, rest)) = names.split_last() {
        let list = if rest.is_empty() { last.clone() } else { format!("{} or {last}", rest.join(", ")) };
        return format!("; did you mean {list}?");
    }
    let elsewhere: Vec<String> =
        where_known(name).filter(|s| s.id != within).map(|s| article(s.title)).take(3).collect();
    if elsewhere.is_empty() { String::new() } else { format!("; it is a key of {}", elsewhere.join(", ")) }
}

fn article(title: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().unwrap_or_default();
    // Proper names and abbreviations keep their capitals.
    let keep = chars.as_str().chars().next().is_some_and(char::is_uppercase);
    let lower = if keep { title.to_owned() } else { first.to_lowercase().chain(chars).collect() };
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u']);
    if lower.ends_with('s') {
        lower
    } else if vowel {
        format!("an {lower}")
    } else {
        format!("a {lower}")
    }
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
    place: Place,
    dialect: Dialect,
) -> Option<Finding> {
    let newer = key.deprecated.as_ref().and_then(|d| d.renamed_to);
    let schema: &Struct = ov_schema::get(within);
    let finding = match standing {
        Standing::Dropped => {
            let until =
                key.deprecated.as_ref().and_then(|d| d.until).map(|v| format!(" since {v}")).unwrap_or_default();
            let instead = newer.map(|n| format!("; write `{n}`")).unwrap_or_default();
            let message = format!("`{}` is dropped without a word{until}{instead}", key.name);
            Finding::new(&INFO, place, message).tag(Tag::Unnecessary)
        }
        Standing::Understood => {
            let instead = newer.map(|n| format!("; `{n}` is its newer name")).unwrap_or_default();
            let message = format!("`{}` is an older spelling{instead}", key.name);
            Finding::new(&INFO, place, message).severity(Severity::Info).tag(Tag::Deprecated)
        }
        Standing::NotYet => {
            let since = key.since.map(|v| v.to_string()).unwrap_or_default();
            let ours = dialect.version.map(|v| v.to_string()).unwrap_or_default();
            let older = older_name(schema, key);
            let instead = older.map(|o| format!("; write `{o}`, or raise the version")).unwrap_or_default();
            let message =
                format!("`{}` came with {since} and is dropped by a project of version {ours}{instead}", key.name);
            Finding::new(&INFO, place, message).tag(Tag::Unnecessary)
        }
        Standing::Current | Standing::Refused => return None,
    };
    Some(match newer {
        Some(newer) => finding.repair(rename(place, newer, !newer_present)),
        None => finding,
    })
}

fn older_name(schema: &Struct, key: &Key) -> Option<&'static str> {
    let keys: &'static [Key] = schema.keys;
    keys.iter().find(|k| k.deprecated.as_ref().is_some_and(|d| d.renamed_to == Some(key.name))).map(|k| k.name)
}
