"""Has systemd-analyze verify every rendered unit, each in a root folder of its own with stand-ins for its commands.

    systemd_verifies.py PREVIEW.json [EXPECTED.txt]

The program must end with status 0 and say nothing. What it says about other units must be exactly the lines of
EXPECTED.txt, `LAYER UNIT: WORDS`.
"""

import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

STAND_IN = "#!/bin/sh\nexec sleep infinity\n"


def put_stand_in(root, command):
    """An executable where the unit's command looks for one."""
    try:
        word = shlex.split(command)[0].lstrip("-@:+!")
    except (ValueError, IndexError):
        return
    path = root / (word.lstrip("/") if word.startswith("/") else f"usr/bin/{word}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(STAND_IN)
    path.chmod(0o755)


def words_about(entry):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        # What every unit hangs on without saying so.
        units = root / "usr/lib/systemd/system"
        units.mkdir(parents=True)
        for name in ["sysinit", "basic", "shutdown", "multi-user", "default"]:
            (units / f"{name}.target").write_text("[Unit]\nDefaultDependencies=no\n")
        unit = root / "etc/systemd/system" / pathlib.PurePosixPath(entry["path"]).name
        unit.parent.mkdir(parents=True)
        unit.write_text(entry["text"])
        for line in entry["text"].splitlines():
            if line.startswith("ExecStart="):
                put_stand_in(root, line.removeprefix("ExecStart="))
        run = subprocess.run(
            ["systemd-analyze", "verify", "--man=no", f"--root={root}", unit.name], capture_output=True, text=True
        )
        if run.returncode or run.stderr:
            return " ".join(run.stderr.replace(folder, "").split()) or f"status {run.returncode}"
    return None


def main():
    preview = json.load(open(sys.argv[1]))
    expected = pathlib.Path(sys.argv[2]).read_text().splitlines() if len(sys.argv) > 2 else []
    found, verified = [], 0
    for layer in preview["layers"]:
        for entry in layer["systemd"]["entries"]:
            if "text" in entry:
                verified += 1
                words = words_about(entry)
                if words:
                    found.append(f"{layer['layer']} {entry['unit']}: {words}")
    print(f"summary: systemd-analyze verified {verified} units, {len(found)} with complaints")
    if found != expected:
        print("complaints:", *found, "expected:", *expected, sep="\n")
        sys.exit(1)


main()
