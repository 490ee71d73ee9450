//! See the page beside this file.

use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair, Side};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, ports};
use ov_project::Value;

pub(crate) static INFO: Info = Info {
    id: "relay-not-in-port",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a relay of a port that the layer does not have",
    docs: include_str!("relay_not_in_port.md"),
};

pub(crate) struct RelayNotInPort;

impl Rule for RelayNotInPort {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let content = &layer.layer.content;
        let own: Vec<i64> = content.list("port").filter_map(|at| ports::number(at.value)).collect();
        for at in content.list("port_relay") {
            let Value::Int(number) = at.value else { continue };
            if own.contains(number) || !ports::is_port(*number) {
                continue;
            }
            let message =
                format!("`{number}` does not stand in `port` of the layer, and the build refuses it; add it there");
            let finding = Finding::new(&INFO, layer.place(at.span), message);
            findings.push(addition(layer, *number).into_iter().fold(finding, Finding::repair));
        }
    }
}

fn addition(layer: &LayerContext<'_>, number: i64) -> Option<Repair> {
    let content = &layer.layer.content;
    let port = NewValue::Literal(number.to_string());
    let change = match (content.list("port").last(), content.field("port")) {
        (Some(last), _) => Change::AddItem { after: layer.place(last.span), value: port },
        (None, Some(_)) => return None,
        (None, None) => Change::InsertEntry {
            beside: layer.place(content.field("port_relay")?.key_span),
            side: Side::Before,
            key: "port".into(),
            value: NewValue::List(vec![port]),
        },
    };
    Some(Repair::guess(format!("Add `{number}` to `port`"), change))
}
