//! What a package is called on another distro.

use crate::context::Context;
use crate::listing::Listed;
use crate::probes::probes;
use smol_str::SmolStr;

/// A name for a package on another distro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Counterpart {
    /// The name.
    pub(crate) name: SmolStr,
    /// Whether the project itself says so elsewhere.
    pub(crate) certain: bool,
}

/// Endings that say which part of a program a package holds.
const PARTS: [&str; 10] =
    ["-devel", "-dev", "-server", "-clients", "-client", "-utils", "-tools", "-daemon", "-common", "-bin"];
/// Beginnings that only some distros put before a name.
const PREFIXES: [&str; 4] = ["python3-", "python-", "lib", "golang-"];

/// The name among `here`, the packages listed for `chain`, under which `package` is found there; `home` are the names
/// listed beside it where it is called so.
pub(crate) fn counterpart(
    context: &Context<'_>,
    package: &str,
    chain: &[SmolStr],
    here: &[Listed],
    home: &[SmolStr],
) -> Option<Counterpart> {
    if let Some(name) = mapped_elsewhere(context, package, chain, here) {
        return Some(Counterpart { name, certain: true });
    }
    let mut only_here: Vec<&SmolStr> = here.iter().map(|l| &l.name).filter(|name| !home.contains(name)).collect();
    only_here.sort_unstable();
    only_here.dedup();
    let best = only_here.iter().map(|name| likeness(name, package)).max()?;
    let mut alike = only_here.iter().filter(|name| best > 0 && likeness(name, package) == best);
    let found = match (alike.next(), alike.next()) {
        (Some(name), None) => Some(*name),
        // Nothing is alike, but the lists differ in one name only.
        (None, _) => {
            let missing_here = home.iter().filter(|name| !here.iter().any(|l| l.name == **name)).count();
            (missing_here == 1 && only_here.len() == 1).then(|| only_here[0])
        }
        _ => None,
    };
    found.map(|name| Counterpart { name: name.clone(), certain: false })
}

/// The one name that other checks of the project map the package to on this chain.
fn mapped_elsewhere(context: &Context<'_>, package: &str, chain: &[SmolStr], here: &[Listed]) -> Option<SmolStr> {
    let layers = context.layers_mapping(package).iter().map(|id| context.project.layer(*id));
    let all = layers.flat_map(probes).filter(|probe| probe.package.value == package);
    let names = all.filter_map(|probe| probe.entry_for(chain).map(|entry| entry.name.value.clone()));
    let mut names: Vec<SmolStr> = names.filter(|name| here.iter().any(|l| l.name == *name)).collect();
    names.sort();
    names.dedup();
    if names.len() == 1 { names.pop() } else { None }
}

/// How much two names look like one package: 0 for not at all.
fn likeness(left: &str, right: &str) -> u8 {
    let (left, right) = (core(left), core(right));
    let first = |name: &str| name.split(['-', '.', '_']).next().unwrap_or_default().to_owned();
    if left == right {
        3
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
