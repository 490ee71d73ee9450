//! See the page beside this file.

use crate::Severity;
use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, Rule};
use crate::tasks;
use smol_str::SmolStr;

pub(crate) static INFO: Info = Info {
    id: "literal-user-created",
    group: Group::Tasks,
    severity: Severity::Hint,
    default_on: false,
    summary: "a task of an account that nothing here makes",
    docs: include_str!("literal_user_created.md"),
};

pub(crate) struct LiteralUserCreated;

impl Rule for LiteralUserCreated {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&["task"])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let mut before: Vec<&SmolStr> = Vec::new();
        for task in tasks::of_layer(layer) {
            if let Some(user) = task.text("user").filter(|at| is_plain_name(at.value)) {
                let made = before.iter().any(|text| makes_accounts(text) && text.contains(user.value.as_str()));
                if !made {
                    let message = format!("nothing before makes the account `{}`", user.value);
                    findings.push(Finding::new(&INFO, layer.place(user.span), message));
                }
            }
            before.extend(["cmd", "content"].into_iter().filter_map(|key| task.text(key)).map(|at| at.value));
        }
    }
}

/// Whether it is a name, and not that of an account which every distro has.
fn is_plain_name(user: &str) -> bool {
    let starts = user.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
    starts && !matches!(user, "root" | "nobody" | "daemon" | "bin" | "mail")
}

fn makes_accounts(text: &str) -> bool {
    ["useradd", "adduser", "sysusers", "\nu ", "usermod"].iter().any(|word| text.contains(word))
        || text.starts_with("u ")
}
