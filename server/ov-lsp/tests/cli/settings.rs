//! What `config show` and `explain` say.

use crate::support::{GOOD, project, put, run};
use serde_json::{Value, json};
use std::path::Path;

const CONFIG: &[u8] = b"rules:
  unknown-key: error
  services: hint
overrides:
  - files: [layers/a/**]
    rules: {keys: off, enable-missing: info}
  - files: ['layers/*/layer.yml']
    rules: {enable-missing: error}
mixed-entry: strict
";

fn shown(root: &Path, path: &[&str]) -> Vec<(String, Value, String)> {
    let ended = run(root, &[&["config", "show", "--format", "json"], path].concat());
    let values: Vec<Value> = serde_json::from_str(&ended.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    values.iter().map(|v| (text(&v["key"]), v["value"].clone(), text(&v["from"]))).collect()
}

fn of_rules(root: &Path, path: &[&str]) -> Vec<(String, Value, String)> {
    shown(root, path).into_iter().filter(|(key, _, _)| key.starts_with("rules") || key == "overrides").collect()
}

#[test]
fn severities_are_those_of_the_path() {
    let project = project(GOOD);
    let root = project.path();
    put(root, "layers/a/layer.yml", GOOD.replace("web", "a").as_bytes());
    put(root, "ov-lsp.yml", CONFIG);
    let row = |key: &str, value: &str, line: u32| (format!("rules.{key}"), json!(value), format!("ov-lsp.yml:{line}"));
    let of_a = [row("services", "hint", 3), row("keys", "off", 6), row("enable-missing", "error", 8)];
    for path in ["layers/a/layer.yml", "layers/a", "layers/a/"] {
        assert_eq!(of_rules(root, &[path]), of_a, "{path}");
    }
    let of_web = [row("unknown-key", "error", 2), row("services", "hint", 3), row("enable-missing", "error", 8)];
    assert_eq!(of_rules(root, &["layers/web/layer.yml"]), of_web);
    let of_root_file = [row("unknown-key", "error", 2), row("services", "hint", 3)];
    assert_eq!(of_rules(root, &["overthink.yml"]), of_root_file);
}

#[test]
fn a_project_as_a_whole_shows_its_overrides() {
    let project = project(GOOD);
    put(project.path(), "ov-lsp.yml", CONFIG);
    for path in [&[][..], &["."]] {
        let keys: Vec<String> = of_rules(project.path(), path).into_iter().map(|(key, _, _)| key).collect();
        assert_eq!(keys, ["rules.unknown-key", "rules.services", "overrides"]);
    }
    let strict = ("mixed-entry".to_owned(), json!("strict"), "ov-lsp.yml:9".to_owned());
    assert!(shown(project.path(), &["layers/web"]).contains(&strict));
}

#[test]
fn a_path_that_no_override_names_has_none() {
    let project = project(GOOD);
    put(project.path(), "ov-lsp.yml", b"overrides: [{files: [layers/a/**], rules: {keys: off}}]\n");
    let rules = ("rules".to_owned(), Value::Null, "default".to_owned());
    assert_eq!(of_rules(project.path(), &["layers/web"]), [rules]);
}

#[test]
fn a_group_is_explained_by_its_rules() {
    let project = project(GOOD);
    let ended = run(project.path(), &["explain", "keys"]);
    assert_eq!((ended.status, ended.stderr.as_str()), (Some(0), ""));
    let mut lines = ended.stdout.lines();
    let first = lines.next().unwrap();
    assert!(first.starts_with("`keys` is a group of ") && first.contains("`ov-lsp explain RULE`"), "{first}");
    let listed: Vec<&str> = lines.filter_map(|line| line.split_whitespace().next()).collect();
    assert!(listed.contains(&"unknown-key") && !listed.contains(&"enable-missing"), "{listed:?}");
    let rules = run(project.path(), &["rules", "--format", "json"]).stdout;
    let rules: Vec<Value> = serde_json::from_str(&rules).unwrap();
    let of_group = |group: &str| rules.iter().filter(|rule| rule["group"] == group).count();
    assert_eq!(listed.len(), of_group("keys"));
    let all = run(project.path(), &["explain", "all"]).stdout;
    assert_eq!(all.lines().filter(|line| !line.is_empty()).count(), rules.len() + 1);
    let guess = run(project.path(), &["explain", "servces"]);
    assert_eq!(guess.status, Some(2));
    assert!(guess.stderr.contains("no rule or group `servces`, did you mean `services`?"), "{}", guess.stderr);
}
