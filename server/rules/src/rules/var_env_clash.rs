//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};

static INFO: Info = Info {
    id: "var-env-clash",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a name is in `var` and in `env`",
    docs: include_str!("var_env_clash.md"),
};

pub(crate) struct VarEnvClash;

impl Rule for VarEnvClash {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        for (name, _) in content.map("var") {
            if let Some((other, _)) = content.map("env").find(|(key, _)| key.value == name.value) {
                let message = format!("`{}` is in `env` as well", name.value);
                let finding = Finding::new(&INFO, layer.place(name.span), message);
                findings.push(finding.related(layer.place(other.span), "there"));
            }
        }
    }
}
