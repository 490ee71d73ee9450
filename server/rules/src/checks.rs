//! Checks wherever they stand: in layers, images, deployments and the steps of scenarios.

use crate::changes::Reads;
use crate::context::{Context, ItemContext};
use crate::finding::{Finding, Place};
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Info, Rule};
use ov_project::{Field, FileId, PlacedEntity, Value, View};
use ov_schema::Method;
use ov_syntax::Span;
use smol_str::SmolStr;

/// What holds a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Home {
    /// `eval:` of a layer.
    Layer,
    /// `eval:` of an image.
    Image,
    /// `deploy_eval:`, or anything that is deployed.
    Deployed,
    /// A step of a scenario.
    Step,
}

/// When a check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    /// In a throw-away container of the image.
    Build,
    /// Against a live deployment.
    Deploy,
}

impl Scope {
    /// When a check runs. Steps run against something live.
    pub(crate) fn of(check: View<'_>, home: Home) -> Self {
        let said = check.text("scope").map(|at| at.value.as_str());
        match (home, said) {
            (Home::Deployed, _) | (_, Some("deploy")) | (Home::Step, None) => Self::Deploy,
            _ => Self::Build,
        }
    }
}

/// A check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Check<'a> {
    /// Its keys.
    pub(crate) view: View<'a>,
    /// The file.
    pub(crate) file: FileId,
    /// The check's bytes.
    pub(crate) span: Span,
    /// What holds it.
    pub(crate) home: Home,
    verb: Option<Verb<'a>>,
}

/// A verb of a check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verb<'a> {
    /// The key.
    pub(crate) name: &'static str,
    /// Its entry.
    pub(crate) field: &'a Field,
}

impl Verb<'_> {
    /// The methods it knows; empty where it is no live verb.
    pub(crate) fn methods(self) -> &'static [Method] {
        ov_schema::methods(self.name)
    }

    /// The method it asks for, where there is one of this name.
    pub(crate) fn method(self) -> Option<&'static Method> {
        let name = self.field.value.value.text()?;
        self.methods().iter().find(|m| m.name == name)
    }
}

impl<'a> Check<'a> {
    /// A check with these keys.
    pub(crate) fn new(view: View<'a>, file: FileId, span: Span, home: Home) -> Self {
        let mut verbs = verbs(view);
        let verb = verbs.next().filter(|_| verbs.next().is_none());
        Self { view, file, span, home, verb }
    }

    /// Bytes of its file.
    pub(crate) fn place(&self, span: Span) -> Place {
        Place { file: self.file, span: self.view.place(span) }
    }

    /// Its first key: the place for what it lacks.
    pub(crate) fn start(&self) -> Place {
        let first = self.view.fields().next().map(|f| self.view.place(f.key_span));
        Place { file: self.file, span: first.unwrap_or(self.span) }
    }

    /// Where a field's value stands; its key where the value has no bytes.
    pub(crate) fn value_place(&self, field: &Field) -> Place {
        let span = if field.value.span.is_empty() { field.key_span } else { field.value.span };
        self.place(span)
    }

    /// When it runs.
    pub(crate) fn scope(&self) -> Scope {
        Scope::of(self.view, self.home)
    }

    /// The verbs that are set. Beside a live verb `command` is only a modifier.
    pub(crate) fn verbs(&self) -> impl Iterator<Item = Verb<'a>> + Clone + use<'a> {
        verbs(self.view)
    }

    /// Its verb, where it has exactly one.
    pub(crate) fn verb(&self) -> Option<Verb<'a>> {
        self.verb
    }

    /// Its live verb, where it has exactly one verb and that is live.
    pub(crate) fn live_verb(&self) -> Option<Verb<'a>> {
        self.verb().filter(|v| !v.methods().is_empty())
    }

    /// Whether it runs outside the container.
    pub(crate) fn on_host(&self) -> bool {
        let flag = |key: &str| self.view.flag(key).map(|at| at.value);
        flag("from_host") == Some(true) || flag("in_container") == Some(false)
    }

    /// The repair that lets it run against a deployment.
    pub(crate) fn run_when_deployed(&self) -> Repair {
        let title = "Run it against the deployment: `scope: deploy`";
        match self.view.field("scope") {
            Some(field) => Repair::safe(
                title,
                Change::ReplaceScalar { scalar: self.place(field.value.span), to: "deploy".to_owned() },
            ),
            None => Repair::safe(title, self.add("scope", NewValue::Text("deploy".to_owned()))),
        }
    }

    /// The change that adds a key.
    pub(crate) fn add(&self, key: &str, value: NewValue) -> Change {
        Change::AddEntry { beside: self.start(), key: key.to_owned(), value }
    }
}

fn verbs(view: View<'_>) -> impl Iterator<Item = Verb<'_>> + Clone {
    let live = view.fields().any(|f| !f.key.methods.is_empty() && !f.value.value.is_zero());
    let fields = view.record().fields.iter();
    fields
        .filter(move |f| f.key.verb && !f.value.value.is_zero() && !(live && f.key.name == "command"))
        .map(|field| Verb { name: field.key.name, field })
}

/// A rule about single checks.
pub(crate) struct CheckRule {
    /// Its facts.
    pub(crate) info: &'static Info,
    /// What it says of one check.
    pub(crate) judge: fn(&Check<'_>, &mut Vec<Finding>),
}

impl Rule for CheckRule {
    fn info(&self) -> &'static Info {
        self.info
    }

    fn item_keys(&self) -> Option<&'static [&'static str]> {
        Some(&["eval", "description"])
    }

    fn check_item(&self, item: &ItemContext<'_>, findings: &mut Vec<Finding>) {
        of_item(item, &mut |check| (self.judge)(check, findings));
    }

    fn project_reads(&self) -> Reads {
        &[]
    }

    fn check_project(&self, project: &Context<'_>, findings: &mut Vec<Finding>) {
        of_entities(project, &mut |_, check| (self.judge)(check, findings));
    }
}

/// The checks of one item of a layer.
pub(crate) fn of_item(item: &ItemContext<'_>, job: &mut dyn FnMut(&Check<'_>)) {
    match item.key {
        "eval" => item.check().into_iter().for_each(job),
        "description" => of_scenarios(item.view(), item.file, job),
        _ => {}
    }
}

/// The checks that stand in images, deployments and other entities, with the entity.
pub(crate) fn of_entities<'a>(cx: &Context<'a>, job: &mut dyn FnMut(&'a PlacedEntity, &Check<'a>)) {
    for image in &cx.project.images {
        of_entity(image, Home::Image, job);
    }
    for entity in &cx.project.entities {
        of_entity(entity, Home::Deployed, job);
    }
}

fn of_entity<'a>(entity: &'a PlacedEntity, home: Home, job: &mut dyn FnMut(&'a PlacedEntity, &Check<'a>)) {
    let mut open: Vec<View<'a>> = entity.view().into_iter().collect();
    while let Some(holder) = open.pop() {
        for (key, home) in [("eval", home), ("deploy_eval", Home::Deployed)] {
            for (view, span) in holder.records(key) {
                job(entity, &Check::new(view, entity.file, span, home));
            }
        }
        of_scenarios(holder.child("description"), entity.file, &mut |check| job(entity, check));
        let nested = holder.map("nested");
        open.extend(nested.filter_map(|(_, at)| Some(View::new(at.value.record()?, holder.base()))));
    }
}

fn of_scenarios<'a>(description: Option<View<'a>>, file: FileId, job: &mut dyn FnMut(&Check<'a>)) {
    for (scenario, _) in description.into_iter().flat_map(|d| d.records("scenario")) {
        for key in ["setup", "step", "teardown"] {
            for (view, span) in scenario.records(key) {
                job(&Check::new(view, file, span, Home::Step));
            }
        }
    }
}

/// Texts of a value, however deep.
pub(crate) fn texts<'a>(value: &'a Value, span: Span, found: &mut Vec<(&'a SmolStr, Span)>) {
    match value {
        Value::Text(text) => found.push((text, span)),
        Value::List(items) => items.iter().for_each(|d| texts(&d.value, d.span, found)),
        Value::Map(entries) => entries.iter().for_each(|(_, d)| texts(&d.value, d.span, found)),
        Value::Record(record) => record.fields.iter().for_each(|f| texts(&f.value.value, f.value.span, found)),
        _ => {}
    }
}
