//! Asking the rules about the parts of one version of a layer, as far as what they said before does not hold any more.

use crate::changes::Changes;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::hooks::looks_at;
use crate::outside::Outside;
use crate::rule::Rule;
use crate::stale::{Around, Stale};
use ov_project::{ItemRun, LayerField, PlacedUnit, Unit};
use rustc_hash::FxHashMap;
use std::cell::LazyCell;
use std::sync::Arc;

/// What a rule said, if anything; the rule by its place in the list of rules.
pub(crate) type ByRule = (usize, Vec<Finding>);

/// What was said of one unit, or of neighbouring items.
#[derive(Clone, Debug)]
pub(crate) struct PartFindings {
    part: Part,
    base: u32,
    /// Of each item alone; spans count from where the item starts.
    alone: Arc<[Alone]>,
    /// Of the items in their layer; spans are places in the file.
    in_layer: Vec<ItemSaid>,
}

/// Most often nothing.
type Alone = Option<Arc<[Finding]>>;

#[derive(Clone, Debug)]
struct ItemSaid {
    rule: usize,
    /// By its place in the part.
    item: usize,
    said: Vec<Finding>,
}

#[derive(Clone, Debug)]
enum Part {
    Unit(Arc<Unit>),
    Run(ItemRun),
}

impl Part {
    /// The units where the part stands at `base`.
    fn units(&self, base: u32) -> Vec<PlacedUnit<'_>> {
        match self {
            Self::Unit(unit) => vec![PlacedUnit { base, unit }],
            Self::Run(run) => run.iter().map(|u| PlacedUnit { base: u.base - run.base() + base, ..u }).collect(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unit(own), Self::Unit(other)) => Arc::ptr_eq(own, other),
            (Self::Run(own), Self::Run(other)) => own.shares(other),
            _ => false,
        }
    }
}

impl PartFindings {
    /// All of them, with places in the file.
    pub(crate) fn findings(&self, found: &mut Vec<Finding>) {
        if self.alone.iter().any(Option::is_some) {
            let units = self.part.units(self.base);
            let alone = units.iter().zip(self.alone.iter());
            found.extend(
                alone.flat_map(|(unit, said)| said.iter().flat_map(|s| s.iter()).map(|f| f.clone().shifted(unit.base))),
            );
        }
        found.extend(self.in_layer.iter().flat_map(|of_item| of_item.said.iter().cloned()));
    }

    fn said(&self, rule: usize, item: usize) -> &[Finding] {
        self.in_layer.iter().find(|of| of.rule == rule && of.item == item).map_or(&[], |of| &of.said)
    }
}

/// Where an item stood before: the part, and its place in it.
type Former<'a> = (&'a PartFindings, usize);

/// Items of parts that are not there any more. One that only has others beside it now is still the same.
struct Gone<'a> {
    items: FxHashMap<*const Unit, Former<'a>>,
    /// The rules that said something of them in their layer.
    rules: Vec<usize>,
}

impl<'a> Gone<'a> {
    fn new(parts: impl Iterator<Item = &'a PartFindings> + Clone) -> Self {
        let rules = parts.clone().flat_map(|part| &part.in_layer).map(|of_item| of_item.rule).collect();
        let items = parts.flat_map(|part| {
            let units = part.part.units(0).into_iter().enumerate();
            units.map(move |(at, unit)| (Arc::as_ptr(unit.unit), (part, at))).collect::<Vec<_>>()
        });
        Self { items: items.collect(), rules }
    }

    fn has_words_of(&self, rule: usize) -> bool {
        self.rules.contains(&rule)
    }

    fn find(&self, unit: PlacedUnit<'_>) -> Option<Former<'a>> {
        self.items.get(&Arc::as_ptr(unit.unit)).copied()
    }
}

/// Asks the rules about one version of a layer.
pub(crate) struct Checker<'a> {
    layer: LayerContext<'a>,
    rules: &'a [&'a dyn Rule],
    stale_items: Stale<'a>,
    stale_layer: Stale<'a>,
    around: Around,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(
        layer: LayerContext<'a>,
        rules: &'a [&'a dyn Rule],
        changes: Option<&'a Changes<'a>>,
        around: Around,
    ) -> Self {
        let stale_items = Stale::new(rules, changes, &around, |rule| rule.item_reads());
        let stale_layer = Stale::new(rules, changes, &around, |rule| rule.layer_reads());
        Self { layer, rules, stale_items, stale_layer, around }
    }

    /// What each rule saw outside the layer.
    pub(crate) fn seen(&self) -> Vec<Outside> {
        self.around.seen()
    }

    pub(crate) fn field(&self, field: &LayerField, old: &[PartFindings]) -> Vec<PartFindings> {
        let parts: Vec<(Part, u32)> = match field.whole() {
            Some(unit) => vec![(Part::Unit(unit.unit.clone()), unit.base)],
            None => field.items().iter().flat_map(|i| i.runs()).map(|r| (Part::Run(r.clone()), r.base())).collect(),
        };
        // Parts keep their order, so one that is still there stands behind those found before.
        let mut passed = 0;
        let mut is_kept = vec![false; old.len()];
        let find = |(part, _): &(Part, u32)| {
            let at = passed + old[passed..].iter().position(|o| o.part.is(part))?;
            is_kept[at] = true;
            passed = at + 1;
            Some(&old[at])
        };
        let kept: Vec<Option<&PartFindings>> = parts.iter().map(find).collect();
        let gone = Gone::new(old.iter().zip(&is_kept).filter(|(_, kept)| !**kept).map(|(part, _)| part));
        let parts = parts.into_iter().zip(kept);
        parts.map(|((part, base), same)| self.part(field.key.name, part, base, same, &gone)).collect()
    }

    fn part(
        &self,
        key: &'static str,
        part: Part,
        base: u32,
        same: Option<&PartFindings>,
        gone: &Gone<'_>,
    ) -> PartFindings {
        let alone = match same {
            Some(same) => same.alone.clone(),
            None => part.units(0).into_iter().map(|unit| self.alone(key, unit, gone)).collect(),
        };
        let in_layer = match same {
            Some(same) => self.in_same(key, same, &part, base),
            None => self.in_new(key, &part.units(base), gone),
        };
        PartFindings { part, base, alone, in_layer }
    }

    /// Item rules see an item as if it stood at the start of the file.
    fn alone(&self, key: &'static str, unit: PlacedUnit<'_>, gone: &Gone<'_>) -> Alone {
        if let Some((part, at)) = gone.find(unit) {
            return part.alone[at].clone();
        }
        let mut said = Vec::new();
        let item = self.item(key, PlacedUnit { base: 0, ..unit });
        self.rules.iter().for_each(|rule| rule.check_item(&item, &mut said));
        (!said.is_empty()).then(|| said.into())
    }

    /// Of the items of a part that is what it was.
    fn in_same(&self, key: &'static str, same: &PartFindings, part: &Part, base: u32) -> Vec<ItemSaid> {
        let units = LazyCell::new(|| part.units(base));
        let mut found = Vec::new();
        for &(rule, stale) in &self.stale_items.rules {
            if stale {
                found.extend(units.iter().enumerate().filter_map(|(item, unit)| self.said(key, rule, item, *unit)));
                continue;
            }
            for before in same.in_layer.iter().filter(|of| of.rule == rule) {
                let kept = self.stale_items.kept(&before.said).map(|said| ItemSaid { said, ..*before });
                found.extend(kept.or_else(|| self.said(key, rule, before.item, *units.get(before.item)?)));
            }
        }
        found
    }

    /// Of the items of a part that is new, though some of them need not be.
    fn in_new(&self, key: &'static str, units: &[PlacedUnit<'_>], gone: &Gone<'_>) -> Vec<ItemSaid> {
        let former: Vec<Option<Former<'_>>> = units.iter().map(|unit| gone.find(*unit)).collect();
        let mut found = Vec::new();
        for &(rule, stale) in &self.stale_items.rules {
            // Most rules said nothing, so only what is new is left for them.
            let had_words = gone.has_words_of(rule);
            for (item, unit) in units.iter().enumerate() {
                let former = former[item].filter(|_| !stale);
                if former.is_some() && !had_words {
                    continue;
                }
                match former.and_then(|(part, at)| self.stale_items.kept(part.said(rule, at))) {
                    Some(said) if said.is_empty() => {}
                    Some(said) => found.push(ItemSaid { rule, item, said }),
                    None => found.extend(self.said(key, rule, item, *unit)),
                }
            }
        }
        found
    }

    /// What a rule says of an item now, if anything.
    fn said(&self, key: &'static str, rule: usize, item: usize, unit: PlacedUnit<'_>) -> Option<ItemSaid> {
        if !looks_at(self.rules[rule], key) {
            return None;
        }
        let mut said = Vec::new();
        self.rules[rule].check_item_in(&self.layer, &self.item(key, unit), &mut said);
        self.note(rule);
        (!said.is_empty()).then_some(ItemSaid { rule, item, said })
    }

    /// Of the layer as a whole.
    pub(crate) fn whole(&self, before: &[ByRule]) -> Vec<ByRule> {
        let mut found = Vec::new();
        for &(rule, stale) in &self.stale_layer.rules {
            let old = before.iter().find(|(of, _)| *of == rule).map_or(&[][..], |(_, said)| said);
            let kept = if stale { None } else { self.stale_layer.kept(old) };
            let said = kept.unwrap_or_else(|| {
                let mut said = Vec::new();
                self.rules[rule].check_layer(&self.layer, &mut said);
                self.note(rule);
                said
            });
            if !said.is_empty() {
                found.push((rule, said));
            }
        }
        found
    }

    /// Notes what the rule saw outside the layer when it looked just now.
    fn note(&self, rule: usize) {
        self.around.note(rule, self.layer.derived.witness.take());
    }

    fn item<'u>(&'u self, key: &'static str, unit: PlacedUnit<'u>) -> ItemContext<'u> {
        ItemContext::new(key, self.layer.layer.file, unit, self.layer.setting, &self.layer.derived.scripts)
    }
}
