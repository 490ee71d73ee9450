//! Pipelines, commands and operands.

use super::ast::{Command, Name, Operand, OperandKind, Pipeline};
use super::constants::{character, complex_number, number, unquote};
use super::error::{ErrorKind, Span, TemplateError};
use super::parser::{Parsed, Parser};
use super::token::{Token, TokenKind};

/// Variables of different names in one text, at most.
const MAX_NAMES: usize = 1000;

impl<'t> Parser<'t> {
    /// A pipeline and the token that ends it.
    pub(super) fn pipeline(&mut self, context: &str, end: TokenKind) -> Parsed<Pipeline> {
        let start = self.peek_non_space().span;
        let (variables, assigns) = self.variables(context)?;
        let mut commands: Vec<Command> = Vec::with_capacity(1);
        let closing = loop {
            let token = self.next_non_space();
            match token.kind {
                kind if kind == end => break token,
                TokenKind::Bool
                | TokenKind::CharConstant
                | TokenKind::Complex
                | TokenKind::Dot
                | TokenKind::Field
                | TokenKind::Identifier
                | TokenKind::Number
                | TokenKind::Nil
                | TokenKind::RawString
                | TokenKind::Str
                | TokenKind::Variable
                | TokenKind::LeftParen => {
                    self.give_back(token);
                    commands.push(self.command()?);
                }
                _ => return self.unexpected(token, context),
            }
        };
        let Some(last) = commands.last() else {
            return Self::error(closing.span, format!("missing value for {context}"));
        };
        let span = start.to(last.span);
        if let Some(stage) = commands.iter().skip(1).position(|command| command.head.kind.is_plain()) {
            let message = format!("non executable command in pipeline stage {}", stage + 2);
            return Self::error(commands[stage + 1].span, message);
        }
        Ok(Pipeline { variables, assigns, commands: commands.into_boxed_slice(), span })
    }

    /// The variables a pipeline sets, and whether it assigns them.
    fn variables(&mut self, context: &str) -> Parsed<(Box<[Name]>, bool)> {
        let mut variables = Vec::new();
        loop {
            let variable = self.peek_non_space();
            if variable.kind != TokenKind::Variable {
                return Ok((variables.into_boxed_slice(), false));
            }
            self.next();
            let adjacent = self.peek();
            let following = self.peek_non_space();
            match following.kind {
                TokenKind::Assign | TokenKind::Declare => {
                    self.next();
                    variables.push(self.declare(variable)?);
                    return Ok((variables.into_boxed_slice(), following.kind == TokenKind::Assign));
                }
                TokenKind::Char if self.source(following.span) == "," => {
                    self.next();
                    variables.push(self.declare(variable)?);
                    self.check_second_variable(context, variables.len(), following.span)?;
                }
                _ => {
                    if adjacent.kind == TokenKind::Space {
                        self.give_back(adjacent);
                    }
                    self.give_back(variable);
                    return Ok((variables.into_boxed_slice(), false));
                }
            }
        }
    }

    /// After a comma: only a range sets two variables.
    fn check_second_variable(&mut self, context: &str, count: usize, comma: Span) -> Parsed<()> {
        if context != "range" || count >= 2 {
            return Self::error(comma, format!("too many declarations in {context}"));
        }
        match self.peek_non_space().kind {
            TokenKind::Variable | TokenKind::RightDelim | TokenKind::RightParen => Ok(()),
            _ => Self::error(comma, "range can only initialize variables"),
        }
    }

    fn declare(&mut self, variable: Token) -> Parsed<Name> {
        let name = self.name(variable.span)?;
        if !self.scope.contains(&name) {
            self.scope.push(name);
        }
        Ok(name)
    }

    fn name(&mut self, span: Span) -> Parsed<Name> {
        let text: &'t str = self.text;
        let name = text.get(span.start as usize..span.end as usize).unwrap_or_default();
        if let Some(&known) = self.names.get(name) {
            return Ok(known);
        }
        if self.names.len() >= MAX_NAMES {
            return Err(TemplateError::new(ErrorKind::Limit, span, "too many variables"));
        }
        let number = self.names.len() as Name;
        self.names.insert(name, number);
        Ok(number)
    }

    fn command(&mut self) -> Parsed<Command> {
        let mut operands = Vec::with_capacity(2);
        loop {
            self.peek_non_space();
            operands.extend(self.operand()?);
            let token = self.next();
            match token.kind {
                TokenKind::Space => {}
                TokenKind::Pipe => break,
                TokenKind::RightDelim | TokenKind::RightParen => {
                    self.give_back(token);
                    break;
                }
                _ => return self.unexpected(token, "operand"),
            }
        }
        let mut operands = operands.into_iter();
        let Some(head) = operands.next() else {
            let token = self.peek();
            return Self::error(token.span, "empty command");
        };
        let arguments: Box<[Operand]> = operands.collect();
        let span = arguments.last().map_or(head.span, |last| head.span.to(last.span));
        Ok(Command { head, arguments, span })
    }

    /// A term with the fields that follow it directly; nothing when no term stands here.
    fn operand(&mut self) -> Parsed<Option<Operand>> {
        let Some(term) = self.term()? else {
            return Ok(None);
        };
        let mut span = term.span;
        let mut fields = Vec::new();
        while self.peek().kind == TokenKind::Field {
            let token = self.next();
            fields.push(self.field(token.span));
            span = span.to(token.span);
        }
        if fields.is_empty() {
            return Ok(Some(term));
        }
        let kind = match term.kind {
            OperandKind::Field(first) => OperandKind::Field(first.into_iter().chain(fields).collect()),
            OperandKind::Variable(name, _) => OperandKind::Variable(name, fields.into_boxed_slice()),
            kind if kind.is_plain() => {
                let shown = format!("unexpected . after term {:?}", self.source(term.span));
                return Self::error(span, shown);
            }
            kind => OperandKind::Chain(Box::new(Operand { kind, span: term.span }), fields.into_boxed_slice()),
        };
        Ok(Some(Operand { kind, span }))
    }

    /// The name of a field token, without its dot.
    fn field(&self, span: Span) -> Box<str> {
        self.source(span).trim_start_matches('.').into()
    }

    fn term(&mut self) -> Parsed<Option<Operand>> {
        let token = self.next_non_space();
        let mut span = token.span;
        let source = self.source(span);
        let kind = match token.kind {
            TokenKind::Identifier => match self.functions.find(source) {
                Some(function) => OperandKind::Function(function),
                None => return Self::error(span, format!("function {source:?} not defined")),
            },
            TokenKind::Dot => OperandKind::Dot,
            TokenKind::Nil => OperandKind::Nil,
            TokenKind::Bool => OperandKind::Bool(source == "true"),
            TokenKind::Field => OperandKind::Field([self.field(span)].into()),
            TokenKind::Variable => OperandKind::Variable(self.variable_in_scope(span)?, Box::default()),
            TokenKind::CharConstant | TokenKind::Complex | TokenKind::Number => self.number(token)?,
            TokenKind::Str | TokenKind::RawString => match unquote(source) {
                Some(bytes) => OperandKind::Str(bytes.into_boxed_slice()),
                None => return Self::error(span, "invalid syntax"),
            },
            TokenKind::LeftParen => {
                let inner = self.nested(|parser| parser.pipeline("parenthesized pipeline", TokenKind::RightParen))?;
                span = Span { start: span.start, end: inner.span.end };
                OperandKind::Pipeline(Box::new(inner))
            }
            _ => {
                self.give_back(token);
                return Ok(None);
            }
        };
        Ok(Some(Operand { kind, span }))
    }

    fn variable_in_scope(&mut self, span: Span) -> Parsed<Name> {
        let name = self.name(span)?;
        if self.scope.contains(&name) {
            return Ok(name);
        }
        let message = format!("undefined variable {:?}", self.source(span));
        Self::error(span, message)
    }

    fn number(&mut self, token: Token) -> Parsed<OperandKind> {
        let source = self.source(token.span);
        let parsed = match token.kind {
            TokenKind::CharConstant => character(source).ok_or("malformed character constant"),
            TokenKind::Complex => complex_number(source).ok_or("illegal number syntax"),
            _ => number(source),
        };
        match parsed {
            Ok(number) => Ok(OperandKind::Number(number)),
            Err(message) => Self::error(token.span, format!("{message}: {source:?}")),
        }
    }
}
