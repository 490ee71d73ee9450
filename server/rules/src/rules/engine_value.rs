//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, words};
use ov_schema::nearest_word;

static INFO: Info = Info {
    id: "engine-value",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a container engine that does not exist",
    docs: include_str!("engine_value.md"),
};

pub(crate) struct EngineValue;

impl Rule for EngineValue {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let datum = &item.unit.unit.datum;
        let named = datum.value.text().filter(|_| item.key == "engine");
        let Some(engine) = named.filter(|e| !e.is_empty() && !ENGINES.contains(&e.as_str())) else { return };
        let place = item.place(datum.span);
        let message =
            format!("{} is no engine, and the build refuses it; write `docker` or `podman`", words::code(engine));
        let mut finding = Finding::new(&INFO, place, message);
        if let Some(guess) = nearest_word(ENGINES, engine) {
            let change = Change::ReplaceScalar { scalar: place, to: guess.to_owned() };
            finding = finding.repair(Repair::guess(format!("Write `{guess}`"), change));
        }
        findings.push(finding);
    }
}

const ENGINES: [&str; 2] = ["docker", "podman"];
