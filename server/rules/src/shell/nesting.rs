//! How deep a shell text nests, without reading it. The parser goes down with each level and tries deep parentheses in all
//! ways, so what no author writes is kept from it.

/// Open parentheses; the parser's time doubles with each two.
const PARENTHESES: usize = 12;

/// Open braces, those of expansions included.
const BRACES: usize = 24;

/// Open compound commands.
const COMPOUNDS: usize = 48;

/// Whether a text may be parsed.
pub(super) fn is_shallow(text: &str) -> bool {
    is_below(text.chars(), |c| c == '(', |c| c == ')', PARENTHESES)
        && is_below(text.chars(), |c| c == '{', |c| c == '}', BRACES)
        && is_below(
            words(text),
            |word| matches!(word, "if" | "while" | "until" | "for" | "select" | "case"),
            |word| matches!(word, "fi" | "done" | "esac"),
            COMPOUNDS,
        )
}

/// The words that no comment line holds.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    lines.flat_map(|line| line.split([' ', '\t', ';', '(', ')', '&', '|', '`', '"']))
}

fn is_below<T: Copy>(
    parts: impl Iterator<Item = T>,
    opens: impl Fn(T) -> bool,
    closes: impl Fn(T) -> bool,
    limit: usize,
) -> bool {
    let mut open = 0_usize;
    for part in parts {
        if opens(part) {
            open += 1;
        } else if closes(part) {
            open = open.saturating_sub(1);
        }
        if open > limit {
            return false;
        }
    }
    true
}
