//! What reading a file by type found odd. Rules turn problems into findings.

use ov_schema::{Key, StructId, Type};
use ov_syntax::Span;
use smol_str::SmolStr;

use crate::dialect::Standing;
use crate::record::Name;

/// One oddity and where it stands; the span counts like those of the unit it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The offending bytes.
    pub span: Span,
    /// What is odd.
    pub kind: ProblemKind,
}

/// The shape of a node, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Absent or null.
    Null,
    /// A scalar without quotes.
    Plain,
    /// A scalar in quotes or a block scalar.
    Quoted,
    /// A sequence.
    Sequence,
    /// A mapping.
    Mapping,
}

/// The kinds of oddity.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemKind {
    /// A key that the mapping does not know.
    UnknownKey {
        /// The mapping's struct.
        within: StructId,
        /// The key as spelled.
        name: SmolStr,
        /// What its value looks like.
        value: Shape,
        /// The value is a mapping with a `package` list: the loader makes a distro section of it.
        has_packages: bool,
        /// Canonical names of the keys that the mapping has already.
        present: Box<[&'static str]>,
    },
    /// A known key that this dialect does not spell so.
    OldSpelling {
        /// The mapping's struct.
        within: StructId,
        /// The key as spelled.
        key: &'static Key,
        /// What the loader makes of it.
        standing: Standing,
        /// What its value looks like.
        value: Shape,
        /// Whether the newer spelling stands in the same mapping.
        newer_present: bool,
    },
    /// A value of another type than its key takes.
    WrongType {
        /// What is taken there.
        expected: &'static Type,
        /// What stands there.
        found: Shape,
        /// The scalar's text.
        text: Option<SmolStr>,
    },
    /// A key that stands in the same mapping already.
    DuplicateKey {
        /// The key.
        name: SmolStr,
        /// Where it stands first.
        first: Span,
    },
    /// A key that is a list or mapping.
    KeyNotScalar,
    /// The first anchor of a layer file.
    Anchor {
        /// Its name.
        name: SmolStr,
    },
    /// An alias inside the node it stands for, or aliases that expand without bound.
    AliasTooDeep,
    /// The file has more than one document with content.
    SeveralDocuments,
    /// The root is a list or a scalar.
    RootNotMapping {
        /// What it is.
        found: Shape,
    },
    /// The body of a layer without its `layer:` wrapper.
    WrapperMissing,
    /// Other keys beside `layer:`.
    WrapperNotAlone {
        /// The keys.
        others: Box<[Name]>,
    },
    /// A plural key at the root, which the loader refuses.
    PluralRoot {
        /// The key as spelled.
        name: SmolStr,
        /// Its singular.
        singular: &'static str,
    },
}
