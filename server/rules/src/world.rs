//! What we know of distributions themselves, from small exact tables. What stands in none of them is unknown.

use ov_project::{PackageFacts, Tables};
use rustc_hash::FxHashMap;
use smol_str::SmolStr;
use std::sync::LazyLock;

const UNITS: &str = include_str!("../data/units.tsv");
const BRINGS: &str = include_str!("../data/brings.tsv");
const ABSENT: &str = include_str!("../data/absent.tsv");
const PROVIDED: &str = include_str!("../data/provided.tsv");
const COMMANDS: &str = include_str!("../data/commands.tsv");
const PROGRAMS: &str = include_str!("../data/programs.tsv");
const PATHS: &str = include_str!("../data/paths.tsv");

/// A unit that a package brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackagedUnit<'a> {
    /// The package.
    pub(crate) package: &'a str,
    /// The distro, without version.
    pub(crate) distro: &'a str,
    /// The unit.
    pub(crate) name: &'a str,
    /// File name of the program it runs.
    pub(crate) program: &'a str,
}

/// The units of a package, on all distros.
pub(crate) fn units_of<'a>(tables: &'a Tables, package: &str) -> impl Iterator<Item = PackagedUnit<'a>> {
    static TABLE: LazyLock<FxHashMap<&str, Vec<PackagedUnit<'static>>>> = LazyLock::new(|| {
        let units = rows::<4>(UNITS)
            .map(|[package, distro, name, program]| (package, PackagedUnit { package, distro, name, program }));
        grouped(units)
    });
    let stands = |unit: &&PackagedUnit<'_>| tables.on(unit.distro, unit.package).is_none_or(|f| f.units.is_none());
    let known = TABLE.get(package).into_iter().flatten().filter(stands).copied();
    known.chain(tables.of(package).flat_map(own_units))
}

fn own_units(facts: &PackageFacts) -> impl Iterator<Item = PackagedUnit<'_>> {
    let PackageFacts { package, distro, .. } = facts;
    facts.units.iter().flatten().map(move |(name, program)| PackagedUnit { package, distro, name, program })
}

/// The command that keeps the daemon of a unit, given without its type, in the foreground.
pub(crate) fn foreground_command<'a>(tables: &'a Tables, unit: &str) -> Option<&'a str> {
    let own = tables.foreground.iter().find(|(name, _)| name == unit).map(|(_, command)| command.as_str());
    own.or_else(|| rows::<2>(COMMANDS).find(|[name, _]| *name == unit).map(|[_, command]| command))
}

/// The programs that a unit of this name runs, on any distro.
pub(crate) fn programs_of_unit<'a>(tables: &'a Tables, name: &str) -> impl Iterator<Item = &'a str> {
    let known = rows::<4>(UNITS).filter(move |row| row[2] == name).map(|[_, _, _, program]| program);
    let own = tables.packages.iter().flat_map(own_units).filter(move |unit| unit.name == name);
    known.chain(own.map(|unit| unit.program))
}

/// The packages that bring a unit: distro, without version, and package.
pub(crate) fn packages_with_unit<'a>(
    tables: &'a Tables,
    unit: &str,
) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
    let unit = unit.to_owned();
    let own = tables.packages.iter().flat_map(own_units).map(|u| (u.distro, u.package, u.name));
    let known = rows::<4>(UNITS).map(|[package, distro, name, _]| (distro, package, name));
    own.chain(known).filter(move |(_, _, name)| *name == unit).map(|(distro, package, _)| (distro, package))
}

/// What installs a package by itself or along with another one.
#[derive(Clone, Copy)]
pub(crate) struct Bringers<'a> {
    tables: &'a Tables,
    name: &'a str,
    /// Distro and package.
    known: &'static [[&'static str; 2]],
}

impl<'a> Bringers<'a> {
    /// Those of the package `name`.
    pub(crate) fn of(tables: &'a Tables, name: &'a str) -> Self {
        static TABLE: LazyLock<FxHashMap<&str, Vec<[&str; 2]>>> =
            LazyLock::new(|| grouped(rows::<3>(BRINGS).map(|[distro, listed, name]| (name, [distro, listed]))));
        Self { tables, name, known: TABLE.get(name).map_or(&[][..], Vec::as_slice) }
    }

    /// Whether the package is installed on `distro` because `listed` is, or in any case.
    pub(crate) fn has(self, distro: &str, listed: &str) -> bool {
        if self.known.is_empty() && self.tables.packages.is_empty() {
            return false;
        }
        let own = |listed| self.tables.on(distro, listed).and_then(|facts| facts.brings.as_ref());
        [listed, "*"].into_iter().any(|listed| match own(listed) {
            Some(own) => own.iter().any(|brought| brought == self.name),
            None => self.known.contains(&[distro, listed]),
        })
    }
}

/// The packages that hold a program: distro, without version, and package.
pub(crate) fn packages_with_program<'a>(
    tables: &'a Tables,
    program: &str,
) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
    let stands = |&(distro, package): &(&str, &str)| tables.on(distro, package).is_none_or(|f| f.commands.is_none());
    let known = packages_by_program().get(program).into_iter().flatten().copied().filter(stands);
    let program = SmolStr::new(program);
    let ships = move |facts: &&PackageFacts| facts.commands.iter().flatten().any(|command| *command == program);
    known.chain(tables.packages.iter().filter(ships).map(|facts| (facts.distro.as_str(), facts.package.as_str())))
}

/// What a package is called on `distro`, where the distro has none of this name.
pub(crate) fn absent<'a>(tables: &'a Tables, distro: &str, package: &str) -> Option<&'a str> {
    let family = if distro == "cachyos" { "arch" } else { distro };
    let own = [distro, family].into_iter().find_map(|distro| tables.on(distro, package)?.called.as_deref());
    let known = || absent_rows(package).iter().find(|row| row[0] == family).map(|row| row[1]);
    own.or_else(known).filter(|called| *called != package)
}

/// Whether some distro has no package of this name.
pub(crate) fn absent_anywhere(tables: &Tables, package: &str) -> bool {
    !absent_rows(package).is_empty() || tables.of(package).any(|facts| facts.called.is_some())
}

/// Distro and other name.
fn absent_rows(package: &str) -> &'static [[&'static str; 2]] {
    static TABLE: LazyLock<FxHashMap<&str, Vec<[&str; 2]>>> =
        LazyLock::new(|| grouped(rows::<3>(ABSENT).map(|[package, distro, instead]| (package, [distro, instead]))));
    TABLE.get(package).map_or(&[], Vec::as_slice)
}

/// What is installed on a release (`fedora:43`) for a name that is no package there, but provided by one.
pub(crate) fn provided(package: &str, release: &str) -> Option<&'static str> {
    let (of, number) = release.split_once(':')?;
    let number = number.parse::<f32>().ok()?;
    let holds = |[distro, since, _]: &&[&str; 3]| *distro == of && since.parse::<f32>().is_ok_and(|s| s <= number);
    provided_rows().get(package)?.iter().find(holds).map(|[_, _, instead]| *instead)
}

/// Whether a name is no package on some release, but provided by one.
pub(crate) fn is_provided_somewhere(package: &str) -> bool {
    provided_rows().contains_key(package)
}

/// Distro, its first such release and the package that provides the name.
fn provided_rows() -> &'static FxHashMap<&'static str, Vec<[&'static str; 3]>> {
    static TABLE: LazyLock<FxHashMap<&str, Vec<[&str; 3]>>> = LazyLock::new(|| {
        grouped(rows::<4>(PROVIDED).map(|[name, distro, since, instead]| (name, [distro, since, instead])))
    });
    &TABLE
}

/// Whether we know packages that hold a program.
pub(crate) fn is_program(tables: &Tables, name: &str) -> bool {
    let own = || tables.packages.iter().filter_map(|facts| facts.commands.as_ref()).flatten();
    packages_by_program().contains_key(name) || own().any(|command| command == name)
}

fn packages_by_program() -> &'static FxHashMap<&'static str, Vec<(&'static str, &'static str)>> {
    static TABLE: LazyLock<FxHashMap<&str, Vec<(&str, &str)>>> =
        LazyLock::new(|| grouped(rows::<3>(PROGRAMS).map(|[program, distro, package]| (program, (distro, package)))));
    &TABLE
}

/// A place that only some distros have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Home {
    /// How its paths begin.
    pub(crate) prefix: &'static str,
    /// The distros, without versions, joined by commas.
    pub(crate) distros: &'static str,
}

/// The place that a path leads to, where only some distros have it.
pub(crate) fn home_of(path: &str) -> Option<&'static Home> {
    static TABLE: LazyLock<Vec<Home>> =
        LazyLock::new(|| rows::<2>(PATHS).map(|[prefix, distros]| Home { prefix, distros }).collect());
    TABLE.iter().find(|home| path.starts_with(home.prefix))
}

fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

fn grouped<T>(rows: impl Iterator<Item = (&'static str, T)>) -> FxHashMap<&'static str, Vec<T>> {
    let mut found: FxHashMap<&str, Vec<T>> = FxHashMap::default();
    for (key, row) in rows {
        found.entry(key).or_default().push(row);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_complete_and_free_of_repetition() {
        for (table, width) in
            [(UNITS, 6), (BRINGS, 5), (PROGRAMS, 5), (COMMANDS, 4), (ABSENT, 5), (PROVIDED, 6), (PATHS, 4)]
        {
            let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
            for (index, line) in lines.iter().enumerate() {
                let cells: Vec<&str> = line.split('\t').collect();
                assert_eq!(cells.len(), width, "{line}");
                assert!(cells.iter().all(|cell| !cell.is_empty() && cell.trim() == *cell), "{line}");
                assert!(!lines[..index].contains(line), "twice: {line}");
                let (source, date) = (cells[width - 2], cells[width - 1]);
                let is_honest =
                    table == COMMANDS || [" index", ", not looked up"].iter().any(|end| source.ends_with(end));
                assert!(is_honest, "a row says ` index` or `, not looked up`: {line}");
                let is_digit = |at: usize| date.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
                assert!(date.len() == 10 && (0..10).all(|at| is_digit(at) != (at == 4 || at == 7)), "{line}");
            }
        }
    }

    #[test]
    fn rows_are_found_by_package_and_distro() {
        let tables = &Tables::default();
        let units: Vec<_> = units_of(tables, "openssh-server").map(|u| (u.distro, u.name)).collect();
        assert_eq!(units, [("fedora", "sshd.service"), ("debian", "ssh.service"), ("ubuntu", "ssh.service")]);
        assert!(Bringers::of(tables, "dbus-daemon").has("debian", "dbus"));
        assert!(Bringers::of(tables, "curl").has("arch", "anything"));
        assert!(!Bringers::of(tables, "curl").has("debian", "anything"));
        assert_eq!(foreground_command(tables, "virtqemud"), Some("/usr/sbin/virtqemud --timeout 0"));
        assert_eq!(foreground_command(tables, "virt"), None);
    }

    #[test]
    fn names_are_provided_from_some_release_on() {
        assert_eq!(provided("wget", "fedora:39"), None);
        assert_eq!(provided("wget", "fedora:40"), Some("wget2-wget"));
        assert_eq!(provided("libssl3", "ubuntu:22.04"), None);
        assert_eq!(provided("libssl3", "ubuntu:24.10"), Some("libssl3t64"));
        assert_eq!(
            (provided("wget", "fedora"), provided("wget", "arch:43"), provided("curl", "fedora:43")),
            (None, None, None)
        );
    }

    #[test]
    fn rows_of_the_project_add_and_replace() {
        let text = "tables:\n  packages:\n    debian:\n      openssh-server: {units: {own.service: sshd}}\n      jq: {commands: [jaq]}\n      \
                    dbus: {brings: [mine]}\n      '*': {brings: [curl]}\n    fedora:\n      new: {units: {new.service: }, called: newer}\n  \
                    foreground: {virt: virtd -n, apache2: mine}\n";
        let tables = &ov_project::Config::read(text).tables;
        let units: Vec<_> = units_of(tables, "openssh-server").map(|u| (u.distro, u.name)).collect();
        assert_eq!(units, [("fedora", "sshd.service"), ("ubuntu", "ssh.service"), ("debian", "own.service")]);
        let programs_of = |unit| programs_of_unit(tables, unit).collect::<Vec<_>>();
        assert_eq!((programs_of("new.service"), programs_of("own.service")), (vec!["new"], vec!["sshd"]));
        let with = |program| packages_with_program(tables, program).collect::<Vec<_>>();
        assert_eq!(with("jaq"), [("debian", "jq")]);
        assert!(!with("jq").contains(&("debian", "jq")) && with("jq").contains(&("fedora", "jq")));
        assert!(is_program(tables, "jaq") && is_program(tables, "jq"));
        assert!(
            Bringers::of(tables, "mine").has("debian", "dbus")
                && !Bringers::of(tables, "dbus-daemon").has("debian", "dbus")
        );
        assert!(
            Bringers::of(tables, "curl").has("debian", "anything")
                && !Bringers::of(tables, "grep").has("debian", "anything")
        );
        assert_eq!(absent(tables, "fedora", "new"), Some("newer"));
        assert!(absent_anywhere(tables, "new"));
        assert_eq!(
            (foreground_command(tables, "virt"), foreground_command(tables, "apache2")),
            (Some("virtd -n"), Some("mine"))
        );
    }
}
