//! See the page beside this file.

use crate::changes::Reads;
use crate::context::LayerContext;
use crate::finding::Finding;
use crate::repair::{Change, NewValue, Repair};
use crate::rule::{Group, Info, Rule};
use crate::services::ServiceExt;
use crate::{Severity, reach, services};
use ov_project::{Form, Service, Target};
use ov_syntax::Span;

pub(crate) static INFO: Info = Info {
    id: "session-service-scope",
    group: Group::Services,
    severity: Severity::Hint,
    default_on: true,
    summary: "a program of the user's session as a system service",
    docs: include_str!("session_service_scope.md"),
};

pub(crate) struct SessionServiceScope;

impl Rule for SessionServiceScope {
    fn info(&self) -> &'static Info {
        &INFO
    }

    fn layer_reads(&self) -> Option<Reads> {
        Some(&[
            "service.name",
            "service.use_packaged?",
            "service.exec",
            "service.scope",
            "service.user",
            "service.wanted_by",
        ])
    }

    fn check_layer(&self, layer: &LayerContext<'_>, findings: &mut Vec<Finding>) {
        let in_session = |s: &Service<'_>| s.in_system_scope() && s.exec().is_some_and(|at| is_of_session(at.value));
        let mut services = layer
            .services()
            .filter(|s| s.form() == Form::Custom && !s.entry.is_set("user"))
            .filter(in_session)
            .peekable();
        if services.peek().is_none() {
            return;
        }
        let machines: Vec<&Target> = layer.targets().filter(|t| reach::is_machine(t)).collect();
        let (severity, users) = if machines.is_empty() {
            (Severity::Hint, "on a machine".to_owned())
        } else {
            (Severity::Warning, format!("in {}", reach::named(&machines)))
        };
        for service in services.filter(|s| layer.twins().twin(layer.layer, *s).is_none()) {
            let Some(exec) = service.exec() else { continue };
            let program = services::program(exec.value);
            let message =
                format!("`{program}` belongs to a session, but is a system service {users}; add `scope: user`");
            let scope = service.entry.text("scope");
            let place = layer.place(scope.map_or(exec.span, |at| at.span));
            let mut finding = Finding::new(&INFO, place, message).severity(severity);
            if scope.is_some() {
                finding = finding.related(layer.place(exec.span), format!("`{program}` runs here"));
            }
            findings.push(layer.with_mentions(finding.repair(into_session(layer, service, exec.span)), &machines));
        }
    }
}

/// Programs that run inside a login session and nowhere else.
const OF_SESSION: [&str; 17] = [
    "pipewire",
    "pipewire-pulse",
    "wireplumber",
    "pulseaudio",
    "labwc",
    "sway",
    "kwin_wayland",
    "gnome-shell",
    "weston",
    "wayvnc",
    "waybar",
    "swaync",
    "mako",
    "dunst",
    "xdg-desktop-portal",
    "xdg-desktop-portal-wlr",
    "plasmashell",
];

fn is_of_session(command: &str) -> bool {
    let program = services::program(command);
    let name = program.strip_suffix("-wrapper").unwrap_or(program);
    OF_SESSION.contains(&name) || (name == "dbus-daemon" && command.contains("--session"))
}

fn into_session(layer: &LayerContext<'_>, service: Service<'_>, exec: Span) -> Repair {
    if let Some(field) = service.entry.field("scope") {
        let scalar = layer.place(service.entry.place(field.value.span));
        return Repair::guess("Write `scope: user`", Change::ReplaceScalar { scalar, to: "user".into() });
    }
    let value = NewValue::Text("user".into());
    Repair::guess("Add `scope: user`", Change::AddEntry { beside: layer.place(exec), key: "scope".into(), value })
}
