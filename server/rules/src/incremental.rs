//! Checking one layer again after an edit: what was said of items that did not change is kept.

use crate::context::{Context, ItemContext, Setting};
use crate::finding::Finding;
use crate::rule::Rule;
use crate::shell::LazyScript;
use ov_project::{FileId, ItemRun, LayerField, LayerId, PlacedUnit, Unit};
use std::sync::Arc;

/// What was said of one version of a layer.
#[derive(Clone, Debug, Default)]
pub struct LayerFindings {
    setting: Setting,
    fields: Vec<FieldFindings>,
    whole: Vec<Finding>,
}

/// What was said of the value of one key.
#[derive(Clone, Debug)]
struct FieldFindings {
    key: &'static str,
    parts: Vec<PartFindings>,
}

/// What was said of one unit, or of neighbouring items; spans count from `base`.
#[derive(Clone, Debug)]
struct PartFindings {
    part: Part,
    base: u32,
    findings: Arc<[Finding]>,
}

#[derive(Clone, Debug)]
enum Part {
    Unit(Arc<Unit>),
    Run(ItemRun),
}

impl LayerFindings {
    /// Checks a layer; what `before` says of units that it shares with the layer now is kept.
    pub fn update(context: Context<'_>, id: LayerId, rules: &[&dyn Rule], before: Option<&Self>) -> Self {
        let setting = context.setting(id);
        let layer = context.project.layer(id);
        let before = before.filter(|b| b.setting == setting).map_or(&[][..], |b| &b.fields);
        let checker = Checker { file: layer.file, setting: &setting, rules };
        let fields = layer.content.fields.iter().map(|field| {
            let old = before.iter().find(|b| b.key == field.key.name).map_or(&[][..], |b| &b.parts);
            FieldFindings { key: field.key.name, parts: checker.field(field, old) }
        });
        let fields = fields.collect();
        let mut whole = Vec::new();
        let layer_context = context.layer(id, &setting);
        for rule in rules {
            rule.check_layer(&layer_context, &mut whole);
        }
        Self { setting, fields, whole }
    }

    /// All findings, with places in the file; unsorted, not yet leveled or suppressed.
    pub fn findings(&self) -> Vec<Finding> {
        let parts = self.fields.iter().flat_map(|f| &f.parts);
        let moved = parts.flat_map(|p| p.findings.iter().map(|f| f.clone().shifted(p.base)));
        moved.chain(self.whole.iter().cloned()).collect()
    }
}

struct Checker<'a> {
    file: FileId,
    setting: &'a Setting,
    rules: &'a [&'a dyn Rule],
}

impl Checker<'_> {
    fn field(&self, field: &LayerField, old: &[PartFindings]) -> Vec<PartFindings> {
        let key = field.key.name;
        if let Some(unit) = field.whole() {
            let part = Part::Unit(unit.unit.clone());
            let known = old.iter().find(|o| matches!(&o.part, Part::Unit(u) if Arc::ptr_eq(u, unit.unit)));
            let findings = known.map_or_else(|| self.units(key, unit.base, [unit]), |k| k.findings.clone());
            return vec![PartFindings { part, base: unit.base, findings }];
        }
        let runs = field.items().map_or(&[][..], |i| i.runs());
        let mut left = old.iter();
        let part = |run: &ItemRun| {
            // Runs keep their order, so a run that is still there stands behind those found before.
            let known = left.clone().position(|o| matches!(&o.part, Part::Run(r) if r.shares(run)));
            let known = known.and_then(|at| left.nth(at));
            let findings = known.map_or_else(|| self.units(key, run.base(), run.iter()), |k| k.findings.clone());
            PartFindings { part: Part::Run(run.clone()), base: run.base(), findings }
        };
        runs.iter().map(part).collect()
    }

    /// Item rules see a unit as if what it moves with stood at the start of the file.
    fn units<'u>(
        &self,
        key: &'static str,
        run: u32,
        units: impl IntoIterator<Item = PlacedUnit<'u>>,
    ) -> Arc<[Finding]> {
        let mut findings = Vec::new();
        for unit in units {
            let base = unit.base - run;
            let item = ItemContext {
                key,
                file: self.file,
                unit: PlacedUnit { base, ..unit },
                setting: self.setting,
                script: &LazyScript::new(),
            };
            for rule in self.rules {
                rule.check_item(&item, &mut findings);
            }
        }
        findings.into()
    }
}
