//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
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

pub(crate) struct LibvirtXml;

impl Rule for LibvirtXml {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["libvirt"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for datum in values::elements(item, "libvirt") {
            let Some(text) = datum.value.text() else { continue };
            if let Some(fault) = xml::fault(text) {
                let message = format!("{}, and the build refuses the snippet", fault.what);
                let place = item.place(part(datum.span, text, &fault.range));
                findings.push(Finding::new(&INFO, place, message));
            }
        }
    }
}
