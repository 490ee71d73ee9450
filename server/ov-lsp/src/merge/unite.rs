//! Two bodies made one.

use super::references::Names;
use super::same::{is_same, value};
use ov_edit::{Draft, Editor, NewValue, Refusal, Side};
use ov_syntax::{Entry, Kind, Node, Span, Tree};

/// Keys that each layer has of its own.
const OWN: [&str; 5] = ["version", "name", "description", "info", "status"];
/// Keys of the body that hold names of layers.
const LAYERS: [&str; 5] = ["require", "requires", "depends", "layer", "layers"];
/// How a check is called, apart from what it does.
const CALLED: [&str; 2] = ["id", "description"];
/// What tells items apart.
const IDENTITIES: [&str; 2] = ["name", "id"];

/// Places in the target, and what stands in the way there.
type Conflicts = Vec<(Span, String)>;

pub(super) struct Union<'u> {
    draft: &'u mut Draft,
    source: Editor<'u>,
    their_tree: &'u Tree,
    roots: (Option<Node<'u>>, Option<Node<'u>>),
    names: &'u Names<'u>,
    conflicts: Conflicts,
}

impl<'u> Union<'u> {
    pub(super) fn new(
        draft: &'u mut Draft,
        (theirs, their_tree): (&'u str, &'u Tree),
        our_tree: &'u Tree,
        names: &'u Names<'u>,
    ) -> Self {
        let source = Editor::new(theirs, their_tree);
        Self { draft, source, their_tree, roots: (our_tree.root(), their_tree.root()), names, conflicts: Vec::new() }
    }

    pub(super) fn run(&mut self) -> Conflicts {
        let body = |root: Option<Node<'u>>| root?.get("layer").filter(|e| e.value().kind() == Kind::Mapping);
        match (body(self.roots.0), body(self.roots.1)) {
            (Some(ours), Some(theirs)) => self.maps(&mut Vec::new(), ours, theirs.value()),
            _ => self.conflicts.push((Span::empty(0), "both need a `layer:` with keys".into())),
        }
        std::mem::take(&mut self.conflicts)
    }

    fn maps(&mut self, path: &mut Vec<&'u str>, ours: Entry<'u>, theirs: Node<'u>) {
        for entry in theirs.entries() {
            let (Some(name), Some(key)) = (entry.key_name(), entry.key()) else { continue };
            path.push(name);
            match ours.value().get(name) {
                None if path.len() == 1 && OWN.contains(&name.as_str()) => {}
                None if self.names_itself(path, entry.value()) => self.new_names(path, ours, entry.value()),
                None => self.new_entry(path, ours, key.span(), entry.value()),
                Some(own) => self.both(path, own, entry.value()),
            }
            path.pop();
        }
    }

    fn new_entry(&mut self, path: &[&str], ours: Entry<'u>, key: Span, theirs: Node<'u>) {
        let name = path.last().copied().unwrap_or_default();
        let beside = ours.value().entries().next().and_then(Entry::key).map(Node::span);
        let added = match (beside, self.source.excerpt(key)) {
            (Some(at), Ok(excerpt)) if !ours.value().is_flow() => {
                self.draft.edit(at, |editor, at| editor.append_excerpt(at, &excerpt))
            }
            (Some(at), _) => written(theirs).and_then(|new| self.draft.edit(at, |e, at| e.add_entry(at, name, &new))),
            (None, _) => self.fill(ours, written(theirs).map(|new| NewValue::Map(vec![(name.to_owned(), new)]))),
        };
        self.heed(path, ours, added);
    }

    /// Whether a list of layers has one of the two that become one.
    fn names_itself(&self, path: &[&str], list: Node<'_>) -> bool {
        let is_list = path.len() == 1 && LAYERS.contains(&path[0]);
        is_list && list.values().any(|item| self.names.is_either(item))
    }

    fn has_comment(&self, span: Span) -> bool {
        self.their_tree.comments().iter().any(|c| span.start <= c.span.start && c.span.end <= span.end)
    }

    /// A list of layers without the two that become one.
    fn new_names(&mut self, path: &[&str], ours: Entry<'u>, theirs: Node<'u>) {
        let others: Vec<Node<'_>> = theirs.values().filter(|item| !self.names.is_either(*item)).collect();
        let (Some(name), Some(beside)) = (path.last(), ours.value().entries().next().and_then(Entry::key)) else {
            return;
        };
        let listed: Option<Vec<NewValue>> = others.into_iter().map(value).collect();
        let added = match listed {
            Some(listed) if listed.is_empty() => Ok(()),
            Some(_) if self.has_comment(theirs.span()) => {
                Err(Refusal { reason: "it names the layer itself, and a comment would be lost".into() })
            }
            Some(listed) => {
                self.draft.edit(beside.span(), |editor, at| editor.add_entry(at, name, &NewValue::List(listed)))
            }
            None => Err(aliased()),
        };
        self.heed(path, ours, added);
    }

    fn both(&mut self, path: &mut Vec<&'u str>, ours: Entry<'u>, theirs: Node<'u>) {
        let own = ours.value();
        match (own.kind(), theirs.kind()) {
            _ if theirs.is_null() || is_same(own, theirs) => {}
            _ if path.len() == 1 && OWN.contains(&path[0]) => {}
            _ if own.is_null() => {
                let filled = self.fill(ours, written(theirs));
                self.heed(path, ours, filled);
            }
            (Kind::Mapping, Kind::Mapping) => self.maps(path, ours, theirs),
            (Kind::Sequence, Kind::Sequence) => self.lists(path, ours, theirs),
            _ => self.clash(path, own, None),
        }
    }

    fn lists(&mut self, path: &[&'u str], ours: Entry<'u>, theirs: Node<'u>) {
        let own = ours.value();
        let mut new = Vec::new();
        for item in theirs.entries() {
            let node = item.value();
            let names_itself = path.len() == 1 && LAYERS.contains(&path[0]) && self.names.is_either(node);
            let is_there = |other| is_same(other, node) || path == ["eval"] && checks_the_same(other, node);
            if names_itself || own.values().any(is_there) {
                continue;
            }
            match identity(path, node).and_then(|id| own.values().find(|o| identity(path, *o) == Some(id))) {
                Some(other) => self.clash(path, other, identity(path, node).map(|(name, _)| name)),
                None => new.push(item),
            }
        }
        let Some(first) = own.values().next() else {
            let all: Option<Vec<NewValue>> = new.iter().map(|item| value(item.value())).collect();
            if !new.is_empty() {
                let filled = self.fill(ours, all.map(NewValue::List).ok_or_else(aliased));
                self.heed(path, ours, filled);
            }
            return;
        };
        for item in new {
            let added = match self.source.excerpt(item.outer_span()) {
                Ok(excerpt) if !own.is_flow() => match twin(path, own, item.value()) {
                    Some((twin, side)) => self.draft.edit(twin.span(), |e, at| e.add_excerpt(at, side, &excerpt)),
                    None => self.draft.edit(first.span(), |editor, at| editor.append_excerpt(at, &excerpt)),
                },
                _ => written(item.value())
                    .and_then(|new| self.draft.edit(first.span(), |editor, at| editor.append_item(at, &new))),
            };
            self.heed(path, ours, added);
        }
    }

    fn fill(&mut self, ours: Entry<'_>, with: Result<NewValue, Refusal>) -> Result<(), Refusal> {
        let key = ours.key().map_or(Span::empty(0), Node::span);
        with.and_then(|with| self.draft.edit(key, |editor, at| editor.replace_value(at, &with)))
    }

    fn clash(&mut self, path: &[&str], ours: Node<'_>, name: Option<&str>) {
        let of = name.map(|name| format!(" of `{name}`")).unwrap_or_default();
        let message = format!("`{}`{of} is another one in `{}`", path.join("."), self.names.from);
        self.conflicts.push((ours.span(), message));
    }

    fn heed(&mut self, path: &[&str], ours: Entry<'_>, done: Result<(), Refusal>) {
        if let Err(refusal) = done {
            let message = format!("`{}` of `{}` cannot be added: {refusal}", path.join("."), self.names.from);
            self.conflicts.push((ours.key().map_or(Span::empty(0), Node::span), message));
        }
    }
}

fn written(node: Node<'_>) -> Result<NewValue, Refusal> {
    value(node).ok_or_else(aliased)
}

fn aliased() -> Refusal {
    Refusal { reason: "anchors and aliases stay in their text".into() }
}

/// Which item of its list this is; of services the form counts.
fn identity<'t>(path: &[&str], item: Node<'t>) -> Option<(&'t str, bool)> {
    let name = IDENTITIES.iter().find_map(|key| item.value_of(key)?.value())?;
    Some((name.as_str(), path == ["service"] && is_packaged(item)))
}

/// Whether two checks differ in nothing but how they are called.
fn checks_the_same(one: Node<'_>, other: Node<'_>) -> bool {
    let says = |node: Node<'_>| -> Option<Vec<_>> {
        let mut said = Vec::new();
        for entry in node.entries().filter(|e| e.key_name().is_none_or(|key| !CALLED.contains(&key.as_str()))) {
            said.push((entry.key_name()?.clone(), value(entry.value())?));
        }
        said.sort_by(|a, b| a.0.cmp(&b.0));
        Some(said)
    };
    let (one, other) = (says(one), says(other));
    one.is_some_and(|said| !said.is_empty() && other.is_some_and(|also| also == said))
}

fn is_packaged(service: Node<'_>) -> bool {
    service.value_of("use_packaged").is_some_and(|unit| !unit.is_null())
}

/// The other form of a service, and where beside it this one goes: the packaged form comes first.
fn twin<'t>(path: &[&str], ours: Node<'t>, item: Node<'_>) -> Option<(Node<'t>, Side)> {
    let (name, packaged) = identity(path, item).filter(|_| path == ["service"])?;
    let twin = ours.values().find(|own| identity(path, *own) == Some((name, !packaged)))?;
    Some((twin, if packaged { Side::Before } else { Side::After }))
}
