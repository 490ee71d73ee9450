//! `overthink.yml` and the files it imports: documents whose keys name kinds of entities.

use crate::dialect::Dialect;
use crate::directive::{self, Directive};
use crate::layer_file::LayerFile;
use crate::lower::{self, Classified, Lowering, Role};
use crate::problem::{Problem, ProblemKind};
use crate::record::{Datum, Name, Value};
use ov_schema::{CalVer, StructId, Type};
use ov_syntax::{Kind, Node, Source, SyntaxError, Tree};

/// What a root file says. All spans are places in the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RootFile {
    /// `version:` as spelled.
    pub version: Option<Name>,
    /// `import:` entries in order.
    pub imports: Vec<Import>,
    /// `discover:` entries in order.
    pub discover: Vec<Discover>,
    /// `defaults:`
    pub defaults: Option<Datum>,
    /// Named entities of all kinds but layers.
    pub entities: Vec<Entity>,
    /// Layers that stand in the file itself.
    pub layers: Vec<InlineLayer>,
    /// What is odd.
    pub problems: Vec<Problem>,
    /// What is not YAML.
    pub syntax_errors: Vec<SyntaxError>,
    /// Comments that speak to us.
    pub directives: Vec<Directive>,
    /// Whether any document has a key of the root.
    pub is_root_shaped: bool,
}

/// One `import:` entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The namespace, for `alias: reference` entries.
    pub alias: Option<Name>,
    /// A path, or a remote reference that starts with `@`.
    pub reference: Name,
}

/// One `discover:` path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discover {
    /// What is looked for, such as `layer`.
    pub kind: Name,
    /// The directory, relative to the declaring file.
    pub path: Name,
    /// Whether deeper directories count.
    pub recursive: bool,
}

/// A named thing: an image, a deploy target, a distro …
#[derive(Clone, Debug, PartialEq)]
pub struct Entity {
    /// The root key it stands under, such as `image`.
    pub kind: &'static str,
    /// Its name.
    pub name: Name,
    /// What it says.
    pub datum: Datum,
}

/// A layer in a root file.
#[derive(Clone, Debug, PartialEq)]
pub struct InlineLayer {
    /// Its name.
    pub name: Name,
    /// Where its content is.
    pub content: InlineContent,
}

/// The content of a layer in a root file.
#[derive(Clone, Debug, PartialEq)]
pub enum InlineContent {
    /// `from: directory`, relative to the project root.
    From(Name),
    /// The body itself.
    Body(Box<LayerFile>),
}

/// What `layer` and `image` are called in the dialects that are not read.
const LATER_KEYS: [&str; 2] = ["box", "candy"];

impl RootFile {
    /// Reads a root file in the dialect of `of_root`, or where that is `None` in the dialect of its own `version:`.
    pub fn read(source: &(impl Source + ?Sized), tree: &Tree, of_root: Option<Dialect>) -> Self {
        let anchors = lower::anchors(tree);
        let dialect = of_root.unwrap_or_else(|| declared(tree));
        let mut file = Self {
            syntax_errors: tree.errors().to_vec(),
            directives: directive::directives(source, tree),
            ..Self::default()
        };
        let mut lowering = Lowering::new(dialect, &anchors, 0);
        for document in tree.documents().filter(|d| !d.is_null()) {
            file.read_document(document, &mut lowering);
        }
        file.problems.extend(lowering.problems);
        file
    }

    /// The dialect that `version:` declares.
    pub fn dialect(&self) -> Dialect {
        Dialect { version: self.version.as_ref().and_then(|v| CalVer::parse(&v.text)) }
    }

    /// Whether it is written in a later dialect, in which a layer is a candy and an image a box.
    pub(crate) fn is_of_later_dialect(&self) -> bool {
        self.problems.iter().any(|problem| match &problem.kind {
            ProblemKind::UnknownKey { within: StructId::PROJECT_ROOT | StructId::DISCOVER, name, .. } => {
                LATER_KEYS.contains(&name.as_str())
            }
            _ => false,
        })
    }

    /// Whether it is meant for this program whatever its name: it holds entities that say something, and nothing in it is odd.
    pub(crate) fn is_surely_ours(&self) -> bool {
        let says_something =
            |e: &Entity| e.kind != "group" && e.datum.value.record().is_some_and(|r| !r.fields.is_empty());
        self.problems.is_empty() && self.syntax_errors.is_empty() && self.entities.iter().any(says_something)
    }

    fn read_document<'t>(&mut self, document: Node<'t>, lowering: &mut Lowering<'_, 't>) {
        if document.kind() != Kind::Mapping {
            if self.syntax_errors.is_empty() {
                let kind = ProblemKind::RootNotMapping { found: lower::shape(document) };
                lowering.problem(document.span(), kind);
            }
            return;
        }
        for Classified { name, value, role } in lowering.classify(document, StructId::PROJECT_ROOT) {
            let Role::Field(key) = role else { continue };
            self.is_root_shaped = true;
            match key.name {
                "version" => self.version = value.value().map(|v| Name { text: v.clone(), span: value.span() }),
                "import" => {
                    let datum = lowering.datum(value, &key.ty);
                    self.imports.extend(imports(&datum));
                }
                "discover" => {
                    let datum = lowering.datum(value, &key.ty);
                    self.discover.extend(discovers(&datum));
                }
                "defaults" => self.defaults = Some(lowering.datum(value, &key.ty)),
                "layer" => self.read_layers(value, lowering),
                kind => self.read_entities(kind, &name, value, &key.ty, lowering),
            }
        }
    }

    fn read_entities<'t>(
        &mut self,
        kind: &'static str,
        key: &Name,
        value: Node<'t>,
        ty: &'static Type,
        lowering: &mut Lowering<'_, 't>,
    ) {
        let Some(item) = entity_type(ty) else {
            let datum = lowering.datum(value, ty);
            self.entities.push(Entity { kind, name: key.clone(), datum });
            return;
        };
        if let Some(name) = own_name(value) {
            let datum = lowering.datum(value, item);
            self.entities.push(Entity { kind, name, datum });
            return;
        }
        let Value::Map(entries) = lowering.map_datum(value, item).value else { return };
        self.entities.extend(entries.into_iter().map(|(name, datum)| Entity { kind, name, datum }));
    }

    fn read_layers<'t>(&mut self, value: Node<'t>, lowering: &mut Lowering<'_, 't>) {
        let one = own_name(value).map(|name| (name, value));
        let many = value.entries().filter(|_| one.is_none()).filter_map(|e| {
            let key = e.key()?;
            Some((Name { text: key.value()?.clone(), span: key.span() }, e.value()))
        });
        for (name, body) in one.clone().into_iter().chain(many) {
            let content = match body.value_of("from") {
                Some(from) if from.value().is_some() => {
                    let text = from.value().cloned().unwrap_or_default();
                    InlineContent::From(Name { text, span: from.span() })
                }
                _ => InlineContent::Body(Box::new(LayerFile::inline(&name, body, lowering))),
            };
            self.layers.push(InlineLayer { name, content });
        }
    }
}

/// What one entity is, for a key that takes a map of them.
fn entity_type(ty: &'static Type) -> Option<&'static Type> {
    match ty {
        Type::Map(item) | Type::Entities { each: item, .. } => Some(item),
        _ => None,
    }
}

/// The dialect a tree's root declares, read before anything else.
fn declared(tree: &Tree) -> Dialect {
    let version = tree.documents().find_map(|d| d.value_of("version")?.value().and_then(|v| CalVer::parse(v)));
    Dialect { version }
}

/// The `name:` child that tells a kind-keyed document from a map of entities.
fn own_name(value: Node<'_>) -> Option<Name> {
    let name = value.value_of("name")?;
    Some(Name { text: name.value()?.clone(), span: name.span() })
}

fn imports(datum: &Datum) -> Vec<Import> {
    let mut found = Vec::new();
    for item in datum.value.list() {
        match &item.value {
            Value::Text(text) => {
                found.push(Import { alias: None, reference: Name { text: text.clone(), span: item.span } });
            }
            Value::Map(entries) => found.extend(entries.iter().filter_map(|(alias, reference)| {
                let text = reference.value.text()?.clone();
                Some(Import { alias: Some(alias.clone()), reference: Name { text, span: reference.span } })
            })),
            _ => {}
        }
    }
    found
}

fn discovers(datum: &Datum) -> Vec<Discover> {
    let Some(record) = datum.value.record() else { return Vec::new() };
    let mut found = Vec::new();
    for field in &record.fields {
        let kind = Name { text: field.key.name.into(), span: field.key_span };
        for item in field.value.value.list() {
            let place = |path: &Datum, recursive| {
                let text = path.value.text()?.clone();
                Some(Discover { kind: kind.clone(), path: Name { text, span: path.span }, recursive })
            };
            found.extend(match &item.value {
                Value::Record(entry) => {
                    let recursive = entry.field("recursive").is_none_or(|f| f.value.value != Value::Bool(false));
                    entry.field("path").and_then(|f| place(&f.value, recursive))
                }
                _ => place(item, true),
            });
        }
    }
    found
}
