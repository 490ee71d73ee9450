//! From nodes to values by type. Never stops at a mistake: a wrong type becomes a problem and a hole.

use crate::dialect::{Dialect, Standing, successor};
use crate::problem::{Problem, ProblemKind, Shape};
use crate::record::{Datum, Field, Name, Record, Value};
use crate::scalar;
use ov_schema::{Key, Struct, StructId, Type};
use ov_syntax::{Entry, Kind, Node, Span, Tree};
use rustc_hash::FxHashMap;

/// What an entry of a mapping means there.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Role {
    /// A key that is read, under its canonical name.
    Field(&'static Key),
    /// Without effect.
    Dropped,
    /// A key of the author's choice, where the mapping takes such.
    Free,
}

/// An entry with its meaning.
pub(crate) struct Classified<'t> {
    pub(crate) name: Name,
    pub(crate) value: Node<'t>,
    pub(crate) role: Role,
}

/// How many nodes all aliases of one file may expand to.
const ALIAS_BUDGET: u32 = 20_000;
/// Aliases inside aliases.
const ALIAS_DEPTH: u32 = 16;

/// Nodes by anchor name. Of several with one name the last wins, as it does for aliases at the end of the file.
pub(crate) type Anchors<'t> = FxHashMap<&'t str, Node<'t>>;

/// All anchors of a tree; cheap where it has none.
pub(crate) fn anchors(tree: &Tree) -> Anchors<'_> {
    let mut found = Anchors::default();
    if tree.is_entangled() {
        let mut open: Vec<Node<'_>> = tree.documents().collect();
        while let Some(node) = open.pop() {
            if let Some(name) = node.anchor() {
                found.entry(name).or_insert(node);
            }
            open.extend(node.entries().flat_map(|e| e.key().into_iter().chain([e.value()])));
        }
    }
    found
}

/// Reads the nodes of one unit.
pub(crate) struct Lowering<'a, 't> {
    pub(crate) dialect: Dialect,
    pub(crate) anchors: &'a Anchors<'t>,
    /// The offset that all spans count from.
    pub(crate) base: u32,
    pub(crate) problems: Vec<Problem>,
    expansion: Option<Expansion>,
    expanded: u32,
    /// The mappings that are being read, where there are anchors.
    merging: Vec<Span>,
}

/// Inside an alias everything stands where the alias stands.
#[derive(Clone, Copy)]
struct Expansion {
    at: Span,
    depth: u32,
}

impl<'a, 't> Lowering<'a, 't> {
    pub(crate) fn new(dialect: Dialect, anchors: &'a Anchors<'t>, base: u32) -> Self {
        Self { dialect, anchors, base, problems: Vec::new(), expansion: None, expanded: 0, merging: Vec::new() }
    }

    /// Whether units move with their block. With anchors a value may take parts from elsewhere: nothing is kept then, and
    /// spans are places in the file.
    pub(crate) fn units_move(&self) -> bool {
        self.anchors.is_empty()
    }

    pub(crate) fn span(&self, node: Node<'_>) -> Span {
        let span = self.expansion.map_or_else(|| node.span(), |e| e.at);
        Span::new(span.start - self.base, span.end - self.base)
    }

    pub(crate) fn problem(&mut self, span: Span, kind: ProblemKind) {
        self.problems.push(Problem { span, kind });
    }

    /// Reads `node` as `ty`.
    pub(crate) fn datum(&mut self, node: Node<'t>, ty: &'static Type) -> Datum {
        if node.kind() == Kind::Alias {
            return self.expand(node, |this, target| this.datum(target, ty));
        }
        let span = self.span(node);
        Datum { span, value: self.value(node, ty, span) }
    }

    /// Reads `node` as a map of `item`s.
    pub(crate) fn map_datum(&mut self, node: Node<'t>, item: &'static Type) -> Datum {
        if node.kind() == Kind::Alias {
            return self.expand(node, |this, target| this.map_datum(target, item));
        }
        let span = self.span(node);
        let value = match node.kind() {
            Kind::Mapping => self.map(node, item),
            _ if node.is_null() => Value::Null,
            _ => self.wrong_type(node, &Type::Map(&Type::Any), span),
        };
        Datum { span, value }
    }

    fn expand(&mut self, alias: Node<'t>, read: impl FnOnce(&mut Self, Node<'t>) -> Datum) -> Datum {
        let span = self.span(alias);
        let Some(&target) = alias.alias().and_then(|name| self.anchors.get(name.as_str())) else {
            return Datum { span, value: Value::Hole };
        };
        let outer = self.expansion;
        let depth = outer.map_or(0, |e| e.depth + 1);
        self.expanded += 1;
        if depth > ALIAS_DEPTH || self.expanded > ALIAS_BUDGET {
            self.problem(span, ProblemKind::AliasTooDeep);
            return Datum { span, value: Value::Hole };
        }
        self.expansion = Some(Expansion { at: outer.map_or_else(|| alias.span(), |e| e.at), depth });
        let datum = read(self, target);
        self.expansion = outer;
        datum
    }

    fn value(&mut self, node: Node<'t>, ty: &'static Type, span: Span) -> Value {
        if node.is_null() {
            return Value::Null;
        }
        if self.expansion.is_some() {
            self.expanded += 1;
        }
        match ty {
            Type::Any | Type::Scalar if matches!(ty, Type::Any) || node.kind() == Kind::Scalar => self.any(node),
            Type::Any | Type::Scalar => None,
            Type::Str | Type::Duration => node.value().map(|v| Value::Text(v.clone())),
            Type::Bool => scalar::flag(node).map(Value::Bool),
            Type::Int => scalar::int(node).map(Value::Int),
            Type::Float => node.value().filter(|v| v.parse::<f64>().is_ok()).map(|v| Value::Text(v.clone())),
            Type::List(item) => (node.kind() == Kind::Sequence)
                .then(|| Value::List(node.values().map(|n| self.datum(n, item)).collect())),
            Type::Map(item) => (node.kind() == Kind::Mapping).then(|| self.map(node, item)),
            Type::Struct(kind) => {
                (node.kind() == Kind::Mapping).then(|| Value::Record(Box::new(self.record(node, *kind))))
            }
            Type::Entities { alone, .. } if has_name(node) => return self.value(node, alone, span),
            Type::Entities { each, .. } => (node.kind() == Kind::Mapping).then(|| self.map(node, each)),
            Type::OneOf(choices) => return self.one_of(node, ty, choices, span),
        }
        .unwrap_or_else(|| self.wrong_type(node, ty, span))
    }

    fn wrong_type(&mut self, node: Node<'t>, expected: &'static Type, span: Span) -> Value {
        self.problem(span, ProblemKind::WrongType { expected, found: shape(node), text: node.value().cloned() });
        Value::Hole
    }

    fn one_of(&mut self, node: Node<'t>, ty: &'static Type, choices: &'static [Type], span: Span) -> Value {
        match choices.iter().find(|choice| takes(choice, node)) {
            Some(choice) => self.value(node, choice, span),
            None => self.wrong_type(node, ty, span),
        }
    }

    fn any(&mut self, node: Node<'t>) -> Option<Value> {
        Some(match node.kind() {
            Kind::Scalar => Value::Text(node.value()?.clone()),
            Kind::Sequence => Value::List(node.values().map(|n| self.datum(n, &Type::Any)).collect()),
            Kind::Mapping => self.map(node, &Type::Any),
            Kind::Alias => return None,
        })
    }

    fn map(&mut self, node: Node<'t>, item: &'static Type) -> Value {
        self.inside(node, |this| this.map_entries(node, item))
    }

    fn map_entries(&mut self, node: Node<'t>, item: &'static Type) -> Value {
        let mut entries: Vec<(Name, Datum)> = Vec::with_capacity(node.entries().len());
        for entry in self.entries(node) {
            let Some(name) = self.name(entry) else { continue };
            if let Some((first, _)) = entries.iter().find(|(n, _)| n.text == name.text) {
                let kind = ProblemKind::DuplicateKey { name: name.text, first: first.span };
                self.problem(name.span, kind);
                continue;
            }
            let datum = self.datum(entry.value(), item);
            entries.push((name, datum));
        }
        Value::Map(entries.into())
    }

    /// The key of an entry; a problem where it is no scalar.
    fn name(&mut self, entry: Entry<'t>) -> Option<Name> {
        let key = entry.key()?;
        let span = self.span(key);
        if let Some(text) = key.value() {
            return Some(Name { text: text.clone(), span });
        }
        self.problem(span, ProblemKind::KeyNotScalar);
        None
    }

    /// The entries of a mapping, those merged in by `<<` behind its own.
    fn entries(&mut self, node: Node<'t>) -> Vec<Entry<'t>> {
        let mut found: Vec<Entry<'t>> = node.entries().collect();
        if self.anchors.is_empty() || !found.iter().any(|e| is_merge(*e)) {
            return found;
        }
        found.retain(|e| !is_merge(*e));
        self.merge_into(&mut found, node, 0);
        found
    }

    /// Adds what a mapping merges in and has not itself; what is merged in may merge in more.
    fn merge_into(&mut self, found: &mut Vec<Entry<'t>>, node: Node<'t>, depth: u32) {
        for merge in node.entries().filter(|e| is_merge(*e)) {
            for source in self.merge_sources(merge) {
                if depth == ALIAS_DEPTH || self.expanded > ALIAS_BUDGET || self.merging.contains(&source.span()) {
                    let span = self.span(merge.value());
                    self.problem(span, ProblemKind::AliasTooDeep);
                    return;
                }
                for entry in source.entries().filter(|e| !is_merge(*e)) {
                    self.expanded += 1;
                    if !found.iter().any(|e| e.key_name() == entry.key_name()) {
                        found.push(entry);
                    }
                }
                self.merge_into(found, source, depth + 1);
            }
        }
    }

    /// Reads a mapping while it is known to be read, so that nothing in it merges it into itself.
    fn inside<T>(&mut self, node: Node<'t>, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.anchors.is_empty() {
            return read(self);
        }
        self.merging.push(node.span());
        let value = read(self);
        self.merging.pop();
        value
    }

    fn merge_sources(&self, entry: Entry<'t>) -> Vec<Node<'t>> {
        let value = entry.value();
        let nodes: Vec<Node<'t>> = if value.kind() == Kind::Sequence { value.values().collect() } else { vec![value] };
        nodes.into_iter().map(|n| n.alias().and_then(|a| self.anchors.get(a.as_str()).copied()).unwrap_or(n)).collect()
    }

    /// Reads a mapping with the keys of `kind`.
    pub(crate) fn record(&mut self, node: Node<'t>, kind: StructId) -> Record {
        self.inside(node, |this| this.record_fields(node, kind))
    }

    fn record_fields(&mut self, node: Node<'t>, kind: StructId) -> Record {
        let open = ov_schema::get(kind).open.as_ref();
        let (mut fields, mut free, mut dropped) = (Vec::new(), Vec::new(), Vec::new());
        for Classified { name, value, role } in self.classify(node, kind) {
            match role {
                Role::Field(key) => {
                    let value = self.datum(value, &key.ty);
                    fields.push(Field { key, key_span: name.span, value });
                }
                Role::Dropped => {
                    let datum = self.datum(value, &Type::Any);
                    dropped.push((name, datum));
                }
                Role::Free => {
                    let datum = self.datum(value, open.unwrap_or(&Type::Any));
                    free.push((name, datum));
                }
            }
        }
        Record { kind, fields: fields.into(), free: free.into(), dropped: dropped.into() }
    }

    /// What each entry of a mapping means there; oddities of the keys become problems, values are not looked at.
    pub(crate) fn classify(&mut self, node: Node<'t>, within: StructId) -> Vec<Classified<'t>> {
        let schema = ov_schema::get(within);
        let entries = self.entries(node);
        let mut classified: Vec<Classified<'t>> = Vec::with_capacity(entries.len());
        for &entry in &entries {
            let Some(name) = self.name(entry) else { continue };
            if let Some(first) = classified.iter().find(|c| c.name.text == name.text) {
                let kind = ProblemKind::DuplicateKey { name: name.text, first: first.name.span };
                self.problem(name.span, kind);
                continue;
            }
            let role = match schema.find(self.dialect.name_in_tables(within, &name.text)) {
                Some(key) => self.role_of(within, key, entry, &entries),
                None if takes_key(schema, &name.text) => Role::Free,
                None => {
                    self.unknown_key(within, entry, &entries);
                    Role::Dropped
                }
            };
            classified.push(Classified { name, value: entry.value(), role });
        }
        classified
    }

    /// A key of the table: a field where this dialect reads it.
    fn role_of(&mut self, within: StructId, key: &'static Key, entry: Entry<'t>, siblings: &[Entry<'t>]) -> Role {
        let standing = self.dialect.standing(key);
        if standing == Standing::Current {
            return Role::Field(key);
        }
        let newer = successor(key);
        let newer_present =
            newer.is_some_and(|newer| siblings.iter().any(|e| e.key_name().is_some_and(|k| k == newer)));
        if let Some(name) = self.name(entry) {
            let value = shape(entry.value());
            self.problem(name.span, ProblemKind::OldSpelling { within, key, standing, value, newer_present });
        }
        // What the loader refuses has no effect to be true to; read as meant, it makes nothing else look wrong.
        let is_read = standing.is_read() || standing == Standing::Refused;
        if !is_read || newer_present {
            return Role::Dropped;
        }
        Role::Field(newer.and_then(|newer| ov_schema::get(within).find(newer)).unwrap_or(key))
    }

    /// Says that a mapping does not know the key of an entry.
    pub(crate) fn unknown_key(&mut self, within: StructId, entry: Entry<'t>, siblings: &[Entry<'t>]) {
        let Some(name) = self.name(entry) else { return };
        let schema = ov_schema::get(within);
        let present = siblings.iter().filter_map(|e| schema.find(e.key_name()?).map(|k| k.name)).collect();
        let value = entry.value();
        let has_packages =
            value.value_of("package").is_some_and(|p| p.kind() == Kind::Sequence && p.entries().len() > 0);
        let kind = ProblemKind::UnknownKey { within, name: name.text, value: shape(value), has_packages, present };
        self.problem(name.span, kind);
    }
}

/// Whether a mapping takes a key beside those it knows.
fn takes_key(schema: &Struct, name: &str) -> bool {
    // The only pattern of the schemas is that of the versioned sections of `distro:`.
    schema.open.is_some() && (schema.open_pattern.is_none() || crate::packages::tag_of_versioned_key(name).is_some())
}

fn is_merge(entry: Entry<'_>) -> bool {
    entry.key_name().is_some_and(|k| k == "<<")
}

/// Whether a mapping is one entity instead of a map of them.
fn has_name(node: Node<'_>) -> bool {
    node.value_of("name").is_some_and(|name| name.value().is_some())
}

/// Whether a node has the outer shape of a type.
fn takes(ty: &Type, node: Node<'_>) -> bool {
    match ty {
        Type::Any => true,
        Type::Str | Type::Duration | Type::Scalar => node.kind() == Kind::Scalar,
        Type::Bool => scalar::flag(node).is_some(),
        Type::Int => scalar::int(node).is_some(),
        Type::Float => node.value().is_some_and(|v| v.parse::<f64>().is_ok()),
        Type::List(_) => node.kind() == Kind::Sequence,
        Type::Map(_) | Type::Struct(_) | Type::Entities { .. } => node.kind() == Kind::Mapping,
        Type::OneOf(choices) => choices.iter().any(|choice| takes(choice, node)),
    }
}

/// The shape of a node.
pub(crate) fn shape(node: Node<'_>) -> Shape {
    match node.kind() {
        Kind::Scalar if node.is_null() => Shape::Null,
        Kind::Scalar if node.style() == Some(ov_syntax::ScalarStyle::Plain) => Shape::Plain,
        Kind::Scalar | Kind::Alias => Shape::Quoted,
        Kind::Sequence => Shape::Sequence,
        Kind::Mapping => Shape::Mapping,
    }
}
