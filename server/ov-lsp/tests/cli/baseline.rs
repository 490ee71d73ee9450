//! Living with findings for now.

use crate::support::{Ended, findings, folder, project, put, run};
use std::fs;
use std::path::Path;

/// Two services with a misspelled key each.
const MISSPELLED: &str = "layer:\n  name: web\n  version: 2026.144.1\n  service:\n    - {name: web, exec: /a, autostart: true}\n    \
                          - {name: api, exec: /b, autostart: true}\n";

const KEYS: [&str; 4] = ["check", "--select", "unknown-key", "--baseline=known.json"];

fn write(root: &Path, more: &[&str]) -> Ended {
    run(root, &[&["check", "--select", "unknown-key", "--write-baseline=known.json"], more].concat())
}

fn check(root: &Path, more: &[&str]) -> Ended {
    run(root, &[&KEYS, more].concat())
}

fn known(root: &Path) -> String {
    fs::read_to_string(root.join("known.json")).unwrap()
}

#[test]
fn what_is_written_is_not_reported_again() {
    let project = project(MISSPELLED);
    let written = write(project.path(), &[]);
    assert_eq!((written.status, written.stdout.as_str()), (Some(0), ""));
    assert!(written.stderr.contains("known.json: 2 findings written\n"), "{}", written.stderr);
    assert!(written.stderr.contains("2 known before"), "{}", written.stderr);
    let after = check(project.path(), &[]);
    assert_eq!((after.status, after.stdout.as_str()), (Some(0), ""));
    let json = check(project.path(), &["--format", "json"]).stdout;
    assert!(json.contains("\"findings\": []") && json.contains("\"known\": 2"), "{json}");
}

#[test]
fn the_file_is_the_same_twice_and_holds_no_lines() {
    let project = project(MISSPELLED);
    write(project.path(), &["--jobs=1"]);
    let once = known(project.path());
    let expected = r#"{
  "version": 1,
  "findings": [
    {"file":"layers/web/layer.yml","item":"layer.service[api].autostart","rule":"unknown-key","severity":"warning","message":"`autostart` is no key of a service; did you mean `auto_start`?"},
    {"file":"layers/web/layer.yml","item":"layer.service[web].autostart","rule":"unknown-key","severity":"warning","message":"`autostart` is no key of a service; did you mean `auto_start`?"}
  ]
}
"#;
    assert_eq!(once, expected);
    write(project.path(), &["--jobs=2"]);
    assert_eq!(known(project.path()), once);
}

#[test]
fn lines_and_neighbours_may_move() {
    let project = project(MISSPELLED);
    write(project.path(), &[]);
    let moved = "# a comment\nlayer:\n  name: web\n\n  version: 2026.144.1\n  require: []\n  service:\n    - {name: new, exec: /c}\n    \
                 - {name: api, exec: /b, restart: always, autostart: true}\n    - name: web\n      exec: /a\n      autostart: true\n";
    put(project.path(), "layers/web/layer.yml", moved.as_bytes());
    assert_eq!(check(project.path(), &[]).stdout, "");
}

#[test]
fn what_is_new_is_reported_alone() {
    let project = project(MISSPELLED);
    write(project.path(), &[]);
    let more = format!("{MISSPELLED}    - {{name: new, exec: /c, autostart: true}}\n");
    put(project.path(), "layers/web/layer.yml", more.as_bytes());
    let ended = check(project.path(), &[]);
    assert_eq!(ended.status, Some(1));
    assert!(ended.stdout.starts_with("layers/web/layer.yml:7:"), "{}", ended.stdout);
    assert_eq!(ended.stdout.lines().count(), 1);
}

#[test]
fn equal_findings_are_counted() {
    let unnamed = "layer:\n  name: web\n  version: 2026.144.1\n  service:\n    - {exec: /a, autostart: true}\n    - {exec: /b, autostart: true}\n";
    let project = project(unnamed);
    write(project.path(), &[]);
    assert!(known(project.path()).contains("\"count\":2"));
    put(project.path(), "layers/web/layer.yml", format!("{unnamed}    - {{exec: /c, autostart: true}}\n").as_bytes());
    let ended = check(project.path(), &[]);
    assert!(
        ended.stdout.starts_with("layers/web/layer.yml:7:") && ended.stdout.lines().count() == 1,
        "{}",
        ended.stdout
    );
}

#[test]
fn what_is_gone_is_named_and_taken_out_when_asked() {
    let project = project(MISSPELLED);
    write(project.path(), &[]);
    put(project.path(), "layers/web/layer.yml", MISSPELLED.replace("/b, autostart", "/b, auto_start").as_bytes());
    let ended = check(project.path(), &[]);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), ""));
    let says = "known.json: 1 finding in it is no longer found:\n  layers/web/layer.yml: layer.service[api].autostart [unknown-key]\n  \
                `ov-lsp check --baseline known.json --write-baseline known.json` takes out what is gone\n";
    assert!(ended.stderr.contains(says), "{}", ended.stderr);
    assert_eq!(check(project.path(), &["--quiet"]).stderr, "");
    assert_eq!(check(project.path(), &["--write-baseline=known.json"]).status, Some(0));
    assert!(!known(project.path()).contains("[api]"));
    assert!(!check(project.path(), &[]).stderr.contains("no longer"));
}

#[test]
fn what_a_run_does_not_look_at_is_not_called_gone_and_stays() {
    let project = project(MISSPELLED);
    put(project.path(), "layers/other/layer.yml", MISSPELLED.replace("name: web\n", "name: other\n").as_bytes());
    write(project.path(), &[]);
    for args in [
        &["check", "layers/web", "--baseline=known.json"][..],
        &["check", "--ignore=unknown-key", "--baseline=known.json"],
        &["check", "--min-severity=error", "--fail-on=error", "--baseline=known.json"],
    ] {
        let ended = run(project.path(), args);
        assert!(!ended.stderr.contains("no longer"), "{args:?}: {}", ended.stderr);
    }
    let before = known(project.path());
    let part = ["check", "layers/web", "--select=unknown-key", "--baseline=known.json", "--write-baseline=known.json"];
    run(project.path(), &part);
    assert_eq!(known(project.path()), before);
    put(project.path(), "layers/web/layer.yml", MISSPELLED.replace("autostart", "auto_start").as_bytes());
    run(project.path(), &part);
    let after = known(project.path());
    assert!(after.contains("layers/other/") && !after.contains("layers/web/"), "{after}");
}

#[test]
fn fixes_leave_what_is_known_alone() {
    let project = project(MISSPELLED);
    write(project.path(), &[]);
    let more = format!("{MISSPELLED}    - {{name: new, exec: /c, autostart: true}}\n");
    put(project.path(), "layers/web/layer.yml", more.as_bytes());
    let fixed = check(project.path(), &["--fix", "--format=json"]).stdout;
    assert!(fixed.contains("\"fixed\": 1") && fixed.contains("\"known\": 2"), "{fixed}");
    let text = fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap();
    assert_eq!(text, format!("{MISSPELLED}    - {{name: new, exec: /c, auto_start: true}}\n"));
}

#[test]
fn several_projects_share_a_baseline() {
    let root: &[u8] = crate::support::ROOT;
    let both = folder(&[
        ("a/overthink.yml", root),
        ("a/layers/web/layer.yml", MISSPELLED.as_bytes()),
        ("b/overthink.yml", root),
        ("b/layers/web/layer.yml", MISSPELLED.as_bytes()),
    ]);
    let args = ["check", "a", "b", "--select=unknown-key"];
    run(both.path(), &[&args[..], &["--write-baseline=known.json"]].concat());
    assert!(known(both.path()).contains("\"b/layers/web/layer.yml\""));
    let after = run(both.path(), &[&args[..], &["--baseline=known.json"]].concat());
    assert_eq!((after.status, after.stdout.as_str()), (Some(0), ""));
}

#[test]
fn a_broken_baseline_is_refused() {
    let project = project(MISSPELLED);
    let says = |content: &str, says: &str| {
        put(project.path(), "known.json", content.as_bytes());
        let ended = check(project.path(), &[]);
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""), "{content}");
        assert!(ended.stderr.starts_with("ov-lsp: known.json: ") && ended.stderr.contains(says), "{}", ended.stderr);
    };
    says("{", "line 1 column 1");
    says("<<<<<<< HEAD\n", "`--write-baseline` writes it anew");
    says("{\"version\": 9, \"findings\": []}", "a baseline of version 9; this program reads version 1");
    says("{\"version\": 1, \"findings\": [], \"more\": 1}", "unknown field `more`");
    let missing = run(project.path(), &["check", "--baseline=none.json"]);
    assert_eq!(missing.status, Some(2));
    assert!(
        missing.stderr.contains("none.json: no such baseline; `--write-baseline` writes one"),
        "{}",
        missing.stderr
    );
    assert_eq!(run(project.path(), &["check", "--baseline=."]).status, Some(2));
    assert_eq!(run(project.path(), &["check", "--write-baseline=none/known.json"]).status, Some(2));
    assert_eq!(write(project.path(), &["--diff"]).status, Some(2));
    assert_eq!(findings(project.path(), &["--no-config", "--select=unknown-key"]).1.len(), 2);
}
