//! Go's `text/template`, as far as a project's `build.yml` can use it, which is all of it but methods and
//! functions as values.
//!
//! A text is parsed once ([`Template::parse`]) and rendered as often as needed ([`Template::render`]).
//! Templates come from the workspace, so neither step trusts them: nesting and length are bounded when parsing,
//! steps, depth and output when rendering ([`Limits`]).

mod ast;
mod call;
mod chars;
mod compare;
mod constants;
mod elements;
mod error;
mod escape;
mod eval;
mod exec;
mod floats;
mod functions;
mod helpers;
mod lexer;
mod numbers;
mod operands;
mod parser;
mod print;
mod printf;
mod quote;
mod runtime;
mod texts;
mod token;
mod value;

pub use error::{ErrorKind, Limits, TemplateError};
pub use functions::FunctionSet;
pub use value::Value;

/// The name the whole text has among the templates it defines.
const WHOLE: &str = "t";

/// A parsed template and those it defines.
#[derive(Debug)]
pub struct Template {
    text: Box<str>,
    tree: parser::Tree,
}

impl Template {
    /// Parses a template that may use Go's built-in functions and those of the set.
    ///
    /// # Errors
    /// [`ErrorKind::Parse`] for a text that Go refuses, [`ErrorKind::Limit`] for one that is too long or nests
    /// too deeply.
    pub fn parse(text: &str, functions: FunctionSet) -> Result<Self, TemplateError> {
        let tree = parser::parse(WHOLE, text, functions)?;
        Ok(Self { text: text.into(), tree })
    }

    /// The template's own text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Renders the template with the data as its dot.
    ///
    /// # Errors
    /// [`ErrorKind::Exec`] where Go stops with an error, [`ErrorKind::Limit`] at one of the limits,
    /// [`ErrorKind::Unsupported`] for a function that only the image builder can answer.
    pub fn render<'v>(&'v self, data: &'v Value<'v>, limits: &Limits) -> Result<String, TemplateError> {
        exec::render(WHOLE, &self.text, &self.tree, data, *limits)
    }
}
