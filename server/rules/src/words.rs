//! Lists and names as messages write them.

/// How many things a message names before it counts.
const NAMED: usize = 3;

/// A name as code.
pub(crate) fn code(name: impl AsRef<str>) -> String {
    format!("`{}`", name.as_ref())
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn list<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}

/// `a`, `a or b`, `a, b or c`.
pub(crate) fn choice<S: AsRef<str>>(items: &[S]) -> String {
    let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

/// The list, with a count in place of all but the first three.
pub(crate) fn short_list<S: AsRef<str>>(items: &[S]) -> String {
    if items.len() <= NAMED {
        return list(items);
    }
    let named: Vec<&str> = items[..NAMED].iter().map(AsRef::as_ref).collect();
    format!("{} and {} more", named.join(", "), items.len() - NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_are_counted() {
        assert_eq!(short_list::<&str>(&[]), "");
        assert_eq!(short_list(&["a"]), "a");
        assert_eq!(short_list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(short_list(&["a", "b", "c", "d", "e"]), "a, b, c and 2 more");
    }
}
