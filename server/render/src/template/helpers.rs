//! The image builder's own helper functions.

use super::functions::Function;
use super::print::Printer;
use super::quote::quoted;
use super::runtime::{Text, Val};
use super::value::Value;

/// The answer of a helper; the number and types of its arguments are right.
pub(super) fn answer(helper: Function, arguments: Vec<Val<'_>>, limit: usize) -> Val<'_> {
    let mut arguments = arguments.into_iter();
    let mut next = || arguments.next().unwrap_or(Val::Absent);
    let first = next();
    match helper {
        // An absent list of texts is empty; an absent value of any type is printed.
        Function::JoinTexts if matches!(first, Val::Absent) => Val::str(""),
        Function::JoinTexts | Function::JoinAny => join(first, &text(next()), limit),
        Function::DerefBool => Val::Bool(matches!(first, Val::BoolPtr(Some(true)))),
        Function::Quote => Val::text(quoted(&printed(first, limit), '"', false)),
        Function::Default => default(first, next()),
        Function::SplitFirst => split_first(text(first), &text(next())),
        Function::Replace => replace(&text(first), &text(next()), &text(next()), limit),
        Function::HasSuffix => Val::Bool(text(first).bytes().ends_with(text(next()).bytes())),
        Function::ShQuote => shell_quoted(text(first)),
        Function::AnyRepoHasUrl => Val::Bool(any_repo_has_url(&first, limit)),
        _ => service_word(helper, &text(first)),
    }
}

fn text(value: Val<'_>) -> Text<'_> {
    match value {
        Val::Str(text) => text,
        _ => Text::Borrowed(b""),
    }
}

fn printed(value: Val<'_>, limit: usize) -> Vec<u8> {
    let mut printer = Printer::new(limit);
    printer.print(vec![value]);
    printer.finish()
}

/// How the words of a service entry are written for each init system.
fn service_word<'v>(helper: Function, word: &Text<'v>) -> Val<'v> {
    let bytes = word.bytes();
    let file = bytes.strip_prefix(b"file:");
    let fixed = match (helper, bytes) {
        (Function::SystemdRestart, b"always" | b"unless-stopped") => "always",
        (Function::SystemdRestart, b"on-failure") => "on-failure",
        (Function::SystemdRestart, _) => "no",
        (Function::SupervisordRestart, b"always" | b"unless-stopped") => "true",
        (Function::SupervisordRestart, b"on-failure") => "unexpected",
        (Function::SupervisordRestart, _) => "false",
        (Function::SystemdStdout, b"") => "journal",
        (Function::SupervisordLog, b"none") => "/dev/null",
        (Function::SupervisordLog, b"journal" | b"") => "/dev/fd/1",
        (Function::SupervisordLogMaxbytes, _) if file.is_some() => "10MB",
        (Function::SupervisordLogMaxbytes, _) => "0",
        (Function::SystemdStdout, _) => {
            return file.map_or(Val::Str(word.clone()), |path| Val::text([b"append:", path].concat()));
        }
        _ => return file.map_or(Val::Str(word.clone()), Val::text),
    };
    Val::str(fixed)
}

/// Texts with a separator between them; anything that is no list is printed.
fn join<'v>(items: Val<'v>, separator: &Text<'_>, limit: usize) -> Val<'v> {
    let mut joined = Vec::new();
    let mut push = |index: usize, bytes: &[u8]| {
        if joined.len() <= limit {
            if index > 0 {
                joined.extend_from_slice(separator.bytes());
            }
            joined.extend_from_slice(bytes);
        }
    };
    match items.unwrapped() {
        Val::StrList(window) => {
            window.visible().iter().enumerate().for_each(|(index, item)| push(index, item.as_bytes()));
        }
        Val::List(window) => {
            for (index, item) in window.visible().iter().enumerate() {
                push(index, &printed(Val::of(item), limit));
            }
        }
        other => push(0, &printed(other, limit)),
    }
    Val::text(joined)
}

/// The value, or the fallback when it prints as nothing.
fn default<'v>(value: Val<'v>, fallback: Val<'v>) -> Val<'v> {
    let shown = printed(value.clone(), "<nil>".len() + 1);
    if shown.is_empty() || shown == b"<nil>" { fallback } else { value }
}

fn split_first<'v>(whole: Text<'v>, separator: &Text<'_>) -> Val<'v> {
    let bytes = whole.bytes();
    let first = match separator.bytes() {
        // An empty separator splits into characters.
        [] => first_char_length(bytes),
        sought => find(bytes, sought).unwrap_or(bytes.len()),
    };
    match whole {
        Text::Borrowed(bytes) => Val::Str(Text::Borrowed(&bytes[..first])),
        Text::Shared(bytes) => Val::text(&bytes[..first]),
    }
}

/// The length of the first character, or of a byte that is none.
fn first_char_length(bytes: &[u8]) -> usize {
    let is_char = |length: &usize| bytes.get(..*length).is_some_and(|start| std::str::from_utf8(start).is_ok());
    (1..=4).find(is_char).unwrap_or(1).min(bytes.len())
}

/// Where the second text first stands in the first one.
fn find(bytes: &[u8], sought: &[u8]) -> Option<usize> {
    match (std::str::from_utf8(bytes), std::str::from_utf8(sought)) {
        (Ok(bytes), Ok(sought)) => bytes.find(sought),
        _ => bytes_as_chars(bytes).find(&bytes_as_chars(sought)).map(|at| bytes_as_chars(bytes)[..at].chars().count()),
    }
}

/// Each byte as the character of its code, so that text search works on what is no UTF-8.
fn bytes_as_chars(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// All occurrences replaced; an empty one stands before every character and at the end.
fn replace<'v>(whole: &Text<'_>, old: &Text<'_>, new: &Text<'_>, limit: usize) -> Val<'v> {
    let (bytes, old, new) = (whole.bytes(), old.bytes(), new.bytes());
    let mut replaced = Vec::with_capacity(bytes.len());
    let mut copied = 0;
    for at in occurrences(bytes, old) {
        if replaced.len() > limit {
            break;
        }
        replaced.extend_from_slice(&bytes[copied..at]);
        replaced.extend_from_slice(new);
        copied = at + old.len();
    }
    replaced.extend_from_slice(&bytes[copied..]);
    Val::text(replaced)
}

fn occurrences(bytes: &[u8], sought: &[u8]) -> Vec<usize> {
    if sought.is_empty() {
        let next = |at: &usize| Some(at + first_char_length(&bytes[*at..])).filter(|next| next > at);
        return std::iter::successors(Some(0), next).collect();
    }
    match (std::str::from_utf8(bytes), std::str::from_utf8(sought)) {
        (Ok(bytes), Ok(sought)) => bytes.match_indices(sought).map(|(at, _)| at).collect(),
        _ => occurrences_of_bytes(&bytes_as_chars(bytes), &bytes_as_chars(sought)),
    }
}

/// Occurrences counted in characters, for texts with a character for each byte.
fn occurrences_of_bytes(text: &str, sought: &str) -> Vec<usize> {
    let (mut position, mut counted) = (0, 0);
    let count_to = |(at, _): (usize, &str)| {
        position += text[counted..at].chars().count();
        counted = at;
        position
    };
    text.match_indices(sought).map(count_to).collect()
}

/// One word for a POSIX shell; single quotes only where something needs them.
fn shell_quoted(word: Text<'_>) -> Val<'_> {
    let bytes = word.bytes();
    if bytes.is_empty() {
        return Val::str("''");
    }
    if !bytes.iter().any(|byte| b" \t\n\"'$*?[](){}<>|&;`\\!".contains(byte)) {
        return Val::Str(word);
    }
    let mut quoted = vec![b'\''];
    for &byte in bytes {
        if byte == b'\'' {
            quoted.extend_from_slice(br"'\''");
        } else {
            quoted.push(byte);
        }
    }
    quoted.push(b'\'');
    Val::text(quoted)
}

fn any_repo_has_url(repos: &Val<'_>, limit: usize) -> bool {
    let Val::List(window) = repos else { return false };
    window.visible().iter().any(|repo| match repo {
        Value::Map(entries) => entries.get("url").is_some_and(|url| !printed(Val::of(url), limit).is_empty()),
        _ => false,
    })
}
