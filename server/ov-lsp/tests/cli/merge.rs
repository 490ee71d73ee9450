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
fn a_folder_that_holds_more_stays() {
    let files = [
        ("overthink.yml", ROOT),
        ("layers/web/layer.yml", WEB),
        ("layers/web-host/layer.yml", HOST),
        ("layers/web-host/run.sh", b"true\n"),
    ];
    let project = folder(&files);
    let made =
        run(project.path(), &["check", "--fix", "--unsafe", "--select", "host-sibling-layer", "--format", "json"]);
    assert_eq!(made.status, Some(1));
    assert!(
        made.stdout.contains("cannot be merged yet: the folder of `web-host` holds `run.sh` as well"),
        "{}",
        made.stdout
    );
    assert!(project.path().join("layers/web-host/run.sh").exists());
}
