//! What a package is called on another distro.

mod likeness;
mod table;

use crate::context::Context;
use crate::listing::{Listed, distro_of};
use crate::probes::probes;
use crate::words::code;
pub(crate) use likeness::{SAME, likeness};
use smol_str::SmolStr;
use std::cmp::Reverse;

/// A name for a package on another distro.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// The name.
    pub(crate) name: SmolStr,
    /// Where it comes from.
    pub(crate) source: Source,
    /// Whether no other name comes from as good a source.
    pub(crate) sole: bool,
    /// Whether it is listed there, and the project or common knowledge says that it is the package.
    pub(crate) certain: bool,
}

/// Where a name comes from, the best first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// A check of this layer maps the package to it.
    Map(SmolStr),
    /// It is listed for the distro, and well known as the package's name there.
    KnownAndListed,
    /// It is listed for the distro and looks like the package; more alike comes first.
    Listed(Reverse<u8>),
    /// It is the one name in which the lists differ.
    OnlyDifference,
    /// It is well known.
    Known,
}

impl Source {
    /// Whichever layer says so, a map is a map.
    fn is_as_good_as(&self, other: &Self) -> bool {
        self == other || matches!((self, other), (Self::Map(_), Self::Map(_)))
    }

    /// As titles say it.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Map(layer) => format!("as {} does", code(layer)),
            Self::KnownAndListed | Self::Listed(_) | Self::OnlyDifference => "listed there".into(),
            Self::Known => "its usual name".into(),
        }
    }
}

/// What is asked: how `package` is called on a distro.
pub(crate) struct Question<'q> {
    /// Its name elsewhere.
    pub(crate) package: &'q str,
    /// The distros where it is called so.
    pub(crate) homes: &'q [&'q str],
    /// The tags of those who ask, the most specific first.
    pub(crate) chain: &'q [SmolStr],
    /// The packages that the layer lists for them.
    pub(crate) here: &'q [&'q Listed],
    /// The names listed beside `package` where it is called so.
    pub(crate) beside: &'q [SmolStr],
}

/// The names that come into question, the best first.
pub(crate) fn candidates(context: &Context<'_>, question: &Question<'_>) -> Vec<Candidate> {
    let mut found = question.mapped(context);
    found.extend(question.listed_alike());
    found.extend(question.well_known().map(|name| (Source::Known, name)));
    found.sort();
    let mut names: Vec<SmolStr> = Vec::new();
    found.retain(|(_, name)| {
        let is_new = !names.contains(name);
        names.push(name.clone());
        is_new
    });
    let sources: Vec<Source> = found.iter().map(|(source, _)| source.clone()).collect();
    let is_alone = |source: &Source| sources.iter().filter(|other| source.is_as_good_as(other)).count() == 1;
    let candidate = |(source, name): (Source, SmolStr)| {
        let sole = is_alone(&source);
        let said = matches!(source, Source::Map(_) | Source::KnownAndListed);
        Candidate { sole, certain: sole && said && question.lists(&name), name, source }
    };
    found.into_iter().map(candidate).collect()
}

impl Question<'_> {
    fn lists(&self, name: &str) -> bool {
        self.here.iter().any(|listed| listed.name == name)
    }

    /// What other checks of the project map the package to; where that leads to listed names, only these.
    fn mapped(&self, context: &Context<'_>) -> Vec<(Source, SmolStr)> {
        let layers = context.layers_mapping(self.package).map(|id| context.project.layer(id));
        let found = layers.flat_map(|layer| {
            let same = probes(layer).filter(|probe| probe.package.value == self.package);
            same.filter_map(|probe| {
                let name = probe.entry_for(self.chain)?.name.value.clone();
                Some((Source::Map(layer.name.clone()), name))
            })
        });
        let mut found: Vec<(Source, SmolStr)> = found.collect();
        found.sort_by(|(_, a), (_, b)| a.cmp(b));
        found.dedup_by(|(_, a), (_, b)| a == b);
        if found.iter().any(|(_, name)| self.lists(name)) {
            found.retain(|(_, name)| self.lists(name));
        }
        found
    }

    /// Names listed here and not where the package is at home, as far as they look like it.
    fn listed_alike(&self) -> Vec<(Source, SmolStr)> {
        let known: Vec<SmolStr> = self.well_known().collect();
        let mut only_here: Vec<&SmolStr> = self.here.iter().map(|l| &l.name).collect();
        only_here.retain(|name| known.contains(name) || !self.beside.contains(name));
        only_here.sort_unstable();
        only_here.dedup();
        let alike = only_here.iter().filter_map(|name| {
            let source = match likeness(name, self.package) {
                _ if known.contains(name) => Source::KnownAndListed,
                0 => return None,
                likeness => Source::Listed(Reverse(likeness)),
            };
            Some((source, (*name).clone()))
        });
        let found: Vec<(Source, SmolStr)> = alike.collect();
        let lost = self.beside.iter().filter(|name| !self.lists(name)).count();
        match only_here.as_slice() {
            [only] if found.is_empty() && lost == 1 => vec![(Source::OnlyDifference, (*only).clone())],
            _ => found,
        }
    }

    fn well_known(&self) -> impl Iterator<Item = SmolStr> {
        let distro = self.chain.iter().map(|tag| distro_of(tag));
        let names = distro.map(|distro| table::well_known(self.package, self.homes, distro)).find(|n| !n.is_empty());
        names.unwrap_or_default().into_iter().map(SmolStr::from)
    }
}
