//! Where exactly in a scalar a name stands.

use super::{Form, Mention};
use ov_syntax::Span;

impl Mention {
    /// Where the name stands in the file, given the scalar's own bytes; each place covers the name alone.
    pub fn places(&self, raw: &str) -> Vec<Span> {
        let name = self.name.as_str();
        let starts: Vec<usize> = match self.form {
            Form::Plain => raw.find(name).into_iter().collect(),
            Form::Remote => raw.rfind(name).into_iter().collect(),
            Form::Braced => variables(raw, name),
            Form::Argument => arguments(raw, name),
        };
        let place =
            |start: usize| Span::new(self.span.start + start as u32, self.span.start + (start + name.len()) as u32);
        starts.into_iter().map(place).collect()
    }

    /// Whether another name may be written there.
    pub(super) fn is_ours(&self) -> bool {
        self.form != Form::Remote
    }
}

fn variables(raw: &str, name: &str) -> Vec<usize> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let begins = |at: usize| raw[..at].ends_with("${") || raw[..at].ends_with('$');
    let ends = |at: usize| !raw[at + name.len()..].starts_with(is_word);
    raw.match_indices(name).map(|(at, _)| at).filter(|&at| begins(at) && ends(at)).collect()
}

fn arguments(raw: &str, name: &str) -> Vec<usize> {
    let begins = |at: usize| {
        raw[..at].strip_suffix(':').is_some_and(|before| {
            before.rsplit("${").next().is_some_and(|word| word.starts_with("VOLUME_") && !word.contains('}'))
        })
    };
    raw.match_indices(name)
        .map(|(at, _)| at)
        .filter(|&at| begins(at) && raw[at + name.len()..].starts_with('}'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_inside_texts() {
        assert_eq!(variables("echo $AB ${A} $A/x A \"${A}\"", "A"), [11, 15, 24]);
        assert_eq!(
            arguments("${VOLUME_PATH:data}/data:data} ${VOLUME_CONTAINER_PATH:data} ${X:data}", "data"),
            [14, 55]
        );
    }
}
