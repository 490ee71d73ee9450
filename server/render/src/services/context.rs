//! What a service template sees of an entry.

use super::home;
use super::{Scope, scope_of};
use crate::template::Value;
use ov_project::{Service, View};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Where an entry is rendered to.
pub(crate) struct Place<'a> {
    /// Name of the program or unit.
    pub(crate) name: &'a str,
    pub(crate) layer: &'a str,
    /// Empty in container builds: nothing is expanded there.
    pub(crate) home: &'a str,
}

/// The data of a service or unit-path template.
pub(crate) fn context<'a>(service: Service<'a>, place: &Place<'a>) -> Value<'a> {
    let entry = service.entry;
    let over = entry.child("overrides");
    let text = |key: &str| text_of(entry, key);
    let exec = over.map(|o| text_of(o, "exec")).filter(|e| !e.is_empty()).unwrap_or_else(|| text("exec"));
    let env = environment(entry, over, place.home);
    let scope = scope_of(entry);
    let (system_dir, user_dir) = unit_dirs(place.home);
    Value::structure([
        ("Name", place.name.into()),
        ("Layer", place.layer.into()),
        ("Exec", Value::Str(home::expand(exec, place.home))),
        ("EnvList", env_list(&env)),
        ("Env", Value::str_map(env)),
        ("Restart", text("restart").into()),
        ("WorkingDirectory", Value::Str(home::expand(text("working_directory"), place.home))),
        ("User", text("user").into()),
        ("After", list(entry, "after").chain(over.into_iter().flat_map(|o| list(o, "after"))).collect_value()),
        ("Before", list(entry, "before").collect_value()),
        ("WantedBy", list(entry, "wanted_by").collect_value()),
        ("Stdout", text("stdout").into()),
        ("StopTimeout", text("stop_timeout").into()),
        ("Scope", scope.name().into()),
        ("PackagedUnit", text("use_packaged").into()),
        ("Home", place.home.into()),
        ("SystemUnitDir", system_dir.into()),
        ("UserUnitDir", user_dir.into()),
        ("FragmentDir", "".into()),
        ("Kind", text("kind").into()),
        ("Events", text("event").into()),
        ("AutoStart", Value::BoolPtr(entry.flag("auto_start").map(|at| at.value))),
        ("StartRetries", int(entry, "start_retry")),
        ("StartSecs", int(entry, "start_sec")),
        ("StopSignal", text("stop_signal").into()),
        ("ExitCodes", text("exit_code").into()),
        ("Priority", int(entry, "priority")),
    ])
}

/// Folders of unit files; there are none in container builds.
fn unit_dirs(home: &str) -> (&'static str, String) {
    if home.is_empty() {
        return ("", String::new());
    }
    ("/etc/systemd/system", format!("{home}/.config/systemd/user"))
}

fn text_of<'a>(view: View<'a>, key: &str) -> &'a str {
    view.text(key).map_or("", |at| at.value.as_str())
}

fn int<'a>(view: View<'_>, key: &str) -> Value<'a> {
    view.int(key).map_or(0, |at| at.value).into()
}

fn list<'a>(view: View<'a>, key: &str) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
    view.texts(key).map(|at| Cow::Borrowed(at.value.as_str()))
}

trait CollectValue<'a> {
    fn collect_value(self) -> Value<'a>;
}

impl<'a, I: Iterator<Item = Cow<'a, str>>> CollectValue<'a> for I {
    fn collect_value(self) -> Value<'a> {
        Value::StrList(self.collect())
    }
}

/// Variables sorted by name; those of `overrides` win.
fn environment<'a>(entry: View<'a>, over: Option<View<'a>>, home: &str) -> BTreeMap<Cow<'a, str>, Cow<'a, str>> {
    let all = entry.map("env").chain(over.into_iter().flat_map(|o| o.map("env")));
    all.map(|(name, value)| {
        let value = value.value.text().map_or("", |text| text.as_str());
        (Cow::Borrowed(name.value.as_str()), home::expand(value, home))
    })
    .collect()
}

fn env_list<'a>(env: &BTreeMap<Cow<'a, str>, Cow<'a, str>>) -> Value<'a> {
    let pair = |(key, value): (&Cow<'a, str>, &Cow<'a, str>)| {
        Value::structure([("Key", Value::Str(key.clone())), ("Value", Value::Str(value.clone()))])
    };
    Value::List(env.iter().map(pair).collect())
}

impl Scope {
    /// The word for it in templates and in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::User => "user",
        }
    }
}
