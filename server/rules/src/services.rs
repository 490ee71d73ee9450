//! Service entries and their two forms: what they run, and which two belong together.

use ov_project::{At, Dialect, Layer, Service};
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

/// A name as people tell names apart: without separators and capitals.
pub(crate) fn loose(name: &str) -> String {
    name.to_lowercase().replace(['-', '_', '.'], "")
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
pub(crate) fn daemon(program: &str) -> &str {
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
