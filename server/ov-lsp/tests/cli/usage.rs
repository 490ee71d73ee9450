//! Exit statuses, flags and where results go.

use crate::support::{BROKEN, GOOD, ended, findings, folder, ov_lsp, project, put, run};
use std::fs;

#[test]
fn statuses_say_what_was_found() {
    let (good, broken) = (project(GOOD), project(BROKEN));
    let status = |args: &[&str]| run(broken.path(), args).status;
    assert_eq!(run(good.path(), &["check"]).status, Some(0));
    assert_eq!(status(&["check"]), Some(1));
    assert_eq!(status(&["check", "--exit-zero"]), Some(0));
    assert_eq!(status(&["check", "--format", "sarif"]), Some(0));
    assert_eq!(status(&["check", "--format", "sarif", "--fail-on", "error"]), Some(1));
    assert_eq!(status(&["check", "--ignore", "all"]), Some(0));
    assert_eq!(status(&["check", "--no-such-flag"]), Some(2));
    assert_eq!(status(&["check", "--unsafe"]), Some(2));
    assert_eq!(status(&[]), Some(2));
    assert_eq!(status(&["--version"]), Some(0));
}

#[test]
fn every_way_to_name_it_checks_the_same() {
    let project = project(BROKEN);
    let root = project.path();
    let (_, whole) = findings(root, &[]);
    assert_eq!(whole[0]["file"], "layers/web/layer.yml");
    for path in [".", "layers", "layers/web", "layers/web/", "layers/web/layer.yml", "./layers/../layers/web"] {
        assert_eq!(findings(root, &[path]).1, whole, "{path}");
    }
    let absolute = root.join("layers/web/layer.yml");
    assert_eq!(findings(&root.join("layers"), &[absolute.to_str().unwrap()]).1, whole);
    assert_eq!(findings(&root.join("layers/web"), &[]).1, whole);
    assert_eq!(findings(root, &["--project", root.to_str().unwrap()]).1, whole);
}

#[test]
fn only_what_was_named_is_listed() {
    let project = project(BROKEN);
    put(project.path(), "layers/other/layer.yml", BROKEN.as_bytes());
    assert_eq!(findings(project.path(), &[]).1.len(), 2 * findings(project.path(), &["layers/web"]).1.len());
}

#[test]
fn plain_layers_are_a_project() {
    let plain = folder(&[("layers/web/layer.yml", BROKEN.as_bytes())]);
    assert_eq!(findings(plain.path(), &[]).1[0]["file"], "layers/web/layer.yml");
    let above = plain.path().parent().unwrap();
    let name = plain.path().file_name().unwrap().to_str().unwrap();
    assert_eq!(findings(above, &["--project", name]).1[0]["file"], "layers/web/layer.yml");
}

#[cfg(unix)]
#[test]
fn a_project_behind_a_link_is_the_same_project() {
    let project = project(BROKEN);
    let link = project.path().with_extension("link");
    std::os::unix::fs::symlink(project.path(), &link).unwrap();
    let (linked, real) = (link.to_str().unwrap(), project.path().join("layers/web"));
    let by_both = findings(project.path(), &["--project", linked, real.to_str().unwrap()]);
    fs::remove_file(&link).unwrap();
    assert_eq!(by_both.1, findings(project.path(), &[]).1);
}

#[test]
fn standard_input_stands_for_a_file() {
    let project = project(GOOD);
    let args = ["check", "--format", "json", "-", "--stdin-filename", "layers/web/layer.yml"];
    let ended = ended(ov_lsp(project.path(), &args).write_stdin(BROKEN));
    assert_eq!(ended.status, Some(1));
    assert!(ended.stdout.contains("\"file\": \"layers/web/layer.yml\""));
    assert_eq!(fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap(), GOOD);
}

#[test]
fn standard_input_is_named_from_the_project() {
    let (project, elsewhere) = (project(GOOD), folder(&[]));
    let root = project.path().to_str().unwrap();
    let args = ["check", "--format", "json", "-", "--stdin-filename", "layers/web/layer.yml", "--project", root];
    let ended = ended(ov_lsp(elsewhere.path(), &args).write_stdin(BROKEN));
    assert_eq!(ended.status, Some(1));
    assert!(ended.stdout.contains("\"file\": \"layers/web/layer.yml\""), "{}", ended.stdout);
}

#[test]
fn several_formats_in_one_run() {
    let project = project(BROKEN);
    let ended = run(project.path(), &["check", "--output", "json=a.json", "--output=sarif=b.sarif", "--quiet"]);
    assert_eq!(ended.status, Some(1));
    assert!(ended.stdout.starts_with("layers/web/layer.yml:"));
    assert_eq!(ended.stderr, "");
    let written = |name| fs::read_to_string(project.path().join(name)).unwrap();
    assert_eq!(written("a.json"), run(project.path(), &["check", "--format", "json"]).stdout);
    assert!(written("b.sarif").contains("\"version\": \"2.1.0\""));
}

#[test]
fn results_and_the_rest_are_kept_apart() {
    let ended = run(project(GOOD).path(), &["check"]);
    assert_eq!(ended.stdout, "");
    assert!(ended.stderr.contains("no findings"));
    for args in [&["--help"][..], &["--version"], &["rules"], &["config", "schema"], &["man"], &["completions", "bash"]]
    {
        let ended = run(project(GOOD).path(), args);
        assert!(!ended.stdout.is_empty() && ended.stderr.is_empty(), "{args:?}");
        assert_eq!(ended.status, Some(0));
    }
}

#[test]
fn unknown_rules_are_refused_with_a_guess() {
    let project = project(GOOD);
    let ended = run(project.path(), &["check", "--select", "syntax-eror"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""));
    assert!(ended.stderr.contains("did you mean `syntax-error`?"), "{}", ended.stderr);
    assert_eq!(run(project.path(), &["check", "--ignore", "nope,syntax-error"]).status, Some(2));
    assert_eq!(run(project.path(), &["explain", "nope"]).status, Some(2));
}

#[test]
fn config_is_read_where_it_should_be() {
    let project = project(BROKEN);
    let status = |args: &[&str]| run(project.path(), &[&["check"], args].concat()).status;
    put(project.path(), "ov-lsp.yml", b"rules: {syntax-error: off}\n");
    assert_eq!(status(&[]), Some(0));
    assert_eq!(status(&["--no-config"]), Some(1));
    assert_eq!(status(&["--select", "syntax-error"]), Some(1));
    put(project.path(), "other.yml", b"rules: {syntax-error: hint}\n");
    assert_eq!(status(&["--config", "other.yml"]), Some(0));
    assert_eq!(status(&["--config", "other.yml", "--fail-on", "hint"]), Some(1));
    let shown = run(project.path(), &["config", "show", "layers/web"]).stdout;
    assert!(shown.contains("rules.syntax-error: \"off\"  # ov-lsp.yml:1"), "{shown}");
}

#[test]
fn broken_config_is_refused() {
    let project = project(GOOD);
    for (config, says) in [
        ("rules: {syntax-eror: off}\n", "did you mean `syntax-error`?"),
        ("rulez: {}\n", "ov-lsp.yml:1:1: no key `rulez` here, did you mean `rules`?"),
        ("rules: {syntax-error: fatal}\n", "ov-lsp.yml:1:23:"),
        ("rules: [\n", "ov-lsp.yml:"),
    ] {
        put(project.path(), "ov-lsp.yml", config.as_bytes());
        let ended = run(project.path(), &["check"]);
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""), "{config}");
        assert!(ended.stderr.contains(says), "{}", ended.stderr);
    }
    assert_eq!(run(project.path(), &["check", "--config", "missing.yml"]).status, Some(2));
}

#[test]
fn nothing_to_fix_is_no_diff() {
    let project = project(GOOD);
    let ended = run(project.path(), &["check", "--diff"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), ""));
    let fixed = run(project.path(), &["check", "--fix", "--format", "json"]);
    assert!(fixed.stdout.contains("\"fixed\": 0"));
}

/// A layer with a service whose keys are misspelled.
const MISSPELLED: &str = "# mine\nlayer:\n  name: web\n  version: 2026.144.1\n  service:\n    - name: web # kept\n      \
                          exec: /usr/bin/web\n      autostart: true\n      \"start_retries\": 3\n";

#[test]
fn fixes_reach_the_file() {
    let project = project(MISSPELLED);
    let file = project.path().join("layers/web/layer.yml");
    let now = || fs::read_to_string(&file).unwrap();
    let args = ["check", "--select", "unknown-key"];
    let run = |more: &[&str]| run(project.path(), &[&args, more].concat());
    let diff = run(&["--diff"]);
    assert_eq!(diff.status, Some(1));
    assert!(diff.stdout.starts_with("--- a/layers/web/layer.yml\n+++ b/layers/web/layer.yml\n@@ "), "{}", diff.stdout);
    assert_eq!(now(), MISSPELLED);
    let fixed = run(&["--fix", "--format", "json"]);
    assert_eq!(fixed.status, Some(0));
    assert!(fixed.stdout.contains("\"fixed\": 2"), "{}", fixed.stdout);
    assert_eq!(now(), MISSPELLED.replace("autostart", "auto_start").replace("start_retries", "start_retry"));
    assert_eq!(run(&["--diff"]).stdout, "");
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let project = project(GOOD);
    let args = ["check", "--fix", "-", "--stdin-filename", "layers/web/layer.yml", "--select", "unknown-key"];
    let fixed = ended(ov_lsp(project.path(), &args).write_stdin(MISSPELLED));
    assert_eq!(fixed.stdout, MISSPELLED.replace("autostart", "auto_start").replace("start_retries", "start_retry"));
    let clean = ended(ov_lsp(project.path(), &args).write_stdin(GOOD));
    assert_eq!(clean.stdout, GOOD);
    assert_eq!(fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap(), GOOD);
}

#[test]
fn a_file_that_cannot_be_written_is_left_whole() {
    let project = project(MISSPELLED);
    let file = project.path().join("layers/web/layer.yml");
    let mut mode = fs::metadata(&file).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(&file, mode).unwrap();
    if fs::File::options().write(true).open(&file).is_ok() {
        eprintln!("SKIPPED: no file is read-only for the superuser");
        return;
    }
    let ended = run(project.path(), &["check", "--fix"]);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""));
    assert!(ended.stderr.contains("cannot be written: permission denied"), "{}", ended.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), MISSPELLED);
}

#[test]
fn a_lone_layer_is_checked() {
    let lone = folder(&[("web/layer.yml", BROKEN.as_bytes()), ("web/other.yml", BROKEN.as_bytes())]);
    for path in ["web", "web/layer.yml", "web/other.yml"] {
        assert_eq!(run(lone.path(), &["check", path]).status, Some(1), "{path}");
    }
    assert_eq!(run(&lone.path().join("web"), &["check"]).status, Some(1));
}
