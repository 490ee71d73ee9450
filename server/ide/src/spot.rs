//! What the format has to say about a cursor.

use ov_schema::{Key, Struct, StructId, Type};
use ov_syntax::{Entry, Kind, Node, Path, Place, Text, Tree};

/// What may stand in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// A layer under `layer:`.
    Layer,
    /// A layer without its wrapper.
    FlatLayer,
    /// Entities of a project.
    Root,
}

impl Grammar {
    fn root(self) -> &'static Type {
        static LAYER: Type = Type::Struct(StructId::LAYER_FILE);
        static FLAT: Type = Type::Struct(StructId::LAYER);
        static ROOT: Type = Type::Struct(StructId::PROJECT_ROOT);
        match self {
            Self::Layer => &LAYER,
            Self::FlatLayer => &FLAT,
            Self::Root => &ROOT,
        }
    }
}

/// A cursor and what the format says of it.
#[derive(Debug)]
pub struct Spot<'t> {
    /// The way to the cursor.
    pub path: Path<'t>,
    /// The struct whose keys stand around the cursor, where there is one.
    pub within: Option<&'static Struct>,
    /// The key that the cursor is at, or in whose value it is, where it is known. An item of a list belongs to the list's key.
    pub key: Option<&'static Key>,
    /// The struct that knows `key`.
    pub owner: Option<&'static Struct>,
    /// What the value at the cursor may be.
    pub value: Option<&'static Type>,
}

impl<'t> Spot<'t> {
    /// What stands at `offset`.
    pub fn new(grammar: Grammar, text: &Text, tree: &'t Tree, offset: u32) -> Self {
        let path = tree.path_at(text, offset);
        let mut spot = Self { path, within: None, key: None, owner: None, value: Some(grammar.root()) };
        for index in 0..spot.path.steps.len() {
            let (node, entry) = spot.path.steps[index];
            let ty = spot.value.take().map(|ty| resolved(ty, node));
            spot.within = ty.and_then(as_struct);
            let name = entry.and_then(Entry::key_name);
            spot.enter(ty, name.map(smol_str::SmolStr::as_str), entry.is_some());
        }
        spot
    }

    fn enter(&mut self, ty: Option<&'static Type>, name: Option<&str>, is_inside: bool) {
        if !is_inside {
            return;
        }
        match ty {
            Some(Type::Struct(id)) => {
                let known = ov_schema::get(*id);
                self.key = name.and_then(|name| known.find(name));
                self.owner = Some(known);
                self.value = self.key.map(|key| &key.ty).or(known.open.as_ref());
            }
            Some(Type::Map(each) | Type::List(each) | Type::Entities { each, .. }) => self.value = Some(each),
            _ => self.value = None,
        }
    }

    /// Whether the cursor is in a key, or where one would be typed.
    pub fn is_at_key(&self) -> bool {
        self.path.place != Place::Value
    }

    /// The node at the cursor, where it is in a value.
    pub fn node(&self) -> Option<Node<'t>> {
        let (_, entry) = self.path.steps.last()?;
        entry.filter(|_| self.path.place == Place::Value).map(Entry::value)
    }

    /// Whether the names of layers stand here.
    pub fn takes_layers(&self) -> bool {
        let names = self.owner.zip(self.key).map(|(owner, key)| (owner.id, key.name));
        matches!(
            names,
            Some(
                (StructId::LAYER, "require" | "layer")
                    | (StructId::IMAGE | StructId::LOCAL, "layer")
                    | (_, "add_layer")
            )
        )
    }
}

/// The alternative of a type that a node can be.
pub(crate) fn resolved(ty: &'static Type, node: Node<'_>) -> &'static Type {
    match ty {
        Type::OneOf(all) => all.iter().find(|one| fits(one, node.kind())).unwrap_or(ty),
        Type::Entities { alone, .. } if node.get("name").is_some() => alone,
        _ => ty,
    }
}

fn fits(ty: &Type, kind: Kind) -> bool {
    let collection = match ty {
        Type::Struct(_) | Type::Map(_) | Type::Entities { .. } => Kind::Mapping,
        Type::List(_) => Kind::Sequence,
        _ => Kind::Scalar,
    };
    collection == kind
}

/// The struct that a value may be, whatever stands there now.
pub(crate) fn as_struct(ty: &'static Type) -> Option<&'static Struct> {
    match ty {
        Type::Struct(id) => Some(ov_schema::get(*id)),
        Type::OneOf(all) => all.iter().find_map(as_struct),
        _ => None,
    }
}
