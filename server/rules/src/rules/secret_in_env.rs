//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts, values};

pub(crate) static INFO: Info = Info {
    id: "secret-in-env",
    group: Group::Environment,
    severity: Severity::Warning,
    default_on: true,
    summary: "a password or key as a plain variable",
    docs: include_str!("secret_in_env.md"),
};

pub(crate) struct SecretInEnv;

impl Rule for SecretInEnv {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for (key, to) in [("env_require", "secret_require"), ("env_accept", "secret_accept")] {
            for at in
                values::entries(item, key).filter_map(|e| e.text("name")).filter(|at| contracts::is_secret(at.value))
            {
                let message =
                    format!("`{}` is a secret, but asked for as a plain variable; move it to `{to}`", at.value);
                findings.push(Finding::new(&INFO, item.at(at.span), message));
            }
        }
    }
}
