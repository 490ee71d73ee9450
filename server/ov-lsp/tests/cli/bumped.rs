//! `version-not-bumped`: layers against the last commit, or another one.

use crate::since::{commit, git, repository};
use crate::support::{Ended, ROOT, put, run};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const WEB: &str = "layer:\n  version: 2026.144.1443 # first\n  package: [nginx]\n";

fn project() -> TempDir {
    repository(&[
        ("overthink.yml", ROOT),
        ("layers/web/layer.yml", WEB.as_bytes()),
        ("layers/web/run.sh", b"true\n"),
        ("layers/other/layer.yml", WEB.as_bytes()),
    ])
}

fn bumped(dir: &Path, more: &[&str]) -> Ended {
    run(dir, &[&["check", "--select=version-not-bumped"], more].concat())
}

fn text(project: &TempDir) -> String {
    fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap()
}

#[test]
fn a_changed_layer_gets_the_version_of_now() {
    let project = project();
    assert_eq!(bumped(project.path(), &[]).status, Some(0));
    put(project.path(), "layers/web/layer.yml", WEB.replace("nginx", "caddy").as_bytes());
    let told = bumped(project.path(), &[]);
    let line = "layers/web/layer.yml:2:12: warning[version-not-bumped] `web` changed since HEAD and still has the version 2026.144.1443";
    assert!(told.stdout.starts_with(line) && told.stdout.lines().count() == 1, "{}", told.stdout);
    assert_eq!(run(project.path(), &["check"]).stdout.matches("not-bumped").count(), 0, "it is off by default");
    let fixed = bumped(project.path(), &["--fix"]);
    assert_eq!(fixed.status, Some(0), "{}", fixed.stdout);
    let (version, rest) = text(&project).split_once(" # first\n").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
    let now: Vec<u32> =
        version.trim_start_matches("layer:\n  version: ").split('.').map(|n| n.parse().unwrap()).collect();
    assert!(now.len() == 3 && now[0] >= 2026 && (1..=366).contains(&now[1]) && now[2] < 2360, "{version}");
    assert_eq!(rest, "  package: [caddy]\n");
    let again = text(&project);
    bumped(project.path(), &["--fix"]);
    assert_eq!(text(&project), again);
}

#[test]
fn the_revision_of_since_is_compared_with() {
    let project = project();
    put(project.path(), "layers/web/layer.yml", WEB.replace("nginx", "caddy").as_bytes());
    commit(project.path());
    assert_eq!(bumped(project.path(), &[]).status, Some(0));
    let told = bumped(&project.path().join("layers/web"), &["--since", "HEAD~1"]);
    assert!(told.stdout.contains("`web` changed since HEAD~1"), "{}{}", told.stdout, told.stderr);
}

#[test]
fn other_files_of_the_folder_count_and_comments_do_not() {
    let project = project();
    put(project.path(), "layers/web/layer.yml", format!("# more\n{WEB}").as_bytes());
    assert_eq!(bumped(project.path(), &[]).status, Some(0));
    put(project.path(), "layers/web/run.sh", b"false\n");
    assert_eq!(bumped(project.path(), &[]).status, Some(1));
    git(project.path(), &["checkout", "-q", "layers/web/run.sh"]);
    put(project.path(), ".gitignore", b"*.log\n");
    put(project.path(), "layers/web/build.log", b"x");
    assert_eq!(bumped(project.path(), &[]).status, Some(0));
    put(project.path(), "layers/web/new.sh", b"x");
    assert_eq!(bumped(project.path(), &[]).status, Some(1));
}

#[test]
fn what_another_fix_changes_is_dated_in_the_same_run() {
    let project = repository(&[
        ("overthink.yml", ROOT),
        ("ov-lsp.yml", b"rules: {version-not-bumped: warning}\n"),
        ("layers/web/layer.yml", WEB.replace("package", "packages").as_bytes()),
    ]);
    let fixed = run(project.path(), &["check", "--fix"]);
    assert!(text(&project).contains("  package: [nginx]\n"), "{}", fixed.stdout);
    assert!(!text(&project).contains("2026.144.1443"), "{}", text(&project));
}

#[test]
fn without_git_the_rule_is_left_out_and_says_so() {
    let plain = crate::support::folder(&[("overthink.yml", ROOT), ("layers/web/layer.yml", WEB.as_bytes())]);
    let told = bumped(plain.path(), &[]);
    assert_eq!(told.status, Some(0));
    assert!(told.stderr.contains("version-not-bumped is left out: "), "{}", told.stderr);
    git(plain.path(), &["init", "-qb", "main"]);
    let told = bumped(plain.path(), &[]);
    assert_eq!((told.status, told.stderr.contains("left out")), (Some(0), false), "{}", told.stderr);
}
