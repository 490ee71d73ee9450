//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::within::part;
use crate::{Severity, contracts};
use ov_project::At;
use smol_str::SmolStr;

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

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let Some(hooks) = layer.layer.content.record("hooks") else { return };
        for at in hooks.fields().filter_map(|f| hooks.text(f.key.name)) {
            let mut unknown: Vec<&str> = Vec::new();
            for name in contracts::used_variables(at.value) {
                if !layer.around().has_variable(name) && !unknown.contains(&name) {
                    unknown.push(name);
                }
            }
            findings.extend(unknown.into_iter().map(|name| told(layer, at, name)));
        }
    }
}

/// At the first use of the variable.
fn told(layer: &LayerContext<'_>, hook: At<&SmolStr>, name: &str) -> Finding {
    let uses = [format!("${{{name}"), format!("${name}")];
    let start = uses.iter().filter_map(|text| hook.value.find(text.as_str())).min();
    let span = start.map_or(hook.span, |start| part(hook.span, hook.value, &(start..start + 1 + name.len())));
    let message =
        format!("`{name}` is declared nowhere, so the hook runs without; add it to `env_require` or `secret_require`");
    Finding::new(&INFO, layer.place(span), message)
}
