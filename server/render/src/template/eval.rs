//! Evaluates pipelines, commands and operands.

use super::ast::{Command, IdealNumber, Number, Operand, OperandKind, Pipeline};
use super::error::Span;
use super::exec::{Machine, Run};
use super::functions::ParameterType;
use super::runtime::{Text, Val};

impl<'v> Machine<'v> {
    /// The value of a pipeline, after setting the variables it declares or assigns.
    pub(super) fn pipeline(&mut self, dot: &Val<'v>, pipeline: &'v Pipeline) -> Run<Val<'v>> {
        let mut piped = None;
        for command in &pipeline.commands {
            self.charge(1, command.span)?;
            piped = Some(self.command(dot, command, piped)?.unwrapped());
        }
        let value = piped.unwrap_or(Val::Absent);
        self.set_variables(pipeline, &value)?;
        Ok(value)
    }

    /// A command with the value piped into it as its last argument.
    fn command(&mut self, dot: &Val<'v>, command: &'v Command, piped: Option<Val<'v>>) -> Run<Val<'v>> {
        let has_arguments = piped.is_some() || !command.arguments.is_empty();
        let span = command.head.span;
        match &command.head.kind {
            OperandKind::Function(function) => self.call(dot, *function, &command.arguments, piped, command.span),
            OperandKind::Field(fields) => Self::fields(dot.clone(), fields, has_arguments, span),
            OperandKind::Chain(base, fields) => {
                let base = self.operand(dot, base)?;
                Self::fields(base, fields, has_arguments, span)
            }
            OperandKind::Variable(name, fields) if !fields.is_empty() => {
                let value = self.variable(*name, span)?.clone();
                Self::fields(value, fields, has_arguments, span)
            }
            _ if has_arguments => Self::fail(span, "can't give argument to non-function"),
            OperandKind::Nil => Self::fail(span, "nil is not a command"),
            _ => self.operand(dot, &command.head),
        }
    }

    /// An operand on its own, whatever its type.
    fn operand(&mut self, dot: &Val<'v>, operand: &'v Operand) -> Run<Val<'v>> {
        let span = operand.span;
        match &operand.kind {
            OperandKind::Bool(flag) => Ok(Val::Bool(*flag)),
            OperandKind::Dot => Ok(dot.clone()),
            OperandKind::Nil => Ok(Val::Absent),
            OperandKind::Number(number) => Self::ideal(*number, span),
            OperandKind::Str(bytes) => Ok(Val::Str(Text::Borrowed(bytes))),
            OperandKind::Field(fields) => Self::fields(dot.clone(), fields, false, span),
            OperandKind::Variable(name, fields) => {
                let value = self.variable(*name, span)?.clone();
                Self::fields(value, fields, false, span)
            }
            OperandKind::Function(function) => self.call(dot, *function, &[], None, span),
            OperandKind::Pipeline(inner) => self.deeper(span, |machine| machine.pipeline(dot, inner)),
            OperandKind::Chain(base, fields) => {
                let base = self.operand(dot, base)?;
                Self::fields(base, fields, false, span)
            }
        }
    }

    /// A number where nothing says which type it should have.
    fn ideal(number: Number, span: Span) -> Run<Val<'v>> {
        match number.ideal {
            IdealNumber::Int(value) => Ok(Val::Int(value)),
            IdealNumber::Float(value) => Ok(Val::Float(value)),
            IdealNumber::Complex(real, imaginary) => Ok(Val::Complex(real, imaginary)),
            IdealNumber::TooLarge => Self::fail(span, "constant overflows int"),
        }
    }

    /// Follows fields from a value on; only the last one could take arguments, were it a method.
    fn fields(start: Val<'v>, fields: &[Box<str>], has_arguments: bool, span: Span) -> Run<Val<'v>> {
        let last = fields.len().saturating_sub(1);
        let mut value = start;
        for (index, field) in fields.iter().enumerate() {
            value = Self::field(&value, field, has_arguments && index == last, span)?;
        }
        Ok(value)
    }

    fn field(receiver: &Val<'v>, name: &str, has_arguments: bool, span: Span) -> Run<Val<'v>> {
        if matches!(receiver, Val::Absent) {
            return Ok(Val::Absent);
        }
        let Ok(concrete) = receiver.clone().indirect() else {
            return Self::fail(span, format!("nil pointer evaluating {}.{name}", receiver.type_name()));
        };
        let found = match &concrete {
            Val::Struct(fields) => {
                fields.iter().find(|(known, _)| known == name).map(|(_, value)| Val::of_field(value))
            }
            Val::Map(entries) => Some(entries.get(name).map_or(Val::Absent, Val::Slot)),
            Val::StrMap(entries) => Some(entries.get(name).map_or(Val::Absent, |text| Val::str(text))),
            _ => None,
        };
        match found {
            Some(_) if has_arguments => Self::fail(span, format!("{name} is not a method but has arguments")),
            Some(value) => Ok(value),
            None => Self::fail(span, format!("can't evaluate field {name} in type {}", receiver.type_name())),
        }
    }

    /// An argument for a parameter of the given type.
    pub(super) fn argument(&mut self, dot: &Val<'v>, expected: ParameterType, operand: &'v Operand) -> Run<Val<'v>> {
        let span = operand.span;
        match &operand.kind {
            OperandKind::Nil => match expected {
                ParameterType::Str => Self::fail(span, "cannot assign nil to string"),
                ParameterType::Int => Self::fail(span, "cannot assign nil to int"),
                ParameterType::Any => Ok(Val::nil_slot()),
                _ => Ok(Val::Absent),
            },
            OperandKind::Bool(_) | OperandKind::Number(_) | OperandKind::Str(_) => {
                self.constant(dot, expected, operand)
            }
            _ => {
                let value = self.operand(dot, operand)?;
                Self::checked(value, expected, span)
            }
        }
    }

    /// A constant for a parameter: it takes on the type asked for, or there is none.
    fn constant(&mut self, dot: &Val<'v>, expected: ParameterType, operand: &'v Operand) -> Run<Val<'v>> {
        match (expected, &operand.kind) {
            (ParameterType::Reflected | ParameterType::Any, _) | (ParameterType::Str, OperandKind::Str(_)) => {
                self.operand(dot, operand)
            }
            (ParameterType::Int, OperandKind::Number(Number { integer: Some(value), .. })) => Ok(Val::Int(*value)),
            (ParameterType::Str, _) => Self::fail(operand.span, "expected string"),
            (ParameterType::Int, _) => Self::fail(operand.span, "expected integer"),
            _ => Self::fail(operand.span, "can't handle a constant for an argument of this type"),
        }
    }

    /// The value as an argument of the given type, or an error when it has another one.
    pub(super) fn checked(value: Val<'v>, expected: ParameterType, span: Span) -> Run<Val<'v>> {
        if matches!(expected, ParameterType::Reflected | ParameterType::Any) {
            return Ok(value);
        }
        if matches!(value, Val::Absent) {
            return match expected {
                ParameterType::Str => Self::fail(span, "invalid value; expected string"),
                ParameterType::Int => Self::fail(span, "invalid value; expected int"),
                _ => Ok(value),
            };
        }
        let concrete = value.unwrapped();
        let fits = match (expected, &concrete) {
            (ParameterType::Str, Val::Str(_))
            | (ParameterType::Int, Val::Int(_))
            | (ParameterType::StrList, Val::StrList(_))
            | (ParameterType::BoolPtr, Val::BoolPtr(_)) => true,
            (ParameterType::MapList, Val::List(items)) => {
                items.visible().iter().all(|item| matches!(Val::of(item), Val::Map(_)))
            }
            _ => false,
        };
        if fits {
            Ok(concrete)
        } else {
            Self::fail(span, format!("wrong type for value; got {}", concrete.type_name()))
        }
    }
}
