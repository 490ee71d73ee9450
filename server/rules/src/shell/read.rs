//! From the shell parser's tree to a flat list of commands.

use super::nesting::is_shallow;
use super::{Command, Script, Word};
use brush_parser::ast;
use brush_parser::ast::SourceLocation;
use brush_parser::word::{WordPiece, WordPieceWithSource};
use brush_parser::{Parser, ParserOptions, SourceInfo};
use std::ops::Range;

/// Substitutions in substitutions; real scripts have two or three.
const DEPTH_LIMIT: usize = 8;

/// Longer texts are left alone.
const LENGTH_LIMIT: usize = 64 * 1024;

pub(super) fn script(text: &str) -> Option<Script> {
    let mut reader = Reader::new(At::Chars(starts_of(text)), 0);
    reader.read(text)?;
    Some(reader.script)
}

/// Byte offsets by character; empty where each character is one byte.
fn starts_of(text: &str) -> Vec<usize> {
    if text.is_ascii() { Vec::new() } else { text.char_indices().map(|(at, _)| at).chain([text.len()]).collect() }
}

/// How places of the tree become bytes of the script.
enum At {
    Chars(Vec<usize>),
    /// Inside a substitution: the word around it.
    Fixed(Range<usize>),
}

struct Reader {
    script: Script,
    at: At,
    depth: usize,
    /// Whether the script may have ended before the commands that follow.
    left: bool,
}

impl Reader {
    fn new(at: At, depth: usize) -> Self {
        Self { script: Script::default(), at, depth, left: false }
    }

    fn read(&mut self, text: &str) -> Option<()> {
        if text.len() > LENGTH_LIMIT || self.depth > DEPTH_LIMIT || !is_shallow(text) {
            return None;
        }
        let mut parser = Parser::new(text.as_bytes(), &options(), &SourceInfo::default());
        let program = parser.parse_program().ok()?;
        for list in &program.complete_commands {
            self.list(list, false);
        }
        Some(())
    }

    fn list(&mut self, list: &ast::CompoundList, guarded: bool) {
        for ast::CompoundListItem(and_or, _) in &list.0 {
            self.and_or(and_or, guarded);
        }
    }

    fn and_or(&mut self, list: &ast::AndOrList, guarded: bool) {
        let more = &list.additional;
        let rescued = |from: usize| more[from..].iter().any(|next| matches!(next, ast::AndOr::Or(_)));
        self.pipeline(&list.first, guarded || rescued(0));
        let mut tested = is_test(&list.first);
        for (index, next) in more.iter().enumerate() {
            let (pipeline, reached) = match next {
                ast::AndOr::And(pipeline) => (pipeline, tested),
                ast::AndOr::Or(pipeline) => (pipeline, true),
            };
            self.pipeline(pipeline, guarded || reached || rescued(index + 1));
            tested |= is_test(pipeline) || matches!(next, ast::AndOr::Or(_));
        }
    }

    fn pipeline(&mut self, pipeline: &ast::Pipeline, guarded: bool) {
        for command in &pipeline.seq {
            self.command(command, guarded || pipeline.bang);
        }
    }

    fn command(&mut self, command: &ast::Command, guarded: bool) {
        match command {
            ast::Command::Simple(simple) => self.simple(simple, guarded),
            ast::Command::Compound(compound, redirects) => {
                self.compound(compound, guarded);
                for redirect in redirects.iter().flat_map(|list| &list.0) {
                    self.redirect(redirect, &mut Command::default(), guarded);
                }
            }
            ast::Command::Function(function) => self.compound(&function.body.0, true),
            ast::Command::ExtendedTest(_) => {}
        }
    }

    fn compound(&mut self, compound: &ast::CompoundCommand, guarded: bool) {
        match compound {
            ast::CompoundCommand::BraceGroup(group) => self.list(&group.list, guarded),
            ast::CompoundCommand::Subshell(subshell) => self.subshell(&subshell.list, guarded),
            ast::CompoundCommand::ForClause(clause) => {
                for value in clause.values.iter().flatten() {
                    self.substitutions(value, guarded);
                }
                self.list(&clause.body.list, guarded);
            }
            ast::CompoundCommand::CaseClause(clause) => {
                clause.cases.iter().filter_map(|case| case.cmd.as_ref()).for_each(|list| self.list(list, true));
            }
            ast::CompoundCommand::IfClause(clause) => {
                self.list(&clause.condition, true);
                self.list(&clause.then, true);
                for otherwise in clause.elses.iter().flatten() {
                    otherwise.condition.iter().for_each(|list| self.list(list, true));
                    self.list(&otherwise.body, true);
                }
            }
            ast::CompoundCommand::WhileClause(clause) | ast::CompoundCommand::UntilClause(clause) => {
                self.list(&clause.0, true);
                self.list(&clause.1.list, true);
            }
            ast::CompoundCommand::ArithmeticForClause(clause) => self.list(&clause.body.list, guarded),
            ast::CompoundCommand::Arithmetic(_) => {}
        }
    }

    /// What ends a subshell does not end the script.
    fn subshell(&mut self, list: &ast::CompoundList, guarded: bool) {
        let left = self.left;
        self.list(list, guarded);
        self.left = left;
    }

    fn simple(&mut self, simple: &ast::SimpleCommand, guarded: bool) {
        let guarded = guarded || self.left;
        let mut command = Command { guarded, ..Command::default() };
        let mut before = Command::default();
        simple.prefix.iter().flat_map(|p| &p.0).for_each(|item| self.item(item, &mut before, guarded));
        self.script.assignments.append(&mut before.words);
        simple.word_or_name.iter().for_each(|word| self.word(word, &mut command, guarded));
        let suffix = simple.suffix.iter().flat_map(|s| &s.0);
        suffix.for_each(|item| self.item(item, &mut command, guarded));
        let name = command.words.first().map(|w| w.text.as_str());
        self.left |= guarded && matches!(name, Some("exit" | "return"));
        if !command.words.is_empty() || !command.writes.is_empty() {
            self.script.commands.push(command);
        }
    }

    fn item(&mut self, item: &ast::CommandPrefixOrSuffixItem, command: &mut Command, guarded: bool) {
        match item {
            ast::CommandPrefixOrSuffixItem::IoRedirect(redirect) => self.redirect(redirect, command, guarded),
            ast::CommandPrefixOrSuffixItem::Word(word) | ast::CommandPrefixOrSuffixItem::AssignmentWord(_, word) => {
                self.word(word, command, guarded);
            }
            ast::CommandPrefixOrSuffixItem::ProcessSubstitution(_, subshell) => self.subshell(&subshell.list, guarded),
        }
    }

    fn redirect(&mut self, redirect: &ast::IoRedirect, command: &mut Command, guarded: bool) {
        match redirect {
            ast::IoRedirect::HereDocument(..) => command.here_document = true,
            ast::IoRedirect::File(_, kind, ast::IoFileRedirectTarget::Filename(word)) => {
                let mut target = Command::default();
                self.word(word, &mut target, guarded);
                let writes = matches!(
                    kind,
                    ast::IoFileRedirectKind::Write | ast::IoFileRedirectKind::Append | ast::IoFileRedirectKind::Clobber
                );
                if writes {
                    command.writes.append(&mut target.words);
                }
            }
            ast::IoRedirect::File(_, _, ast::IoFileRedirectTarget::ProcessSubstitution(_, subshell)) => {
                self.subshell(&subshell.list, guarded);
            }
            ast::IoRedirect::OutputAndError(word, _) => {
                let mut target = Command::default();
                self.word(word, &mut target, guarded);
                command.writes.append(&mut target.words);
            }
            _ => {}
        }
    }

    fn word(&mut self, word: &ast::Word, command: &mut Command, guarded: bool) {
        self.substitutions(word, guarded);
        let range = self.range(word);
        command.words.push(Word { text: unquoted(&word.value), range });
    }

    fn range(&self, word: &ast::Word) -> Range<usize> {
        match (&self.at, word.location()) {
            (At::Fixed(range), _) => range.clone(),
            (At::Chars(starts), Some(location)) => {
                let byte =
                    |index: usize| if starts.is_empty() { index } else { starts.get(index).copied().unwrap_or(0) };
                byte(location.start.index)..byte(location.end.index)
            }
            (At::Chars(_), None) => 0..0,
        }
    }

    /// Reads the commands in `$(…)` of a word.
    fn substitutions(&mut self, word: &ast::Word, guarded: bool) {
        if !word.value.contains("$(") && !word.value.contains('`') {
            return;
        }
        let Ok(pieces) = brush_parser::word::parse(&word.value, &options()) else { return };
        let mut texts = Vec::new();
        collect(pieces, &mut texts);
        let range = self.range(word);
        for text in texts {
            self.read_inner(Self::new(At::Fixed(range.clone()), self.depth + 1), &text, guarded);
        }
    }

    fn read_inner(&mut self, mut inner: Self, text: &str, guarded: bool) {
        if inner.read(text).is_some() {
            let commands = inner.script.commands.into_iter();
            let guarded = guarded || self.left;
            self.script.assignments.append(&mut inner.script.assignments);
            self.script.commands.extend(commands.map(|c| Command { guarded: c.guarded || guarded, ..c }));
        }
    }
}

fn options() -> ParserOptions {
    ParserOptions::default()
}

fn collect(pieces: Vec<WordPieceWithSource>, texts: &mut Vec<String>) {
    for piece in pieces {
        match piece.piece {
            WordPiece::CommandSubstitution(text) | WordPiece::BackquotedCommandSubstitution(text) => texts.push(text),
            WordPiece::DoubleQuotedSequence(inner) | WordPiece::GettextDoubleQuotedSequence(inner) => {
                collect(inner, texts);
            }
            _ => {}
        }
    }
}

/// Whether what follows depends on a test.
fn is_test(pipeline: &ast::Pipeline) -> bool {
    let names_test = |command: &ast::Command| match command {
        ast::Command::ExtendedTest(_) => true,
        ast::Command::Simple(simple) => simple.word_or_name.as_ref().is_some_and(|word| {
            matches!(
                word.value.as_str(),
                "[" | "test" | "command" | "which" | "type" | "hash" | "grep" | "getent" | "false"
            )
        }),
        _ => false,
    };
    pipeline.bang || pipeline.seq.last().is_some_and(names_test)
}

/// A word without its quotes; expansions stay as they are written.
fn unquoted(word: &str) -> String {
    let mut text = String::with_capacity(word.len());
    let mut chars = word.chars();
    let mut single = false;
    let mut double = false;
    while let Some(c) = chars.next() {
        match c {
            '\'' if !double => single = !single,
            '"' if !single => double = !double,
            '\\' if !single => text.extend(chars.next()),
            _ => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::script;

    /// Each command on a line, guarded ones with a `?`.
    fn commands(text: &str) -> Vec<String> {
        let all = script(text).unwrap().commands;
        let line = |c: &super::Command| {
            let words: Vec<&str> = c.words.iter().map(|w| w.text.as_str()).collect();
            format!("{}{}", if c.guarded { "?" } else { "" }, words.join(" "))
        };
        all.iter().map(line).collect()
    }

    #[test]
    fn commands_are_found_wherever_they_stand() {
        assert_eq!(
            commands("set -e\nX=$(curl -s u | jq .)\n( cd /a && make 'b c' )\nfor f in $(ls); do rm \"$f\"; done"),
            ["set -e", "curl -s u", "jq .", "cd /a", "make b c", "ls", "rm $f"]
        );
    }

    #[test]
    fn assignments_stand_apart() {
        let text = "a=$X\nb=1 c=2 make d=3\ne=$(f=4; ls)";
        let read = script(text).unwrap();
        let words: Vec<(&str, &str)> =
            read.assignments.iter().map(|w| (w.text.as_str(), &text[w.range.clone()])).collect();
        let whole = "e=$(f=4; ls)";
        assert_eq!(words, [("a=$X", "a=$X"), ("b=1", "b=1"), ("c=2", "c=2"), ("f=4", whole), (whole, whole)]);
        assert_eq!(commands(text), ["make d=3", "ls"]);
    }

    #[test]
    fn tests_and_rescues_guard() {
        assert_eq!(
            commands("[ -f /a ] && cp /a /b\ncd /c && cp d e\ncp f g || true\nif [ -x h ]; then i; else j; fi"),
            ["[ -f /a ]", "?cp /a /b", "cd /c", "cp d e", "?cp f g", "?true", "?[ -x h ]", "?i", "?j"]
                .map(str::to_owned)
        );
    }

    #[test]
    fn what_follows_an_early_end_is_guarded() {
        assert_eq!(commands("a\n[ -f /x ] || exit 0\nb"), ["a", "?[ -f /x ]", "?exit 0", "?b"]);
        assert_eq!(commands("(a || exit 0)\nb"), ["?a", "?exit 0", "b"]);
    }

    #[test]
    fn places_are_bytes_of_the_text() {
        let text = "echo 'é' /ctx/ä # ü\ncp \"/ctx/b\" $(echo c)";
        let all = script(text).unwrap().commands;
        let words: Vec<&str> = all.iter().flat_map(|c| &c.words).map(|w| &text[w.range.clone()]).collect();
        assert_eq!(words, ["echo", "'é'", "/ctx/ä", "$(echo c)", "$(echo c)", "cp", "\"/ctx/b\"", "$(echo c)"]);
    }

    #[test]
    fn here_documents_and_targets_are_seen() {
        let all = script("cat > /etc/a <<'X'\ndnf install -y b\nX\nls").unwrap().commands;
        assert!(all[0].here_document);
        assert_eq!(all[0].writes[0].text, "/etc/a");
        assert_eq!(all.len(), 2);
    }

    #[test]
    fn texts_that_nest_without_end_are_left_alone() {
        let openers = [
            "(",
            "((",
            "( ",
            "{ ",
            "{",
            "if ",
            "while ",
            "until ",
            "for i in ",
            "case a in (",
            "$(",
            "${",
            "`",
            "\"$(",
            "$((",
            "[[ ( ",
            "! ",
            "a && ",
            "a | ",
            "<<A ",
            "if (( ",
            "{ (( ",
            "while { ( ",
            "f() { ",
            "<(",
            "if true; then ",
            "\"${a:-",
        ];
        for opener in openers {
            for count in [6, 12, 24, 48, 2000] {
                let started = std::time::Instant::now();
                let _ = script(&format!("echo $(ls) && {}", opener.repeat(count)));
                assert!(started.elapsed().as_secs() < 5, "{opener} {count}");
            }
        }
    }

    #[test]
    fn ordinary_nesting_is_read() {
        let text = format!("{}ls;{}", "if true; then ( { ".repeat(5), " }; ) fi;".repeat(5));
        assert!(script(&text).is_some());
    }

    #[test]
    fn what_is_no_shell_gives_nothing() {
        for text in ["if", "echo $(", "'", "a && && b", "(((("] {
            assert!(script(text).is_none(), "{text}");
        }
    }
}
