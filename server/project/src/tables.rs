//! `tables:` of the configuration: what a project adds to what is known of packages.

use crate::record::Value;
use crate::view::{At, View};
use ov_schema::nearest_word;
use ov_syntax::Span;
use smol_str::SmolStr;

/// Distros that the built-in tables speak of.
const DISTROS: [&str; 5] = ["arch", "cachyos", "debian", "fedora", "ubuntu"];

/// Rows of a project's own. They stand in the place of built-in ones about the same thing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// In the order of the file.
    pub packages: Vec<PackageFacts>,
    /// Commands that keep a daemon in the foreground, by unit without its type.
    pub foreground: Vec<(SmolStr, SmolStr)>,
}

/// What is known of a package on a distro; `None` where nothing was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PackageFacts {
    /// The distro, without release.
    pub distro: SmolStr,
    /// The package; `*` for the distro's base image.
    pub package: SmolStr,
    /// Units it ships, and the program that each runs.
    pub units: Option<Vec<(SmolStr, SmolStr)>>,
    /// Programs it ships.
    pub commands: Option<Vec<SmolStr>>,
    /// Packages that come with it, and other names it goes by.
    pub brings: Option<Vec<SmolStr>>,
    /// What the package is called there, where it goes by another name.
    pub called: Option<SmolStr>,
}

impl Tables {
    /// Reads `tables:`; what has the right type and is wrong all the same goes to `invalid`.
    pub(crate) fn read(tables: View<'_>, invalid: &mut Vec<(Span, String)>) -> Self {
        let mut read = Self::default();
        for (distro, packages) in tables.map("packages") {
            check(distro, wrong_distro(distro.value), invalid);
            for (name, facts) in packages.value.map() {
                let at = At { value: &name.text, span: tables.place(name.span) };
                check(at, wrong_word(at.value, "package"), invalid);
                let facts = facts.value.record().map(|record| View::new(record, tables.base()));
                let facts = facts.map(|view| PackageFacts::read(view, invalid)).unwrap_or_default();
                read.packages.push(PackageFacts { distro: distro.value.clone(), package: name.text.clone(), ..facts });
            }
        }
        for (unit, command) in tables.map("foreground") {
            let Some(text) = command.value.text() else { continue };
            let wrong = unit.value.contains('.').then(|| format!("write `{}` without its type", unit.value));
            check(unit, wrong, invalid);
            read.foreground.push((unit.value.clone(), text.clone()));
        }
        read
    }

    /// What is said of a package, on all distros.
    pub fn of<'a>(&'a self, package: &str) -> impl Iterator<Item = &'a PackageFacts> {
        self.packages.iter().filter(move |facts| facts.package == package)
    }

    /// What is said of a package of a distro.
    pub fn on(&self, distro: &str, package: &str) -> Option<&PackageFacts> {
        self.packages.iter().find(|facts| facts.distro == distro && facts.package == package)
    }
}

impl PackageFacts {
    fn read(view: View<'_>, invalid: &mut Vec<(Span, String)>) -> Self {
        let mut names = |key: &str, what: &str| {
            view.has(key).then(|| {
                view.texts(key)
                    .map(|at| {
                        check(at, wrong_word(at.value, what), invalid);
                        at.value.clone()
                    })
                    .collect()
            })
        };
        let (commands, brings) = (names("commands", "program"), names("brings", "package"));
        let units = view.has("units").then(|| {
            view.map("units")
                .map(|(unit, program)| {
                    check(unit, wrong_unit(unit.value), invalid);
                    let stem = || unit.value.rsplit_once('.').map_or(unit.value.clone(), |(stem, _)| stem.into());
                    (unit.value.clone(), named(program.value).unwrap_or_else(stem))
                })
                .collect()
        });
        let called = view.text("called").map(|at| {
            check(at, wrong_word(at.value, "package"), invalid);
            at.value.clone()
        });
        Self { units, commands, brings, called, ..Self::default() }
    }
}

fn named(value: &Value) -> Option<SmolStr> {
    value.text().filter(|text| !text.is_empty()).cloned()
}

fn check(at: At<&SmolStr>, wrong: Option<String>, invalid: &mut Vec<(Span, String)>) {
    invalid.extend(wrong.map(|message| (at.span, message)));
}

fn wrong_distro(name: &str) -> Option<String> {
    if let Some((distro, _)) = name.split_once([':', '-']).filter(|(distro, _)| DISTROS.contains(distro)) {
        return Some(format!("tables hold for all releases of a distro; write `{distro}`"));
    }
    let nearest = nearest_word(DISTROS, name).filter(|nearest| *nearest != name)?;
    Some(format!("no distro `{name}` is known, did you mean `{nearest}`?"))
}

fn wrong_word(name: &str, what: &str) -> Option<String> {
    if name.contains('/') {
        return Some(format!("`{name}` is a path; write the name of the {what}"));
    }
    let is_wrong = name.is_empty() || name.contains(char::is_whitespace);
    is_wrong.then(|| format!("`{name}` is no name of a {what}"))
}

fn wrong_unit(name: &str) -> Option<String> {
    let has_type = name.rsplit_once('.').is_some_and(|(stem, kind)| !stem.is_empty() && !kind.is_empty());
    wrong_word(name, "unit").or_else(|| (!has_type).then(|| format!("`{name}` has no type; write `{name}.service`")))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::Config;

    #[test]
    fn rows_are_read() {
        let text = "tables:\n  packages:\n    fedora:\n      redis:\n        units: {redis.service: redis-server, redis-sentinel.service: }\n        \
                    commands: [redis-cli]\n        brings: [redis-common]\n      openssh-client: {called: openssh-clients}\n      plain:\n  \
                    foreground: {redis: redis-server --daemonize no}\n";
        let config = Config::read(text);
        assert!(!config.is_broken(), "{config:?}");
        let redis = config.tables.on("fedora", "redis").unwrap();
        let units = [("redis.service", "redis-server"), ("redis-sentinel.service", "redis-sentinel")];
        assert_eq!(redis.units.as_deref().unwrap(), units.map(|(unit, program)| (unit.into(), program.into())));
        assert_eq!(redis.commands.as_deref().unwrap(), ["redis-cli"]);
        assert_eq!(config.tables.on("fedora", "openssh-client").unwrap().called.as_deref(), Some("openssh-clients"));
        assert_eq!(config.tables.of("plain").count(), 1);
        assert_eq!(config.tables.on("debian", "redis"), None);
        assert_eq!(config.tables.foreground.len(), 1);
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        let wrong = |text: &str| {
            let config = Config::read(&format!("tables: {{packages: {{{text}}}}}"));
            config.invalid.first().map(|(_, message)| message.clone())
        };
        assert_eq!(wrong("fedroa: {a: }").unwrap(), "no distro `fedroa` is known, did you mean `fedora`?");
        assert_eq!(wrong("\"fedora:43\": {a: }").unwrap(), "tables hold for all releases of a distro; write `fedora`");
        assert_eq!(wrong("debian: {a b: }").unwrap(), "`a b` is no name of a package");
        assert_eq!(wrong("debian: {a: {units: {redis: }}}").unwrap(), "`redis` has no type; write `redis.service`");
        let path = "`/usr/bin/jq` is a path; write the name of the program";
        assert_eq!(wrong("debian: {a: {commands: [/usr/bin/jq]}}").unwrap(), path);
        assert_eq!(wrong("alpine: {a: {units: {b.service: }}}"), None);
        let config = Config::read("tables: {foreground: {redis.service: redis-server}}");
        assert_eq!(config.invalid[0].1, "write `redis.service` without its type");
    }
}
