//! What a rule is.

use crate::Severity;
use crate::changes::{ALL, Reads};
use crate::context::{Context, ItemContext, LayerContext};
use crate::finding::Finding;

/// Rules that belong together; a group can be selected, ignored and configured like a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// The file and its shape.
    Structure,
    /// Keys and the types of their values.
    Keys,
    /// References to layers, images and files.
    References,
    /// Services and their two forms.
    Services,
    /// Packages and distros.
    Packages,
    /// Tasks and build variables.
    Tasks,
    /// Environment, secrets, ports, volumes and the like.
    Environment,
    /// Checks.
    Checks,
    /// Our own comments.
    Suppressions,
}

impl Group {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Structure,
        Self::Keys,
        Self::References,
        Self::Services,
        Self::Packages,
        Self::Tasks,
        Self::Environment,
        Self::Checks,
        Self::Suppressions,
    ];

    /// As written in configuration and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Keys => "keys",
            Self::References => "references",
            Self::Services => "services",
            Self::Packages => "packages",
            Self::Tasks => "tasks",
            Self::Environment => "environment",
            Self::Checks => "checks",
            Self::Suppressions => "suppressions",
        }
    }
}

/// A rule's own facts.
#[derive(Debug)]
pub struct Info {
    /// Name in reports, configuration and comments.
    pub id: &'static str,
    /// Where it belongs.
    pub group: Group,
    /// How much its findings matter, where they do not say otherwise.
    pub severity: Severity,
    /// Whether it runs without being asked for.
    pub default_on: bool,
    /// What it finds, in a few words.
    pub summary: &'static str,
    /// Its page: "What it does", "Why is this bad?", "Example", "Use instead", and "Fix" where it has one.
    pub docs: &'static str,
}

impl PartialEq for Info {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Info {}

/// A rule: looks at one part of a project and says what is wrong with it.
///
/// A rule implements the narrowest hook that sees enough: what it says of an item is kept while the item, its setting, and what the
/// rule reads around it stay the same.
pub trait Rule: Sync {
    /// Its facts.
    fn info(&self) -> &'static Info;

    /// The keys of the body whose items `check_item` and `check_item_in` look at; `None` for all.
    fn item_keys(&self) -> Option<&'static [&'static str]> {
        None
    }

    /// Looks at one item of `service:`, `eval:` or `task:`, or at the value of another key of a layer's body.
    fn check_item(&self, _item: &ItemContext<'_>, _findings: &mut Vec<Finding>) {}

    /// What of its layer, beside the item itself, `check_item_in` looks at; `None` for a rule without that hook.
    fn item_reads(&self) -> Option<Reads> {
        None
    }

    /// Looks at one item, or at the value of another key, in its layer.
    fn check_item_in(&self, _layer: &LayerContext<'_>, _item: &ItemContext<'_>, _findings: &mut Vec<Finding>) {}

    /// What of a layer `check_layer` looks at; `None` for a rule without that hook.
    fn layer_reads(&self) -> Option<Reads> {
        None
    }

    /// Looks at one layer in its project.
    fn check_layer(&self, _layer: &LayerContext<'_>, _findings: &mut Vec<Finding>) {}

    /// What of layers `check_project` looks at, beside names, images, configuration and the graph.
    fn project_reads(&self) -> Reads {
        &[ALL]
    }

    /// Looks at the project as a whole, and at its root files.
    fn check_project(&self, _project: &Context<'_>, _findings: &mut Vec<Finding>) {}
}

/// A rule about single items of some keys, which looks at nothing around them.
pub(crate) struct ItemRule {
    /// Its facts.
    pub(crate) info: &'static Info,
    /// The keys of the body whose items it looks at.
    pub(crate) keys: &'static [&'static str],
    /// What it says of one item.
    pub(crate) judge: fn(&ItemContext<'_>, &mut Vec<Finding>),
}

impl Rule for ItemRule {
    fn info(&self) -> &'static Info {
        self.info
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(self.keys)
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        (self.judge)(item, findings);
    }
}
