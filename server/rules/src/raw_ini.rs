//! Services in the text of a supervisord file, as entries.

use crate::repair::NewValue;

/// What a text of services says.
pub(crate) struct Services {
    /// Their names, in order.
    pub(crate) names: Vec<String>,
    /// An entry for each.
    pub(crate) entries: Vec<NewValue>,
    /// Keys for which entries have no field.
    pub(crate) left_out: Vec<String>,
}

/// Keys that are taken over as they are.
const TEXTS: [(&str, &str); 7] = [
    ("command", "exec"),
    ("exitcodes", "exit_code"),
    ("stopsignal", "stop_signal"),
    ("stopwaitsecs", "stop_timeout"),
    ("directory", "working_directory"),
    ("user", "user"),
    ("events", "event"),
];
const NUMBERS: [(&str, &str); 3] =
    [("startretries", "start_retry"), ("startsecs", "start_sec"), ("priority", "priority")];
/// What templates write for every service.
const USUAL: [&str; 6] = [
    "redirect_stderr",
    "stdout_logfile_maxbytes",
    "stderr_logfile",
    "stderr_logfile_maxbytes",
    "stdout_logfile_backups",
    "stderr_logfile_backups",
];

/// Reads the text; none where it holds something else than services.
pub(crate) fn read(text: &str) -> Option<Services> {
    let mut services = Services { names: Vec::new(), entries: Vec::new(), left_out: Vec::new() };
    let mut open: Option<Vec<(String, NewValue)>> = None;
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with([';', '#']) {
            continue;
        }
        if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            services.entries.extend(open.take().map(NewValue::Map));
            let (kind, name) = section.split_once(':')?;
            let mut entry = vec![("name".to_owned(), NewValue::Text(name.to_owned()))];
            match kind {
                "program" => {}
                "eventlistener" => entry.push(("kind".into(), NewValue::Text(kind.into()))),
                _ => return None,
            }
            services.names.push(name.to_owned());
            open = Some(entry);
            continue;
        }
        let (key, value) = line.split_once('=')?;
        match field(key.trim(), value.trim()) {
            Meaning::Field(name, value) => open.as_mut()?.push((name.to_owned(), value)),
            Meaning::Usual => {}
            Meaning::Nothing => services.left_out.push(key.trim().to_owned()),
        }
    }
    services.entries.extend(open.take().map(NewValue::Map));
    (!services.entries.is_empty()).then_some(services)
}

/// What a key of a section means for an entry.
enum Meaning {
    /// A field.
    Field(&'static str, NewValue),
    /// What is written without a field.
    Usual,
    /// Nothing that a field can say.
    Nothing,
}

fn field(key: &str, value: &str) -> Meaning {
    let named = |list: &[(&str, &'static str)]| list.iter().find(|(old, _)| *old == key).map(|(_, new)| *new);
    let text = |name, value: &str| Meaning::Field(name, NewValue::Text(value.to_owned()));
    if let Some(name) = named(&TEXTS) {
        return text(name, value);
    }
    if let Some(name) = named(&NUMBERS) {
        return match value.parse::<i64>() {
            Ok(0) => Meaning::Usual,
            Ok(number) => Meaning::Field(name, NewValue::Literal(number.to_string())),
            Err(_) => Meaning::Nothing,
        };
    }
    match (key, value) {
        ("autostart", "false") => Meaning::Field("auto_start", NewValue::Literal("false".into())),
        ("autostart", "true") | ("stdout_logfile", "/dev/fd/1" | "/dev/stdout") => Meaning::Usual,
        ("autorestart", "true") => text("restart", "always"),
        ("autorestart", "false") => text("restart", "no"),
        ("autorestart", "unexpected") => text("restart", "on-failure"),
        ("stdout_logfile", "/dev/null") => text("stdout", "none"),
        ("stdout_logfile", path) if path.starts_with('/') => text("stdout", &format!("file:{path}")),
        ("environment", pairs) => environment(pairs).map_or(Meaning::Nothing, |pairs| {
            let pairs = pairs.into_iter().map(|(key, value)| (key, NewValue::Text(value)));
            Meaning::Field("env", NewValue::Map(pairs.collect()))
        }),
        (key, _) if USUAL.contains(&key) => Meaning::Usual,
        _ => Meaning::Nothing,
    }
}

/// `A="x y",B=2`.
fn environment(text: &str) -> Option<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (key, behind) = rest.split_once('=')?;
        let (value, after) = match behind.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"')?,
            None => behind.split_at(behind.find(',').unwrap_or(behind.len())),
        };
        pairs.push((key.trim().to_owned(), value.to_owned()));
        rest = after.trim_start().strip_prefix(',').unwrap_or(after).trim_start();
        if !rest.is_empty() && !rest.contains('=') {
            return None;
        }
    }
    Some(pairs)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn entry(text: &str) -> (String, Vec<String>) {
        let services = read(text).unwrap();
        (format!("{:?}", services.entries), services.left_out)
    }

    #[test]
    fn sections_become_entries() {
        let text = "; front\n[program:web]\ncommand=/bin/web -p 80\nautostart=true\nautorestart=true\nstartsecs=2\n\
                    environment=A=\"x,y\",B=2\numask=022\n\n[eventlistener:l]\ncommand = /bin/l\nevents=TICK_5\n";
        let (entries, left_out) = entry(text);
        for part in
            ["\"exec\", Text(\"/bin/web -p 80\")", "\"restart\", Text(\"always\")", "\"start_sec\", Literal(\"2\")"]
        {
            assert!(entries.contains(part), "{part}: {entries}");
        }
        assert!(entries.contains("(\"A\", Text(\"x,y\")), (\"B\", Text(\"2\"))"), "{entries}");
        assert!(entries.contains("\"kind\", Text(\"eventlistener\")"), "{entries}");
        assert_eq!(left_out, ["umask"]);
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in ["", "web", "[supervisord]\nnodaemon=true\n", "[group:x]\nprograms=a\n", "a=b\n"] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
