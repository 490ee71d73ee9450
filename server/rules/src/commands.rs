//! What shell commands of tasks do, as far as it can be told for certain.

use std::borrow::Cow;

/// Characters after which a new command starts.
const SEPARATORS: [char; 2] = [';', '&'];

/// Package managers, the word that installs, and the distro whose packages they install.
const MANAGERS: [(&str, &str, &str); 8] = [
    ("dnf", "install", "fedora"),
    ("dnf5", "install", "fedora"),
    ("microdnf", "install", "fedora"),
    ("yum", "install", "fedora"),
    ("apt-get", "install", "debian"),
    ("apt", "install", "debian"),
    ("pacman", "-S", "arch"),
    ("apk", "add", "alpine"),
];

/// A call of a package manager.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PackageCall {
    /// The manager with its verb, such as `dnf install`.
    pub(crate) tool: String,
    /// The distro it belongs to.
    pub(crate) distro: &'static str,
    /// The packages.
    pub(crate) names: Vec<String>,
}

/// A call of `systemctl enable`.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct UnitEnable {
    /// The unit.
    pub(crate) unit: String,
    /// Whether its failure, or a system without systemd, is provided for.
    pub(crate) guarded: bool,
}

/// Calls that install packages by name, and do so whatever the distro is.
pub(crate) fn package_call(script: &str) -> Option<PackageCall> {
    let asks = ["command -v", "which ", "/etc/os-release"].iter().any(|test| script.contains(test));
    let may_call = MANAGERS.iter().any(|(tool, ..)| script.contains(tool));
    if asks || !may_call {
        return None;
    }
    let script = joined(script);
    simple_commands(&script).filter(|c| !c.guarded).find_map(|c| package_call_of(&c.words))
}

fn package_call_of(words: &[&str]) -> Option<PackageCall> {
    let (first, rest) = words.split_first()?;
    let (tool, verb, distro) = MANAGERS.iter().find(|(tool, ..)| tool == first)?;
    let is_verb = |word: &&str| {
        if *tool == "pacman" { word.starts_with("-S") && !word.contains(['c', 's', 'i']) } else { word == verb }
    };
    let at = rest.iter().position(is_verb)?;
    let names: Vec<&str> = rest[at + 1..].iter().copied().filter(|w| !w.starts_with('-')).collect();
    let plain =
        |name: &&str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-".contains(&b));
    let all_plain = !names.is_empty() && names.iter().all(plain) && !names.iter().any(|n| has_file_ending(n));
    all_plain.then(|| PackageCall {
        tool: format!("{tool} {verb}"),
        distro,
        names: names.into_iter().map(str::to_owned).collect(),
    })
}

fn has_file_ending(name: &str) -> bool {
    name.rsplit('.').next().is_some_and(|ending| matches!(ending, "rpm" | "deb" | "zst" | "xz"))
}

/// The first call that installs packages of a language into the system, and the manifest to use instead.
pub(crate) fn language_install(script: &str) -> Option<(&'static str, &'static str)> {
    if !script.contains("install") && !script.contains("npm i") {
        return None;
    }
    simple_commands(&joined(script)).find_map(|c| {
        let words = c.words.as_slice();
        let (tool, manifest, rest) = match words {
            ["pip" | "pip3", "install", rest @ ..] | ["python" | "python3", "-m", "pip", "install", rest @ ..] => {
                ("pip install", "pixi.toml", rest)
            }
            ["conda" | "mamba", "install", rest @ ..] => ("conda install", "pixi.toml", rest),
            ["pixi", "global", "install", rest @ ..] => ("pixi global install", "pixi.toml", rest),
            ["uv", "tool", "install", rest @ ..] => ("uv tool install", "pixi.toml", rest),
            ["npm", "install" | "i", rest @ ..] if rest.iter().any(|w| matches!(*w, "-g" | "--global")) => {
                ("npm install -g", "package.json", rest)
            }
            _ => return None,
        };
        let elsewhere = rest
            .iter()
            .any(|w| matches!(*w, "-r" | "--requirement" | "--target" | "-t" | "--prefix" | "-e" | "--root"));
        let by_name = |w: &&str| !w.starts_with('-') && !w.contains(['/', '$']) && !w.starts_with('.');
        (!elsewhere && rest.iter().any(by_name)).then_some((tool, manifest))
    })
}

/// The first call that empties a package cache.
pub(crate) fn cache_clean(script: &str) -> Option<&'static str> {
    if !script.contains("clean") && !script.contains("-Sc") {
        return None;
    }
    simple_commands(script).find_map(|c| match c.words.as_slice() {
        ["dnf" | "dnf5" | "microdnf", "clean", ..] => Some("dnf clean"),
        ["yum", "clean", ..] => Some("yum clean"),
        ["apt-get" | "apt", "clean" | "autoclean", ..] => Some("apt-get clean"),
        ["pacman", flag, ..] if flag.starts_with("-Sc") => Some("pacman -Sc"),
        _ => None,
    })
}

/// The first call that enables a unit of the system.
pub(crate) fn unit_enable(script: &str) -> Option<UnitEnable> {
    if !script.contains("systemctl") {
        return None;
    }
    simple_commands(script).find_map(|c| {
        let ["systemctl", rest @ ..] = c.words.as_slice() else { return None };
        let at = rest.iter().position(|w| *w == "enable")?;
        let unit = rest[at + 1..].iter().find(|w| !w.starts_with('-') && !w.contains(['$', '>']))?;
        let guarded = c.guarded || script.contains("/run/systemd");
        (!rest.contains(&"--user")).then(|| UnitEnable { unit: (*unit).to_owned(), guarded })
    })
}

/// The script with continued lines in one.
fn joined(script: &str) -> Cow<'_, str> {
    if script.contains("\\\n") { script.replace("\\\n", " ").into() } else { script.into() }
}

/// A command without its operators.
struct Command<'a> {
    words: Vec<&'a str>,
    /// Whether it runs only under a condition, or may fail.
    guarded: bool,
}

/// The commands of a script, line by line. Comments, here-documents and lines that continue quotes are none of them.
fn simple_commands(script: &str) -> impl Iterator<Item = Command<'_>> {
    let mut depth = 0_usize;
    let mut here: Option<&str> = None;
    script.lines().flat_map(move |line| {
        let text = line.trim();
        if let Some(end) = here {
            if text == end {
                here = None;
            }
            return Vec::new();
        }
        here = here_document(text);
        if text.starts_with("fi") || text.starts_with("esac") || text.starts_with("done") {
            depth = depth.saturating_sub(1);
        }
        let guarded = depth > 0 || text.contains("||") || text.starts_with("if ") || text.starts_with('[');
        let opens = ["if ", "case ", "for ", "while "].iter().any(|word| text.starts_with(word));
        let closes = text.ends_with("fi") || text.ends_with("esac") || text.ends_with("done");
        if opens && !closes {
            depth += 1;
        }
        commands_of_line(text, guarded)
    })
}

/// The word that ends the here-document which a line opens.
fn here_document(line: &str) -> Option<&str> {
    let (_, rest) = line.split_once("<<")?;
    let word = rest.trim_start_matches(['-', '<', ' ']).split([' ', '>', '|', ';']).next()?.trim_matches(['"', '\'']);
    (!rest.starts_with('<') && !word.is_empty()).then_some(word)
}

fn commands_of_line(line: &str, guarded: bool) -> Vec<Command<'_>> {
    if line.starts_with('#') {
        return Vec::new();
    }
    let parts = line.split(SEPARATORS).filter(|part| !part.trim().is_empty());
    parts
        .map(|part| {
            let mut words: Vec<&str> = part.split_whitespace().collect();
            words
                .iter()
                .position(|w| w.starts_with('#') || *w == "|" || *w == "||")
                .into_iter()
                .for_each(|at| words.truncate(at));
            let skip = words
                .iter()
                .take_while(|w| matches!(**w, "sudo" | "then" | "do" | "else" | "env" | "exec") || is_assignment(w));
            let skip = skip.count();
            Command { words: words.split_off(skip), guarded }
        })
        .collect()
}

fn is_assignment(word: &str) -> bool {
    word.split_once('=')
        .is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn installs(script: &str) -> Vec<String> {
        package_call(script).map(|c| c.names).unwrap_or_default()
    }

    #[test]
    fn plain_names_are_packages() {
        assert_eq!(installs("set -e\napt-get update && apt-get install -y jq curl"), ["jq", "curl"]);
        assert_eq!(installs("dnf install -y \\\n  jq \\\n  curl"), ["jq", "curl"]);
        assert_eq!(installs("sudo DEBIAN_FRONTEND=x apt-get -qq install jq"), ["jq"]);
        assert_eq!(installs("pacman -S --noconfirm --needed fd"), ["fd"]);
        for none in [
            "dnf install -y ./a.rpm",
            "dnf install $X",
            "pacman -Scc",
            "pacman -Ss jq",
            "pacman -Syu",
            "echo dnf install jq",
        ] {
            assert!(installs(none).is_empty(), "{none}");
        }
        assert!(installs("cat > x <<'EOF'\ndnf install jq\nEOF\n").is_empty());
        assert!(installs("if [ -f /etc/x ]; then\n  dnf install jq\nfi").is_empty());
    }

    #[test]
    fn units_are_found_with_their_guard() {
        let enable = |script| unit_enable(script).map(|c| (c.unit, c.guarded));
        assert_eq!(enable("systemctl enable --now a.service"), Some(("a.service".into(), false)));
        assert_eq!(enable("systemctl enable a || true"), Some(("a".into(), true)));
        assert_eq!(enable("systemctl --user enable a"), None);
        assert_eq!(enable("systemctl is-enabled a"), None);
    }
}
