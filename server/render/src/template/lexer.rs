//! Splits a template into texts and the tokens of its actions.

use super::chars::is_name_char;
use super::error::Span;
use super::token::{Token, TokenKind};

const SPACES: [char; 4] = [' ', '\t', '\r', '\n'];
/// A trim marker is the minus and the white space that sets it apart.
const TRIM_MARKER: usize = 2;

/// Hands out the tokens of a template one by one.
pub(super) struct Lexer<'t> {
    text: &'t str,
    start: usize,
    pos: usize,
    paren_depth: usize,
    inside_action: bool,
    failed: bool,
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, start: 0, pos: 0, paren_depth: 0, inside_action: false, failed: false }
    }

    /// The next token; after the end or an error, the end again and again.
    pub(super) fn next_token(&mut self) -> Token {
        if self.failed {
            return self.emit(TokenKind::Eof);
        }
        if self.inside_action { self.action() } else { self.text_or_delimiter() }
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.pos += character.len_utf8();
        Some(character)
    }

    fn accept(&mut self, valid: &str) -> bool {
        let found = self.peek().is_some_and(|character| valid.contains(character));
        if found {
            self.pos += 1;
        }
        found
    }

    fn accept_run(&mut self, valid: &str) {
        while self.accept(valid) {}
    }

    fn ignore(&mut self) {
        self.start = self.pos;
    }

    fn emit(&mut self, kind: TokenKind) -> Token {
        let span = Span::new(self.start, self.pos);
        self.start = self.pos;
        Token { kind, span, message: "" }
    }

    fn fail(&mut self, message: &'static str) -> Token {
        self.failed = true;
        let token = self.emit(TokenKind::Error);
        Token { message, ..token }
    }

    fn text_or_delimiter(&mut self) -> Token {
        loop {
            let Some(length) = self.rest().find("{{") else {
                self.pos = self.text.len();
                let kind = if self.pos > self.start { TokenKind::Text } else { TokenKind::Eof };
                return self.emit(kind);
            };
            if length > 0 {
                let delimiter = self.pos + length;
                let text = &self.text[self.start..delimiter];
                let trims = starts_with_left_trim(&self.text[delimiter + 2..]);
                let kept = if trims { text.trim_end_matches(SPACES) } else { text };
                self.pos = self.start + kept.len();
                let token = self.emit(TokenKind::Text);
                self.pos = delimiter;
                self.ignore();
                if !kept.is_empty() {
                    return token;
                }
            }
            if let Some(token) = self.left_delimiter() {
                return token;
            }
        }
    }

    /// The opening of an action, or nothing behind a comment.
    fn left_delimiter(&mut self) -> Option<Token> {
        self.pos += 2;
        let marker = if starts_with_left_trim(self.rest()) { TRIM_MARKER } else { 0 };
        if self.rest()[marker..].starts_with("/*") {
            self.pos += marker;
            self.ignore();
            return self.comment();
        }
        let token = self.emit(TokenKind::LeftDelim);
        self.inside_action = true;
        self.pos += marker;
        self.ignore();
        self.paren_depth = 0;
        Some(token)
    }

    fn comment(&mut self) -> Option<Token> {
        self.pos += 2;
        let Some(length) = self.rest().find("*/") else {
            return Some(self.fail("unclosed comment"));
        };
        self.pos += length + 2;
        match self.right_delimiter_ahead() {
            None => Some(self.fail("comment ends before closing delimiter")),
            Some(trims) => {
                self.skip_right_delimiter(trims);
                None
            }
        }
    }

    /// Whether the action ends here, and if so, whether it trims the text behind it.
    fn right_delimiter_ahead(&self) -> Option<bool> {
        let rest = self.rest();
        if starts_with_right_trim(rest) && rest[TRIM_MARKER..].starts_with("}}") {
            return Some(true);
        }
        rest.starts_with("}}").then_some(false)
    }

    fn skip_right_delimiter(&mut self, trims: bool) {
        self.pos += 2;
        if trims {
            self.pos += TRIM_MARKER;
            let rest = self.rest();
            self.pos += rest.len() - rest.trim_start_matches(SPACES).len();
        }
        self.ignore();
    }

    fn right_delimiter(&mut self, trims: bool) -> Token {
        let end = self.pos + if trims { TRIM_MARKER + 2 } else { 2 };
        let span = Span::new(self.pos, end);
        self.skip_right_delimiter(trims);
        self.inside_action = false;
        Token { kind: TokenKind::RightDelim, span, message: "" }
    }

    fn action(&mut self) -> Token {
        if let Some(trims) = self.right_delimiter_ahead() {
            return if self.paren_depth == 0 { self.right_delimiter(trims) } else { self.fail("unclosed left paren") };
        }
        let Some(character) = self.peek() else {
            return self.fail("unclosed action");
        };
        match character {
            ' ' | '\t' | '\r' | '\n' => self.space(),
            '"' => self.quoted('"', TokenKind::Str, "unterminated quoted string"),
            '\'' => self.quoted('\'', TokenKind::CharConstant, "unterminated character constant"),
            '`' => self.raw_string(),
            '$' => self.field_or_variable(TokenKind::Variable),
            '.' if !self.rest()[1..].starts_with(|next: char| next.is_ascii_digit()) && self.rest().len() > 1 => {
                self.field_or_variable(TokenKind::Field)
            }
            '.' | '+' | '-' | '0'..='9' => self.number(),
            _ if is_name_char(character) => self.word(),
            _ => self.sign(character),
        }
    }

    /// A token of one or two signs.
    fn sign(&mut self, character: char) -> Token {
        self.next();
        match character {
            '=' => self.emit(TokenKind::Assign),
            ':' if self.accept("=") => self.emit(TokenKind::Declare),
            ':' => self.fail("expected :="),
            '|' => self.emit(TokenKind::Pipe),
            '(' => {
                self.paren_depth += 1;
                self.emit(TokenKind::LeftParen)
            }
            ')' if self.paren_depth == 0 => self.fail("unexpected right paren"),
            ')' => {
                self.paren_depth -= 1;
                self.emit(TokenKind::RightParen)
            }
            '!'..='~' => self.emit(TokenKind::Char),
            _ => self.fail("unrecognized character in action"),
        }
    }

    /// White space, except for the one character that belongs to a trim marker behind it.
    fn space(&mut self) -> Token {
        let rest = self.rest();
        let mut length = rest.len() - rest.trim_start_matches(SPACES).len();
        if rest[length..].starts_with("-}}") {
            length -= 1;
        }
        self.pos += length;
        self.emit(TokenKind::Space)
    }

    fn skip_name(&mut self) {
        let rest = self.rest();
        self.pos += rest.len() - rest.trim_start_matches(is_name_char).len();
    }

    fn word(&mut self) -> Token {
        self.skip_name();
        if !self.at_terminator() {
            return self.fail("bad character");
        }
        self.emit(TokenKind::of_word(&self.text[self.start..self.pos]))
    }

    fn field_or_variable(&mut self, kind: TokenKind) -> Token {
        self.next();
        if self.at_terminator() {
            return self.emit(if kind == TokenKind::Field { TokenKind::Dot } else { kind });
        }
        self.skip_name();
        if self.at_terminator() { self.emit(kind) } else { self.fail("bad character") }
    }

    /// Whether a name may end here, so that `$x+2` is refused.
    fn at_terminator(&self) -> bool {
        match self.peek() {
            None | Some(' ' | '\t' | '\r' | '\n' | '.' | ',' | '|' | ':' | ')' | '(') => true,
            Some(_) => self.rest().starts_with("}}"),
        }
    }

    fn quoted(&mut self, quote: char, kind: TokenKind, unterminated: &'static str) -> Token {
        self.next();
        loop {
            let character = match self.next() {
                Some('\\') => self.next().filter(|&escaped| escaped != '\n').map(|_| ' '),
                other => other.filter(|&plain| plain != '\n'),
            };
            match character {
                None => return self.fail(unterminated),
                Some(end) if end == quote => return self.emit(kind),
                Some(_) => {}
            }
        }
    }

    fn raw_string(&mut self) -> Token {
        match self.rest()[1..].find('`') {
            None => self.fail("unterminated raw quoted string"),
            Some(length) => {
                self.pos += length + 2;
                self.emit(TokenKind::RawString)
            }
        }
    }

    fn number(&mut self) -> Token {
        if !self.scan_number() {
            return self.fail("bad number syntax");
        }
        if self.rest().starts_with(['+', '-']) {
            let complete = self.scan_number() && self.text[..self.pos].ends_with('i');
            return if complete { self.emit(TokenKind::Complex) } else { self.fail("bad number syntax") };
        }
        self.emit(TokenKind::Number)
    }

    /// Passes over something like a number; what it is worth shows later. False when a name goes on behind it.
    fn scan_number(&mut self) -> bool {
        self.accept("+-");
        let (mut decimal, mut hexadecimal) = (true, false);
        let mut digits = "0123456789_";
        if self.accept("0") {
            if self.accept("xX") {
                (decimal, hexadecimal, digits) = (false, true, "0123456789abcdefABCDEF_");
            } else if self.accept("oO") {
                (decimal, digits) = (false, "01234567_");
            } else if self.accept("bB") {
                (decimal, digits) = (false, "01_");
            }
        }
        self.accept_run(digits);
        if self.accept(".") {
            self.accept_run(digits);
        }
        if decimal && self.accept("eE") || hexadecimal && self.accept("pP") {
            self.accept("+-");
            self.accept_run("0123456789_");
        }
        self.accept("i");
        !self.peek().is_some_and(is_name_char)
    }
}

fn starts_with_left_trim(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|rest| rest.starts_with(SPACES))
}

fn starts_with_right_trim(text: &str) -> bool {
    text.strip_prefix(SPACES).is_some_and(|rest| rest.starts_with('-'))
}
