"""Really starts the programs of a rendered project under supervisord, with stand-ins for their executables.

    supervisor_runs.py PREVIEW.json

Paths are moved into a scratch folder and accounts are left out; everything else is as rendered. All programs must reach
RUNNING, those that do not start by themselves after being asked to.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

TOOLS = pathlib.Path(sys.executable).parent
STAND_IN = "#!/bin/sh\nexec sleep infinity\n"
PATIENCE = 60

HEADER = """[supervisord]
nodaemon=true
logfile={root}/supervisord.log
pidfile={root}/supervisord.pid

[unix_http_server]
file={root}/s

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface

[supervisorctl]
serverurl=unix://{root}/s

"""


def moved(root, text):
    lines = []
    for line in text.splitlines():
        key, _, value = line.partition("=")
        if key == "user":
            continue
        if key == "command":
            word, _, arguments = value.partition(" ")
            stand_in = root / "bin" / re.sub(r"\W", "_", word)
            stand_in.parent.mkdir(exist_ok=True)
            stand_in.write_text(STAND_IN)
            stand_in.chmod(0o755)
            line = f"command={stand_in} {arguments}".rstrip()
        elif key == "directory" or key == "stdout_logfile" and not value.startswith("/dev/"):
            value = value.replace("%(ENV_HOME)s", "/home")
            place = root / value.lstrip("/")
            (place if key == "directory" else place.parent).mkdir(parents=True, exist_ok=True)
            line = f"{key}={place}"
        lines.append(line)
    return "\n".join(lines)


def control(config, *words):
    run = subprocess.run([TOOLS / "supervisorctl", "-c", config, *words], capture_output=True, text=True)
    return run.stdout


def states(config):
    lines = [line.split() for line in control(config, "status").splitlines()]
    return {line[0]: line[1] for line in lines if len(line) > 1}


def wait(config, wanted, names):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        now = states(config)
        if all(now.get(name) == wanted for name in names):
            return now
        time.sleep(0.3)
    print("not", wanted, now)
    sys.exit(1)


def main():
    layers = json.load(open(sys.argv[1]))["layers"]
    files = [layer["supervisord"]["fragment"] for layer in layers] + [
        relay for layer in layers for relay in layer["supervisord"]["relays"]
    ]
    text = "\n".join(file["text"] for file in files if file)
    names = re.findall(r"^\[(?:program|eventlistener):(.*)\]$", text, re.MULTILINE)
    by_hand = [part.partition("]")[0] for part in re.split(r"^\[\w+:", text, flags=re.MULTILINE) if "autostart=false" in part]
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        config = root / "supervisord.conf"
        config.write_text(HEADER.format(root=root) + moved(root, text) + "\n")
        daemon = subprocess.Popen([TOOLS / "supervisord", "-n", "-c", config], stdout=subprocess.DEVNULL)
        try:
            wait(config, "RUNNING", [name for name in names if name not in by_hand])
            assert all(states(config)[name] == "STOPPED" for name in by_hand), states(config)
            for name in by_hand:
                control(config, "start", name)
            now = wait(config, "RUNNING", names)
        finally:
            daemon.terminate()
            daemon.wait()
    print(f"summary: {len(now)} programs RUNNING under supervisord, {len(by_hand)} of them started by hand")
    assert sorted(now) == sorted(names), (now, names)


main()
