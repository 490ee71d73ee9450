//! Service entries and their two forms: what they run, and which two belong together.

use ov_project::{At, Dialect, Form, Layer, Service};
use ov_render::services::{applies_to, wanted_distros};
use ov_syntax::Span;
use smol_str::SmolStr;

/// Endings of scripts that start the daemon they are named after.
const WRAPPER_ENDINGS: [&str; 5] = ["-wrapper", "-entrypoint", "-run", "-start", ".sh"];

/// Keys that only the exec form has a use for.
pub(crate) const EXEC_KEYS: [&str; 18] = [
    "exec",
    "env",
    "restart",
    "working_directory",
    "user",
    "after",
    "before",
    "wanted_by",
    "stdout",
    "stop_timeout",
    "kind",
    "event",
    "auto_start",
    "start_retry",
    "start_sec",
    "stop_signal",
    "exit_code",
    "priority",
];

/// Questions that rules ask of an entry.
pub(crate) trait ServiceExt<'a> {
    /// The command, where it has one.
    fn exec(self) -> Option<At<&'a SmolStr>>;
    /// The unit of a package, where it names one.
    fn unit(self) -> Option<At<&'a SmolStr>>;
    /// Whether supervisord starts it on events instead of once.
    fn listens_to_events(self) -> bool;
    /// Whether systemd runs it for the machine, not for a user.
    fn in_system_scope(self) -> bool;
    /// Its name as code, or words for an entry without one.
    fn label(self) -> String;
    /// Where the entry starts: its name if that comes first, else its first key.
    fn head(self) -> Span;
    /// Where its name stands, else where the entry starts.
    fn name_span(self) -> Span;
}

impl<'a> ServiceExt<'a> for Service<'a> {
    fn exec(self) -> Option<At<&'a SmolStr>> {
        self.entry.text("exec")
    }

    fn unit(self) -> Option<At<&'a SmolStr>> {
        self.entry.text("use_packaged")
    }

    fn listens_to_events(self) -> bool {
        self.entry.text("kind").is_some_and(|at| at.value == "eventlistener")
    }

    fn in_system_scope(self) -> bool {
        self.entry.text("scope").is_none_or(|at| at.value != "user")
    }

    fn label(self) -> String {
        if self.name().is_empty() { "this service".into() } else { format!("`{}`", self.name()) }
    }

    fn head(self) -> Span {
        let first = self.entry.fields().next();
        match first {
            Some(field) if field.key.name == "name" && !self.name().is_empty() => self.entry.place(field.value.span),
            Some(field) => self.entry.place(field.key_span),
            None => {
                let dropped = self.entry.record().dropped.first();
                self.entry.place(dropped.map_or(Span::empty(0), |(name, _)| name.span))
            }
        }
    }

    fn name_span(self) -> Span {
        self.entry.text("name").map_or_else(|| self.head(), |at| at.span)
    }
}

/// The entry of the same name in the other form, by which the init systems pick.
pub(crate) fn twin<'a>(layer: &'a Layer, service: Service<'a>) -> Option<Service<'a>> {
    let name = service.name();
    layer.services().find(|other| !name.is_empty() && other.name() == name && other.form() != service.form())
}

/// The unpaired entry in the other form that clearly runs the same daemon under another name. Only where it is the one
/// entry that does, from both sides.
pub(crate) fn lookalike<'a>(layer: &'a Layer, service: Service<'a>) -> Option<Service<'a>> {
    let found = only(lookalikes(layer, service))?;
    let back = only(lookalikes(layer, found))?;
    (back.index == service.index).then_some(found)
}

fn only<'a>(mut services: impl Iterator<Item = Service<'a>>) -> Option<Service<'a>> {
    let first = services.next()?;
    services.next().is_none().then_some(first)
}

fn lookalikes<'a>(layer: &'a Layer, service: Service<'a>) -> impl Iterator<Item = Service<'a>> {
    let unpaired = |s: Service<'a>| !s.name().is_empty() && !s.listens_to_events() && twin(layer, s).is_none();
    let candidates = unpaired(service).then(|| layer.services()).into_iter().flatten();
    // Looking for a twin is dear, so it comes last.
    candidates.filter(move |other| runs_the_same(service, *other) && unpaired(*other))
}

fn runs_the_same(service: Service<'_>, other: Service<'_>) -> bool {
    match (service.form(), other.form()) {
        (Form::Packaged, Form::Custom) => same_daemon(service, other),
        (Form::Custom, Form::Packaged) => same_daemon(other, service),
        _ => false,
    }
}

/// Whether the unit and the command are evidently one daemon.
fn same_daemon(packaged: Service<'_>, custom: Service<'_>) -> bool {
    let (Some(unit), Some(exec)) = (packaged.unit(), custom.exec()) else { return false };
    let program = daemon(program(exec.value));
    let stem = stem(unit.value);
    let loose = |name: &str| name.to_lowercase().replace(['-', '_', '.'], "");
    [stem, packaged.name()].contains(&program)
        || stem == custom.name()
        || loose(packaged.name()) == loose(custom.name())
}

/// Whether two entries can meet on one machine: not where the distros they are for differ.
pub(crate) fn can_meet(left: Service<'_>, right: Service<'_>, dialect: Dialect) -> bool {
    let (left, right) = (wanted_distros(left.entry, dialect), wanted_distros(right.entry, dialect));
    left.is_empty() || right.is_empty() || applies_to(&left, &right) || applies_to(&right, &left)
}

/// A unit's name without its type and instance: `sshd` of `sshd.service`, `getty` of `getty@tty1`.
pub(crate) fn stem(unit: &str) -> &str {
    const TYPES: [&str; 7] = [".service", ".timer", ".socket", ".path", ".target", ".mount", ".slice"];
    let name = TYPES.iter().find_map(|t| unit.strip_suffix(t)).unwrap_or(unit);
    name.split('@').next().unwrap_or(name)
}

/// The file name of the program that a command starts.
pub(crate) fn program(exec: &str) -> &str {
    let word = exec.trim_start_matches(['"', '\'']).split([' ', '\t', '\n', '"', '\'']).next().unwrap_or_default();
    word.rsplit('/').next().unwrap_or(word)
}

/// The daemon that a program or its start script is named after.
fn daemon(program: &str) -> &str {
    WRAPPER_ENDINGS.iter().find_map(|ending| program.strip_suffix(ending)).unwrap_or(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_and_units_are_told_by_their_bare_name() {
        assert_eq!(program("/usr/sbin/nginx -g \"daemon off;\""), "nginx");
        assert_eq!(program("\"/opt/my/app\" run"), "app");
        assert_eq!(program(""), "");
        assert_eq!(daemon(program("/usr/local/bin/sshd-wrapper --x")), "sshd");
        assert_eq!(stem("virtqemud.socket"), "virtqemud");
        assert_eq!(stem("getty@tty1.service"), "getty");
        assert_eq!(stem("org.cups.cupsd"), "org.cups.cupsd");
    }
}
