//! See the page beside this file.

use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts, words};

pub(crate) static INFO: Info = Info {
    id: "hook-unknown-variable",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "a hook that uses a variable nobody declares",
    docs: include_str!("hook_unknown_variable.md"),
};

pub(crate) struct HookUnknownVariable;

impl Rule for HookUnknownVariable {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(hooks) = layer.layer.content.record("hooks") else { return };
        for at in hooks.fields().filter_map(|f| hooks.text(f.key.name)) {
            let mut unknown: Vec<&str> = Vec::new();
            for name in contracts::used_variables(at.value) {
                let declared = layer.around.project.layers.iter().any(|l| contracts::declares(&l.content, name));
                if !declared && !unknown.contains(&name) {
                    unknown.push(name);
                }
            }
            if unknown.is_empty() {
                continue;
            }
            let names: Vec<String> = unknown.iter().map(words::code).collect();
            let (verb, each) = if names.len() == 1 { ("is", "it") } else { ("are", "each") };
            let message = format!(
                "{} {verb} declared nowhere, so the hook runs without; add {each} to `env_require` or `secret_require`",
                words::short_list(&names)
            );
            findings.push(Finding::new(&INFO, layer.place(at.span), message));
        }
    }
}
