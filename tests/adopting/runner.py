"""What a composite action and a GitLab job do, as far as a shell shows it: `runner.py action|gitlab FILE FOLDER [KEY=VALUE...]`.

Steps that use other actions are named and left out. Expressions are those of `action.yml`: names, `==`, `!=` and `&&`.
"""
import os
import re
import subprocess
import sys
import tempfile

import yaml

NAME = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


def value(context, name):
    return context[name] if name in context else sys.exit(f"unknown here: {name}")


def filled(context, text):
    return NAME.sub(lambda found: value(context, found[1]), text)


def holds(context, condition):
    def one(part):
        name, relation, word = re.fullmatch(r"\s*([\w.-]+) (==|!=) '(\w*)'\s*", part).groups()
        return (value(context, name) == word) == (relation == "==")

    return all(one(part) for part in condition.split("&&"))


def outputs(path):
    with open(path, encoding="utf-8") as lines:
        return dict(line.rstrip("\n").split("=", 1) for line in lines)


def action(path, folder, given):
    with open(path, encoding="utf-8") as text:
        manifest = yaml.safe_load(text)
    inputs = {name: about.get("default", "") for name, about in manifest["inputs"].items()}
    if unknown := given.keys() - inputs.keys():
        sys.exit(f"no such input: {unknown}")
    place = tempfile.mkdtemp()
    context = {
        "github.action_path": os.path.dirname(os.path.abspath(path)),
        "runner.temp": place,
        **{f"inputs.{name}": value for name, value in {**inputs, **given}.items()},
    }
    summary = os.path.join(place, "summary.md")
    for step in manifest["runs"]["steps"]:
        if not holds(context, step["if"]) if "if" in step else False:
            print(f"[{step['id']}] not due")
            continue
        if "uses" in step:
            print(f"[{step['id']}] would use {step['uses']}")
            continue
        said = os.path.join(place, step["id"])
        open(said, "w", encoding="utf-8").close()
        files = {"GITHUB_OUTPUT": said, "GITHUB_STEP_SUMMARY": summary, "RUNNER_TEMP": place}
        env = {name: filled(context, text) for name, text in step.get("env", {}).items()}
        # As GitHub runs `shell: bash`.
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", filled(context, step["run"])]
        ended = subprocess.run(command, cwd=folder, env={**os.environ, **files, **env}, check=False)
        context |= {f"steps.{step['id']}.outputs.{name}": text for name, text in outputs(said).items()}
        print(f"[{step['id']}] ended with {ended.returncode}", flush=True)
        if ended.returncode:
            break
    for name, about in manifest["outputs"].items():
        print(f"output {name}={filled(context, about['value'])}")
    if os.path.exists(summary):
        with open(summary, encoding="utf-8") as text:
            print("summary of the job:", text.readline().strip())


def gitlab(path, folder, given):
    with open(path, encoding="utf-8") as text:
        job = yaml.safe_load(text)["ov-lsp"]
    lines = "\n".join(job["before_script"] + job["script"])
    env = {**os.environ, **job["variables"], **given}
    ended = subprocess.run(["bash", "-eo", "pipefail", "-c", lines], cwd=folder, env=env, check=False)
    print(f"job ended with {ended.returncode}")
    for kind, file in job["artifacts"]["reports"].items():
        print(f"report {kind}: {os.path.getsize(os.path.join(folder, file)) > 0}")


what, file, folder, *given = sys.argv[1:]
{"action": action, "gitlab": gitlab}[what](file, folder, dict(pair.split("=", 1) for pair in given))
