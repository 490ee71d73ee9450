//! Checking one layer again after an edit: what was said of parts that did not change is kept.

use crate::changes::{Changes, Edit};
use crate::checker::{ByRule, Checker, PartFindings};
use crate::context::{Context, Derived, Setting};
use crate::finding::Finding;
use crate::outside::Outside;
use crate::rule::Rule;
use crate::shell::Scripts;
use crate::stale::Around;
use ov_project::{LayerFile, LayerId};
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

impl LayerFindings {
    /// Checks a layer with the same rules as `before`; what that says of parts which are the same now is kept.
    pub fn update(context: Context<'_>, id: LayerId, rules: &[&dyn Rule], before: Option<&Self>) -> Self {
        let setting = context.setting(id);
        let version = context.project.layer(id).content.clone();
        let before = before.filter(|b| b.setting == setting);
        let scripts = before.map(|b| b.scripts.clone()).unwrap_or_default();
        let derived = Derived::with_scripts(scripts.clone());
        let changes = before.and_then(|b| Changes::between(b.content.as_ref()?, &version));
        let seen = before.filter(|_| changes.is_some()).map(|b| &b.seen[..]);
        let own = changes.as_ref().map(Outside::of_own_edit).unwrap_or_default();
        let around = Around::new(rules.len(), seen, own.and(before.map(|b| b.changed).unwrap_or_default()));
        let layer = context.layer(id, &setting, &derived);
        let checker = Checker::new(layer, rules, changes.as_ref(), around);
        let old_fields = before.map_or(&[][..], |b| &b.fields);
        let fields = version.fields.iter().map(|field| {
            let old = old_fields.iter().find(|b| b.key == field.key.name).map_or(&[][..], |b| &b.parts);
            FieldFindings { key: field.key.name, parts: checker.field(field, old) }
        });
        let fields = fields.collect();
        let whole = checker.whole(before.map_or(&[][..], |b| &b.whole));
        let seen = checker.seen();
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
        let parts = self.fields.iter().flat_map(|field| &field.parts);
        let mut found: Vec<Finding> = Vec::new();
        parts.for_each(|part| part.findings(&mut found));
        found.extend(self.whole.iter().flat_map(|(_, said)| said.iter().cloned()));
        found
    }
}
