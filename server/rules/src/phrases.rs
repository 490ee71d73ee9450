//! Pieces of messages.

use ov_project::Shape;
use ov_schema::Type;

/// `a`, `b` or `c`, each in back quotes.
pub(crate) fn alternatives<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    joined(words, "or")
}

/// `a`, `b` and `c`, each in back quotes.
pub(crate) fn all<'a>(words: impl IntoIterator<Item = &'a str>) -> String {
    joined(words, "and")
}

fn joined<'a>(words: impl IntoIterator<Item = &'a str>, last_link: &str) -> String {
    let quoted: Vec<String> = words.into_iter().map(|w| format!("`{w}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {last_link} {last}", rest.join(", ")),
    }
}

/// "; did you mean `x`?", or nothing.
pub(crate) fn did_you_mean(candidate: Option<&str>) -> String {
    candidate.map(|c| format!("; did you mean `{c}`?")).unwrap_or_default()
}

/// "a check", "an image", "package facts": the title of a struct with its article.
pub(crate) fn article(title: &str) -> String {
    let mut chars = title.chars();
    let first = chars.next().unwrap_or_default();
    // Proper names and abbreviations keep their capitals.
    let keep = chars.as_str().chars().next().is_some_and(char::is_uppercase);
    let lower = if keep { title.to_owned() } else { first.to_lowercase().chain(chars).collect() };
    let vowel = lower.starts_with(['a', 'e', 'i', 'o', 'u']);
    let is_plural = lower.split(' ').any(|word| word.ends_with('s'));
    let takes_none = is_plural || matches!(lower.as_str(), "security" | "data");
    if takes_none {
        lower
    } else if vowel {
        format!("an {lower}")
    } else {
        format!("a {lower}")
    }
}

/// A type in words: "a list of texts".
pub(crate) fn expected(ty: &Type) -> String {
    match ty {
        Type::Any => "any value".into(),
        Type::Scalar => "a single value".into(),
        Type::Str => "a text".into(),
        Type::Bool => "`true` or `false`".into(),
        Type::Int => "a whole number".into(),
        Type::Float => "a number".into(),
        Type::Duration => "a duration such as `30s`".into(),
        Type::List(item) => match several(item) {
            Some(items) => format!("a list of {items}"),
            None => "a list".into(),
        },
        Type::Map(_) => "`key: value` entries".into(),
        Type::Entities { .. } => "entries by name".into(),
        Type::Struct(id) => format!("{} with keys of its own", article(ov_schema::get(*id).title)),
        Type::OneOf(choices) => one_of(choices),
    }
}

fn one_of(choices: &[Type]) -> String {
    let mut words: Vec<String> = Vec::new();
    for choice in choices {
        let word = expected(choice);
        if !words.contains(&word) {
            words.push(word);
        }
    }
    match words.split_last() {
        None => "any value".into(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

fn several(item: &Type) -> Option<&'static str> {
    Some(match item {
        Type::Str | Type::Scalar => "texts",
        Type::Int => "whole numbers",
        Type::Struct(_) | Type::Map(_) => "entries",
        _ => return None,
    })
}

/// What stands there, in words: "the text `vim`".
pub(crate) fn found(shape: Shape, text: Option<&str>) -> String {
    let short = text.filter(|t| !t.contains('\n') && t.chars().count() <= 40);
    match (shape, short) {
        (Shape::Null, _) => "nothing".into(),
        (Shape::Plain, Some(text)) => format!("`{text}`"),
        (Shape::Quoted, Some(text)) => format!("the quoted text `{text}`"),
        (Shape::Plain | Shape::Quoted, None) => "a text".into(),
        (Shape::Sequence, _) => "a list".into(),
        (Shape::Mapping, _) => "a mapping".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::{alternatives, article, expected, found};
    use ov_project::Shape;
    use ov_schema::Type;

    #[test]
    fn lists_of_words_read_as_one_would_say_them() {
        assert_eq!(alternatives([]), "");
        assert_eq!(alternatives(["a"]), "`a`");
        assert_eq!(alternatives(["a", "b", "c"]), "`a`, `b` or `c`");
    }

    #[test]
    fn titles_get_their_article() {
        assert_eq!(article("Image"), "an image");
        assert_eq!(article("Check"), "a check");
        assert_eq!(article("MCP server"), "a MCP server");
        assert_eq!(article("Package facts"), "package facts");
        assert_eq!(article("Packages by distro"), "packages by distro");
        assert_eq!(article("Security"), "security");
    }

    #[test]
    fn types_and_values_are_named_in_words() {
        assert_eq!(expected(&Type::List(&Type::Str)), "a list of texts");
        assert_eq!(expected(&Type::OneOf(&[Type::Int, Type::Str])), "a whole number or a text");
        assert_eq!(found(Shape::Plain, Some("vim")), "`vim`");
        assert_eq!(found(Shape::Quoted, Some("a\nb")), "a text");
    }
}
