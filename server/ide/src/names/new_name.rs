//! Renaming.

use super::{Mention, Name, NameKind, mentions};
use ov_project::{Project, short_name};
use std::path::PathBuf;

/// What renaming a thing takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renaming {
    /// Where the new name is to be written.
    pub mentions: Vec<Mention>,
    /// The folder that has to get another name, and its new path.
    pub folder: Option<(PathBuf, PathBuf)>,
}

/// Gives a thing another name.
///
/// # Errors
/// Why it cannot have the name, as one sentence.
pub fn rename(project: &Project, symbol: &Name, new: &str) -> Result<Renaming, String> {
    allowed(symbol.kind, new)?;
    if *new != symbol.name && is_taken(project, symbol, new) {
        return Err(format!("`{new}` is taken"));
    }
    let mut mentions = mentions(project, symbol);
    mentions.retain(Mention::is_ours);
    let folder = match symbol.kind {
        NameKind::Layer => folder(project, symbol, new)?,
        _ => None,
    };
    Ok(Renaming { mentions, folder })
}

fn folder(project: &Project, symbol: &Name, new: &str) -> Result<Option<(PathBuf, PathBuf)>, String> {
    let id = project.layer_named(&symbol.name).ok_or("the layer is not in this checkout")?;
    let layer = project.layer(id);
    if layer.inline {
        return Ok(None);
    }
    let has_its_name = layer.dir.file_name().is_some_and(|name| name == symbol.name.as_str());
    let to = layer.dir.parent().filter(|_| has_its_name).map(|parent| parent.join(new));
    to.map(|to| Some((layer.dir.to_path_buf(), to))).ok_or_else(|| "the layer's folder has another name".into())
}

fn is_taken(project: &Project, symbol: &Name, new: &str) -> bool {
    let other = Name { name: new.into(), ..symbol.clone() };
    match symbol.kind {
        NameKind::Layer => project.layer_named(short_name(new)).is_some(),
        NameKind::Image => project.image_named(new).is_some(),
        // Two entries of one name are a mixed pair, which may be just what is wanted; so may a shared volume.
        NameKind::Service | NameKind::Volume => false,
        NameKind::Variable | NameKind::Check => {
            mentions(project, &other).iter().any(|mention| mention.defines && mention.layer == symbol.layer)
        }
    }
}

/// What is no text without quotes, to some reader.
const WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// Names that can stand anywhere without quotes and are what the format takes.
fn allowed(kind: NameKind, new: &str) -> Result<(), String> {
    let is_variable = kind == NameKind::Variable;
    let begins = |c: char| c.is_ascii_alphanumeric() && !(is_variable && c.is_ascii_digit()) || is_variable && c == '_';
    let goes_on = |c: char| c.is_ascii_alphanumeric() || c == '_' || !is_variable && ".-@".contains(c);
    if !new.starts_with(begins) || !new.chars().all(goes_on) {
        let form = if is_variable { "letters, digits and `_`" } else { "letters, digits, `-`, `_` and `.`" };
        return Err(format!("a name is made of {form}"));
    }
    let is_digit_like = |c: char| c.is_ascii_hexdigit() || "xoe._-+".contains(c);
    let is_number = new.starts_with(|c: char| c.is_ascii_digit()) && new.chars().all(is_digit_like);
    if WORDS.iter().any(|word| word.eq_ignore_ascii_case(new)) || is_number {
        return Err(format!("`{new}` would be read as a value of another kind"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_stay_names_are_allowed() {
        for name in ["web", "web-2", "a.b_c", "getty@tty1", "2fa-server"] {
            assert_eq!(allowed(NameKind::Layer, name), Ok(()), "{name}");
        }
        for name in ["", "a b", "no", "12", "1e5", "0x1f", "-a", "a:b", "ä", "a\n"] {
            assert!(allowed(NameKind::Layer, name).is_err(), "{name}");
        }
        assert!(allowed(NameKind::Variable, "A-B").is_err());
        assert_eq!(allowed(NameKind::Variable, "A_B2"), Ok(()));
    }
}
