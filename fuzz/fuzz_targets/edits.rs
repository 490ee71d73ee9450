//! A text and edits of it, each as five bytes: place (two), bytes removed, bytes taken from elsewhere (two). After each, the
//! edited tree is the tree of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use ov_syntax::{Change, Span, Tree};

fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fuzz_target!(|data: &[u8]| {
    let Some((&edits, rest)) = data.split_first() else { return };
    let (script, text) = rest.split_at(rest.len().min(5 * usize::from(edits % 16)));
    let mut text = String::from_utf8_lossy(text).into_owned();
    let mut tree = Tree::parse(&text);
    for step in script.chunks_exact(5) {
        let start = floor(&text, usize::from(u16::from_le_bytes([step[0], step[1]])) % (text.len() + 1));
        let end = floor(&text, start + usize::from(step[2]) % 24).max(start);
        let from = floor(&text, usize::from(step[3]) * 7 % (text.len() + 1));
        let to = floor(&text, from + usize::from(step[4]) % 40).max(from);
        let inserted = text[from..to].to_owned();
        text.replace_range(start..end, &inserted);
        let change = Change { span: Span::new(start as u32, end as u32), inserted: inserted.len() as u32 };
        tree = tree.edit(text.as_str(), change);
        assert!(tree == Tree::parse(&text), "{text:?}");
    }
});
