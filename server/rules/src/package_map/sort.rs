//! Entries of a map in the order of the project.

use crate::context::LayerContext;
use crate::probes::{Entry, probes};
use crate::repair::{Change, Repair, Safety, Side};

/// Puts the entries of the `package_map` that holds the byte `at` in the order in which the project writes its distros, for editors;
/// it changes nothing that is asked. None where no map stands there, or it has that order.
pub fn sort_package_map(layer: &LayerContext<'_>, at: u32) -> Option<Repair> {
    let holds = |map: &[Entry<'_>]| {
        let (first, last) = (map.first().map(|e| e.tag.span.start), map.last().map(|e| e.name.span.end));
        first.zip(last).is_some_and(|(first, last)| first <= at && at <= last)
    };
    let map = probes(layer.layer).map(|probe| probe.map).find(|map| holds(map))?;
    let order = in_order(layer, &map);
    let kept = longest_rise(&order);
    let place = |index: usize| map[index].tag.span;
    let (mut changes, mut waiting) = (Vec::new(), Vec::new());
    let mut last = None;
    for index in order {
        if kept.contains(&index) {
            let before = |member: usize| Change::Move {
                member: layer.place(place(member)),
                side: Side::Before,
                other: layer.place(place(index)),
            };
            changes.extend(waiting.drain(..).map(before));
            last = Some(index);
        } else {
            waiting.push(index);
        }
    }
    // Each goes right behind the last one that stays, so the first comes last.
    changes.extend(waiting.into_iter().rev().zip(std::iter::repeat(last?)).map(|(member, last)| Change::Move {
        member: layer.place(place(member)),
        side: Side::After,
        other: layer.place(place(last)),
    }));
    let title = "Sort the entries as the project sorts its distros".to_owned();
    (!changes.is_empty()).then_some(Repair { title, safety: Safety::Unsafe, changes })
}

/// The places of the entries in the order that they should have.
fn in_order(layer: &LayerContext<'_>, map: &[Entry<'_>]) -> Vec<usize> {
    let habit = layer.around().habit();
    let mut order: Vec<usize> = Vec::new();
    for (index, entry) in map.iter().enumerate() {
        let before: Vec<&str> = order.iter().map(|&other| map[other].tag.value.as_str()).collect();
        order.insert(habit.place(entry.tag.value, &before), index);
    }
    order
}

/// The most places that rise from front to back, so that they can stay.
fn longest_rise(order: &[usize]) -> Vec<usize> {
    let mut best: Vec<Vec<usize>> = Vec::new();
    for &index in order {
        let mut rise = best.iter().filter(|rise| rise.last() < Some(&index)).max_by_key(|rise| rise.len()).cloned();
        let rise = rise.get_or_insert_default();
        rise.push(index);
        best.push(std::mem::take(rise));
    }
    best.into_iter().max_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::longest_rise;

    #[test]
    fn as_few_as_can_be_move() {
        assert_eq!(longest_rise(&[0, 1, 2]), [0, 1, 2]);
        assert_eq!(longest_rise(&[2, 0, 1]), [0, 1]);
        assert_eq!(longest_rise(&[1, 2, 0, 3]), [1, 2, 3]);
        assert_eq!(longest_rise(&[]), [0; 0]);
    }
}
