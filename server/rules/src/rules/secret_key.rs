//! See the page beside this file.

use crate::context::ItemContext;
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::{Group, Info, Rule};
use crate::{Severity, contracts, values};

pub(crate) static INFO: Info = Info {
    id: "secret-key",
    group: Group::Environment,
    severity: Severity::Error,
    default_on: true,
    summary: "a secret under a key that is refused",
    docs: include_str!("secret_key.md"),
};

pub(crate) struct SecretKey;

impl Rule for SecretKey {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        for at in
            contracts::SECRET_KEYS.into_iter().flat_map(|key| values::entries(item, key)).filter_map(|e| e.text("key"))
        {
            if is_store_key(at.value) {
                continue;
            }
            let place = item.at(at.span);
            let meant = format!("ov/{}", at.value.to_lowercase());
            let finding = |advice: &str| {
                Finding::new(&INFO, place, format!("the build refuses the key `{}`; {advice}", at.value))
            };
            findings.push(if is_store_key(&meant) {
                let repair = Repair::guess(
                    format!("Write `{meant}`"),
                    Change::ReplaceScalar { scalar: place, to: meant.clone() },
                );
                finding(&format!("write `{meant}`")).repair(repair)
            } else {
                finding("write `ov/GROUP/NAME`, in lowercase")
            });
        }
    }
}

fn is_store_key(key: &str) -> bool {
    let part = |text: &str, more: &[u8]| {
        let small = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
        text.bytes().next().is_some_and(small) && text.bytes().all(|b| small(b) || more.contains(&b))
    };
    let mut parts = key.split('/');
    let (prefix, group, name) = (parts.next(), parts.next(), parts.next());
    prefix == Some("ov")
        && group.is_some_and(|g| part(g, b"-"))
        && name.is_some_and(|n| part(n, b"-_"))
        && parts.next().is_none()
}
