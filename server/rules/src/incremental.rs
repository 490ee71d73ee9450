//! Checking one layer again after an edit: what was said of items that did not change is kept.

use crate::check::units;
use crate::context::{Context, ItemContext, Setting};
use crate::finding::Finding;
use crate::rule::Rule;
use ov_project::{FileId, LayerId, PlacedUnit, Unit};
use std::sync::Arc;

/// What was said of one version of a layer.
#[derive(Clone, Debug, Default)]
pub struct LayerFindings {
    setting: Setting,
    units: Vec<UnitFindings>,
    whole: Vec<Finding>,
}

/// What was said of one unit; spans count from its start.
#[derive(Clone, Debug)]
struct UnitFindings {
    base: u32,
    unit: Arc<Unit>,
    findings: Arc<[Finding]>,
}

impl LayerFindings {
    /// Checks a layer; what `before` says of units that it shares with the layer now is kept.
    pub fn update(context: Context<'_>, id: LayerId, rules: &[&dyn Rule], before: Option<&Self>) -> Self {
        let setting = context.setting(id);
        let layer = context.project.layer(id);
        let before = before.filter(|b| b.setting == setting).map_or(&[][..], |b| &b.units);
        let mut kept = Kept { before, from_end: false };
        let all: Vec<(&'static str, &PlacedUnit)> = units(layer).collect();
        let count = all.len();
        let of_units = all.into_iter().enumerate().map(|(index, (key, placed))| {
            let findings = match kept.find(index, count, &placed.unit) {
                Some(findings) => findings,
                None => check_unit(key, layer.file, placed, &setting, rules),
            };
            UnitFindings { base: placed.base, unit: placed.unit.clone(), findings }
        });
        let units = of_units.collect();
        let mut whole = Vec::new();
        let layer_context = context.layer(id, &setting);
        for rule in rules {
            rule.check_layer(&layer_context, &mut whole);
        }
        Self { setting, units, whole }
    }

    /// All findings, with places in the file; unsorted, not yet leveled or suppressed.
    pub fn findings(&self) -> Vec<Finding> {
        let of_units = self.units.iter().filter(|u| !u.findings.is_empty());
        let moved = of_units.flat_map(|u| u.findings.iter().map(|f| f.clone().shifted(u.base)));
        moved.chain(self.whole.iter().cloned()).collect()
    }
}

/// Looks up what is known of a unit: at its old place counted from the front, or behind an insertion from the end.
struct Kept<'b> {
    before: &'b [UnitFindings],
    from_end: bool,
}

impl Kept<'_> {
    fn find(&mut self, index: usize, count: usize, unit: &Arc<Unit>) -> Option<Arc<[Finding]>> {
        let front = self.before.get(index);
        let back = (self.before.len() + index).checked_sub(count).and_then(|i| self.before.get(i));
        let order = if self.from_end { [back, front] } else { [front, back] };
        let position = order.iter().position(|u| u.is_some_and(|u| Arc::ptr_eq(&u.unit, unit)))?;
        self.from_end ^= position == 1;
        order[position].map(|u| u.findings.clone())
    }
}

/// Item rules see the unit as if it stood at the start of the file, so that their findings can move with it.
fn check_unit(
    key: &'static str,
    file: FileId,
    placed: &PlacedUnit,
    setting: &Setting,
    rules: &[&dyn Rule],
) -> Arc<[Finding]> {
    let unit = PlacedUnit { base: 0, unit: placed.unit.clone() };
    let item = ItemContext { key, file, unit: &unit, setting };
    let mut findings = Vec::new();
    for rule in rules {
        rule.check_item(&item, &mut findings);
    }
    findings.into()
}
