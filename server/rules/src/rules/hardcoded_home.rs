//! See the page beside this file.

use crate::Severity;
use crate::changes::{BODY, Reads};
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::homes;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::within::part;
use ov_project::Target;

static INFO: Info = Info {
    id: "hardcoded-home",
    group: Group::Environment,
    severity: Severity::Info,
    default_on: true,
    summary: "a path names the home folder of one account",
    docs: include_str!("hardcoded_home.md"),
};

pub(crate) struct HardcodedHome;

impl Rule for HardcodedHome {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[BODY, "service.exec", "service.working_directory", "service.env", "task", "eval.file"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        for path in homes::paths(layer) {
            let Some((start, name)) = homes::home_in(path.text) else { continue };
            let home = start..start + "/home/".len() + name.len();
            let other = elsewhere(layer, name);
            let place = layer.place(part(path.span, path.text, &home));
            let mut finding = match other {
                Some(target) => {
                    let message = format!("`/home/{name}` is not the home folder in {}", target.label());
                    layer.with_mentions(Finding::new(&INFO, place, message).severity(Severity::Warning), &[target])
                }
                None => Finding::new(&INFO, place, format!("`/home/{name}` is the home folder of one account only")),
            };
            if path.expands && start == 0 {
                let to = format!("~{}", &path.text[home.end..]);
                let change = Change::ReplaceScalar { scalar: layer.place(path.span), to: to.clone() };
                finding = finding.repair(Repair::guess(format!("Write `{to}`"), change));
            }
            findings.push(finding);
        }
    }
}

/// A target where the home folder is another: one that says so, or any where all have another by default.
fn elsewhere<'a>(layer: &LayerContext<'a>, name: &str) -> Option<&'a Target> {
    let says_so = |target: &&Target| homes::differs(layer.around(), target, name);
    let all_differ = || layer.targets().all(|target| homes::differs_by_default(layer.around(), target, name));
    layer.targets().find(says_so).or_else(|| layer.targets().next().filter(|_| all_differ()))
}
