//! See the page beside this file.

use crate::changes::Reads;
use crate::context::{Context, ItemContext};
use crate::finding::{Finding, Place};
use crate::rule::{Group, Info, Rule};
use crate::within::part;
use crate::{Severity, values};
use ov_project::{At, Base, ImageId, base, base_reference};
use smol_str::SmolStr;

static INFO: Info = Info {
    id: "latest-download",
    group: Group::Tasks,
    severity: Severity::Info,
    default_on: true,
    summary: "a download always takes the newest release",
    docs: include_str!("latest_download.md"),
};

/// How addresses of repositories say "the newest release".
const NEWEST: &str = "/releases/latest";

pub(crate) struct LatestDownload;

impl Rule for LatestDownload {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["task", "extract"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        if let Some(task) = item.task() {
            let texts = [task.text("download"), task.text("cmd")].into_iter().flatten();
            findings.extend(texts.filter_map(|at| newest_release(item, at)));
        }
        for source in values::entries(item, "extract").filter_map(|e| e.text("source")) {
            findings.extend(newest_image(item.at(source.span), source.value));
        }
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, cx: &Context<'_>, findings: &mut Vec<Finding>) {
        for (image, id) in cx.project.images.iter().zip((0..).map(ImageId)) {
            let Some(at) = base_reference(cx.project, id).filter(|_| base(cx.project, id) == Base::External) else {
                continue;
            };
            findings.extend(newest_image(Place { file: image.file, span: at.span }, at.value));
        }
    }
}

fn newest_release(item: &ItemContext<'_>, at: At<&SmolStr>) -> Option<Finding> {
    let found = at.value.find(NEWEST)?;
    let is_address = |c: char| !c.is_whitespace() && !"\"'`()|;".contains(c);
    let start = at.value[..found].rfind(|c| !is_address(c)).map_or(0, |end| end + 1);
    let end = at.value[found..].find(|c| !is_address(c)).map_or(at.value.len(), |end| found + end);
    let place = item.at(part(at.span, at.value, &(start..end)));
    Some(Finding::new(&INFO, place, "this takes whatever release is newest when the image is built"))
}

fn newest_image(place: Place, reference: &str) -> Option<Finding> {
    let message = "this takes whatever image is newest when ours is built; name a tag that stays";
    reference.ends_with(":latest").then(|| Finding::new(&INFO, place, message))
}
