//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::Context;
use crate::finding::{Finding, Place};
use crate::ports::is_port;
use crate::rule::{Group, Info, Rule};

pub(crate) static INFO: Info = Info {
    id: "image-port",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a port of an image that cannot be published",
    docs: include_str!("image_port.md"),
};

pub(crate) struct ImagePort;

impl Rule for ImagePort {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        for image in &project.project.images {
            for at in image.view().into_iter().flat_map(|view| view.texts("port")) {
                if let Some(odd) = odd_part(at.value) {
                    let message = format!(
                        "`{odd}` is no port, and the build refuses it; write a port or `HOST:CONTAINER`, each from 1 to 65535"
                    );
                    findings.push(Finding::new(&INFO, Place { file: image.file, span: at.span }, message));
                }
            }
        }
    }
}

/// The part that is no port. What looks like an address or a protocol is left to others.
fn odd_part(text: &str) -> Option<&str> {
    let parts = text.split(':');
    if parts.clone().count() > 2 || text.contains(['/', '$', '.', '[']) {
        return None;
    }
    parts.into_iter().find(|part| !part.parse().is_ok_and(is_port))
}
