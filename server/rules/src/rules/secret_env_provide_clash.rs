//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts};

pub(crate) static INFO: Info = Info {
    id: "secret-env-provide-clash",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a secret that is told to everybody",
    docs: include_str!("secret_env_provide_clash.md"),
};

pub(crate) struct SecretEnvProvideClash;

impl Rule for SecretEnvProvideClash {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        for at in
            contracts::SECRET_KEYS.into_iter().flat_map(|key| content.records(key)).filter_map(|(e, _)| e.text("name"))
        {
            if let Some((told, _)) = content.map("env_provide").find(|(name, _)| name.value == at.value) {
                let message = format!(
                    "`env_provide` tells `{0}` to everybody, and the build refuses that for a secret; remove it there",
                    at.value
                );
                let finding = Finding::new(&INFO, layer.place(at.span), message);
                findings.push(finding.related(layer.place(told.span), "it is told here"));
            }
        }
    }
}
