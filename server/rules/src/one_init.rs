//! Keys of services that only one of the init systems reads.

use crate::context::ItemContext;
use crate::finding::{Finding, Tag};
use crate::rule::{Info, Rule};
use ov_project::Init;
use ov_syntax::Span;

/// Those of the keys that an entry with a command has, where all that runs it here runs it under `init`, with the places of the keys.
pub(crate) fn fields_without_effect<'a>(
    item: &ItemContext<'a>,
    init: Init,
    keys: &'static [&'static str],
) -> impl Iterator<Item = (&'static str, Span)> + use<'a> {
    let only = !item.setting.inits_unknown && item.setting.inits == [init];
    let entry = if only { item.service() } else { None };
    let entry = entry.filter(|entry| entry.is_set("exec") && !entry.is_set("use_packaged"));
    entry.into_iter().flat_map(move |entry| {
        keys.iter().filter_map(move |key| {
            let span = entry.key_span(key)?;
            entry.is_set(key).then_some((*key, span))
        })
    })
}

/// A rule about keys that have no effect where only one of the init systems runs the service.
pub(crate) struct IdleFields {
    /// Its facts.
    pub(crate) info: &'static Info,
    /// The init system that does not read them.
    pub(crate) init: Init,
    /// The keys.
    pub(crate) keys: &'static [&'static str],
    /// What that init system does, as the end of the sentence.
    pub(crate) fact: &'static str,
}

impl Rule for IdleFields {
    fn info(&self) -> &'static Info {
        self.info
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["service"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        let Self { init, fact, .. } = self;
        for (key, span) in fields_without_effect(item, *init, self.keys) {
            let message = format!("`{key}` has no effect under {}, {fact}", init.name());
            findings.push(Finding::new(self.info, item.at(span), message).tag(Tag::Unnecessary));
        }
    }
}
