//! What shell commands of tasks do, as far as it can be told for certain.

use crate::shell::{Command, Script, Word};

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

/// Words that a script mentions where one of its commands may install or clean.
pub(crate) const MANAGER_WORDS: [&str; 8] = ["dnf", "dnf5", "microdnf", "yum", "apt-get", "apt", "pacman", "apk"];

/// Words that a script mentions where one of its commands may install packages of a language.
pub(crate) const LANGUAGE_WORDS: [&str; 9] =
    ["pip", "pip3", "python", "python3", "conda", "mamba", "pixi", "uv", "npm"];

/// Whether a command installs packages by name, and does so whatever the distro is.
pub(crate) fn package_call(command: &Command) -> Option<PackageCall> {
    let (program, rest) = command.program().filter(|_| !command.guarded)?;
    let (tool, verb, distro) = MANAGERS.iter().find(|(tool, ..)| *tool == program)?;
    let is_verb = |word: &Word| {
        let word = word.text.as_str();
        if *tool == "pacman" { word.starts_with("-S") && !word.contains(['c', 's', 'i']) } else { word == *verb }
    };
    let at = rest.iter().position(is_verb)?;
    let names: Vec<&str> = rest[at + 1..].iter().map(|w| w.text.as_str()).filter(|w| !w.starts_with('-')).collect();
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

/// Whether a command installs packages of a language into the system: the call, and the manifest to use instead.
pub(crate) fn language_install(command: &Command) -> Option<(&'static str, &'static str)> {
    let words: Vec<&str> = command.call().iter().map(|w| w.text.as_str()).collect();
    let (tool, manifest, rest) = match words.as_slice() {
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
    let elsewhere =
        rest.iter().any(|w| matches!(*w, "-r" | "--requirement" | "--target" | "-t" | "--prefix" | "-e" | "--root"));
    let is_scoped = |w: &str| tool.starts_with("npm") && w.starts_with('@') && w.matches('/').count() == 1;
    let by_name = |w: &&str| !w.starts_with(['-', '.']) && !w.contains('$') && (!w.contains('/') || is_scoped(w));
    (!elsewhere && rest.iter().any(by_name)).then_some((tool, manifest))
}

/// Whether a script goes into an environment of its own, such as one of `venv`, before a place: by its `activate`, or with its folder in
/// front of the `PATH`.
pub(crate) fn enters_environment(script: &Script, before: usize) -> bool {
    let is_entry = |word: &Word| word.text.ends_with("activate") || word.text.starts_with("PATH=");
    let words = script.commands.iter().flat_map(|command| &command.words).chain(&script.assignments);
    words.filter(|word| word.range.end <= before).any(is_entry)
}

/// Whether a command empties a package cache.
pub(crate) fn cache_clean(command: &Command) -> Option<&'static str> {
    let (program, rest) = command.program()?;
    let first = rest.first().map_or("", |w| w.text.as_str());
    match (program, first) {
        ("dnf" | "dnf5" | "microdnf", "clean") => Some("dnf clean"),
        ("yum", "clean") => Some("yum clean"),
        ("apt-get" | "apt", "clean" | "autoclean") => Some("apt-get clean"),
        ("pacman", flag) if flag.starts_with("-Sc") => Some("pacman -Sc"),
        _ => None,
    }
}

/// Whether a command enables a unit of the system.
pub(crate) fn unit_enable(command: &Command) -> Option<UnitEnable> {
    let ("systemctl", rest) = command.program()? else { return None };
    let at = rest.iter().position(|w| w.text == "enable")?;
    let unit = rest[at + 1..].iter().find(|w| !w.text.starts_with('-') && !w.text.contains('$'))?;
    let of_user = rest.iter().any(|w| w.text == "--user");
    (!of_user).then(|| UnitEnable { unit: unit.text.clone(), guarded: command.guarded })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::shell::Script;

    fn first<T>(script: &str, find: impl Fn(&Command) -> Option<T>) -> Option<T> {
        Script::read(script).unwrap().commands.iter().find_map(find)
    }

    fn installs(script: &str) -> Vec<String> {
        first(script, package_call).map(|c| c.names).unwrap_or_default()
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
            "echo 'x; dnf install jq'",
            "command -v dnf && dnf install -y jq",
        ] {
            assert!(installs(none).is_empty(), "{none}");
        }
        assert!(installs("cat > x <<'EOF'\ndnf install jq\nEOF\n").is_empty());
        assert!(installs("if [ -f /etc/x ]; then\n  dnf install jq\nfi").is_empty());
    }

    #[test]
    fn units_are_found_with_their_guard() {
        let enable = |script| first(script, unit_enable).map(|c| (c.unit, c.guarded));
        assert_eq!(enable("systemctl enable --now a.service"), Some(("a.service".into(), false)));
        assert_eq!(enable("systemctl enable a || true"), Some(("a".into(), true)));
        assert_eq!(enable("systemctl --user enable a"), None);
        assert_eq!(enable("systemctl is-enabled a"), None);
    }
}
