//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::within::part;
use crate::{Severity, values, xml};

pub(crate) static INFO: Info = Info {
    id: "libvirt-xml",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a snippet of `libvirt:` that is no XML",
    docs: include_str!("libvirt_xml.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["libvirt"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    for datum in values::elements(item, "libvirt") {
        let Some(text) = datum.value.text() else { continue };
        if let Some(fault) = xml::fault(text) {
            let message = format!("{}, and the build refuses the snippet", fault.what);
            let place = item.place(part(datum.span, text, &fault.range));
            findings.push(Finding::new(&INFO, place, message));
        }
    }
}
