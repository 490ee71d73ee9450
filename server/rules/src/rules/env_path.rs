//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair, Safety, Side};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, words};
use ov_project::Value;
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "env-path",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "`PATH` in `env:`",
    docs: include_str!("env_path.md"),
};

pub(crate) struct EnvPath;

impl Rule for EnvPath {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let env: Vec<_> = layer.layer.content.map("env").collect();
        for (name, value) in env.iter().filter(|(name, _)| name.value == "PATH") {
            let message =
                "`PATH` is put together from all layers, and the build refuses one of our own; write `path_append`";
            let finding = Finding::new(&INFO, layer.place(name.span), message);
            let repair = folders(value.value).and_then(|folders| append(layer, name.span, env.len() == 1, folders));
            findings.push(repair.into_iter().fold(finding, Finding::repair));
        }
    }
}

/// The folders that a value adds; none where they hold variables.
fn folders(value: &Value) -> Option<Vec<String>> {
    let Value::Text(text) = value else { return None };
    let own = text.split(':').filter(|folder| !matches!(*folder, "" | "$PATH" | "${PATH}"));
    let own: Vec<String> = own.map(str::to_owned).collect();
    (!own.is_empty() && own.iter().all(|folder| folder.starts_with('/') && !folder.contains('$'))).then_some(own)
}

fn append(layer: &LayerContext<'_>, path: Span, alone: bool, folders: Vec<String>) -> Option<Repair> {
    let content = &layer.layer.content;
    let env = content.field("env")?.key_span;
    if content.field("path_append").is_some() {
        return None;
    }
    let title =
        format!("Write {} under `path_append`", words::list(&folders.iter().map(words::code).collect::<Vec<_>>()));
    let value = NewValue::List(folders.into_iter().map(NewValue::Text).collect());
    let beside = layer.place(env);
    let add = Change::InsertEntry { beside, side: Side::After, key: "path_append".into(), value };
    let remove = Change::RemoveEntry { entry: layer.place(if alone { env } else { path }) };
    Some(Repair { title, safety: Safety::Unsafe, changes: vec![add, remove] })
}
