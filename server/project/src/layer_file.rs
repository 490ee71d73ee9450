//! One `layer.yml`, or one inline layer: its body by key, each value and each list item a unit of its own.

use crate::dialect::Dialect;
use crate::directive::{self, Directive};
use crate::items::Items;
use crate::lower::{self, Classified, Lowering, Role};
use crate::problem::{Problem, ProblemKind};
use crate::record::{Name, Value};
use crate::unit::{OwnUnit, PlacedUnit};
use crate::view::{At, View};
use ov_schema::{Key, StructId, Type};
use ov_syntax::{Entry, Kind, Node, Source, Span, SyntaxError, Tree};
use smol_str::SmolStr;
use std::sync::{Arc, LazyLock};

/// Lists whose items are read one by one, because authors type in them and they grow long.
const ITEM_KEYS: [&str; 3] = ["service", "eval", "task"];

/// What a layer file says.
#[derive(Clone, Debug, Default)]
pub struct LayerFile {
    /// Keys with effect, in the order of the text.
    pub fields: Vec<LayerField>,
    /// Keys without effect: unknown ones, and spellings that this dialect drops.
    pub(crate) dropped: Vec<(Name, OwnUnit)>,
    /// What is odd about the file itself and the keys of its body; spans are places in the file.
    pub problems: Vec<Problem>,
    /// What is not YAML.
    pub syntax_errors: Vec<SyntaxError>,
    /// Comments that speak to us.
    pub directives: Vec<Directive>,
    /// The body's bytes; empty where there is none.
    pub body: Span,
    /// Where the layer opens, for what concerns it as a whole: its `layer:` key, the first key of a flat file, the name of an
    /// inline layer; empty where the file says nothing.
    pub head: Span,
    /// Whether the body stands without its `layer:` wrapper.
    pub is_flat: bool,
    /// Kept alive because units are told apart by their blocks' addresses; without it nothing can be kept of this version.
    tree: Option<Tree>,
}

/// Equal content, whatever tree it came from.
impl PartialEq for LayerFile {
    fn eq(&self, other: &Self) -> bool {
        self.fields == other.fields
            && self.dropped == other.dropped
            && self.problems == other.problems
            && self.syntax_errors == other.syntax_errors
            && self.directives == other.directives
            && self.body == other.body
            && self.head == other.head
            && self.is_flat == other.is_flat
    }
}

/// A key of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct LayerField {
    /// By canonical name.
    pub key: &'static Key,
    /// As spelled.
    pub key_span: Span,
    /// Its value's bytes.
    pub span: Span,
    pub(crate) body: FieldBody,
}

/// The value of a body's key.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum FieldBody {
    Whole(OwnUnit),
    Items(Items),
}

impl LayerField {
    /// The value as one unit; `None` for a list whose items are units.
    pub fn whole(&self) -> Option<PlacedUnit<'_>> {
        match &self.body {
            FieldBody::Whole(unit) => Some(unit.placed(0)),
            FieldBody::Items(_) => None,
        }
    }

    /// The items, where each is a unit.
    pub fn items(&self) -> Option<&Items> {
        match &self.body {
            FieldBody::Whole(_) => None,
            FieldBody::Items(items) => Some(items),
        }
    }
}

impl LayerField {
    fn says_the_same_outside(&self, other: &Self) -> bool {
        let has_mapping = |items: &Items| items.iter().any(|item| item.record().is_some());
        self.key == other.key
            && match (&self.body, &other.body) {
                (FieldBody::Whole(own), FieldBody::Whole(other)) => {
                    Arc::ptr_eq(&own.unit, &other.unit) || own.unit.datum == other.unit.datum
                }
                (FieldBody::Items(own), FieldBody::Items(other)) => {
                    own.is_empty() == other.is_empty() && has_mapping(own) == has_mapping(other)
                }
                _ => false,
            }
    }
}

static NO_ITEMS: LazyLock<Items> = LazyLock::new(Items::default);

impl LayerFile {
    /// Reads a whole `layer.yml` that will not be edited: the tree is not kept.
    pub fn read_once(source: &(impl Source + ?Sized), tree: &Tree, dialect: Dialect) -> Self {
        Self { tree: None, ..Self::read(source, tree, dialect, None) }
    }

    /// Reads a whole `layer.yml`. Units of `previous` are kept where its tree and this one share their block.
    pub fn read(source: &(impl Source + ?Sized), tree: &Tree, dialect: Dialect, previous: Option<&Self>) -> Self {
        let anchors = lower::anchors(tree);
        let previous = previous.filter(|p| p.tree.is_some());
        let mut lowering = Lowering::new(dialect, &anchors, 0);
        let mut file = Self {
            tree: Some(tree.clone()),
            syntax_errors: tree.errors().to_vec(),
            directives: directive::directives(source, tree),
            ..Self::default()
        };
        if let Some(root) = find_root(tree, &mut lowering) {
            file.read_root(root, &mut lowering, previous);
        }
        if let Some((name, node)) = anchors.iter().min_by_key(|(_, node)| node.span().start) {
            lowering.problem(Span::empty(node.span().start), ProblemKind::Anchor { name: SmolStr::new(name) });
        }
        file.problems = lowering.problems;
        file
    }

    /// Reads the body of a layer that stands inline in a root file.
    pub(crate) fn inline<'t>(name: &Name, body: Node<'t>, lowering: &mut Lowering<'_, 't>) -> Self {
        let mut own = Lowering::new(lowering.dialect, lowering.anchors, 0);
        let mut file = Self { head: name.span, ..Self::default() };
        file.read_body(body, &mut own, None);
        file.problems = own.problems;
        file
    }

    fn read_root<'t>(&mut self, root: Node<'t>, lowering: &mut Lowering<'_, 't>, previous: Option<&Self>) {
        let wrapper = match wrapping(root) {
            Wrapping::Wrapped(entry) => {
                judge_others(root, entry, lowering);
                entry
            }
            Wrapping::Plural(entry) => {
                let name = entry.key_name().cloned().unwrap_or_default();
                lowering.problem(key_span(entry), ProblemKind::PluralRoot { name, singular: "layer" });
                entry
            }
            Wrapping::Misspelt(entry) => {
                lowering.unknown_key(StructId::LAYER_FILE, entry, std::slice::from_ref(&entry));
                entry
            }
            Wrapping::Flat => {
                let Some(first) = root.entries().next() else { return };
                self.head = key_span(first);
                self.is_flat = true;
                lowering.problem(self.head, ProblemKind::WrapperMissing);
                return self.read_body(root, lowering, previous);
            }
        };
        self.head = key_span(wrapper);
        let body = wrapper.value();
        if body.kind() == Kind::Mapping {
            self.read_body(body, lowering, previous);
        } else if !body.is_null() {
            lowering.datum(body, &LAYER_BODY);
        }
    }

    fn read_body<'t>(&mut self, body: Node<'t>, lowering: &mut Lowering<'_, 't>, previous: Option<&Self>) {
        self.body = body.span();
        for Classified { name, value, role } in lowering.classify(body, StructId::LAYER) {
            match role {
                Role::Field(key) => {
                    let before = previous.and_then(|p| p.field(key.name)).map(|f| &f.body);
                    let body = read_value(key, value, lowering, before);
                    self.fields.push(LayerField { key, key_span: name.span, span: value.span(), body });
                }
                Role::Dropped | Role::Free => {
                    let unit = OwnUnit::read(lowering, value, &Type::Any, None);
                    self.dropped.push((name, unit));
                }
            }
        }
    }

    /// Whether the layer means the same to the graph of the project as `other` does: what it needs, holds, installs and provides.
    /// Of services, checks and tasks it matters only whether there are any.
    pub fn says_the_same_outside(&self, other: &Self) -> bool {
        self.fields.len() == other.fields.len()
            && self.is_flat == other.is_flat
            && self.fields.iter().zip(&other.fields).all(|(own, other)| own.says_the_same_outside(other))
    }

    /// The body's key, by canonical name.
    pub fn field(&self, key: &str) -> Option<&LayerField> {
        self.fields.iter().find(|f| f.key.name == key)
    }

    /// Keys without effect, with their values.
    pub fn dropped(&self) -> impl Iterator<Item = (&Name, PlacedUnit<'_>)> {
        self.dropped.iter().map(|(name, unit)| (name, unit.placed(0)))
    }

    /// The value of a key that is one unit.
    pub fn unit(&self, key: &str) -> Option<PlacedUnit<'_>> {
        self.field(key)?.whole()
    }

    /// The items of `service`, `eval` or `task`.
    pub fn items(&self, key: &str) -> &Items {
        self.field(key).and_then(LayerField::items).unwrap_or(&NO_ITEMS)
    }

    /// All units of the body with the key they stand under, in the order of the text.
    pub fn units(&self) -> impl Iterator<Item = (&'static str, PlacedUnit<'_>)> {
        self.fields.iter().flat_map(|field| {
            let items = field.items().into_iter().flat_map(Items::iter);
            field.whole().into_iter().chain(items).map(|unit| (field.key.name, unit))
        })
    }

    /// A record under a key of the body.
    pub fn record(&self, key: &str) -> Option<View<'_>> {
        self.unit(key)?.view()
    }

    /// A text under a key of the body that is not empty.
    pub fn text(&self, key: &str) -> Option<At<&SmolStr>> {
        let unit = self.unit(key)?;
        let value = unit.value().text().filter(|t| !t.is_empty())?;
        Some(At { value, span: unit.span() })
    }

    /// The elements of a list under a key of the body that is one unit.
    pub fn list(&self, key: &str) -> impl Iterator<Item = At<&Value>> {
        let unit = self.unit(key);
        let base = unit.map_or(0, |u| u.base);
        let items = unit.map_or(&[][..], |u| u.value().list());
        items.iter().map(move |d| At { value: &d.value, span: d.span.shifted(base) })
    }

    /// The texts of a list under a key of the body.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = At<&SmolStr>> {
        self.list(key).filter_map(|at| Some(At { value: at.value.text()?, span: at.span }))
    }

    /// The records of a list under a key of the body, each with its bytes.
    pub fn records(&self, key: &str) -> impl Iterator<Item = (View<'_>, Span)> {
        let base = self.unit(key).map_or(0, |u| u.base);
        self.list(key).filter_map(move |at| Some((View::new(at.value.record()?, base), at.span)))
    }

    /// The entries of a free map under a key of the body.
    pub fn map(&self, key: &str) -> impl Iterator<Item = (At<&SmolStr>, At<&Value>)> {
        let unit = self.unit(key);
        let base = unit.map_or(0, |u| u.base);
        unit.map_or(&[][..], |u| u.value().map()).iter().map(move |(name, datum)| {
            let name_at = At { value: &name.text, span: name.span.shifted(base) };
            (name_at, At { value: &datum.value, span: datum.span.shifted(base) })
        })
    }
}

/// The root of the first document with content; what is odd about the file's shape becomes a problem.
fn find_root<'t>(tree: &'t Tree, lowering: &mut Lowering<'_, 't>) -> Option<Node<'t>> {
    let mut documents = tree.documents().filter(|d| !d.is_null());
    let root = documents.next()?;
    if let Some(second) = documents.next() {
        let start = second.span().start;
        lowering.problem(Span::empty(start), ProblemKind::SeveralDocuments);
    }
    if root.kind() == Kind::Mapping {
        return Some(root);
    }
    // With a syntax error the root may be a scalar only because the rest is not typed yet.
    if tree.errors().is_empty() {
        let kind = ProblemKind::RootNotMapping { found: lower::shape(root) };
        lowering.problem(root.span(), kind);
    }
    None
}

static LAYER_BODY: Type = Type::Struct(StructId::LAYER);

/// How the keys of a layer are wrapped.
enum Wrapping<'t> {
    /// Under `layer:`.
    Wrapped(Entry<'t>),
    /// Under `layers:`, which the loader refuses.
    Plural(Entry<'t>),
    /// Under a key that surely means `layer:`.
    Misspelt(Entry<'t>),
    /// Not at all.
    Flat,
}

/// In a flat file `layer:` is a list of layers, and so is `layers:`.
fn wrapping(root: Node<'_>) -> Wrapping<'_> {
    if let Some(entry) = root.get("layer").filter(|e| e.value().kind() != Kind::Sequence) {
        return Wrapping::Wrapped(entry);
    }
    if let Some(entry) = root.get("layers").filter(|e| e.value().kind() == Kind::Mapping) {
        return Wrapping::Plural(entry);
    }
    match misspelt_wrapper(root) {
        Some(entry) => Wrapping::Misspelt(entry),
        None => Wrapping::Flat,
    }
}

/// The only key of a file, where it is a slip of the pen away from `layer`.
fn misspelt_wrapper(root: Node<'_>) -> Option<Entry<'_>> {
    let mut entries = root.entries();
    let only = entries.next().filter(|e| e.value().kind() == Kind::Mapping)?;
    let meant = ov_schema::nearest(ov_schema::get(StructId::LAYER_FILE), only.key_name()?).certain()?;
    (entries.next().is_none() && meant.name == "layer").then_some(only)
}

fn key_span(entry: Entry<'_>) -> Span {
    entry.key().map_or_else(|| entry.span(), Node::span)
}

fn judge_others(root: Node<'_>, wrapper: Entry<'_>, lowering: &mut Lowering<'_, '_>) {
    let other = |e: &Entry<'_>| e.key_name() != wrapper.key_name();
    let name = |e: Entry<'_>| Some(Name { text: e.key_name()?.clone(), span: key_span(e) });
    let others: Box<[Name]> = root.entries().filter(other).filter_map(name).collect();
    if let Some(first) = root.entries().find(other) {
        lowering.problem(key_span(first), ProblemKind::WrapperNotAlone { others });
    }
}

fn read_value<'t>(
    key: &'static Key,
    value: Node<'t>,
    lowering: &mut Lowering<'_, 't>,
    previous: Option<&FieldBody>,
) -> FieldBody {
    match &key.ty {
        Type::List(item) if ITEM_KEYS.contains(&key.name) && value.kind() == Kind::Sequence => {
            let before = match previous {
                Some(FieldBody::Items(items)) => Some(items),
                _ => None,
            };
            FieldBody::Items(Items::read(value, item, lowering, before))
        }
        ty => {
            let before = match previous {
                Some(FieldBody::Whole(unit)) => Some(&unit.unit),
                _ => None,
            };
            FieldBody::Whole(OwnUnit::read(lowering, value, ty, before))
        }
    }
}
