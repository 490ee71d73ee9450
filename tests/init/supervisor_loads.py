"""Loads each rendered supervisord configuration with the real program and compares what it understood.

    supervisor_loads.py PROJECT PREVIEW.json [EXPECTED.txt]

What the author meant is read from the layer files by another YAML library. The program's own words about each layer
that it refuses or understands otherwise must be exactly the lines of EXPECTED.txt, `LAYER: WORDS`.
"""

import io
import json
import os
import pathlib
import sys
import tempfile

import yaml
from supervisor import datatypes, options

HEADER = "[supervisord]\nnodaemon=true\nlogfile=/dev/null\nlogfile_maxbytes=0\n\n"
UNSET_PRIORITY = 999
HOME = "/home/user"


def ignore_this_machine():
    """Accounts and log folders exist in the image, not here."""
    options.name_to_uid = lambda name: 0
    options.existing_dirpath = datatypes.existing_dirpath = lambda path: path
    options.logfile_name = datatypes.logfile_name = lambda name: name


def understood(text):
    """Name to (section, command, priority, environment), or the program's complaint."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as file:
        file.write(HEADER + text)
        file.flush()
        server = options.ServerOptions()
        server.stdout = server.stderr = errors = io.StringIO()
        try:
            server.realize(["-n", "-c", file.name])
        except SystemExit:
            return None, errors.getvalue().split("\nFor help")[0].replace(file.name, "FILE") or "ends without a word"
        except Exception as error:  # the program itself ends with a traceback here
            return None, f"{type(error).__name__}: {error}".replace(file.name, "FILE")
    programs = {}
    for group in server.process_group_configs:
        listens = isinstance(group, options.EventListenerPoolConfig)
        for process in group.process_configs:
            programs[process.name] = (
                "eventlistener" if listens else "program",
                process.command,
                process.priority,
                dict(process.environment),
            )
    return programs, None


def expanded(text):
    return text.replace("%(ENV_HOME)s", HOME).replace("%%", "%").strip()


def meant(layer):
    programs = {}
    for entry in layer.get("service") or []:
        if entry and not entry.get("use_packaged"):
            section = "eventlistener" if entry.get("kind") == "eventlistener" else "program"
            over = entry.get("overrides") or {}
            environment = {**(entry.get("env") or {}), **(over.get("env") or {})}
            environment = {name: expanded(value) for name, value in environment.items()}
            priority = int(entry.get("priority") or UNSET_PRIORITY)
            programs[entry["name"]] = (section, expanded(over.get("exec") or entry.get("exec", "")), priority, environment)
    for port in layer.get("port_relay") or []:
        programs[f"relay-{port}"] = ("program", f"/usr/local/bin/relay-wrapper {port}", 1, {})
    return programs


def complaint(layer, preview):
    ours = preview["supervisord"]
    texts = [file["text"] for file in [ours["fragment"], *ours["relays"]] if file]
    if not texts:
        return None
    programs, words = understood("\n".join(texts))
    if programs is None:
        return words
    expected = meant(layer)
    if sorted(programs) != sorted(expected):
        return f"programs {sorted(programs)}, meant {sorted(expected)}"
    for name, program in programs.items():
        if program != expected[name]:
            return f"understands {program}, meant {expected[name]}"
    return None


def main():
    project, preview = pathlib.Path(sys.argv[1]), json.load(open(sys.argv[2]))
    expected = pathlib.Path(sys.argv[3]).read_text().splitlines() if len(sys.argv) > 3 else []
    os.environ.update(HOME=HOME)
    ignore_this_machine()
    found, loaded = [], 0
    for layer in preview["layers"]:
        file = project / "layers" / layer["layer"] / "layer.yml"
        # Every scalar as it is spelled.
        words = complaint(yaml.load(file.read_text(), yaml.BaseLoader)["layer"], layer)
        loaded += layer["supervisord"]["fragment"] is not None
        if words:
            found.append(f"{layer['layer']}: {' '.join(words.split())}")
    print(f"summary: supervisord read {loaded} layers of {project.name}, {len(found)} of them not as meant")
    if found != expected:
        print("not as meant:", *found, "expected:", *expected, sep="\n")
        sys.exit(1)


main()
