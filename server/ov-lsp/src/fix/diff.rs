//! Repairs as a unified diff that `git apply` and `patch -p1` take.

use similar::TextDiff;

/// How `before` becomes `after` in the file called `name`.
pub fn changed(name: &str, before: &str, after: &str) -> String {
    let (old, new) = (label("a/", name), label("b/", name));
    unified(before, after, &old, &new)
}

/// The same for a file that is called `to` afterwards. Without texts, nothing else becomes of it.
pub fn moved(name: &str, to: &str, texts: Option<(&str, &str)>) -> String {
    let (old, new) = (label("a/", name), label("b/", to));
    let same = if texts.is_none() { "similarity index 100%\n" } else { "" };
    let from_to = format!("rename from {}\nrename to {}\n", bare(name), bare(to));
    let header = format!("diff --git {} {}\n{same}{from_to}", old.trim_end(), new.trim_end());
    header + &texts.map(|(before, after)| unified(before, after, &old, &new)).unwrap_or_default()
}

/// How the file called `name` comes.
pub fn created(name: &str, after: &str) -> String {
    let (old, new) = (label("a/", name), label("b/", name));
    let header = format!("diff --git {} {}\nnew file mode 100644\n", old.trim_end(), new.trim_end());
    header + &unified("", after, "/dev/null", &new)
}

/// How the file called `name` goes away.
pub fn deleted(name: &str, before: &str) -> String {
    let (old, new) = (label("a/", name), label("b/", name));
    let header = format!("diff --git {} {}\ndeleted file mode 100644\n", old.trim_end(), new.trim_end());
    header + &unified(before, "", &old, "/dev/null")
}

fn unified(before: &str, after: &str, old: &str, new: &str) -> String {
    // By `\n` alone, as git counts lines: a lone `\r` ends none.
    let lines = |text| str::split_inclusive(text, '\n').collect::<Vec<_>>();
    let (before, after) = (lines(before), lines(after));
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    diff.unified_diff().context_radius(3).header(old, new).to_string()
}

/// The name as git writes it: quoted where it holds anything odd, closed by a tab where it holds a space.
fn label(prefix: &str, name: &str) -> String {
    let full = bare(&format!("{prefix}{name}"));
    let end = if !full.starts_with('"') && name.contains(' ') { "\t" } else { "" };
    full + end
}

/// The same on a line of its own.
fn bare(name: &str) -> String {
    let is_odd = name.chars().any(|c| c.is_control() || c == '"' || c == '\\');
    if is_odd { format!("\"{}\"", quoted(name)) } else { name.to_owned() }
}

fn quoted(name: &str) -> String {
    let mut quoted = String::new();
    for c in name.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            _ if c.is_control() => quoted.extend(['\\', octal(c, 6), octal(c, 3), octal(c, 0)]),
            _ => quoted.push(c),
        }
    }
    quoted
}

/// Three bits of a control character as a digit.
fn octal(c: char, shift: u32) -> char {
    char::from_digit((c as u32 >> shift) & 7, 8).unwrap_or('0')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::fs;
    use std::io::Write;
    use std::path::Path;
    use std::process::{Command, Stdio};

    /// What git makes of `before` by the diff; `None` where it deletes the file.
    fn applied(name: &str, before: &str, diff: &str) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        apply_in(folder.path(), name, Some(before), diff);
        fs::read_to_string(folder.path().join(name)).ok()
    }

    fn apply_in(folder: &Path, name: &str, before: Option<&str>, diff: &str) {
        let path = folder.join(name);
        if let Some(before) = before {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, before).unwrap();
        }
        let mut git = Command::new("git");
        git.args(["-c", "core.autocrlf=false", "apply", "--whitespace=nowarn"]).current_dir(folder);
        let mut git = git.stdin(Stdio::piped()).spawn().unwrap();
        git.stdin.take().unwrap().write_all(diff.as_bytes()).unwrap();
        assert!(git.wait().unwrap().success(), "{diff}");
    }

    #[test]
    fn git_makes_and_moves_by_it() {
        for (name, to) in [("layers/a/f.yml", "layers/b/f.yml"), ("a b/é\"q.yml", "c d/f")] {
            let folder = tempfile::tempdir().unwrap();
            apply_in(folder.path(), name, None, &created(name, "x\n"));
            assert_eq!(fs::read_to_string(folder.path().join(name)).unwrap(), "x\n");
            for (texts, after) in [(None, "x\ny\n"), (Some(("x\ny\n", "x\nz\n")), "x\nz\n")] {
                let folder = tempfile::tempdir().unwrap();
                apply_in(folder.path(), name, Some("x\ny\n"), &moved(name, to, texts));
                assert_eq!(fs::read_to_string(folder.path().join(to)).unwrap(), after);
                assert!(!folder.path().join(name).exists());
            }
        }
    }

    #[test]
    fn git_applies_it() {
        let cases = [
            ("a\nb\nc\n", "a\nB\nc\n"),
            ("a", "a\n"),
            ("a\n", "a"),
            ("a\r\nb\r\n", "a\r\nc\r\n"),
            ("a\rb\nc", "a\rb\nd"),
        ];
        for name in ["layers/web/layer.yml", "with space.yml", "é\"q.yml"] {
            for (before, after) in cases {
                assert_eq!(applied(name, before, &changed(name, before, after)).as_deref(), Some(after), "{name}");
            }
        }
    }

    #[test]
    fn git_deletes_by_it() {
        assert_eq!(applied("layers/a b/layer.yml", "x\ny\n", &deleted("layers/a b/layer.yml", "x\ny\n")), None);
    }

    #[test]
    fn no_change_no_diff() {
        assert_eq!(changed("f", "same\n", "same\n"), "");
    }
}
