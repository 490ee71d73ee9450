//! What we know of distributions themselves, from small exact tables. What stands in none of them is unknown.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const UNITS: &str = include_str!("../data/units.tsv");
const BRINGS: &str = include_str!("../data/brings.tsv");
const ABSENT: &str = include_str!("../data/absent.tsv");
const COMMANDS: &str = include_str!("../data/commands.tsv");
const PROGRAMS: &str = include_str!("../data/programs.tsv");

/// A unit that a package brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PackagedUnit {
    /// The package.
    pub(crate) package: &'static str,
    /// The distro, without version.
    pub(crate) distro: &'static str,
    /// The unit.
    pub(crate) name: &'static str,
    /// File name of the program it runs.
    pub(crate) program: &'static str,
}

/// The units of a package, on all distros.
pub(crate) fn units_of(package: &str) -> impl Iterator<Item = PackagedUnit> + use<> {
    static TABLE: LazyLock<FxHashMap<&str, Vec<PackagedUnit>>> = LazyLock::new(|| {
        let units = rows::<4>(UNITS)
            .map(|[package, distro, name, program]| (package, PackagedUnit { package, distro, name, program }));
        grouped(units)
    });
    TABLE.get(package).into_iter().flatten().copied()
}

/// The command that keeps the daemon of a unit, given without its type, in the foreground.
pub(crate) fn foreground_command(unit: &str) -> Option<&'static str> {
    rows::<2>(COMMANDS).find(|[name, _]| *name == unit).map(|[_, command]| command)
}

/// The programs that a unit of this name runs, on any distro.
pub(crate) fn programs_of_unit(name: &str) -> impl Iterator<Item = &'static str> {
    rows::<4>(UNITS).filter(move |row| row[2] == name).map(|[_, _, _, program]| program)
}

/// Whether `name` is installed on `distro` because `listed` is, or in any case.
pub(crate) fn brings(distro: &str, listed: &str, name: &str) -> bool {
    static TABLE: LazyLock<FxHashMap<&str, Vec<[&str; 2]>>> =
        LazyLock::new(|| grouped(rows::<3>(BRINGS).map(|[distro, listed, name]| (name, [distro, listed]))));
    let rows = TABLE.get(name).into_iter().flatten();
    rows.into_iter().any(|row| row[0] == distro && (row[1] == listed || row[1] == "*"))
}

/// The packages that hold a program: distro, without version, and package.
pub(crate) fn packages_with_program(program: &str) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
    static TABLE: LazyLock<FxHashMap<&str, Vec<(&str, &str)>>> =
        LazyLock::new(|| grouped(rows::<3>(PROGRAMS).map(|[program, distro, package]| (program, (distro, package)))));
    TABLE.get(program).into_iter().flatten().copied()
}

/// What a package is called on `distro`, where the distro has none of this name.
pub(crate) fn absent(distro: &str, package: &str) -> Option<&'static str> {
    let family = if distro == "cachyos" { "arch" } else { distro };
    absent_rows(package).iter().find(|row| row[0] == family).map(|row| row[1])
}

/// Whether some distro has no package of this name.
pub(crate) fn absent_anywhere(package: &str) -> bool {
    !absent_rows(package).is_empty()
}

/// Distro and other name.
fn absent_rows(package: &str) -> &'static [[&'static str; 2]] {
    static TABLE: LazyLock<FxHashMap<&str, Vec<[&str; 2]>>> =
        LazyLock::new(|| grouped(rows::<3>(ABSENT).map(|[package, distro, instead]| (package, [distro, instead]))));
    TABLE.get(package).map_or(&[], Vec::as_slice)
}

/// The programs of which we know the packages.
pub(crate) fn programs() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut names: Vec<&str> = rows::<1>(PROGRAMS).map(|[program]| program).collect();
        names.dedup();
        names
    });
    &NAMES
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
        for (table, width) in [(UNITS, 6), (BRINGS, 5), (PROGRAMS, 5), (COMMANDS, 4), (ABSENT, 5)] {
            let lines: Vec<&str> = table.lines().filter(|line| !line.starts_with('#')).collect();
            for (index, line) in lines.iter().enumerate() {
                let cells: Vec<&str> = line.split('\t').collect();
                assert_eq!(cells.len(), width, "{line}");
                assert!(cells.iter().all(|cell| !cell.is_empty() && cell.trim() == *cell), "{line}");
                assert!(!lines[..index].contains(line), "twice: {line}");
            }
        }
    }

    #[test]
    fn rows_are_found_by_package_and_distro() {
        let units: Vec<_> = units_of("openssh-server").map(|u| (u.distro, u.name)).collect();
        assert_eq!(units, [("fedora", "sshd.service"), ("debian", "ssh.service"), ("ubuntu", "ssh.service")]);
        assert!(brings("debian", "dbus", "dbus-daemon"));
        assert!(brings("arch", "anything", "curl"));
        assert!(!brings("debian", "anything", "curl"));
        assert_eq!(foreground_command("virtqemud"), Some("/usr/sbin/virtqemud --timeout 0"));
        assert_eq!(foreground_command("virt"), None);
    }
}
