//! A layer for hosts goes into the layer that it repeats.

use crate::support::{ROOT, folder, run};
use std::fs;

const WEB: &[u8] =
    b"layer:\n  version: 2026.144.1443\n  package: [nginx]\n  service:\n    - name: nginx\n      exec: /bin/nginx\n";
const HOST: &[u8] = b"\
layer:
  version: 2026.144.1443
  package: [nginx]
  service:
    - name: nginx
      use_packaged: nginx.service
      enable: true
";

#[test]
fn the_merge_is_shown_and_made() {
    let files = [("overthink.yml", ROOT), ("layers/web/layer.yml", WEB), ("layers/web-host/layer.yml", HOST)];
    let project = folder(&files);
    let merge = ["check", "--unsafe", "--select", "host-sibling-layer"];
    let shown = run(project.path(), &[&merge[..], &["--diff"]].concat());
    assert_eq!(shown.status, Some(1), "{}", shown.stderr);
    assert!(shown.stdout.contains("deleted file mode") && shown.stdout.contains("+      use_packaged: nginx.service"));
    assert!(shown.stderr.contains("supervisord: as before"), "{}", shown.stderr);
    assert!(shown.stderr.contains("systemd: no longer /etc/systemd/system/ov-web-nginx.service"), "{}", shown.stderr);
    assert!(project.path().join("layers/web-host").exists());
    let made = run(project.path(), &[&merge[..], &["--fix"]].concat());
    assert_eq!(made.status, Some(0), "{}{}", made.stdout, made.stderr);
    assert!(!project.path().join("layers/web-host").exists());
    let text = fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap();
    assert!(
        text.contains(
            "    - name: nginx\n      use_packaged: nginx.service\n      enable: true\n    - name: nginx\n      exec"
        ),
        "{text}"
    );
    assert_eq!(run(project.path(), &[&merge[..], &["--diff"]].concat()).stdout, "");
}

#[test]
fn other_files_of_the_folder_come_along() {
    let files = [
        ("overthink.yml", ROOT),
        ("layers/web/layer.yml", WEB),
        ("layers/web-host/layer.yml", HOST),
        ("layers/web-host/run.sh", b"true\n"),
        ("layers/web-host/logo.png", b"\x89PNG\xff"),
    ];
    let project = folder(&files);
    let merge = ["check", "--unsafe", "--select", "host-sibling-layer"];
    let shown = run(project.path(), &[&merge[..], &["--diff"]].concat()).stdout;
    assert!(shown.contains("rename from layers/web-host/run.sh\nrename to layers/web/run.sh\n"), "{shown}");
    assert!(!shown.contains("deleted file mode 100644\n--- a/layers/web-host/run.sh"), "{shown}");
    let made = run(project.path(), &[&merge[..], &["--fix"]].concat());
    assert_eq!(made.status, Some(0), "{}{}", made.stdout, made.stderr);
    assert!(!project.path().join("layers/web-host").exists());
    assert_eq!(fs::read(project.path().join("layers/web/run.sh")).unwrap(), b"true\n");
    assert_eq!(fs::read(project.path().join("layers/web/logo.png")).unwrap(), b"\x89PNG\xff");
}

#[test]
fn a_folder_that_holds_another_version_of_a_file_stays() {
    let files = [
        ("overthink.yml", ROOT),
        ("layers/web/layer.yml", WEB),
        ("layers/web/logo.png", b"\x89PNG"),
        ("layers/web-host/layer.yml", HOST),
        ("layers/web-host/logo.png", b"\x89PNG\xff"),
    ];
    let project = folder(&files);
    let made =
        run(project.path(), &["check", "--fix", "--unsafe", "--select", "host-sibling-layer", "--format", "json"]);
    assert_eq!(made.status, Some(1));
    let told = "cannot be merged yet: both folders have `logo.png`, which cannot be compared";
    assert!(made.stdout.contains(told), "{}", made.stdout);
    assert!(project.path().join("layers/web-host/logo.png").exists());
}

#[test]
fn two_halves_become_one() {
    let host = String::from_utf8_lossy(HOST).replace("[nginx]", "[nginx, curl]");
    let files = [
        ("overthink.yml", ROOT),
        ("layers/web-pod/layer.yml", WEB),
        ("layers/web-pod/site/index.html", b"<p>"),
        ("layers/web-host/layer.yml", host.as_bytes()),
    ];
    let project = folder(&files);
    let merge = ["check", "--unsafe", "--select", "host-sibling-layer"];
    let shown = run(project.path(), &[&merge[..], &["--diff"]].concat()).stdout;
    assert!(shown.contains("rename from layers/web-pod/layer.yml\nrename to layers/web/layer.yml\n---"), "{shown}");
    assert!(shown.contains("rename to layers/web/site/index.html\n"), "{shown}");
    let made = run(project.path(), &[&merge[..], &["--fix"]].concat());
    assert_eq!(made.status, Some(0), "{}{}", made.stdout, made.stderr);
    assert!(!project.path().join("layers/web-host").exists() && !project.path().join("layers/web-pod").exists());
    assert!(fs::read_to_string(project.path().join("layers/web/layer.yml")).unwrap().contains("[nginx, curl]"));
    assert!(project.path().join("layers/web/site/index.html").exists());
}
