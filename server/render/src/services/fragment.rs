//! Files that a layer adds to supervisord's configuration.

use ov_project::Layer;
use std::fmt;

/// The number in the name of a layer's fragment: its position in the order of the image.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Position {
    /// No image says it.
    #[default]
    Unknown,
    /// Counted from 1.
    Number(u32),
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("NN"),
            Self::Number(number) => write!(f, "{number:02}"),
        }
    }
}

/// A file with its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FragmentFile {
    /// Its name without a folder.
    pub file: String,
    /// Its text.
    pub text: String,
}

/// One fragment of all texts, separated by blank lines; none where there is no text.
pub(super) fn joined<'t>(
    layer: &Layer,
    position: Position,
    texts: impl Iterator<Item = &'t str>,
) -> Option<FragmentFile> {
    let texts: Vec<&str> = texts.map(|t| t.trim_end_matches('\n')).collect();
    let file = format!("{position}-{}.conf", layer.name);
    (!texts.is_empty()).then(|| FragmentFile { file, text: texts.join("\n\n") + "\n" })
}

/// The file of one relay.
pub(super) fn relay(position: Position, port: i64, mut text: String) -> FragmentFile {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    FragmentFile { file: format!("{position}-relay-{port}.conf"), text }
}
