//! The unit of work: a value that is read on its own and kept while its block is unchanged.

use crate::lower::Lowering;
use crate::problem::Problem;
use crate::record::{Datum, Record, Value};
use crate::view::View;
use ov_schema::Type;
use ov_syntax::{Identity, Node, Span};
use std::sync::Arc;

/// One value of a layer's body, or one item of its lists. Spans count from its own start.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// What was read.
    pub datum: Datum,
    /// What is odd in it.
    pub problems: Box<[Problem]>,
    /// The tree's collection it was read from; the tree lives as long as the identity is compared.
    source: Option<Identity>,
}

impl Unit {
    /// Whether it was read from the very block of `node`.
    pub(crate) fn comes_from(&self, node: Node<'_>) -> bool {
        self.source.is_some() && self.source == node.identity()
    }
}

/// A unit and where it starts in the file.
#[derive(Clone, Copy, Debug)]
pub struct PlacedUnit<'a> {
    /// The offset its spans count from.
    pub base: u32,
    /// The unit.
    pub unit: &'a Arc<Unit>,
}

impl<'a> PlacedUnit<'a> {
    /// The record with its place, where the value is one.
    pub fn view(self) -> Option<View<'a>> {
        self.record().map(|r| View::new(r, self.base))
    }

    /// The record with relative spans.
    pub fn record(self) -> Option<&'a Record> {
        self.unit.datum.value.record()
    }

    /// The value.
    pub fn value(self) -> &'a Value {
        &self.unit.datum.value
    }

    /// What is odd in it; spans count from its start.
    pub fn problems(self) -> &'a [Problem] {
        &self.unit.problems
    }

    /// The value's bytes in the file.
    pub fn span(self) -> Span {
        self.unit.datum.span.shifted(self.base)
    }
}

/// A unit as its owner keeps it.
#[derive(Clone, Debug)]
pub(crate) struct OwnUnit {
    /// The offset its spans count from, itself counted from the owner's.
    pub(crate) base: u32,
    pub(crate) unit: Arc<Unit>,
}

/// Equal content at the same place, whatever tree it came from.
impl PartialEq for OwnUnit {
    fn eq(&self, other: &Self) -> bool {
        let same = || self.unit.datum == other.unit.datum && self.unit.problems == other.unit.problems;
        self.base == other.base && (Arc::ptr_eq(&self.unit, &other.unit) || same())
    }
}

impl OwnUnit {
    /// Reads `node` as `ty`, or takes `previous` where it was read from the same block.
    pub(crate) fn read<'t>(
        lowering: &mut Lowering<'_, 't>,
        node: Node<'t>,
        ty: &'static Type,
        previous: Option<&Arc<Unit>>,
    ) -> Self {
        let movable = lowering.units_move();
        let base = if movable { node.span().start } else { 0 };
        let source = node.identity().filter(|_| movable);
        if let Some(kept) = previous.filter(|p| source.is_some() && p.source == source) {
            return Self { base, unit: kept.clone() };
        }
        let mut own = Lowering::new(lowering.dialect, lowering.anchors, base);
        let datum = own.datum(node, ty);
        let problems = own.problems.into();
        Self { base, unit: Arc::new(Unit { datum, problems, source }) }
    }

    /// With its place in the file, where its owner's is `owner`.
    pub(crate) fn placed(&self, owner: u32) -> PlacedUnit<'_> {
        PlacedUnit { base: self.base + owner, unit: &self.unit }
    }
}
