//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::rule::{Group, Info, ItemRule};
use crate::{Severity, contracts, values};

pub(crate) static INFO: Info = Info {
    id: "secret-slug",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a secret whose name the store cannot take",
    docs: include_str!("secret_slug.md"),
};

pub(crate) static RULE: ItemRule = ItemRule { info: &INFO, keys: &["secret_require", "secret_accept"], judge };

fn judge(item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
    for key in contracts::SECRET_KEYS {
        for at in values::entries(item, key).filter_map(|e| e.text("name")).filter(|at| at.value.starts_with('_')) {
            let message = format!(
                "`{}` starts with an underscore, so the store has no name for it and the build refuses it",
                at.value
            );
            findings.push(Finding::new(&INFO, item.at(at.span), message));
        }
    }
}
