//! Whether a text is well-formed XML, as far as snippets of `libvirt:` go: tags that fit and attributes with quotes.

use std::ops::Range;

/// What is wrong with a text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// In words.
    pub(crate) what: String,
    /// Bytes of the text.
    pub(crate) range: Range<usize>,
}

/// Parts that are no tags: how they begin and end.
const OTHERS: [(&str, &str); 4] = [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>"), ("<!", ">")];

/// The first fault of a text.
pub(crate) fn fault(text: &str) -> Option<Fault> {
    let mut open: Vec<(&str, Range<usize>)> = Vec::new();
    let mut has_element = false;
    let mut at = 0;
    while let Some(start) = text[at..].find('<').map(|found| at + found) {
        if let Some((opening, closing)) = OTHERS.iter().find(|(opening, _)| text[start..].starts_with(opening)) {
            let from = start + opening.len();
            let Some(length) = text[from..].find(closing) else { return Some(endless(start..text.len())) };
            at = from + length + closing.len();
            continue;
        }
        let Some(end) = tag_end(text, start) else { return Some(endless(start..text.len())) };
        let (range, inner) = (start..end + 1, &text[start + 1..end]);
        at = end + 1;
        if let Some(name) = inner.strip_prefix('/') {
            if let Some(fault) = closes(&mut open, name.trim(), range) {
                return Some(fault);
            }
            continue;
        }
        has_element = true;
        if let Some(name) = unquoted(inner) {
            return Some(Fault { what: format!("the value of `{name}` has no quotes"), range });
        }
        if !inner.ends_with('/') {
            open.push((name_of(inner), range));
        }
    }
    if let Some((name, range)) = open.pop() {
        return Some(Fault { what: format!("`<{name}>` is not closed"), range });
    }
    (!has_element).then(|| Fault { what: "there is no element in it".to_owned(), range: 0..text.len() })
}

fn endless(range: Range<usize>) -> Fault {
    Fault { what: "a tag has no end".to_owned(), range }
}

/// Takes the element that a closing tag belongs to; else the fault.
fn closes(open: &mut Vec<(&str, Range<usize>)>, name: &str, range: Range<usize>) -> Option<Fault> {
    let what = match open.pop() {
        Some((opened, _)) if opened == name => return None,
        Some((opened, _)) => format!("`</{name}>` closes `<{opened}>`"),
        None => format!("`</{name}>` closes nothing"),
    };
    Some(Fault { what, range })
}

/// Where the `>` of a tag stands; one in quotes does not count.
fn tag_end(text: &str, start: usize) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text[start..].char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '>') => return Some(start + at),
            _ => {}
        }
    }
    None
}

fn name_of(inner: &str) -> &str {
    inner.split([' ', '\t', '\n', '\r', '/']).next().unwrap_or_default()
}

/// The attribute of a tag whose value has no quotes.
fn unquoted(inner: &str) -> Option<&str> {
    let mut rest = inner;
    while let Some((before, behind)) = rest.split_once('=') {
        let value = behind.trim_start();
        let name = before.trim_end().rsplit([' ', '\t', '\n', '\r']).next().unwrap_or_default();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let Some(quote) = quote else { return Some(name) };
        rest = value[1..].split_once(quote).map_or("", |(_, rest)| rest);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_text_has_an_answer() {
        for text in ["", "<", "<>", "</>", "<a", "<a b=>", "<a b='é>", "<!--", "<![CDATA[", "<é></é>", "<a b=\"c\"=d/>"]
        {
            let found = fault(text);
            assert!(found.is_none_or(|f| text.get(f.range).is_some()), "{text}");
        }
        assert_eq!(fault("<é></é>"), None);
    }
}
