//! Checking one layer again after an edit: what was said of parts that did not change is kept.

use crate::changes::{Changes, Edit};
use crate::context::{Context, Derived, ItemContext, LayerContext, Setting};
use crate::finding::Finding;
use crate::outside::Outside;
use crate::rule::Rule;
use crate::shell::Scripts;
use ov_project::{ItemRun, LayerField, LayerFile, LayerId, PlacedUnit, Unit};
use std::cell::Cell;
use std::sync::Arc;

/// What was said of one version of a layer.
#[derive(Clone, Debug, Default)]
pub struct LayerFindings {
    setting: Setting,
    /// The version, while all around it is what it was then.
    content: Option<Arc<LayerFile>>,
    fields: Vec<FieldFindings>,
    whole: Vec<ByRule>,
    scripts: Arc<Scripts>,
    /// What each rule saw outside the layer.
    seen: Vec<Outside>,
    /// What changed there since.
    changed: Outside,
}

/// What was said of the value of one key.
#[derive(Clone, Debug)]
struct FieldFindings {
    key: &'static str,
    parts: Vec<PartFindings>,
}

/// What was said of one unit, or of neighbouring items.
#[derive(Clone, Debug)]
struct PartFindings {
    part: Part,
    base: u32,
    /// Of the items alone; spans count from `base`.
    findings: Arc<[Finding]>,
    /// Of the items in their layer; spans are places in the file.
    in_layer: Vec<ByRule>,
}

/// What a rule said, if anything; the rule by its place in the list of rules.
type ByRule = (usize, Vec<Finding>);

#[derive(Clone, Debug)]
enum Part {
    Unit(Arc<Unit>),
    Run(ItemRun),
}

impl LayerFindings {
    /// Checks a layer with the same rules as `before`; what that says of parts which are the same now is kept.
    pub fn update(context: Context<'_>, id: LayerId, rules: &[&dyn Rule], before: Option<&Self>) -> Self {
        let setting = context.setting(id);
        let version = context.project.layer(id).content.clone();
        let before = before.filter(|b| b.setting == setting);
        let scripts = before.map(|b| b.scripts.clone()).unwrap_or_default();
        let derived = Derived::with_scripts(scripts.clone());
        let changes = before.and_then(|b| Changes::between(b.content.as_ref()?, &version));
        let around = Around::new(rules.len(), before, changes.as_ref());
        let checker = Checker {
            layer: context.layer(id, &setting, &derived),
            rules,
            stale_items: Stale::new(rules, changes.as_ref(), &around, |rule| rule.item_reads()),
            stale_layer: Stale::new(rules, changes.as_ref(), &around, |rule| rule.layer_reads()),
            seen: around.seen,
        };
        let old_fields = before.map_or(&[][..], |b| &b.fields);
        let fields = version.fields.iter().map(|field| {
            let old = old_fields.iter().find(|b| b.key == field.key.name).map_or(&[][..], |b| &b.parts);
            FieldFindings { key: field.key.name, parts: checker.field(field, old) }
        });
        let fields = fields.collect();
        let whole = checker.whole(before.map_or(&[][..], |b| &b.whole));
        let seen = checker.seen.into_iter().map(Cell::into_inner).collect();
        scripts.tidy();
        Self { setting, content: Some(version), fields, whole, scripts, seen, changed: Outside::default() }
    }

    /// To be called when another layer was edited.
    pub fn edit_outside(&mut self, edit: &Edit<'_>) {
        self.changed = self.changed.and(Outside::of_other_edit(&edit.changes));
    }

    /// To be called when anything changed that no edit of a layer comes to: names, images, configuration, the graph.
    pub fn forget_surroundings(&mut self) {
        self.content = None;
    }

    /// All findings, with places in the file; unsorted, not yet leveled or suppressed.
    pub fn findings(&self) -> Vec<Finding> {
        let parts = || self.fields.iter().flat_map(|f| &f.parts);
        let moved = parts().flat_map(|p| p.findings.iter().map(|f| f.clone().shifted(p.base)));
        let in_layer =
            parts().flat_map(|p| &p.in_layer).chain(&self.whole).flat_map(|(_, found)| found.iter().cloned());
        moved.chain(in_layer).collect()
    }
}

/// What the rules saw outside the layer.
struct Around {
    /// By rule; it grows while they look.
    seen: Vec<Cell<Outside>>,
    /// Which of them has to look again, since that is not what it was.
    is_stale: Vec<bool>,
}

impl Around {
    fn new(rules: usize, before: Option<&LayerFindings>, changes: Option<&Changes<'_>>) -> Self {
        let own = changes.map(Outside::of_own_edit).unwrap_or_default();
        let elsewhere = before.map(|b| b.changed).unwrap_or_default();
        let seen: Vec<Outside> =
            before.filter(|_| changes.is_some()).map_or_else(|| vec![Outside::default(); rules], |b| b.seen.clone());
        let is_stale: Vec<bool> = seen.iter().map(|seen| seen.meets(own.and(elsewhere))).collect();
        let kept = seen.iter().zip(&is_stale).map(|(seen, stale)| if *stale { Outside::default() } else { *seen });
        Self { seen: kept.map(Cell::new).collect(), is_stale }
    }
}

/// Which rules with a hook have to look again although the part itself is the same.
struct Stale<'a> {
    changes: Option<&'a Changes<'a>>,
    /// The rules with the hook, and whether what they read around the part changed.
    rules: Vec<(usize, bool)>,
}

impl<'a> Stale<'a> {
    fn new(
        rules: &[&dyn Rule],
        changes: Option<&'a Changes<'a>>,
        around: &Around,
        reads: impl Fn(&dyn Rule) -> Option<crate::Reads>,
    ) -> Self {
        let hooked = rules.iter().enumerate().filter_map(|(index, rule)| Some((index, reads(*rule)?)));
        let is_stale = |index: usize, reads| around.is_stale[index] || changes.is_none_or(|c| c.touch(reads));
        let rules = hooked.map(|(index, reads)| (index, is_stale(index, reads))).collect();
        Self { changes, rules }
    }

    /// What was said before where it still holds, and anew what `look` says.
    fn refresh(&self, before: Option<&[ByRule]>, mut look: impl FnMut(usize, &mut Vec<Finding>)) -> Vec<ByRule> {
        let mut found = Vec::new();
        for &(rule, stale) in &self.rules {
            let kept = before.filter(|_| !stale).and_then(|b| self.kept(b, rule));
            let said = kept.unwrap_or_else(|| {
                let mut said = Vec::new();
                look(rule, &mut said);
                said
            });
            if !said.is_empty() {
                found.push((rule, said));
            }
        }
        found
    }

    fn kept(&self, before: &[ByRule], rule: usize) -> Option<Vec<Finding>> {
        let changes = self.changes?;
        let said = before.iter().find(|(of, _)| *of == rule).map_or(&[][..], |(_, said)| said);
        said.iter().map(|finding| changes.carry(finding)).collect()
    }
}

struct Checker<'a> {
    layer: LayerContext<'a>,
    rules: &'a [&'a dyn Rule],
    stale_items: Stale<'a>,
    stale_layer: Stale<'a>,
    /// What each rule saw outside the layer.
    seen: Vec<Cell<Outside>>,
}

impl Checker<'_> {
    fn field(&self, field: &LayerField, old: &[PartFindings]) -> Vec<PartFindings> {
        let key = field.key.name;
        if let Some(unit) = field.whole() {
            let known = old.iter().find(|o| matches!(&o.part, Part::Unit(u) if Arc::ptr_eq(u, unit.unit)));
            return vec![self.part(key, Part::Unit(unit.unit.clone()), unit.base, known)];
        }
        let runs = field.items().map_or(&[][..], |i| i.runs());
        let mut left = old.iter();
        let part = |run: &ItemRun| {
            // Runs keep their order, so a run that is still there stands behind those found before.
            let known = left.clone().position(|o| matches!(&o.part, Part::Run(r) if r.shares(run)));
            let known = known.and_then(|at| left.nth(at));
            self.part(key, Part::Run(run.clone()), run.base(), known)
        };
        runs.iter().map(part).collect()
    }

    fn part(&self, key: &'static str, part: Part, base: u32, known: Option<&PartFindings>) -> PartFindings {
        let findings = known.map_or_else(|| self.alone(key, &part), |k| k.findings.clone());
        let before = known.map(|k| &k.in_layer[..]);
        let in_layer = self.stale_items.refresh(before, |rule, said| {
            part.each(base, &mut |unit| self.rules[rule].check_item_in(&self.layer, &self.item(key, unit), said));
            self.note(rule);
        });
        PartFindings { part, base, findings, in_layer }
    }

    /// Item rules see a part as if it stood at the start of the file.
    fn alone(&self, key: &'static str, part: &Part) -> Arc<[Finding]> {
        let mut findings = Vec::new();
        part.each(0, &mut |unit| {
            let item = self.item(key, unit);
            self.rules.iter().for_each(|rule| rule.check_item(&item, &mut findings));
        });
        findings.into()
    }

    fn whole(&self, before: &[ByRule]) -> Vec<ByRule> {
        self.stale_layer.refresh(Some(before), |rule, said| {
            self.rules[rule].check_layer(&self.layer, said);
            self.note(rule);
        })
    }

    /// Notes what the rule saw outside the layer when it looked just now.
    fn note(&self, rule: usize) {
        let seen = &self.seen[rule];
        seen.set(seen.get().and(self.layer.derived.witness.take()));
    }

    fn item<'u>(&'u self, key: &'static str, unit: PlacedUnit<'u>) -> ItemContext<'u> {
        ItemContext::new(key, self.layer.layer.file, unit, self.layer.setting, &self.layer.derived.scripts)
    }
}

impl Part {
    /// The units as if the part started at `base`.
    fn each(&self, base: u32, job: &mut dyn FnMut(PlacedUnit<'_>)) {
        match self {
            Self::Unit(unit) => job(PlacedUnit { base, unit }),
            Self::Run(run) => run.iter().for_each(|u| job(PlacedUnit { base: u.base - run.base() + base, ..u })),
        }
    }
}
