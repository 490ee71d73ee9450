//! Live verbs of checks: which methods they know and what those need.

use crate::checks::{Check, Scope, Verb};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::Info;
use crate::words;
use ov_schema::nearest_word;

/// The live verb of a check: `k8s` or one of the others.
pub(crate) fn verb<'a>(check: &Check<'a>, k8s: bool) -> Option<Verb<'a>> {
    check.live_verb().filter(|v| (v.name == "k8s") == k8s)
}

/// A method that the verb does not know.
pub(crate) fn method(info: &'static Info, check: &Check<'_>, verb: Verb<'_>) -> Option<Finding> {
    let name = verb.field.value.value.text()?;
    if verb.method().is_some() {
        return None;
    }
    let guess = nearest_word(verb.methods().iter().map(|m| m.name), name);
    let hint = guess.map(|g| format!("; did you mean `{g}`?")).unwrap_or_default();
    let place = check.value_place(verb.field);
    let finding = Finding::new(info, place, format!("`{}` has no method `{name}`{hint}", verb.name));
    Some(match guess {
        Some(guess) => {
            let change = Change::ReplaceScalar { scalar: place, to: guess.to_owned() };
            finding.repair(Repair::guess(format!("Write `{guess}`"), change))
        }
        None => finding,
    })
}

/// Keys that the method needs and that are not set.
pub(crate) fn modifier(info: &'static Info, check: &Check<'_>, verb: Verb<'_>) -> Option<Finding> {
    let method = verb.method()?;
    let missing = method.requires.iter().filter(|key| **key != "artifact" && !check.view.is_set(key));
    // `raw` of a cluster takes its words from `text` as well.
    let missing = missing.filter(|key| **key != "k8s_resource" || !check.view.is_set("text"));
    let missing: Vec<String> = missing.map(words::code).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("`{}: {}` needs {}", verb.name, method.name, words::list(&missing));
    Some(Finding::new(info, check.value_place(verb.field), message))
}

/// A live verb in the build.
pub(crate) fn scope(info: &'static Info, check: &Check<'_>, verb: Verb<'_>) -> Option<Finding> {
    if check.scope() == Scope::Deploy {
        return None;
    }
    let message = format!("`{}` needs something live, but this check runs in the build", verb.name);
    let place = check.place(verb.field.key_span);
    Some(Finding::new(info, place, message).repair(check.run_when_deployed()))
}
