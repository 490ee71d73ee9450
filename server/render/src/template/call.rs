//! Calls functions: checks their arguments and hands them on.

use super::ast::Operand;
use super::compare::{Order, compare, equal};
use super::elements::{index, length, slice};
use super::error::{ErrorKind, Span, TemplateError};
use super::escape::{html_escaped, js_escaped, query_escaped};
use super::exec::{Machine, Run};
use super::functions::Function;
use super::helpers;
use super::print::Printer;
use super::runtime::Val;

/// What a function gives, or what is wrong with its arguments.
pub(super) type Answer<'v> = Result<Val<'v>, String>;

impl<'v> Machine<'v> {
    pub(super) fn call(
        &mut self,
        dot: &Val<'v>,
        function: Function,
        operands: &'v [Operand],
        piped: Option<Val<'v>>,
        span: Span,
    ) -> Run<Val<'v>> {
        Self::check_count(function, operands.len() + usize::from(piped.is_some()), span)?;
        if matches!(function, Function::And | Function::Or) {
            return self.short_circuit(dot, function == Function::Or, operands, piped);
        }
        let signature = function.signature();
        let mut arguments = Vec::with_capacity(operands.len() + 1);
        for operand in operands {
            let argument = self.argument(dot, signature.parameter(arguments.len()), operand)?;
            arguments.push(argument);
        }
        if let Some(value) = piped {
            arguments.push(Self::checked(value, signature.parameter(arguments.len()), span)?);
        }
        self.charge(1 + arguments.iter().map(text_length).sum::<usize>() / 64, span)?;
        let answer = self.answer(function, arguments, span)?;
        match answer {
            Ok(value) => {
                self.charge_text(text_length(&value), span)?;
                Ok(value)
            }
            Err(message) => Self::fail(span, format!("error calling {}: {message}", function.name())),
        }
    }

    fn check_count(function: Function, given: usize, span: Span) -> Run<()> {
        let signature = function.signature();
        let wanted = signature.fixed.len();
        let name = function.name();
        match signature.variadic {
            Some(_) if given < wanted => {
                Self::fail(span, format!("wrong number of args for {name}: want at least {wanted} got {given}"))
            }
            None if given != wanted => {
                Self::fail(span, format!("wrong number of args for {name}: want {wanted} got {given}"))
            }
            _ => Ok(()),
        }
    }

    /// `and` and `or`: the first argument that decides, or the last one.
    fn short_circuit(
        &mut self,
        dot: &Val<'v>,
        decisive: bool,
        operands: &'v [Operand],
        piped: Option<Val<'v>>,
    ) -> Run<Val<'v>> {
        let mut value = Val::Absent;
        for operand in operands {
            value = self.argument(dot, super::functions::ParameterType::Reflected, operand)?;
            if value.is_true() == decisive {
                return Ok(value);
            }
        }
        Ok(piped.unwrap_or(value))
    }

    /// The answer of any function but `and` and `or`; the number of arguments is right.
    fn answer(&self, function: Function, arguments: Vec<Val<'v>>, span: Span) -> Run<Answer<'v>> {
        let limit = self.limits.output_bytes;
        Ok(match function {
            Function::CacheMounts | Function::CacheMountsOwned | Function::CacheMountsAuto => {
                let message = format!("{} is answered by the image builder only", function.name());
                return Err(TemplateError::new(ErrorKind::Unsupported, span, message));
            }
            Function::Print => Ok(printed(limit, |printer| printer.print(arguments))),
            Function::Println => Ok(printed(limit, |printer| printer.println(arguments))),
            Function::Printf => Ok(formatted(limit, arguments)),
            Function::Html => Ok(Val::text(html_escaped(&shown(limit, arguments)))),
            Function::Js => Ok(Val::text(js_escaped(&shown(limit, arguments)))),
            Function::UrlQuery => Ok(Val::text(query_escaped(&shown(limit, arguments)))),
            Function::Eq | Function::Ne | Function::Lt | Function::Le | Function::Gt | Function::Ge => {
                comparison(function, arguments)
            }
            Function::Index => index(arguments),
            Function::Slice => slice(arguments),
            Function::Len => length(first(arguments)),
            Function::Not => Ok(Val::Bool(!first(arguments).is_true())),
            Function::Call => called(&first(arguments)),
            helper => Ok(helpers::answer(helper, arguments, limit)),
        })
    }
}

fn first(arguments: Vec<Val<'_>>) -> Val<'_> {
    arguments.into_iter().next().unwrap_or(Val::Absent)
}

fn text_length(value: &Val<'_>) -> usize {
    if let Val::Str(text) = value { text.bytes().len() } else { 0 }
}

fn called<'v>(callee: &Val<'v>) -> Answer<'v> {
    match callee.clone().unwrapped() {
        Val::Absent => Err("call of nil".to_owned()),
        other => Err(format!("non-function of type {}", other.type_name())),
    }
}

fn comparison(function: Function, arguments: Vec<Val<'_>>) -> Answer<'_> {
    let arguments: Vec<Val<'_>> = arguments.into_iter().map(Val::unwrapped).collect();
    let Some((left, others)) = arguments.split_first() else {
        return Err("missing argument for comparison".to_owned());
    };
    let truth = match (function, others) {
        (Function::Ne, others) => !equal(left, others)?,
        (Function::Lt, [right]) => compare(left, right)? == Order::Less,
        (Function::Le, [right]) => matches!(compare(left, right)?, Order::Less | Order::Equal),
        // The inverses of the two above, which shows in what is neither.
        (Function::Gt, [right]) => !matches!(compare(left, right)?, Order::Less | Order::Equal),
        (Function::Ge, [right]) => compare(left, right)? != Order::Less,
        (_, others) => equal(left, others)?,
    };
    Ok(Val::Bool(truth))
}

fn printed<'v>(limit: usize, print: impl FnOnce(&mut Printer)) -> Val<'v> {
    let mut printer = Printer::new(limit);
    print(&mut printer);
    Val::text(printer.finish())
}

fn formatted(limit: usize, mut arguments: Vec<Val<'_>>) -> Val<'_> {
    let values = arguments.split_off(1);
    let Val::Str(format) = first(arguments) else { return Val::Absent };
    printed(limit, |printer| printer.printf(format.bytes(), values))
}

/// The arguments as the escaping functions see them: pointers followed, an absent value by its name.
fn shown(limit: usize, arguments: Vec<Val<'_>>) -> Vec<u8> {
    let arguments = arguments.into_iter().map(|argument| match argument.unwrapped() {
        Val::Absent => Val::str("<no value>"),
        Val::BoolPtr(Some(flag)) => Val::Bool(*flag),
        concrete => concrete,
    });
    let mut printer = Printer::new(limit);
    printer.print(arguments.collect());
    printer.finish()
}
