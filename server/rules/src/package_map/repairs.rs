//! Giving checks the names they lack.

use super::{Gap, Incomplete};
use crate::context::LayerContext;
use crate::finding::Place;
use crate::listing::usages;
use crate::names::Candidate;
use crate::probes::Probe;
use crate::repair::{Change, NewValue, Repair, Safety, Side};
use crate::words::{self, code};
use ov_project::View;
use smol_str::SmolStr;

/// Names offered for one distro beside the best.
const OTHERS: usize = 3;

/// A name for a tag.
type Named<'n> = (&'n SmolStr, &'n Candidate);

/// All that can be done about one check, the best first.
pub(crate) fn of_probe(layer: &LayerContext<'_>, check: &Incomplete<'_>) -> Vec<Repair> {
    let gaps = distinct(&check.gaps);
    let best: Vec<Named<'_>> = gaps.iter().filter_map(|gap| Some((&gap.tag, gap.best()?))).collect();
    let mut repairs: Vec<Repair> = Vec::new();
    repairs.extend(entries(layer, &check.probe, &best));
    let single = gaps.iter().flat_map(|gap| gap.candidates.iter().take(OTHERS + 1).map(|name| (&gap.tag, name)));
    let single = single.filter(|named| best != [*named]);
    repairs.extend(single.filter_map(|named| entries(layer, &check.probe, &[named])));
    let nameless: Vec<&Gap<'_>> = gaps.iter().copied().filter(|gap| gap.candidates.is_empty()).collect();
    repairs.extend(nameless.iter().filter_map(|gap| exclusion(layer, &check.probe, gap)));
    repairs.extend(nameless.iter().filter_map(|gap| placeholder(layer, &check.probe, gap)));
    repairs
}

/// The best names for all checks of a file at once, where there are several.
pub(crate) fn of_file(layer: &LayerContext<'_>, checks: &[Incomplete<'_>]) -> Option<Repair> {
    let best = |check: &Incomplete<'_>| {
        let gaps = distinct(&check.gaps);
        let named: Vec<Named<'_>> = gaps.iter().filter_map(|gap| Some((&gap.tag, gap.best()?))).collect();
        entries(layer, &check.probe, &named).map(|repair| (check.probe.package.value.clone(), repair))
    };
    let each: Vec<_> = checks.iter().filter_map(best).collect();
    if each.len() < 2 {
        return None;
    }
    let told: Vec<String> =
        each.iter().map(|(package, repair)| format!("{} for {}", listed_names(&repair.title), code(package))).collect();
    let safe = each.iter().all(|(_, repair)| repair.safety == Safety::Safe);
    Some(Repair {
        title: format!("In {} checks of the file, ask {}", each.len(), told.join("; ")),
        safety: if safe { Safety::Safe } else { Safety::Unsafe },
        changes: each.into_iter().flat_map(|(_, repair)| repair.changes).collect(),
    })
}

fn listed_names(title: &str) -> &str {
    title.strip_prefix("Ask ").unwrap_or(title)
}

/// One gap for each tag.
fn distinct<'g, 'a>(gaps: &'g [Gap<'a>]) -> Vec<&'g Gap<'a>> {
    let mut found: Vec<&Gap<'_>> = Vec::new();
    for gap in gaps {
        if !found.iter().any(|other| other.tag == gap.tag) {
            found.push(gap);
        }
    }
    found
}

fn entries(layer: &LayerContext<'_>, probe: &Probe<'_>, wanted: &[Named<'_>]) -> Option<Repair> {
    let mut sorted = Vec::from(wanted);
    let habit = layer.around().habit();
    sorted.sort_by_key(|(tag, _)| {
        let others: Vec<&str> = wanted.iter().map(|(other, _)| other.as_str()).filter(|other| other != tag).collect();
        habit.place(tag, &others)
    });
    let pairs: Vec<(&SmolStr, &str)> = sorted.iter().map(|(tag, name)| (*tag, name.name.as_str())).collect();
    let names: Vec<String> =
        sorted.iter().map(|(tag, c)| format!("{} on {tag} ({})", code(&c.name), c.source.told())).collect();
    Some(Repair {
        title: format!("Ask for {}", words::list(&names)),
        safety: if wanted.iter().all(|(_, name)| name.certain) { Safety::Safe } else { Safety::Unsafe },
        changes: additions(layer, probe.check, &pairs)?,
    })
}

/// Entries with these names in the map of a check.
fn additions(layer: &LayerContext<'_>, check: View<'_>, names: &[(&SmolStr, &str)]) -> Option<Vec<Change>> {
    let text = |name: &str| NewValue::Text(name.to_owned());
    if names.is_empty() {
        return None;
    }
    let present: Vec<_> = check.map("package_map").collect();
    if present.is_empty() {
        let map = NewValue::Map(names.iter().map(|(tag, name)| (tag.to_string(), text(name))).collect());
        return Some(vec![match check.value_span("package_map") {
            Some(empty) => Change::ReplaceValue { value: layer.place(empty), with: map },
            None => behind(layer.place(check.key_span("package")?), "package_map", map),
        }]);
    }
    let keys: Vec<&str> = present.iter().map(|(tag, _)| tag.value.as_str()).collect();
    let habit = layer.around().habit();
    let addition = |(tag, name): &(&SmolStr, &str)| {
        if let Some((_, value)) = present.iter().find(|(key, _)| key.value == *tag) {
            return Change::ReplaceScalar { scalar: layer.place(value.span), to: (*name).to_owned() };
        }
        let (key, value) = (tag.to_string(), text(name));
        match present.get(habit.place(tag, &keys)) {
            Some((next, _)) => Change::InsertEntry { beside: layer.place(next.span), side: Side::Before, key, value },
            None => Change::AddEntry { beside: layer.place(present[0].0.span), key, value },
        }
    };
    Some(names.iter().map(addition).collect())
}

fn behind(beside: Place, key: &str, value: NewValue) -> Change {
    Change::InsertEntry { beside, side: Side::After, key: key.to_owned(), value }
}

/// Leaves a distro out on which nothing corresponds, where that leaves out no other.
fn exclusion(layer: &LayerContext<'_>, probe: &Probe<'_>, gap: &Gap<'_>) -> Option<Repair> {
    let others: Vec<Vec<SmolStr>> = usages(layer).into_iter().map(|usage| usage.chain).collect();
    let leaves_out = |tag: &SmolStr, chain: &Vec<SmolStr>| chain.contains(tag) && *chain != gap.chain;
    let tag = std::iter::once(&gap.tag).chain(&gap.chain).find(|tag| !others.iter().any(|c| leaves_out(tag, c)))?;
    let check = probe.check;
    let change = match (check.texts("exclude_distro").last(), check.value_span("exclude_distro")) {
        (Some(last), _) => Change::AddItem { after: layer.place(last.span), value: NewValue::Text(tag.to_string()) },
        (None, Some(empty)) => Change::ReplaceValue { value: layer.place(empty), with: list_of(tag) },
        (None, None) => {
            let beside = check.key_span("package_map").or_else(|| check.key_span("package"))?;
            behind(layer.place(beside), "exclude_distro", list_of(tag))
        }
    };
    let title = format!("Leave {tag} out: nothing listed there corresponds to {}", code(probe.package.value));
    Some(Repair::guess(title, change))
}

fn list_of(tag: &str) -> NewValue {
    NewValue::List(vec![NewValue::Text(tag.to_owned())])
}

/// An entry to be filled in; as long as it is empty, it says nothing.
fn placeholder(layer: &LayerContext<'_>, probe: &Probe<'_>, gap: &Gap<'_>) -> Option<Repair> {
    let is_there = probe.check.map("package_map").any(|(tag, _)| *tag.value == gap.tag);
    if is_there {
        return None;
    }
    let changes = additions(layer, probe.check, &[(&gap.tag, "")])?;
    let title = format!("Add an empty entry for {}, to be filled in", gap.tag);
    Some(Repair { title, safety: Safety::Manual, changes })
}
