//! How much two package names look like one package.

/// Endings that say which part of a program a package holds.
const PARTS: [&str; 11] =
    ["-devel", "-dev", "-server", "-clients", "-client", "-utils", "-tools", "-daemon", "-common", "-bin", "-git"];
/// Beginnings that only some distros put before a name.
const PREFIXES: [&str; 4] = ["python3-", "python-", "lib", "golang-"];

/// How alike names are that differ in beginnings and endings only.
pub(crate) const SAME: u8 = 3;

/// How much two names look like one package: 0 for not at all.
pub(crate) fn likeness(left: &str, right: &str) -> u8 {
    let (left, right) = (core(left), core(right));
    let first = |name: &str| name.split(['-', '.', '_']).next().unwrap_or_default().to_owned();
    if left == right {
        SAME
    } else if first(&left) == first(&right) {
        2
    } else {
        let (short, long) = if left.len() < right.len() { (&left, &right) } else { (&right, &left) };
        u8::from(short.len() >= 4 && long.contains(short.as_str()))
    }
}

fn core(name: &str) -> String {
    let lower = name.to_lowercase();
    let bare = PREFIXES.iter().find_map(|p| lower.strip_prefix(p)).filter(|rest| rest.len() > 2).unwrap_or(&lower);
    PARTS.iter().find_map(|p| bare.strip_suffix(p)).unwrap_or(bare).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_tells_parts_and_families_apart() {
        assert_eq!(likeness("conntrack", "conntrack-tools"), 3);
        assert_eq!(likeness("python-atspi", "python3-atspi"), 3);
        assert_eq!(likeness("fd", "fd-find"), 2);
        assert_eq!(likeness("python-pyatspi", "atspi"), 1);
        assert_eq!(likeness("git", "curl"), 0);
    }
}
