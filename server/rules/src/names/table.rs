//! Names that are well known.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const NAMES: &str = include_str!("../../data/names.tsv");

/// The distros of the columns, in their order.
const DISTROS: [&str; 4] = ["fedora", "debian", "ubuntu", "arch"];

type Row = [&'static str; DISTROS.len()];

/// What `package` is called on `distro`; the distros in `homes` are those where it is called so, any where there are none.
pub(super) fn well_known(package: &str, homes: &[&str], distro: &str) -> Vec<&'static str> {
    let Some(column) = column(distro) else { return Vec::new() };
    let is_home = |row: &Row| {
        let homes = homes.iter().filter_map(|home| self::column(home));
        let mut cells = homes.map(|home| row[home]).peekable();
        if cells.peek().is_some() { cells.any(|name| name == package) } else { row.contains(&package) }
    };
    let rows = rows().get(package).into_iter().flatten().filter(|row| is_home(row));
    let mut names: Vec<&str> = rows.map(|row| row[column]).filter(|name| *name != package).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn column(distro: &str) -> Option<usize> {
    let family = match distro {
        "cachyos" => "arch",
        other => other,
    };
    DISTROS.iter().position(|d| *d == family)
}

/// The rows in which a name stands.
fn rows() -> &'static FxHashMap<&'static str, Vec<Row>> {
    static ROWS: LazyLock<FxHashMap<&str, Vec<Row>>> = LazyLock::new(|| {
        let mut found: FxHashMap<&str, Vec<Row>> = FxHashMap::default();
        for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
            let mut cells = line.split('\t');
            let row: Row = std::array::from_fn(|_| cells.next().unwrap_or_default());
            for name in row {
                let rows = found.entry(name).or_default();
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        found
    });
    &ROWS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_complete_and_say_something() {
        let lines: Vec<&str> = NAMES.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(lines.is_sorted(), "rows are sorted");
        for (index, line) in lines.iter().enumerate() {
            let cells: Vec<&str> = line.split('\t').collect();
            assert_eq!(cells.len(), DISTROS.len() + 2, "{line}");
            assert!(cells.iter().all(|cell| !cell.is_empty() && cell.trim() == *cell), "{line}");
            assert!(cells[..DISTROS.len()].iter().any(|name| *name != cells[0]), "the same everywhere: {line}");
            assert!(!lines[..index].contains(line), "twice: {line}");
        }
    }

    #[test]
    fn a_name_is_looked_up_where_it_is_at_home() {
        assert_eq!(well_known("fd-find", &["fedora"], "arch"), ["fd"]);
        assert_eq!(well_known("fd-find", &["fedora"], "cachyos"), ["fd"]);
        assert_eq!(well_known("fd-find", &["fedora"], "debian"), [""; 0]);
        assert_eq!(well_known("curl", &["arch"], "fedora"), ["libcurl-devel"]);
        assert_eq!(well_known("curl", &["fedora"], "arch"), [""; 0]);
        assert_eq!(well_known("libvirt", &["arch"], "debian").len(), 3);
        assert_eq!(well_known("fd-find", &[], "alpine"), [""; 0]);
    }
}
