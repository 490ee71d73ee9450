//! Properties of the report formats, as printed.

use crate::support::{BROKEN, folder, project, put, run};
use serde_json::Value;

const FORMATS: [&str; 10] =
    ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown"];

#[test]
fn every_format_names_the_file_and_is_the_same_twice() {
    let project = project(BROKEN);
    for format in FORMATS {
        let print = |jobs| run(project.path(), &["check", "--format", format, "--jobs", jobs]).stdout;
        let printed = print("2");
        assert!(printed.contains("layers/web/layer.yml"), "{format}: {printed}");
        assert!(!printed.contains('\u{1b}'), "{format}");
        assert_eq!(printed, print("1"), "{format}");
    }
}

#[test]
fn positions_count_characters_and_bytes() {
    let project = project("# é🦀\nlayer:\n  é: [\n");
    let report = run(project.path(), &["check", "--format", "json", "--select", "syntax-error"]).stdout;
    let report: Value = serde_json::from_str(&report).unwrap();
    let text = std::fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap();
    for finding in report["findings"].as_array().unwrap() {
        let start = &finding["start"];
        let before = &text[..usize::try_from(start["offset"].as_u64().unwrap()).unwrap()];
        let line = before.rsplit('\n').next().unwrap();
        assert_eq!(start["line"], before.matches('\n').count() + 1);
        assert_eq!(start["column"], line.chars().count() + 1);
    }
}

#[test]
fn findings_are_sorted() {
    let project = project(BROKEN);
    for name in ["b", "a-b", "a"] {
        put(project.path(), &format!("layers/{name}/layer.yml"), BROKEN.as_bytes());
    }
    let printed = run(project.path(), &["check", "--format", "jsonl"]).stdout;
    let files: Vec<String> =
        printed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["file"].to_string()).collect();
    assert!(files.is_sorted(), "{files:?}");
}

#[test]
fn pipelines_get_paths_from_the_working_directory() {
    let project = project(BROKEN);
    let above = project.path().parent().unwrap();
    let name = project.path().file_name().unwrap().to_str().unwrap();
    for format in ["concise", "github", "gitlab", "sarif", "rdjson"] {
        let printed = run(above, &["check", name, "--format", format]).stdout;
        assert!(printed.contains(&format!("{name}/layers/web/layer.yml")), "{format}: {printed}");
    }
    let json = run(above, &["check", name, "--format", "json"]).stdout;
    assert!(json.contains("\"file\": \"layers/web/layer.yml\""));
}

#[test]
fn colours_come_when_asked_for() {
    let project = project(BROKEN);
    let printed = |args: &[&str]| run(project.path(), &[&["check"], args].concat()).stdout;
    assert!(printed(&["--color", "always"]).contains('\u{1b}'));
    assert!(printed(&["--color", "always", "--format", "full"]).contains('\u{1b}'));
    assert!(!printed(&["--color", "always", "--format", "json"]).contains('\u{1b}'));
}

#[test]
fn what_other_repositories_have_is_listed_as_unresolved() {
    let root = "version: 2026.144.1443\nimport: [sub/overthink.yml, '@github.com/o/r:v1']\ndiscover: {layer: [layers]}\n\
                image:\n  a: {layer: [web, '@github.com/o/r/layers/far:v1']}\n";
    let layer = "layer:\n  version: 2026.144.1\n  package: [x]\n  require: ['@github.com/o/r/layers/near:v2']\n";
    let project = folder(&[("overthink.yml", root.as_bytes()), ("layers/web/layer.yml", layer.as_bytes())]);
    std::fs::create_dir(project.path().join("sub")).unwrap();
    let ended = run(project.path(), &["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    let far =
        ["@github.com/o/r/layers/far:v1", "@github.com/o/r/layers/near:v2", "@github.com/o/r:v1", "sub/overthink.yml"];
    assert_eq!(report["unresolved"], serde_json::json!(far));
    assert_eq!(report["findings"], serde_json::json!([]), "an empty folder is no broken import");
}
