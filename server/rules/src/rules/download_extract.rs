//! See the page beside this file.

use crate::Severity;
use crate::rule::{Group, Info};
use crate::schema_values::{Holder, ValueRule};

static INFO: Info = Info {
    id: "download-extract",
    group: Group::Tasks,
    severity: Severity::Error,
    default_on: true,
    summary: "`extract` of a download is no known way",
    docs: include_str!("download_extract.md"),
};

pub(crate) static RULE: ValueRule =
    ValueRule::new(&INFO, Holder::Task, "extract", "`auto`, `tar.gz`, `tar.xz`, `tar.zst`, `zip`, `none` or `sh`");
