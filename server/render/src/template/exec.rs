//! Runs a template: walks its nodes and writes the output.

use std::ops::ControlFlow;

use super::ast::{Arm, Body, Name, Node, Pipeline, ROOT, RangeNode};
use super::error::{ErrorKind, Limits, Span, TemplateError};
use super::parser::Tree;
use super::print::Printer;
use super::runtime::Val;
use super::value::Value;

pub(super) type Run<T> = Result<T, TemplateError>;

/// Why a list of nodes was left early.
enum Exit {
    Break,
    Continue,
}

type Walked = Run<ControlFlow<Exit>>;

/// The state of one rendering.
pub(super) struct Machine<'v> {
    text: &'v str,
    tree: &'v Tree,
    pub(super) limits: Limits,
    steps: usize,
    depth: usize,
    /// The variables of the template running, innermost last.
    variables: Vec<(Name, Val<'v>)>,
    output: Vec<u8>,
}

/// Renders the template of the given name.
pub(super) fn render<'v>(
    name: &str,
    text: &'v str,
    tree: &'v Tree,
    data: &'v Value<'v>,
    limits: Limits,
) -> Run<String> {
    let mut machine = Machine {
        text,
        tree,
        limits,
        steps: 0,
        depth: 0,
        variables: vec![(ROOT, Val::of(data))],
        output: Vec::with_capacity(text.len().min(limits.output_bytes)),
    };
    if let Some(body) = tree.bodies.get(name.as_bytes()) {
        let _ = machine.walk(&Val::of(data), body)?;
    }
    Ok(text_of(machine.output))
}

/// Output that is no UTF-8 gets a replacement character for each byte that is none, as in Go's JSON.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let mut text = String::new();
        for chunk in error.as_bytes().utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
        }
        text
    })
}

impl<'v> Machine<'v> {
    pub(super) fn fail<T>(span: Span, message: impl Into<String>) -> Run<T> {
        Err(TemplateError::new(ErrorKind::Exec, span, message))
    }

    /// Takes some of the steps left.
    pub(super) fn charge(&mut self, steps: usize, span: Span) -> Run<()> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps > self.limits.steps {
            return Err(TemplateError::new(ErrorKind::Limit, span, "the template takes too many steps"));
        }
        Ok(())
    }

    /// Takes the steps that making a text costs, and refuses one that is too long.
    pub(super) fn charge_text(&mut self, length: usize, span: Span) -> Run<()> {
        if length > self.limits.output_bytes {
            return Err(TemplateError::new(ErrorKind::Limit, span, "the template makes too long a text"));
        }
        self.charge(length / 16, span)
    }

    fn write(&mut self, bytes: &[u8], span: Span) -> Run<()> {
        if self.output.len().saturating_add(bytes.len()) > self.limits.output_bytes {
            return Err(TemplateError::new(ErrorKind::Limit, span, "the template writes too much"));
        }
        self.output.extend_from_slice(bytes);
        Ok(())
    }

    /// Runs a part one level deeper.
    pub(super) fn deeper<T>(&mut self, span: Span, part: impl FnOnce(&mut Self) -> Run<T>) -> Run<T> {
        if self.depth >= self.limits.depth {
            return Err(TemplateError::new(ErrorKind::Limit, span, "exceeded maximum template depth"));
        }
        self.depth += 1;
        let result = part(self);
        self.depth -= 1;
        result
    }

    pub(super) fn variable(&mut self, name: Name, span: Span) -> Run<&mut Val<'v>> {
        let Some(position) = self.variables.iter().rposition(|(known, _)| *known == name) else {
            let shown = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
            return Self::fail(span, format!("undefined variable in {shown}"));
        };
        // Looking far down the stack of variables must not come for free.
        self.charge((self.variables.len() - position) / 16, span)?;
        Ok(&mut self.variables[position].1)
    }

    /// Sets the variables that a pipeline declares or assigns.
    pub(super) fn set_variables(&mut self, pipeline: &Pipeline, value: &Val<'v>) -> Run<()> {
        for &name in &pipeline.variables {
            if pipeline.assigns {
                *self.variable(name, pipeline.span)? = value.clone();
            } else {
                self.variables.push((name, value.clone()));
            }
        }
        Ok(())
    }

    fn walk(&mut self, dot: &Val<'v>, body: &'v Body) -> Walked {
        for node in body {
            if let ControlFlow::Break(exit) = self.walk_node(dot, node)? {
                return Ok(ControlFlow::Break(exit));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn walk_node(&mut self, dot: &Val<'v>, node: &'v Node) -> Walked {
        match node {
            Node::Text(span) => {
                let text = self.text.get(span.start as usize..span.end as usize).unwrap_or_default();
                self.charge(1, *span)?;
                self.write(text.as_bytes(), *span)?;
            }
            Node::Action(pipeline) => self.action(dot, pipeline)?,
            Node::Break => return Ok(ControlFlow::Break(Exit::Break)),
            Node::Continue => return Ok(ControlFlow::Break(Exit::Continue)),
            Node::Choice { arms, otherwise, moves_dot } => return self.choice(dot, arms, otherwise, *moves_dot),
            Node::Range(range) => return self.deeper(range.pipeline.span, |machine| machine.range(dot, range)),
            Node::Call { name, argument, span } => self.call_template(dot, name, argument.as_ref(), *span)?,
        }
        Ok(ControlFlow::Continue(()))
    }

    fn action(&mut self, dot: &Val<'v>, pipeline: &'v Pipeline) -> Run<()> {
        let value = self.pipeline(dot, pipeline)?;
        if !pipeline.variables.is_empty() {
            return Ok(());
        }
        if let Val::Str(text) = &value {
            return self.write(text.bytes(), pipeline.span);
        }
        let mut printer = Printer::new(self.limits.output_bytes);
        printer.print_action(value);
        let bytes = printer.finish();
        self.charge_text(bytes.len(), pipeline.span)?;
        self.write(&bytes, pipeline.span)
    }

    fn choice(&mut self, dot: &Val<'v>, arms: &'v [Arm], otherwise: &'v Body, moves_dot: bool) -> Walked {
        let mark = self.variables.len();
        let mut chosen = (None, otherwise);
        let mut span = Span::new(0, 0);
        for arm in arms {
            span = arm.condition.span;
            let value = self.pipeline(dot, &arm.condition)?;
            if value.is_true() {
                chosen = (moves_dot.then_some(value), &arm.body);
                break;
            }
        }
        let (moved, body) = chosen;
        let exit = self.deeper(span, |machine| machine.walk(moved.as_ref().unwrap_or(dot), body))?;
        self.variables.truncate(mark);
        Ok(exit)
    }

    fn range(&mut self, dot: &Val<'v>, range: &'v RangeNode) -> Walked {
        let outer = self.variables.len();
        let value = self.pipeline(dot, &range.pipeline)?;
        let exit = match self.iterate(range, &value)? {
            Some(exit) => exit,
            None => self.walk(dot, &range.otherwise)?,
        };
        self.variables.truncate(outer);
        Ok(exit)
    }

    /// Runs the body for each element; nothing when there is none.
    fn iterate(&mut self, range: &'v RangeNode, value: &Val<'v>) -> Run<Option<ControlFlow<Exit>>> {
        let span = range.pipeline.span;
        match value.clone().indirect() {
            Ok(Val::Absent) => Ok(None),
            Ok(Val::Int(count)) => self.count(range, (0..count.max(0)).map(Val::Int)),
            Ok(Val::Byte(count)) => self.count(range, (0..count).map(Val::Byte)),
            Ok(Val::StrList(items)) => self.each(range, numbered(items.visible().iter().map(|item| Val::str(item)))),
            Ok(Val::List(items)) => self.each(range, numbered(items.visible().iter().map(Val::Slot))),
            Ok(Val::Map(entries)) => {
                self.each(range, entries.iter().map(|(key, item)| (Val::str(key), Val::Slot(item))))
            }
            Ok(Val::StrMap(entries)) => {
                self.each(range, entries.iter().map(|(key, item)| (Val::str(key), Val::str(item))))
            }
            _ => Self::fail(span, format!("range can't iterate over a value of type {}", value.type_name())),
        }
    }

    fn count(
        &mut self,
        range: &'v RangeNode,
        numbers: impl Iterator<Item = Val<'v>>,
    ) -> Run<Option<ControlFlow<Exit>>> {
        if range.pipeline.variables.len() > 1 {
            return Self::fail(range.pipeline.span, "can't use a number to iterate over more than one variable");
        }
        self.each(range, numbers.map(|number| (Val::Absent, number)))
    }

    fn each(
        &mut self,
        range: &'v RangeNode,
        elements: impl Iterator<Item = (Val<'v>, Val<'v>)>,
    ) -> Run<Option<ControlFlow<Exit>>> {
        let mark = self.variables.len();
        let mut ran = false;
        for (index, element) in elements {
            ran = true;
            self.charge(1, range.pipeline.span)?;
            self.set_iteration(&range.pipeline, index, &element)?;
            let flow = self.walk(&element, &range.body)?;
            self.variables.truncate(mark);
            if let ControlFlow::Break(Exit::Break) = flow {
                break;
            }
        }
        Ok(ran.then_some(ControlFlow::Continue(())))
    }

    /// Sets the variables of a range for one element: the last one to the element, the one before to its index.
    fn set_iteration(&mut self, pipeline: &Pipeline, index: Val<'v>, element: &Val<'v>) -> Run<()> {
        match *pipeline.variables {
            [] => Ok(()),
            [only] => self.set_range_variable(pipeline, only, 1, element.clone()),
            [first, second, ..] => {
                self.set_range_variable(pipeline, first, 2, index)?;
                self.set_range_variable(pipeline, second, 1, element.clone())
            }
        }
    }

    fn set_range_variable(&mut self, pipeline: &Pipeline, name: Name, from_top: usize, value: Val<'v>) -> Run<()> {
        if pipeline.assigns {
            *self.variable(name, pipeline.span)? = value;
        } else if let Some(place) = self.variables.len().checked_sub(from_top) {
            self.variables[place].1 = value;
        }
        Ok(())
    }

    fn call_template(&mut self, dot: &Val<'v>, name: &[u8], argument: Option<&'v Pipeline>, span: Span) -> Run<()> {
        let Some(body) = self.tree.bodies.get(name) else {
            let shown = String::from_utf8_lossy(name).into_owned();
            return Self::fail(span, format!("template {shown:?} not defined"));
        };
        let data = match argument {
            Some(pipeline) => self.pipeline(dot, pipeline)?,
            None => Val::Absent,
        };
        self.charge(1, span)?;
        let outer = std::mem::replace(&mut self.variables, vec![(ROOT, data.clone())]);
        let _ = self.deeper(span, |machine| machine.walk(&data, body))?;
        self.variables = outer;
        Ok(())
    }
}

fn numbered<'v>(elements: impl Iterator<Item = Val<'v>>) -> impl Iterator<Item = (Val<'v>, Val<'v>)> {
    (0i64..).map(Val::Int).zip(elements)
}
