//! See the page beside this file.

use crate::Severity;
use crate::build_variables::BUILT_IN;
use crate::changes::{BODY, Reads};
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::finding::Place;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::variables::{Reference, references};
use crate::within::part;
use ov_schema::nearest_word;
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "task-unknown-var",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "a task uses a variable that the build does not know",
    docs: include_str!("task_unknown_var.md"),
};

pub(crate) struct TaskUnknownVar;

impl Rule for TaskUnknownVar {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["task"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let own: Vec<&str> = layer.layer.content.map("var").map(|(name, _)| name.value.as_str()).collect();
        if let Some(task) = item.task() {
            for field in task.fields().filter(|f| REPLACED.contains(&f.key.name)) {
                let text = field.value.value.text().map_or("", SmolStr::as_str);
                for reference in references(text).filter(|r| r.argument.is_none()) {
                    if !own.contains(&reference.name) && !BUILT_IN.contains(&reference.name) {
                        let place = layer.place(part(task.place(field.value.span), text, &reference.range));
                        let whole = layer.place(task.place(field.value.span));
                        let names = own.iter().copied().chain(BUILT_IN);
                        findings.push(unknown(&reference, names, place, whole, text));
                    }
                }
            }
        }
    }
}

/// Keys of tasks in which variables are replaced and checked.
const REPLACED: [&str; 8] = ["mkdir", "copy", "write", "link", "target", "to", "download", "setcap"];

fn unknown<'n>(
    reference: &Reference<'_>,
    names: impl Iterator<Item = &'n str>,
    place: Place,
    whole: Place,
    text: &str,
) -> Finding {
    let guess = nearest_word(names, reference.name);
    let hint = guess.map(|g| format!("; did you mean `{g}`?")).unwrap_or_default();
    let finding = Finding::new(&INFO, place, format!("the build knows no variable `{}`{hint}", reference.name));
    let Some(guess) = guess else { return finding };
    let (before, after) = (&text[..reference.range.start], &text[reference.range.end..]);
    let change = Change::ReplaceScalar { scalar: whole, to: format!("{before}${{{guess}}}{after}") };
    finding.repair(Repair::guess(format!("Write `${{{guess}}}`"), change))
}
