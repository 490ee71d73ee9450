//! What is new since a revision.

use crate::support::{Ended, GOOD, ROOT, folder, put, run};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const BAD: &str =
    "layer:\n  name: web\n  version: 2026.144.1\n  service:\n    - {name: web, exec: /a, autostart: true}\n";
const WORSE: &str = "# more\nlayer:\n  name: web\n  version: 2026.144.1\n  service:\n    - {name: web, exec: /a, autostart: true}\n    \
                     - {name: api, exec: /b, autostart: true}\n";

pub(crate) fn git(dir: &Path, args: &[&str]) {
    let usual =
        ["-c", "user.name=n", "-c", "user.email=e@x", "-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"];
    let ended = Command::new("git").arg("-C").arg(dir).args(usual).args(args).output().unwrap();
    assert!(ended.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ended.stderr));
}

pub(crate) fn commit(dir: &Path) {
    git(dir, &["add", "-A"]);
    git(dir, &["commit", "-qm", "state"]);
}

/// A repository with one commit of these files.
pub(crate) fn repository(files: &[(&str, &[u8])]) -> TempDir {
    let folder = folder(files);
    git(folder.path(), &["init", "-qb", "main"]);
    commit(folder.path());
    folder
}

fn since(dir: &Path, revision: &str) -> Ended {
    run(dir, &["check", "--select=unknown-key,copy-source-exists", "--since", revision])
}

fn clean(ended: &Ended) {
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(0), ""), "{}", ended.stderr);
}

#[test]
fn only_what_is_new_is_reported() {
    let project = repository(&[("overthink.yml", ROOT), ("layers/web/layer.yml", BAD.as_bytes())]);
    clean(&since(project.path(), "HEAD"));
    put(project.path(), "layers/web/layer.yml", WORSE.as_bytes());
    let ended = since(project.path(), "HEAD");
    assert_eq!(ended.status, Some(1));
    assert!(
        ended.stdout.starts_with("layers/web/layer.yml:7:") && ended.stdout.lines().count() == 1,
        "{}",
        ended.stdout
    );
    assert!(ended.stderr.contains("1 known before"));
    commit(project.path());
    clean(&since(project.path(), "HEAD"));
    assert_eq!(since(project.path(), "HEAD~1").stdout, ended.stdout);
    assert_eq!(since(&project.path().join("layers/web"), "main~1").stdout.lines().count(), 1);
}

#[test]
fn the_work_tree_is_left_alone() {
    let project = repository(&[("overthink.yml", ROOT), ("layers/web/layer.yml", BAD.as_bytes())]);
    put(project.path(), "layers/web/layer.yml", WORSE.as_bytes());
    let state = || {
        let said =
            Command::new("git").arg("-C").arg(project.path()).args(["status", "--porcelain=v2"]).output().unwrap();
        (said.stdout, std::fs::read(project.path().join(".git/index")).unwrap())
    };
    let before = state();
    since(project.path(), "HEAD");
    assert_eq!(state(), before);
}

#[test]
fn a_project_may_be_a_part_of_the_repository() {
    let repo = repository(&[("a/b/overthink.yml", ROOT), ("a/b/layers/web/layer.yml", BAD.as_bytes())]);
    put(repo.path(), "a/b/layers/web/layer.yml", WORSE.as_bytes());
    put(repo.path(), "a/b/layers/api/layer.yml", BAD.replace("name: web\n", "name: api\n").as_bytes());
    let ended = run(repo.path(), &["check", "a/b", "--select=unknown-key", "--since=HEAD"]);
    let files: Vec<_> = ended.stdout.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(files, ["a/b/layers/api/layer.yml", "a/b/layers/web/layer.yml"], "{}", ended.stderr);
    let part = run(repo.path(), &["check", "a/b/layers/api", "--select=unknown-key", "--since=HEAD"]);
    assert_eq!(part.stdout.lines().count(), 1);
}

#[test]
fn a_project_that_was_not_there_is_all_new() {
    let repo = repository(&[("README", b"")]);
    put(repo.path(), "overthink.yml", ROOT);
    put(repo.path(), "layers/web/layer.yml", BAD.as_bytes());
    assert_eq!(since(repo.path(), "HEAD").status, Some(1));
}

#[test]
fn ignored_files_were_always_there() {
    let copies = "layer:\n  name: web\n  version: 2026.144.1\n  task:\n    - {copy: blob.bin, to: /opt/blob.bin}\n";
    let repo = repository(&[
        ("overthink.yml", ROOT),
        (".gitignore", b"*.bin\nlocal/\n"),
        ("layers/web/layer.yml", GOOD.as_bytes()),
        ("layers/local/layer.yml", BAD.as_bytes()),
    ]);
    clean(&since(repo.path(), "HEAD"));
    put(repo.path(), "layers/web/layer.yml", copies.as_bytes());
    put(repo.path(), "layers/web/blob.bin", b"\0");
    clean(&since(repo.path(), "HEAD"));
}

#[test]
fn links_are_followed() {
    let project = repository(&[("overthink.yml", ROOT), ("store/web/layer.yml", BAD.as_bytes())]);
    std::fs::create_dir(project.path().join("layers")).unwrap();
    std::os::unix::fs::symlink("../store/web", project.path().join("layers/web")).unwrap();
    commit(project.path());
    let plain = run(project.path(), &["check", "--select=unknown-key"]);
    assert_eq!(plain.status, Some(1));
    clean(&since(project.path(), "HEAD"));
    std::os::unix::fs::symlink("loop", project.path().join("layers/loop")).unwrap();
    commit(project.path());
    clean(&since(project.path(), "HEAD"));
}

#[test]
fn modules_are_looked_into_where_they_are_checked_out() {
    let module = repository(&[("web/layer.yml", BAD.as_bytes())]);
    let repo = repository(&[("overthink.yml", ROOT)]);
    git(repo.path(), &["submodule", "add", "-q", module.path().to_str().unwrap(), "layers"]);
    commit(repo.path());
    assert_eq!(run(repo.path(), &["check", "--select=unknown-key"]).status, Some(1));
    clean(&since(repo.path(), "HEAD"));
    put(repo.path(), "layers/web/layer.yml", WORSE.as_bytes());
    assert_eq!(since(repo.path(), "HEAD").stdout.lines().count(), 1);
    git(repo.path(), &["submodule", "--quiet", "deinit", "--force", "layers"]);
    assert_eq!(since(repo.path(), "HEAD").status, Some(2));
}

#[test]
fn where_head_left_a_branch_is_what_counts() {
    let project = repository(&[("overthink.yml", ROOT), ("layers/web/layer.yml", BAD.as_bytes())]);
    git(project.path(), &["checkout", "-qb", "topic"]);
    git(project.path(), &["checkout", "-q", "main"]);
    put(project.path(), "layers/web/layer.yml", GOOD.as_bytes());
    commit(project.path());
    git(project.path(), &["checkout", "-q", "topic"]);
    assert_eq!(since(project.path(), "main").status, Some(1));
    clean(&since(project.path(), "main..."));
}

#[test]
fn a_baseline_and_a_revision_know_a_thing_once() {
    let project = repository(&[("overthink.yml", ROOT), ("layers/web/layer.yml", BAD.as_bytes())]);
    run(project.path(), &["check", "--select=unknown-key", "--write-baseline=known.json"]);
    let twice = WORSE.replace("name: api", "name: web");
    put(project.path(), "layers/web/layer.yml", twice.as_bytes());
    let ended = run(project.path(), &["check", "--select=unknown-key", "--baseline=known.json", "--since=HEAD"]);
    assert_eq!(ended.stdout.lines().count(), 1, "{}", ended.stderr);
}

#[test]
fn a_hook_s_environment_does_not_confuse() {
    let project = repository(&[("sub/overthink.yml", ROOT), ("sub/layers/web/layer.yml", BAD.as_bytes())]);
    let mut command = crate::support::ov_lsp(project.path(), &["check", "sub", "--select=unknown-key", "--since=HEAD"]);
    command.env("GIT_DIR", ".git").env("GIT_INDEX_FILE", ".git/index").env("GIT_PREFIX", "");
    clean(&crate::support::ended(&mut command));
}

#[test]
fn what_cannot_be_compared_is_refused_in_words() {
    let project = repository(&[("overthink.yml", ROOT), ("layers/web/layer.yml", BAD.as_bytes())]);
    let refused = |ended: Ended, says: &str| {
        assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""));
        assert!(ended.stderr.starts_with("ov-lsp: --since: ") && ended.stderr.contains(says), "{}", ended.stderr);
    };
    refused(since(project.path(), "mian"), "no revision `mian`, did you mean `main`?");
    refused(since(project.path(), "v1.0"), "no revision `v1.0`; `git fetch` may bring it");
    refused(since(project.path(), "zzz..."), "no revision `zzz`");
    refused(run(project.path(), &["check", "--since="]), "no revision ``");
    refused(run(project.path(), &["check", "--since=--all"]), "no revision `--all`");
    let plain = folder(&[("overthink.yml", ROOT), ("layers/web/layer.yml", BAD.as_bytes())]);
    refused(since(plain.path(), "HEAD"), "is in no git repository; use a `--baseline` file");
    let mut without = crate::support::ov_lsp(project.path(), &["check", "--since=HEAD"]);
    refused(
        crate::support::ended(without.env("PATH", "/nonexistent")),
        "git cannot be run (no such file or directory)",
    );
    let url = format!("file://{}", project.path().display());
    commit_again(project.path());
    let shallow = folder(&[]);
    git(shallow.path(), &["clone", "-q", "--depth=1", &url, "c"]);
    refused(since(&shallow.path().join("c"), "HEAD~1"), "shallow clone");
}

fn commit_again(dir: &Path) {
    put(dir, "more", b"");
    commit(dir);
}
