//! Builds the tree of a template: texts, actions and blocks, and the templates defined within.

use rustc_hash::FxHashMap;

use super::ast::{Arm, Body, Name, Node, ROOT, RangeNode};
use super::constants::unquote;
use super::error::{ErrorKind, Span, TemplateError};
use super::functions::FunctionSet;
use super::lexer::Lexer;
use super::token::{Token, TokenKind};

pub(super) type Parsed<T> = Result<T, TemplateError>;

/// The bodies of all templates of a text by name.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) bodies: FxHashMap<Box<[u8]>, Body>,
}

/// Blocks and parentheses within one another, at most: what a thread's stack surely holds.
const MAX_NESTING: usize = 200;
/// Beyond this a template is no template any more, and positions stay small.
const MAX_TEXT_BYTES: usize = 1 << 20;

pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    lexer: Lexer<'t>,
    /// Tokens handed back, the next one last.
    pending: Vec<Token>,
    last: Span,
    pub(super) functions: FunctionSet,
    /// The numbers of all variable names of the text; `$` is the first.
    pub(super) names: FxHashMap<&'t str, Name>,
    /// The variables defined at this point, each once.
    pub(super) scope: Vec<Name>,
    range_depth: usize,
    nesting: usize,
    bodies: FxHashMap<Box<[u8]>, Body>,
}

/// How a list of nodes ended.
enum Ending {
    End,
    Else,
}

/// One step of a list: a node of it, or its end.
enum Item {
    Node(Node),
    Ending(Ending, Span),
}

/// Parses a whole text as the template of the given name.
pub(super) fn parse(name: &str, text: &str, functions: FunctionSet) -> Parsed<Tree> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(TemplateError::new(ErrorKind::Limit, Span::new(0, 0), "the template is longer than a mebibyte"));
    }
    let mut parser = Parser {
        text,
        lexer: Lexer::new(text),
        pending: Vec::with_capacity(3),
        last: Span::new(0, 0),
        functions,
        names: FxHashMap::from_iter([("$", ROOT)]),
        scope: vec![ROOT],
        range_depth: 0,
        nesting: 0,
        bodies: FxHashMap::default(),
    };
    let body = parser.top_level()?;
    parser.define(name.as_bytes().into(), body)?;
    Ok(Tree { bodies: parser.bodies })
}

impl Parser<'_> {
    pub(super) fn next(&mut self) -> Token {
        let token = self.pending.pop().unwrap_or_else(|| self.lexer.next_token());
        self.last = token.span;
        token
    }

    pub(super) fn next_non_space(&mut self) -> Token {
        loop {
            let token = self.next();
            if token.kind != TokenKind::Space {
                return token;
            }
        }
    }

    pub(super) fn give_back(&mut self, token: Token) {
        self.pending.push(token);
    }

    pub(super) fn peek(&mut self) -> Token {
        let token = self.next();
        self.give_back(token);
        token
    }

    /// The next token that is no space; spaces before it are dropped.
    pub(super) fn peek_non_space(&mut self) -> Token {
        let token = self.next_non_space();
        self.give_back(token);
        token
    }

    pub(super) fn source(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    pub(super) fn error<T>(span: Span, message: impl Into<String>) -> Parsed<T> {
        Err(TemplateError::new(ErrorKind::Parse, span, message))
    }

    pub(super) fn unexpected<T>(&self, token: Token, context: &str) -> Parsed<T> {
        if token.kind == TokenKind::Error {
            return Self::error(token.span, token.message);
        }
        let source = self.source(token.span);
        let shown = match token.kind {
            TokenKind::Eof => "EOF".to_owned(),
            kind if kind.is_keyword() => format!("<{source}>"),
            _ if source.len() > 10 => format!("{:?}...", source.chars().take(10).collect::<String>()),
            _ => format!("{source:?}"),
        };
        Self::error(token.span, format!("unexpected {shown} in {context}"))
    }

    fn expect_right_delimiter(&mut self, context: &str) -> Parsed<Token> {
        let token = self.next_non_space();
        if token.kind == TokenKind::RightDelim { Ok(token) } else { self.unexpected(token, context) }
    }

    /// Runs a part that nests within itself, one level deeper.
    pub(super) fn nested<T>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        if self.nesting == MAX_NESTING {
            return Err(TemplateError::new(ErrorKind::Limit, self.last, "blocks or parentheses nested too deeply"));
        }
        self.nesting += 1;
        let result = part(self);
        self.nesting -= 1;
        result
    }

    /// Runs a part that is a template of its own: it sees no variables and no loop from outside.
    fn separate<T>(&mut self, part: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let scope = std::mem::replace(&mut self.scope, vec![ROOT]);
        let range_depth = std::mem::take(&mut self.range_depth);
        let result = self.nested(part);
        self.scope = scope;
        self.range_depth = range_depth;
        result
    }

    fn top_level(&mut self) -> Parsed<Body> {
        let mut nodes = Vec::new();
        loop {
            let token = self.peek();
            match token.kind {
                TokenKind::Eof => return Ok(nodes.into_boxed_slice()),
                TokenKind::LeftDelim => {
                    self.next();
                    let keyword = self.next_non_space();
                    if keyword.kind == TokenKind::Define {
                        self.definition()?;
                        continue;
                    }
                    self.give_back(keyword);
                    self.give_back(token);
                }
                _ => {}
            }
            match self.item()? {
                Item::Node(node) => nodes.push(node),
                Item::Ending(Ending::End, span) => return Self::error(span, "unexpected {{end}}"),
                Item::Ending(Ending::Else, span) => return Self::error(span, "unexpected {{else}}"),
            }
        }
    }

    fn definition(&mut self) -> Parsed<()> {
        const CONTEXT: &str = "define clause";
        let token = self.next_non_space();
        let name = self.template_name(token, CONTEXT)?;
        self.expect_right_delimiter(CONTEXT)?;
        self.template_body(name, CONTEXT)
    }

    /// The body of a `define` or `block` up to its end, kept under its name.
    fn template_body(&mut self, name: Box<[u8]>, context: &str) -> Parsed<()> {
        let (body, ending, span) = self.separate(Self::list)?;
        if matches!(ending, Ending::Else) {
            return Self::error(span, format!("unexpected {{{{else}}}} in {context}"));
        }
        self.define(name, body)
    }

    /// Keeps a body under its name; an empty one gives way to any other.
    fn define(&mut self, name: Box<[u8]>, body: Body) -> Parsed<()> {
        let is_new = self.bodies.get(&name).is_none_or(|known| self.is_empty(known));
        if !is_new && !self.is_empty(&body) {
            let shown = String::from_utf8_lossy(&name).into_owned();
            return Self::error(self.last, format!("template: multiple definition of template {shown:?}"));
        }
        if is_new {
            self.bodies.insert(name, body);
        }
        Ok(())
    }

    fn is_empty(&self, body: &Body) -> bool {
        body.iter().all(|node| matches!(node, Node::Text(span) if self.source(*span).trim().is_empty()))
    }

    /// Nodes up to an end or else.
    fn list(&mut self) -> Parsed<(Body, Ending, Span)> {
        let mut nodes = Vec::new();
        loop {
            let token = self.peek_non_space();
            if token.kind == TokenKind::Eof {
                return Self::error(token.span, "unexpected EOF");
            }
            match self.item()? {
                Item::Node(node) => nodes.push(node),
                Item::Ending(ending, span) => return Ok((nodes.into_boxed_slice(), ending, span)),
            }
        }
    }

    fn item(&mut self) -> Parsed<Item> {
        let token = self.next_non_space();
        match token.kind {
            TokenKind::Text => Ok(Item::Node(Node::Text(token.span))),
            TokenKind::LeftDelim => self.action(),
            _ => self.unexpected(token, "input"),
        }
    }

    fn action(&mut self) -> Parsed<Item> {
        let token = self.next_non_space();
        let node = match token.kind {
            TokenKind::Block => self.block()?,
            TokenKind::Break => self.loop_exit(token, "break", Node::Break)?,
            TokenKind::Continue => self.loop_exit(token, "continue", Node::Continue)?,
            TokenKind::Else => return self.else_clause(token),
            TokenKind::End => {
                self.expect_right_delimiter("end")?;
                return Ok(Item::Ending(Ending::End, token.span));
            }
            TokenKind::If => self.nested(|parser| parser.choice("if"))?,
            TokenKind::With => self.nested(|parser| parser.choice("with"))?,
            TokenKind::Range => self.nested(Self::range)?,
            TokenKind::Template => self.template_call()?,
            _ => {
                self.give_back(token);
                Node::Action(self.pipeline("command", TokenKind::RightDelim)?)
            }
        };
        Ok(Item::Node(node))
    }

    fn loop_exit(&mut self, keyword: Token, name: &str, node: Node) -> Parsed<Node> {
        self.expect_right_delimiter(&format!("{{{{{name}}}}}"))?;
        if self.range_depth == 0 {
            return Self::error(keyword.span, format!("{{{{{name}}}}} outside {{{{range}}}}"));
        }
        Ok(node)
    }

    /// An `else`; the keyword of an `else if` or `else with` is left for the block it continues.
    fn else_clause(&mut self, keyword: Token) -> Parsed<Item> {
        if !matches!(self.peek_non_space().kind, TokenKind::If | TokenKind::With) {
            self.expect_right_delimiter("else")?;
        }
        Ok(Item::Ending(Ending::Else, keyword.span))
    }

    fn choice(&mut self, keyword: &str) -> Parsed<Node> {
        let moves_dot = keyword == "with";
        let continuation = if moves_dot { TokenKind::With } else { TokenKind::If };
        let outer_scope = self.scope.len();
        let mut arms = Vec::with_capacity(1);
        let otherwise = loop {
            let condition = self.pipeline(keyword, TokenKind::RightDelim)?;
            let (body, ending, _) = self.list()?;
            arms.push(Arm { condition, body });
            match ending {
                Ending::End => break Body::default(),
                Ending::Else if self.peek().kind == continuation => {
                    self.next();
                }
                Ending::Else => break self.last_branch()?,
            }
        };
        self.scope.truncate(outer_scope);
        Ok(Node::Choice { arms: arms.into_boxed_slice(), otherwise, moves_dot })
    }

    /// What stands behind an `else` that nothing continues.
    fn last_branch(&mut self) -> Parsed<Body> {
        match self.list()? {
            (body, Ending::End, _) => Ok(body),
            (_, Ending::Else, span) => Self::error(span, "expected end; found {{else}}"),
        }
    }

    fn range(&mut self) -> Parsed<Node> {
        let outer_scope = self.scope.len();
        let pipeline = self.pipeline("range", TokenKind::RightDelim)?;
        self.range_depth += 1;
        let (body, ending, _) = self.list()?;
        self.range_depth -= 1;
        let otherwise = match ending {
            Ending::End => Body::default(),
            Ending::Else => self.last_branch()?,
        };
        self.scope.truncate(outer_scope);
        Ok(Node::Range(Box::new(RangeNode { pipeline, body, otherwise })))
    }

    fn template_name(&mut self, token: Token, context: &str) -> Parsed<Box<[u8]>> {
        if !matches!(token.kind, TokenKind::Str | TokenKind::RawString) {
            return self.unexpected(token, context);
        }
        match unquote(self.source(token.span)) {
            Some(name) => Ok(name.into_boxed_slice()),
            None => Self::error(token.span, "invalid syntax"),
        }
    }

    fn template_call(&mut self) -> Parsed<Node> {
        const CONTEXT: &str = "template clause";
        let token = self.next_non_space();
        let name = self.template_name(token, CONTEXT)?;
        let following = self.next_non_space();
        let argument = if following.kind == TokenKind::RightDelim {
            None
        } else {
            self.give_back(following);
            Some(self.pipeline(CONTEXT, TokenKind::RightDelim)?)
        };
        Ok(Node::Call { name, argument, span: token.span })
    }

    fn block(&mut self) -> Parsed<Node> {
        const CONTEXT: &str = "block clause";
        let token = self.next_non_space();
        let name = self.template_name(token, CONTEXT)?;
        let argument = Some(self.pipeline(CONTEXT, TokenKind::RightDelim)?);
        self.template_body(name.clone(), CONTEXT)?;
        Ok(Node::Call { name, argument, span: token.span })
    }
}
