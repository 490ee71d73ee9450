//! See the page beside this file.

use crate::Severity;
use crate::checks::{Check, CheckRule};
use crate::finding::Finding;
use crate::rule::{Group, Info};
use crate::variables::{ALWAYS, braced, place_of, replace};

static INFO: Info = Info {
    id: "check-lowercase-var",
    group: Group::Checks,
    severity: Severity::Warning,
    default_on: true,
    summary: "a lower-case variable in a check is not expanded",
    docs: include_str!("check_lowercase_var.md"),
};

pub(crate) static RULE: CheckRule = CheckRule { info: &INFO, judge };

/// Fields that name something in a cluster: the validator looks at them.
const REFUSED: [&str; 10] = [
    "cluster",
    "name",
    "namespace",
    "label",
    "kubeconfig",
    "k8s_context",
    "k8s_resource",
    "k8s_group",
    "k8s_version",
    "manifest",
];

/// Fields where a brace has no meaning of its own.
const PLAIN: [&str; 10] =
    ["file", "http", "addr", "dns", "package", "service", "process", "mount", "artifact", "interface"];

/// Whether a shell text may give a variable its value itself.
fn is_given(text: &str, name: &str) -> bool {
    text.contains(&format!("{name}=")) || ["for ", "read ", "mapfile "].iter().any(|word| text.contains(word))
}

fn judge(check: &Check<'_>, findings: &mut Vec<Finding>) {
    for field in check.view.fields() {
        let refused = REFUSED.contains(&field.key.name);
        let in_shell = field.key.name == "command";
        let text = field.value.value.text().filter(|_| refused || in_shell || PLAIN.contains(&field.key.name));
        let Some(text) = text else { continue };
        for (name, range) in braced(text) {
            let base = name.split(':').next().unwrap_or_default();
            if !base.starts_with(|c: char| c.is_ascii_alphabetic()) || !base.contains(|c: char| c.is_ascii_lowercase())
            {
                continue;
            }
            let upper = base.to_ascii_uppercase();
            if in_shell && (!ALWAYS.contains(&upper.as_str()) || is_given(text, base)) {
                continue;
            }
            let message = format!("`{base}` is not expanded: only upper-case names are");
            let mut finding = Finding::new(&INFO, place_of(check, field, &range), message);
            if refused {
                finding.severity = Severity::Error;
            }
            if ALWAYS.contains(&upper.as_str()) {
                finding.repairs.extend(replace(check, field, &range, &format!("${{{upper}}}")));
            }
            findings.push(finding);
        }
    }
}
