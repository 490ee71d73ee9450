//! What a layer asks of its surroundings and tells them: variables, secrets, servers, shells.

use crate::context::{ItemContext, LayerContext};
use crate::finding::Finding;
use crate::repair::{Change, Repair};
use crate::rule::Info;
use crate::values;
use ov_project::{LayerFile, Value, View};
use smol_str::SmolStr;

/// Lists of variables that a layer needs or can use.
pub(crate) const KEYS: [&str; 4] = ["env_require", "env_accept", "secret_require", "secret_accept"];
/// Those that are handed over in plain text.
pub(crate) const PLAIN_KEYS: [&str; 2] = ["env_require", "env_accept"];
/// Those that come from the secret store.
pub(crate) const SECRET_KEYS: [&str; 2] = ["secret_require", "secret_accept"];
/// Lists of servers that a layer needs or can use.
pub(crate) const MCP_KEYS: [&str; 2] = ["mcp_require", "mcp_accept"];

/// Endings of names that hold secrets.
const SECRET_ENDINGS: [&str; 5] = ["KEY", "TOKEN", "PASSWORD", "PASSWD", "SECRET"];
/// Words that are often glued to such an ending: `PGPASSWORD`, `SSHPASS`. So are those of [`OPENING`].
const GLUED: [&str; 7] = ["PG", "DB", "MYSQL", "REDIS", "USER", "ADMIN", "BOT"];
/// Parts of names whose `PASS` is a password; other passes are rounds, or what a proxy hands on.
const LOGINS: [&str; 20] = [
    "USER", "ADMIN", "ROOT", "LOGIN", "AUTH", "DB", "DATABASE", "PG", "POSTGRES", "MYSQL", "MARIADB", "MONGO", "REDIS",
    "RABBITMQ", "MQTT", "SMTP", "MAIL", "IMAP", "LDAP", "FTP",
];
/// Parts of names whose `CREDENTIALS` are a file or a switch.
const NO_CREDENTIALS: [&str; 6] = ["APPLICATION", "SHARED", "ALLOW", "USE", "WITH", "INCLUDE"];
/// Parts of names whose `KEY` opens something; other keys sort, partition or index.
const OPENING: [&str; 12] = [
    "API",
    "ACCESS",
    "SECRET",
    "PRIVATE",
    "ENCRYPTION",
    "MASTER",
    "SIGNING",
    "AUTH",
    "CLIENT",
    "LICENSE",
    "ROOT",
    "SSH",
];
/// Words that stand where a program wants any value at all.
const STAND_INS: [&str; 16] = [
    "true",
    "false",
    "yes",
    "no",
    "on",
    "off",
    "none",
    "null",
    "nil",
    "empty",
    "dummy",
    "fake",
    "unused",
    "placeholder",
    "ollama",
    "example",
];
/// Commands that give values to variables they are given the names of.
const SETTERS: [&str; 10] =
    ["declare", "getopts", "local", "mapfile", "printf", "read", "readarray", "readonly", "select", "typeset"];

/// Variables that every shell of a container has, and those of `awk`.
const GIVEN: [&str; 30] = [
    "HOME",
    "USER",
    "LOGNAME",
    "PATH",
    "PWD",
    "OLDPWD",
    "SHELL",
    "SHLVL",
    "HOSTNAME",
    "LANG",
    "TERM",
    "UID",
    "EUID",
    "GID",
    "GROUPS",
    "IFS",
    "PPID",
    "RANDOM",
    "SECONDS",
    "EPOCHSECONDS",
    "LINENO",
    "FUNCNAME",
    "PIPESTATUS",
    "REPLY",
    "OPTARG",
    "OPTIND",
    "OSTYPE",
    "TMPDIR",
    "NF",
    "NR",
];

/// Findings for names that stand twice in these lists of a layer. Of two entries of one list that say the same, the second is not
/// needed; of two that say the same otherwise, the one that only accepts.
pub(crate) fn asked_twice(info: &'static Info, layer: &LayerContext<'_>, keys: &[&'static str]) -> Vec<Finding> {
    let content = &layer.layer.content;
    let entries = keys.iter().flat_map(|key| content.records(key).map(move |(entry, span)| (*key, entry, span)));
    let mut named: Vec<_> =
        entries.filter_map(|(key, entry, span)| Some((entry.text("name")?, key, entry, span))).collect();
    named.sort_by_key(|(name, ..)| name.span);
    let mut found = Vec::new();
    for (index, (name, key, entry, span)) in named.iter().enumerate() {
        let Some((first, first_key, twin, first_span)) =
            named[..index].iter().find(|(other, ..)| other.value == name.value)
        else {
            continue;
        };
        let message = format!("`{}` is asked for twice, and the build refuses it; keep one", name.value);
        let finding = Finding::new(info, layer.place(name.span), message)
            .related(layer.place(first.span), "it stands here first");
        let remove = |span| Change::RemoveEntry { entry: layer.place(span) };
        let repair = match (first_key.split_once('_'), key.split_once('_')) {
            _ if !says_alike(*twin, *entry) => None,
            (Some((store, one)), Some((other_store, other))) if store == other_store => Some(match (one, other) {
                ("accept", "require") => Repair::guess(format!("Remove it from `{first_key}`"), remove(*first_span)),
                ("require", "accept") => Repair::guess(format!("Remove it from `{key}`"), remove(*span)),
                _ => Repair::safe("Remove the second, which says the same", remove(*span)),
            }),
            _ => None,
        };
        found.push(repair.into_iter().fold(finding, Finding::repair));
    }
    found
}

fn says_alike(one: View<'_>, other: View<'_>) -> bool {
    let value = |view: View<'_>| Value::Record(Box::new(view.record().clone()));
    values::says_the_same(&value(one), &value(other))
}

/// Whether a variable of this name holds a secret. Names of files, and of what everybody may know, do not.
pub(crate) fn is_secret(name: &str) -> bool {
    let (before, last) = name.rsplit_once('_').unwrap_or(("", name));
    let has = |words: &[&str]| before.split('_').any(|part| words.contains(&part));
    match last {
        "PASS" => has(&LOGINS),
        "CREDENTIALS" => !before.is_empty() && !has(&NO_CREDENTIALS) && !has(&["PUBLIC"]),
        "SSHPASS" => true,
        _ => (SECRET_ENDINGS.contains(&last) || glued(last).is_some()) && !has(&["PUBLIC"]),
    }
}

/// The word before the ending where the two are written as one: `API` of `APIKEY`.
fn glued(part: &str) -> Option<&str> {
    let mut starts = SECRET_ENDINGS.iter().filter_map(|ending| part.strip_suffix(ending));
    starts.find(|start| OPENING.contains(start) || GLUED.contains(start))
}

/// Whether a variable is given a secret right here: not a reference, a path, a flag or a word that stands in for one.
pub(crate) fn is_literal_secret(name: &str, value: &str) -> bool {
    if value.len() < 4 || !is_secret(name) {
        return false;
    }
    let refers = value.contains(['$', '{', '<', '%']) || value.starts_with(['/', '~']) || value.contains("://");
    let stands_in = STAND_INS.iter().any(|word| value.eq_ignore_ascii_case(word));
    let says_so = ["not-", "no-", "not_", "your", "sk-no-"].iter().any(|start| value.starts_with(start));
    !refers && !says_so && !stands_in && (!name.ends_with("KEY") || opens(name, value))
}

/// Whether a key is one of a lock: by its name, or by a value that nobody made up.
fn opens(name: &str, value: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| value.bytes().any(|b| kind(&b));
    let is_random = value.len() >= 16 && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    is_random || name.split('_').any(|part| OPENING.contains(&part) || glued(part).is_some())
}

/// The variables that a layer has: those it sets, and those it asks for.
pub(crate) fn declared_names(layer: &LayerFile) -> impl Iterator<Item = &SmolStr> {
    let set = layer.map("env").map(|(key, _)| key.value);
    let asked = KEYS.iter().flat_map(|key| names(layer, key, "name"));
    set.chain(asked).chain(names(layer, "secret", "env"))
}

/// The plain variables that a layer asks for.
pub(crate) fn asked_names(layer: &LayerFile) -> impl Iterator<Item = &SmolStr> {
    PLAIN_KEYS.iter().flat_map(|key| names(layer, key, "name"))
}

fn names<'a>(layer: &'a LayerFile, key: &'static str, field: &'static str) -> impl Iterator<Item = &'a SmolStr> {
    layer.records(key).filter_map(move |(entry, _)| Some(entry.text(field)?.value))
}

/// The blocks of `shell:`: the one for all shells, and those for one; none for items of other keys.
pub(crate) fn shells<'a>(item: &ItemContext<'a>) -> Vec<(View<'a>, &'static str)> {
    let Some(all) = item.view().filter(|_| item.key == "shell") else { return Vec::new() };
    let own = ["bash", "zsh", "fish", "sh"].into_iter().filter_map(|name| Some((all.child(name)?, name)));
    [(all, "")].into_iter().chain(own).collect()
}

/// Upper-case variables that a script reads without a default and does not set itself. What every shell has, what the
/// loader hands to hooks, and what stands in single quotes is left out.
pub(crate) fn used_variables(script: &str) -> Vec<&str> {
    let mut found = Vec::new();
    if takes_others_in(script) {
        return found;
    }
    let mut end_of_literal = None;
    for line in script.lines().filter(|l| !l.trim_start().starts_with('#')) {
        match end_of_literal {
            Some(end) if line.trim() == end => end_of_literal = None,
            Some(_) => {}
            None => {
                collect_variables(line, &mut found);
                end_of_literal = literal_document(line);
            }
        }
    }
    found.retain(|name| {
        !GIVEN.contains(name) && !name.starts_with("OV_") && !name.starts_with("BASH") && !sets(script, name)
    });
    found
}

/// Whether a script runs other texts in its own place, which may set anything.
fn takes_others_in(script: &str) -> bool {
    let commands = script.lines().flat_map(|line| line.split([';', '&', '|'])).map(str::trim_start);
    commands.into_iter().any(|command| [". ", "source ", "eval "].iter().any(|word| command.starts_with(word)))
}

/// The last line of a here-document that begins in a line, where nothing in it is expanded.
fn literal_document(line: &str) -> Option<&str> {
    let (_, behind) = line.split_once("<<")?;
    let word = behind.trim_start_matches('-').trim_start();
    let quote = word.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    word[1..].split(quote).next().filter(|end| !end.is_empty())
}

fn collect_variables<'a>(line: &'a str, found: &mut Vec<&'a str>) {
    let (mut single, mut double) = (false, false);
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        match c {
            '\'' if !double => single = !single,
            '"' if !single && before != '\\' => double = !double,
            '$' if !single && before != '\\' => found.extend(variable(&line[at + 1..])),
            _ => {}
        }
        before = c;
    }
}

/// The name behind a dollar sign, where it is upper case and has no default.
fn variable(behind: &str) -> Option<&str> {
    let (text, braced) = behind.strip_prefix('{').map_or((behind, false), |text| (text, true));
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let upper = name.starts_with(|c: char| c.is_ascii_uppercase()) && !name.contains(|c: char| c.is_ascii_lowercase());
    let defaulted = braced && rest.starts_with([':', '-', '=', '+', '?']);
    (upper && !defaulted).then_some(name)
}

/// Whether a script gives a variable its value.
fn sets(script: &str, name: &str) -> bool {
    let is_loop = script.contains(&format!("for {name}"));
    // What has a default somewhere is meant to be missing at times.
    let defaults = [":=", "=", ":-", "-", ":+", "+"].map(|sign| format!("${{{name}{sign}"));
    let assigned = script.match_indices(&format!("{name}=")).any(|(at, _)| {
        script[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, ';' | '&' | '|' | '('))
    });
    assigned
        || is_loop
        || script.lines().any(|line| hands_to_setter(line, name))
        || defaults.iter().any(|d| script.contains(d))
}

/// Whether a line names a variable, without its value, behind a command that sets such.
fn hands_to_setter(line: &str, name: &str) -> bool {
    let words = || line.split(|c: char| c.is_whitespace() || matches!(c, ';' | '&' | '|' | '"'));
    words().any(|word| word == name) && words().any(|word| SETTERS.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_their_names() {
        for secret in ["SHOP_API_KEY", "TOKEN", "DB_PASSWORD", "CLIENT_SECRET"] {
            assert!(is_secret(secret), "{secret}");
        }
        for glued in ["TS_AUTHKEY", "GITHUB_APIKEY", "ACCESSKEY", "PGPASSWORD", "SSHPASS", "NGROK_AUTHTOKEN"] {
            assert!(is_secret(glued), "{glued}");
        }
        for login in ["SMTP_PASS", "DB_USER_PASS", "AZURE_CREDENTIALS"] {
            assert!(is_secret(login), "{login}");
        }
        for plain in ["MONKEY", "SSH_PUBLIC_KEY", "KEY_FILE", "TOKENS", "SECRET_PATH", "SSH_AUTHORIZED_KEYS"] {
            assert!(!is_secret(plain), "{plain}");
        }
        for plain in ["KEYBOARD_LAYOUT", "HOTKEY", "TURKEY", "NOPASSWORD", "PROXY_PASS", "TWO_PASS", "PASS"] {
            assert!(!is_secret(plain), "{plain}");
        }
        for plain in ["GOOGLE_APPLICATION_CREDENTIALS", "CORS_ALLOW_CREDENTIALS", "CREDENTIALS", "PUBLIC_APIKEY"] {
            assert!(!is_secret(plain), "{plain}");
        }
    }

    #[test]
    fn secrets_are_values_not_references() {
        for (name, value) in
            [("DB_PASSWORD", "hunter2"), ("API_KEY", "abcd"), ("X_KEY", "a1b2c3d4e5f6a7b8"), ("TS_AUTHKEY", "abcd")]
        {
            assert!(is_literal_secret(name, value), "{name}={value}");
        }
        for (name, value) in [
            ("DB_PASSWORD", "${DB_PASSWORD}"),
            ("DB_PASSWORD", "%(ENV_DB_PASSWORD)s"),
            ("DB_PASSWORD", "/run/secrets/db"),
            ("DB_PASSWORD", ""),
            ("API_KEY", "not-needed"),
            ("USE_TOKEN", "true"),
            ("SORT_KEY", "created"),
            ("SSH_PUBLIC_KEY", "ssh-ed25519 AAAA"),
        ] {
            assert!(!is_literal_secret(name, value), "{name}={value}");
        }
    }

    #[test]
    fn scripts_use_what_they_do_not_set() {
        assert_eq!(used_variables("a \"$A\" ${B} $c '$D' \\$E ${F:-x} $HOME $OV_X"), ["A", "B"]);
        assert!(used_variables("A=1\nexport B=2; x $A $B\nfor C in 1; do x $C; done\nread D; x $D").is_empty());
        assert_eq!(used_variables("XA=1; x $A"), ["A"]);
        assert!(used_variables("read -p x A B; mapfile -t C; printf -v D x; x $A $B $C $D").is_empty());
        assert!(used_variables("[ -n \"${A:-}\" ] && x \"$A\"\nx $OPTARG $LINENO").is_empty());
        assert!(used_variables("cat <<'EOF'\n$A\nEOF\n").is_empty());
        assert_eq!(used_variables("cat <<'EOF'\n$A\nEOF\nx $B\ncat <<EOF\n$C\nEOF\n"), ["B", "C"]);
        for others in [". /etc/os-release\nx $ID", "set -a; source /x; y $A", "eval \"$(ssh-agent)\" && x $A"] {
            assert!(used_variables(others).is_empty(), "{others}");
        }
        assert_eq!(used_variables("echo source $A"), ["A"]);
    }
}
