//! The user's home folder in commands, as the deploy step writes it in.

use std::borrow::Cow;

/// What the deploy plan carries until it knows the user.
pub const DEFERRED_HOME: &str = "{{.Home}}";

/// Replaces supervisord's `%(ENV_HOME)s`, a leading `~` and `$HOME` by `home`; without a home nothing changes.
pub(super) fn expand<'a>(text: &'a str, home: &str) -> Cow<'a, str> {
    if home.is_empty() || !text.contains(['~', '$', '%']) {
        return Cow::Borrowed(text);
    }
    let mut expanded = text.replace("%(ENV_HOME)s", home);
    if expanded == "~" {
        home.clone_into(&mut expanded);
    } else if let Some(rest) = expanded.strip_prefix("~/") {
        expanded = format!("{home}/{rest}");
    }
    Cow::Owned(expanded.replace("${HOME}", home).replace("$HOME", home))
}

#[cfg(test)]
mod tests {
    use super::expand;

    #[test]
    fn home_is_written_in_as_the_deploy_step_does() {
        let table = [
            ("~/bin/a ~/b", "/h/bin/a ~/b"),
            ("~", "/h"),
            ("~user/x", "~user/x"),
            ("%(ENV_HOME)s/a", "/h/a"),
            ("${HOME}/a:$HOME/b", "/h/a:/h/b"),
            ("$HOMEDIR", "/hDIR"),
            ("/usr/bin/a", "/usr/bin/a"),
        ];
        for (text, expected) in table {
            assert_eq!(expand(text, "/h"), expected, "{text}");
            assert_eq!(expand(text, ""), text, "no home, no change");
        }
    }
}
