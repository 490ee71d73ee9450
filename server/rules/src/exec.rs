//! The command line of a service as init systems split it: quotes and backslashes, but no shell.

/// Programs that read a command line of their own behind `-c`.
const SHELLS: [&str; 8] = ["sh", "bash", "dash", "zsh", "fish", "ksh", "ash", "busybox"];

/// A word of a command line, with its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word<'a> {
    /// As written.
    pub(crate) text: &'a str,
    /// Whether a part of it is quoted or escaped.
    pub(crate) quoted: bool,
}

/// The words of a command line; an unclosed quote goes to the end.
pub(crate) fn words(line: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        if quote.is_none() && !escaped && c.is_whitespace() {
            if let Some(from) = start.take() {
                found.push(Word { text: &line[from..at], quoted });
            }
            quoted = false;
            continue;
        }
        start.get_or_insert(at);
        if escaped {
            escaped = false;
        } else if c == '\\' && quote != Some('\'') {
            (escaped, quoted) = (true, true);
        } else if quote == Some(c) {
            quote = None;
        } else if quote.is_none() && matches!(c, '"' | '\'') {
            (quote, quoted) = (Some(c), true);
        }
    }
    found.extend(start.map(|from| Word { text: &line[from..], quoted }));
    found
}

/// Whether a quote is opened and not closed.
pub(crate) fn has_open_quote(line: &str) -> bool {
    let mut quote = None;
    let mut escaped = false;
    for c in line.chars() {
        if escaped {
            escaped = false;
        } else if c == '\\' && quote != Some('\'') {
            escaped = true;
        } else if quote == Some(c) {
            quote = None;
        } else if quote.is_none() && matches!(c, '"' | '\'') {
            quote = Some(c);
        }
    }
    quote.is_some()
}

/// The words that no shell reads: all, or those before the script of a `sh -c`.
pub(crate) fn words_outside_shell(line: &str) -> Vec<Word<'_>> {
    let mut words = words(line);
    let name = |word: &Word<'_>| word.text.rsplit('/').next().is_some_and(|name| SHELLS.contains(&name));
    let shell = words.iter().position(name);
    let is_script_flag = |w: &Word<'_>| w.text.starts_with('-') && !w.text.starts_with("--") && w.text.ends_with('c');
    if let Some(flag) = shell.and_then(|at| words[at..].iter().position(is_script_flag).map(|flag| at + flag)) {
        words.truncate(flag + 1);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<&str> {
        words_outside_shell(line).iter().map(|w| w.text).collect()
    }

    #[test]
    fn quotes_hold_words_together() {
        assert_eq!(texts("/usr/sbin/nginx -g 'daemon off;'"), ["/usr/sbin/nginx", "-g", "'daemon off;'"]);
        assert_eq!(texts(r#"a "b \" c" d\ e"#), ["a", r#""b \" c""#, r"d\ e"]);
        assert_eq!(texts("a 'b c"), ["a", "'b c"]);
        assert!(words("").is_empty());
    }

    #[test]
    fn the_script_of_a_shell_is_its_own() {
        assert_eq!(texts("/bin/bash -lc 'a && b' x"), ["/bin/bash", "-lc"]);
        assert_eq!(texts("/bin/bash run.sh -x"), ["/bin/bash", "run.sh", "-x"]);
        assert_eq!(texts("tar -c x"), ["tar", "-c", "x"]);
    }
}
