//! Keys of services that only one of the init systems reads.

use crate::context::ItemContext;
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
