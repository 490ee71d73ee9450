//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::reach;
use crate::rule::{Group, Info, Rule};
use ov_project::{Init, Target, TargetKind};

pub(crate) static INFO: Info = Info {
    id: "enable-false-bootc",
    group: Group::Services,
    severity: Severity::Info,
    default_on: true,
    summary: "`enable: false` in an image that enables all",
    docs: include_str!("enable_false_bootc.md"),
};

pub(crate) struct EnableFalseBootc;

impl Rule for EnableFalseBootc {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn item_reads(&self) -> Option<Reads> {
        Some(&[])
    }

    fn check_item_in(&self, layer: &LayerContext<'_>, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Some(entry) = item.service() else { return };
        let Some(enable) = entry.flag("enable").filter(|at| !at.value) else { return };
        let Some(unit) = entry.text("use_packaged") else { return };
        let of_user = entry.text("scope").is_some_and(|at| at.value == "user");
        let boots = |t: &&Target| t.kind == TargetKind::Image && t.init == Some(Init::Systemd);
        let images: Vec<&Target> = layer.targets().filter(boots).collect();
        if of_user || images.is_empty() {
            return;
        }
        let verb = if images.len() == 1 { "enables" } else { "enable" };
        let message =
            format!("{} {verb} `{}` all the same: `enable` is not asked there", reach::named(&images), unit.value);
        findings.push(layer.with_mentions(Finding::new(&INFO, layer.place(enable.span), message), &images));
    }
}
