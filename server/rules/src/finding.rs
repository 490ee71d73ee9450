//! What rules say.

use crate::Severity;
use crate::repair::{Change, Repair};
use crate::rule::Info;
use crate::spelling::Meant;
use ov_project::FileId;
use ov_syntax::Span;
use smol_str::SmolStr;

/// Bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub span: Span,
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What it has to do with the finding.
    pub message: String,
    /// Where it is.
    pub place: Place,
}

/// How an editor may show the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// They have no effect.
    Unnecessary,
    /// They are an older spelling.
    Deprecated,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Info,
    /// How much it matters here.
    pub severity: Severity,
    /// The fact, then the candidates, as one sentence.
    pub message: String,
    /// Where.
    pub place: Place,
    /// The layer it is about.
    pub layer: Option<SmolStr>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
    /// How to mend it, the best first.
    pub repairs: Vec<Repair>,
    /// How an editor may show it.
    pub tag: Option<Tag>,
}

impl Finding {
    /// A finding with the rule's own severity and nothing else to it.
    pub fn new(rule: &'static Info, place: Place, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: rule.severity,
            message: message.into(),
            place,
            layer: None,
            related: Vec::new(),
            repairs: Vec::new(),
            tag: None,
        }
    }

    /// With another severity than the rule's own.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// With another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, message: impl Into<String>) -> Self {
        self.related.push(Related { message: message.into(), place });
        self
    }

    /// With a way to mend it.
    #[must_use]
    pub fn repair(mut self, repair: Repair) -> Self {
        self.repairs.push(repair);
        self
    }

    /// With the value at its place written as it is meant, where that is known.
    #[must_use]
    pub(crate) fn written_as(self, meant: Meant) -> Self {
        let Some((to, safety)) = meant else { return self };
        let title = format!("Write `{to}`");
        let changes = vec![Change::ReplaceScalar { scalar: self.place, to }];
        self.repair(Repair { title, safety, changes })
    }

    /// With a tag for editors.
    #[must_use]
    pub fn tag(mut self, tag: Tag) -> Self {
        self.tag = Some(tag);
        self
    }

    /// The same with all its places `by` bytes further down their file.
    #[must_use]
    pub(crate) fn shifted(mut self, by: u32) -> Self {
        for place in self.places() {
            place.span = place.span.shifted(by);
        }
        self
    }

    /// All its places, those of its repairs included.
    pub fn places(&mut self) -> impl Iterator<Item = &mut Place> {
        let related = self.related.iter_mut().map(|related| &mut related.place);
        let changes = self.repairs.iter_mut().flat_map(|repair| &mut repair.changes).flat_map(Change::places);
        std::iter::once(&mut self.place).chain(related).chain(changes)
    }
}
