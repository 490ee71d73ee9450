//! The table of docs/bad-input.md.

use crate::support::{BROKEN, GOOD, ROOT, ended, findings, folder, ov_lsp, project, put, run};
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

/// Checks a project whose layer `web` is odd beside the good layer `ok`: one error on that file, and the run goes on.
#[track_caller]
fn is_a_finding(project: &Path, says: &str) {
    put(project, "layers/ok/layer.yml", GOOD.replace("web", "ok").as_bytes());
    let (status, findings) = findings(project, &[]);
    assert_eq!(status, Some(1));
    let found = findings.iter().find(|finding| finding["file"] == "layers/web/layer.yml").unwrap();
    assert_eq!(found["severity"], "error");
    assert!(found["message"].as_str().unwrap().contains(says), "{found}");
}

/// A project whose layer `web` has no file yet, and where that file goes.
fn without_file() -> (tempfile::TempDir, std::path::PathBuf) {
    let project = folder(&[("overthink.yml", ROOT), ("layers/web/notes.txt", b"")]);
    let file = project.path().join("layers/web/layer.yml");
    (project, file)
}

#[track_caller]
fn is_refused(folder: &Path, args: &[&str], says: &str) {
    let ended = run(folder, args);
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""));
    assert!(ended.stderr.contains(says), "{}", ended.stderr);
}

#[test]
fn not_utf8() {
    let project = project(b"layer:\n  name: \xff\n");
    is_a_finding(project.path(), "not UTF-8");
    is_refused(project.path(), &["check", "layers/web/layer.yml"], "not UTF-8");
}

#[test]
fn not_yaml() {
    is_a_finding(project(BROKEN).path(), "");
}

#[test]
fn a_folder_in_the_place_of_the_file() {
    let (project, file) = without_file();
    fs::create_dir(&file).unwrap();
    is_a_finding(project.path(), "is a directory");
    fs::write(file.join("layer.yml"), BROKEN).unwrap();
    let (status, findings) = findings(project.path(), &["layers/web/layer.yml"]);
    assert_eq!(status, Some(1));
    assert!(findings.iter().all(|finding| finding["file"].as_str().unwrap().starts_with("layers/web/layer.yml")));
}

#[test]
fn too_large() {
    let (project, file) = without_file();
    File::create(&file).unwrap().set_len(2 << 30).unwrap();
    is_a_finding(project.path(), "above the limit");
    is_refused(project.path(), &["check", "layers/web/layer.yml"], "above the limit");
    fs::write(file, GOOD).unwrap();
    put(project.path(), "ov-lsp.yml", b"max-file-size: 60\n");
    is_a_finding(project.path(), "above the limit of 60");
}

#[cfg(unix)]
#[test]
fn neither_file_nor_folder() {
    let (project, file) = without_file();
    assert!(Command::new("mkfifo").arg(&file).status().unwrap().success());
    is_a_finding(project.path(), "not a regular file");
    is_refused(project.path(), &["check", "layers/web/layer.yml"], "not a regular file");
    fs::remove_file(&file).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(&file).unwrap();
    is_a_finding(project.path(), "cannot be read");
    drop(socket);
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/dev/zero", &file).unwrap();
    is_a_finding(project.path(), "not a regular file");
}

#[cfg(unix)]
#[test]
fn links_that_lead_nowhere() {
    let (project, file) = without_file();
    std::os::unix::fs::symlink("layer.yml", &file).unwrap();
    is_a_finding(project.path(), "cannot be read");
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("nowhere", &file).unwrap();
    is_a_finding(project.path(), "is gone");
}

#[cfg(unix)]
#[test]
fn folders_that_contain_themselves() {
    let project = project(GOOD);
    std::os::unix::fs::symlink("..", project.path().join("layers/loop")).unwrap();
    assert_eq!(run(project.path(), &["check"]).status, Some(0));
    assert_eq!(run(project.path(), &["check", "layers/loop"]).status, Some(0));
}

#[cfg(unix)]
#[test]
fn no_permission() {
    use std::os::unix::fs::PermissionsExt;
    let project = project(GOOD);
    let file = project.path().join("layers/web/layer.yml");
    fs::set_permissions(&file, PermissionsExt::from_mode(0o000)).unwrap();
    if File::open(&file).is_ok() {
        eprintln!("SKIPPED: no file is unreadable for the superuser");
        return;
    }
    is_a_finding(project.path(), "permission denied");
    is_refused(project.path(), &["check", "layers/web/layer.yml"], "permission denied");
}

#[test]
fn empty_files_are_read() {
    for content in ["", "\n", "# nothing\n", "---\n"] {
        let status = run(project(content).path(), &["check"]).status;
        assert!(matches!(status, Some(0 | 1)), "{content:?}: {status:?}");
    }
}

#[test]
fn nothing_is_there() {
    let empty = folder(&[]);
    is_refused(empty.path(), &["check"], "nothing to check");
    is_refused(empty.path(), &["check", "nope"], "nope: no such file");
    is_refused(empty.path(), &["check", "--project", "nope"], "nope: no such file");
    is_refused(
        empty.path(),
        &["check", "-", "nope"],
        "`-` stands alone: nothing else can be named beside standard input",
    );
}

#[test]
fn standard_input_that_is_no_text() {
    let ended = ended(ov_lsp(project(GOOD).path(), &["check", "-"]).write_stdin(b"\xff".as_slice()));
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("not UTF-8"));
}

#[test]
fn standard_input_without_end() {
    let text = "#".repeat((16 << 20) + 1);
    let ended = ended(ov_lsp(project(GOOD).path(), &["check", "-"]).write_stdin(text));
    assert_eq!((ended.status, ended.stdout.as_str()), (Some(2), ""));
    assert!(ended.stderr.contains("above the limit"), "{}", ended.stderr);
}

#[cfg(unix)]
#[test]
fn nothing_in_names_or_texts_steers_the_terminal() {
    let project = project("layer:\n  version: 2026.144.1\n  \"\u{1b}[2J\u{202e}\": 1\n");
    put(project.path(), "layers/\u{1b}[2J/layer.yml", BROKEN.as_bytes());
    for format in ["concise", "full", "github", "markdown"] {
        let ended = run(project.path(), &["check", "--format", format]);
        let shown = ended.stdout + &ended.stderr;
        assert!(shown.contains("layer.yml") && !shown.contains(['\u{1b}', '\u{202e}']), "{format}: {shown:?}");
    }
}

#[test]
fn dialects_that_are_not_read() {
    for name in ["charly.yml", "candy.yml"] {
        let project = folder(&[(name, b"version: 2026.160.1301\n"), ("candy/web/charly.yml", b"candy: {}\n")]);
        is_refused(project.path(), &["check"], name);
        is_refused(project.path(), &["check", "."], "not supported");
        is_refused(project.path(), &["check", name], "not supported");
        is_refused(project.path(), &["check", "candy/web/charly.yml"], "not supported");
    }
}

#[test]
fn root_files_of_a_dialect_that_is_not_read() {
    let root =
        b"version: 2026.156.557\nimport: [box.yml]\ndiscover: {candy: [candy]}\ndefaults: {builder: {npm: far}}\n";
    let images = b"box:\n  web: {base: fedora, candy: [web]}\neval:\n  bed: {image: web}\n";
    let files: [(&str, &[u8]); 3] =
        [("overthink.yml", root), ("box.yml", images), ("candy/web/candy.yml", b"candy: {}\n")];
    let project = folder(&files);
    for arguments in [&["check"][..], &["check", "."], &["check", "overthink.yml"], &["check", "candy/web/candy.yml"]] {
        is_refused(project.path(), arguments, "`candy.yml` dialect, which is not supported");
    }
    // In an older project it is a misspelt key.
    put(project.path(), "overthink.yml", b"version: 2026.144.1443\ndiscover: {candy: [candy]}\n");
    assert!(run(project.path(), &["check", "overthink.yml"]).stdout.contains("unknown-key"));
}

#[test]
fn outputs_that_cannot_be_written() {
    let project = project(GOOD);
    let ended = run(project.path(), &["check", "--output", "json=nope/report.json"]);
    assert_eq!(ended.status, Some(2));
    assert!(ended.stderr.contains("nope/report.json cannot be written"), "{}", ended.stderr);
    put(project.path(), "file", b"kept");
    assert_eq!(run(project.path(), &["check", "--output", "json=file/report.json"]).status, Some(2));
    assert_eq!(fs::read(project.path().join("file")).unwrap(), b"kept");
    for output in ["json", "json=", "nope=x"] {
        assert_eq!(run(project.path(), &["check", "--output", output]).status, Some(2), "{output}");
    }
}

#[test]
fn nobody_reads_the_results() {
    let project = project(BROKEN);
    for number in 0..400 {
        put(project.path(), &format!("layers/l{number}/layer.yml"), BROKEN.as_bytes());
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_ov-lsp"));
    command.args(["check", "--format", "json", "--quiet"]).current_dir(project.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_do_not_fit_the_disk() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ov-lsp"));
    let output = command.arg("rules").stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("no space left on device"));
}

#[cfg(unix)]
#[test]
fn a_signal_leaves_nothing_behind() {
    use std::os::unix::process::ExitStatusExt;
    // Not an interrupt: jobs in the background are started deaf to those.
    const TERMINATE: i32 = 15;
    let project = project(GOOD);
    let mut command = Command::new(env!("CARGO_BIN_EXE_ov-lsp"));
    command.args(["check", "-", "--fix", "--output", "json=report.json"]).current_dir(project.path());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().signal(), Some(TERMINATE));
    assert!(!project.path().join("report.json").exists());
}

#[test]
fn every_row_of_the_page_names_a_test() {
    let page = include_str!("../../../../docs/bad-input.md");
    let sources =
        [include_str!("bad_input.rs"), include_str!("usage.rs"), include_str!("../../src/fix/write/tests.rs")];
    let is_test = |name: &str| {
        sources
            .iter()
            .any(|source| source.contains(&format!("    fn {name}()")) || source.contains(&format!("\nfn {name}()")))
    };
    let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| ") && !line.ends_with("| test |")).collect();
    assert!(rows.len() > 20, "the page has no rows");
    for row in rows {
        let cell = row.trim_end_matches('|').rsplit(" | ").next().unwrap();
        let mut names = cell.split(',').map(|name| name.trim().trim_matches('`'));
        assert!(names.all(is_test), "{row}");
    }
}
