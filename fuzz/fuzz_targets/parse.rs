//! Any bytes: reading ends, its pieces are all of the text, and every path can be asked for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ov_syntax::Tree;

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    let text = &*text;
    let tree = Tree::parse(text);
    let end = tree.tokens(text).into_iter().fold(0, |end, token| {
        assert_eq!(token.span.start, end);
        token.span.end
    });
    assert_eq!(end as usize, text.len());
    for (at, _) in text.char_indices().take(256) {
        let _ = tree.path_at(text, at as u32);
    }
});
