//! How a file is called in front of a person or a pipeline.

use super::merge::prefix_between;
use std::path::Path;

/// Prefixes for the files of one report, seen from one working directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefixes {
    human: String,
    machine: String,
}

impl Prefixes {
    /// For a report of `root` printed to somebody in `cwd`.
    pub fn new(root: &Path, cwd: &Path) -> Self {
        if root.starts_with(cwd) {
            let prefix = prefix_between(cwd, root);
            return Self { human: prefix.clone(), machine: prefix };
        }
        let human = match cwd.strip_prefix(root) {
            Ok(below) => "../".repeat(below.components().count()),
            Err(_) => format!("{}/", root.to_string_lossy().trim_end_matches('/')),
        };
        Self { human, machine: String::new() }
    }

    /// A path that can be opened from the working directory.
    pub fn human(&self, file: &str) -> String {
        if Path::new(file).is_absolute() { file.to_owned() } else { format!("{}{file}", self.human) }
    }

    /// A path that is relative and never climbs: pipelines take the working directory for the checkout.
    pub fn machine(&self, file: &str) -> String {
        if Path::new(file).is_absolute() { file.to_owned() } else { format!("{}{file}", self.machine) }
    }
}

/// `file` as the path part of a URI.
pub(super) fn uri(file: &str) -> String {
    let mut uri = String::with_capacity(file.len());
    for byte in file.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b'@' | b'+' => {
                uri.push(char::from(byte));
            }
            _ => uri.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    uri
}

fn hex(digit: u8) -> char {
    char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(root: &str, cwd: &str) -> (String, String) {
        let prefixes = Prefixes::new(Path::new(root), Path::new(cwd));
        (prefixes.human("x"), prefixes.machine("x"))
    }

    #[test]
    fn seen_from_the_working_directory() {
        assert_eq!(both("/a/b", "/a/b"), ("x".into(), "x".into()));
        assert_eq!(both("/a/b", "/a"), ("b/x".into(), "b/x".into()));
        assert_eq!(both("/a/b", "/a/b/c/d"), ("../../x".into(), "x".into()));
        assert_eq!(both("/a/b", "/c"), ("/a/b/x".into(), "x".into()));
        assert_eq!(both("/", "/c"), ("../x".into(), "x".into()));
    }

    #[test]
    fn uris_are_escaped() {
        assert_eq!(uri("layers/a b/é#.yml"), "layers/a%20b/%C3%A9%23.yml");
    }
}
