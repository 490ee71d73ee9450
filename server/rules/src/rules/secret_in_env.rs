//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::{Context, ItemContext, LayerContext};
use crate::finding::{Finding, Place};
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts};

pub(crate) static INFO: Info = Info {
    id: "secret-in-env",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "a password or key as a plain variable",
    docs: include_str!("secret_in_env.md"),
};

pub(crate) struct SecretInEnv;

impl Rule for SecretInEnv {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["env", "env_provide", "service", "task"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        findings.extend(literals(item));
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for (key, to) in [("env_require", "secret_require"), ("env_accept", "secret_accept")] {
            let asked = || layer.layer.content.records(key).filter_map(|(entry, _)| entry.text("name"));
            let repair = asked().all(|at| contracts::is_secret(at.value)).then(|| renaming(layer, key, to)).flatten();
            for at in asked().filter(|at| contracts::is_secret(at.value)) {
                let message =
                    format!("`{}` is a secret, but asked for as a plain variable; move it to `{to}`", at.value);
                let finding = Finding::new(&INFO, layer.place(at.span), message);
                findings.push(repair.clone().into_iter().fold(finding, Finding::repair));
            }
        }
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for image in &project.project.images {
            let Some(view) = image.view() else { continue };
            for at in view.texts("env") {
                let Some((name, value)) = at.value.split_once('=') else { continue };
                if contracts::is_literal_secret(name, value) {
                    findings.push(literal(name, Place { file: image.file, span: at.span }));
                }
            }
        }
    }
}

/// Makes a list of plain variables one of secrets, where there is none.
fn renaming(layer: &LayerContext<'_>, key: &str, to: &str) -> Option<Repair> {
    let content = &layer.layer.content;
    let key = content.field(key).filter(|_| content.field(to).is_none())?.key_span;
    let change = Change::RenameKey { key: layer.place(key), to: to.into() };
    Some(Repair::guess(format!("Rename to `{to}`, as all in it are secrets"), change))
}

/// Secrets that stand in `env` or `env_provide` of the layer, or in `env` of a service or a task.
fn literals(item: &ItemContext<'_>) -> impl Iterator<Item = Finding> {
    let own = if matches!(item.key, "env" | "env_provide") { item.unit.value().map() } else { &[] };
    let below = if matches!(item.key, "service" | "task") { item.unit.record() } else { None };
    let below = below.and_then(|r| r.field("env")).map_or(&[][..], |f| f.value.value.map());
    own.iter().chain(below).filter_map(|(name, datum)| {
        let value = datum.value.text()?;
        contracts::is_literal_secret(&name.text, value).then(|| literal(&name.text, item.place(datum.span)))
    })
}

fn literal(name: &str, place: Place) -> Finding {
    let message = format!(
        "the value of `{name}` stands here for everybody to read; ask for it with `secret_require`, and change it wherever it is used"
    );
    Finding::new(&INFO, place, message)
}
