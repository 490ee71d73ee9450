"""Has the real init systems read services that rules warn of, and compares their words with those on record.

    refuses.py OV-LSP CASES.yml
"""

import io
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml
from supervisor import options

ROOT = {
    "version": "2026.144.1443",
    "discover": {"layer": ["layers"]},
    "image": {"box": {"base": "quay.io/fedora/fedora:43", "distro": ["fedora"], "build": ["rpm"], "layer": ["case"]}},
    "local": {"desk": {"layer": ["case"]}},
}
HEADER = "[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\n\n"


def ov_lsp(program, *arguments):
    run = subprocess.run([program, *arguments, "--format", "json"], capture_output=True, text=True)
    return json.loads(run.stdout)


def supervisord(text):
    """What it says, and the one program it understood."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(HEADER + text)
        file.flush()
        server = options.ServerOptions()
        server.stdout = server.stderr = said = io.StringIO()
        try:
            server.realize(["-n", "-c", file.name])
        except SystemExit:
            return said.getvalue(), None
    return "", server.process_group_configs[0].process_configs[0]


def systemd(unit):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "case.service"
        path.write_text(unit.replace("ExecStart=/usr/bin/web", "ExecStart=/bin/true"))
        run = subprocess.run(["systemd-analyze", "verify", "--man=no", path], capture_output=True, text=True)
        return run.stderr


def failure(program, case):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        layer = {"version": ROOT["version"], "package": ["git"], "service": [case["service"]]}
        (root / "layers/case").mkdir(parents=True)
        (root / "overthink.yml").write_text(yaml.safe_dump(ROOT))
        (root / "layers/case/layer.yml").write_text(yaml.safe_dump({"layer": layer}))
        report = ov_lsp(program, "check", "--project", folder, "--min-severity", "hint")
        found = [finding for finding in report["findings"] if finding["rule"] == case["rule"]]
        preview = ov_lsp(program, "render", "--project", folder, "--home", "/home/user")["layers"][0]
    if not found:
        return "the rule says nothing"
    if "systemd" in case:
        said = systemd(preview["systemd"]["entries"][0]["text"])
        return None if case["systemd"] in said else f"systemd says {said!r}"
    said, understood = supervisord(preview["supervisord"]["fragment"]["text"])
    if "words" in case:
        return None if case["words"] in said else f"supervisord says {said!r}"
    if "reads" in case:
        return None if understood.environment == case["reads"] else f"supervisord reads {understood.environment}"
    return None if understood.command == case["command"] else f"supervisord runs {understood.command!r}"


def main():
    cases = yaml.safe_load(pathlib.Path(sys.argv[2]).read_text())
    failures = {f"{case['rule']}: {why}" for case in cases if (why := failure(sys.argv[1], case))}
    print(f"summary: init systems judged {len(cases)} services that rules warn of, {len(failures)} otherwise than on record")
    if failures:
        print(*sorted(failures), sep="\n")
        sys.exit(1)


main()
