//! The baseline file: findings that a project lives with for now.

use super::Identity;
use super::tally::{Count, Tally};
use crate::disk::DiskFiles;
use crate::fix::write::{WriteError, write_file};
use crate::report::Severity;
use ov_project::{Files, ReadError};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::path::Path;

const VERSION: u64 = 1;

/// A baseline of several hundred thousand findings is below this.
const LARGEST: u64 = 256 << 20;

/// The content of a baseline file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The findings.
    pub findings: Tally,
}

/// Why a baseline cannot be used, as a message for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaselineError(String);

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BaselineError {}

/// Looked at first, so that a later version is not called broken.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "version")]
    _version: u64,
    findings: Vec<Row>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    file: String,
    item: String,
    rule: String,
    severity: String,
    message: String,
    #[serde(default = "once", skip_serializing_if = "is_once")]
    count: usize,
}

const fn once() -> usize {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
const fn is_once(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// Reads the file called `name`.
    ///
    /// # Errors
    /// The file cannot be read or is no baseline.
    pub fn read(name: &Path) -> Result<Self, BaselineError> {
        let refused = |why: &dyn fmt::Display| BaselineError(format!("{}: {why}", name.display()));
        let text = DiskFiles::new(LARGEST, None).read(name).map_err(|why| match why {
            ReadError::Missing => refused(&"no such baseline; `--write-baseline` writes one"),
            why => refused(&why),
        })?;
        Self::parse(&text).map_err(|why| refused(&why))
    }

    fn parse(text: &str) -> Result<Self, String> {
        let broken = |why: serde_json::Error| format!("is no baseline ({why}); `--write-baseline` writes it anew");
        let Head { version } = serde_json::from_str(text).map_err(broken)?;
        if version != VERSION {
            return Err(format!("is a baseline of version {version}; this program reads version {VERSION}"));
        }
        let document: Document = serde_json::from_str(text).map_err(broken)?;
        let mut findings = Tally::default();
        for Row { file, item, rule, severity, message, count } in document.findings {
            let known = Severity::named(&severity);
            let severity = known.ok_or_else(|| format!("is no baseline: `{severity}` is no severity"))?;
            findings.count(Identity { file, item, rule, message }, Count { times: count, severity });
        }
        Ok(Self { findings })
    }

    /// Writes the file called `name`, one line a finding, sorted.
    ///
    /// # Errors
    /// The first obstacle.
    pub fn write(&self, name: &Path) -> Result<(), WriteError> {
        write_file(name, self.text().as_bytes())
    }

    fn text(&self) -> String {
        let rows = self.findings.0.iter().map(|(identity, count)| {
            let Identity { file, item, rule, message } = identity.clone();
            let row = Row { file, item, rule, severity: count.severity.name().into(), message, count: count.times };
            format!("\n    {}", serde_json::to_string(&row).unwrap_or_default())
        });
        let rows: Vec<String> = rows.collect();
        let end = if rows.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}{end}]\n}}\n", rows.join(","))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::super::report::format::tests::{many, sample};
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut report = sample();
        report.findings.extend(sample().findings);
        for report in [sample(), report, many(0, Severity::Hint)] {
            let baseline = Baseline { findings: Tally::of(&report, "") };
            assert_eq!(Baseline::parse(&baseline.text()).unwrap(), baseline);
        }
    }

    #[test]
    fn broken_files_are_refused_in_words() {
        let why = |text: &str| Baseline::parse(text).unwrap_err();
        assert!(
            why("").starts_with("is no baseline (EOF while parsing a value at line 1 column 0); `--write-baseline`")
        );
        assert!(why("<<<<<<< HEAD\n").contains("line 1 column 1"));
        assert!(why("[]").contains("is no baseline"));
        assert!(why("{\"version\": 1}").contains("missing field `findings`"));
        assert!(why("{\"version\": 1, \"findings\": [{\"rule\": 1}]}").contains("line 1 column"));
        assert_eq!(why("{\"version\": 2, \"new\": 1}"), "is a baseline of version 2; this program reads version 1");
        let row = "{\"version\":1,\"findings\":[{\"file\":\"\",\"item\":\"\",\"rule\":\"\",\"message\":\"\",\"severity\":\"bad\"}]}";
        assert_eq!(why(row), "is no baseline: `bad` is no severity");
    }
}
