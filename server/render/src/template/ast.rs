//! A parsed template.

use super::error::Span;
use super::functions::Function;

/// A name interned for one template text, so that scopes compare numbers.
pub(super) type Name = u16;

/// The name of `$`, the data a template was called with.
pub(super) const ROOT: Name = 0;

/// A list of nodes: a template's body or a branch of a block.
pub(super) type Body = Box<[Node]>;

#[derive(Debug)]
pub(super) enum Node {
    /// Text to copy, as a place in the template.
    Text(Span),
    /// A pipeline whose value is printed, unless it declares or assigns.
    Action(Pipeline),
    /// `if` or `with`: the arms of the whole else-chain and the last `else`.
    Choice {
        arms: Box<[Arm]>,
        otherwise: Body,
        moves_dot: bool,
    },
    Range(Box<RangeNode>),
    /// A call of another template by its name.
    Call {
        name: Box<[u8]>,
        argument: Option<Pipeline>,
        span: Span,
    },
    Break,
    Continue,
}

#[derive(Debug)]
pub(super) struct Arm {
    pub(super) condition: Pipeline,
    pub(super) body: Body,
}

#[derive(Debug)]
pub(super) struct RangeNode {
    pub(super) pipeline: Pipeline,
    pub(super) body: Body,
    pub(super) otherwise: Body,
}

#[derive(Debug)]
pub(super) struct Pipeline {
    /// The variables set, none in most pipelines.
    pub(super) variables: Box<[Name]>,
    /// Whether they are assigned (`=`) rather than declared (`:=`).
    pub(super) assigns: bool,
    /// At least one command.
    pub(super) commands: Box<[Command]>,
    pub(super) span: Span,
}

/// Operands between pipes: a function or value, and its arguments.
#[derive(Debug)]
pub(super) struct Command {
    pub(super) head: Operand,
    pub(super) arguments: Box<[Operand]>,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) struct Operand {
    pub(super) kind: OperandKind,
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum OperandKind {
    Bool(bool),
    Dot,
    Nil,
    Number(Number),
    Str(Box<[u8]>),
    /// `.a.b`, at least one name.
    Field(Box<[Box<str>]>),
    /// `$x.a.b`, perhaps without any field.
    Variable(Name, Box<[Box<str>]>),
    Function(Function),
    Pipeline(Box<Pipeline>),
    /// Fields of anything else: `(pipeline).a`.
    Chain(Box<Operand>, Box<[Box<str>]>),
}

impl OperandKind {
    /// Whether it is a constant or the dot, which cannot take part in a pipeline behind its first stage.
    pub(super) fn is_plain(&self) -> bool {
        matches!(self, Self::Bool(_) | Self::Dot | Self::Nil | Self::Number(_) | Self::Str(_))
    }
}

/// A number constant: its value where nothing asks for a type, and where an `int` is asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    pub(super) ideal: IdealNumber,
    pub(super) integer: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum IdealNumber {
    Int(i64),
    Float(f64),
    Complex(f64, f64),
    /// It fits only an unsigned number, which is an error when it is used.
    TooLarge,
}
