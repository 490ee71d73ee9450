"""Runs the commands of docs/adopting.md, in order, on a copy of a real project: `guide.py GUIDE PROJECT`.

The numbers there are those of one day and are not compared; that each command does what the text around it says is.
"""
import re
import shutil
import subprocess
import sys
import tempfile

guide, project = sys.argv[1:]
folder = tempfile.mkdtemp()
shutil.copytree(project, folder, dirs_exist_ok=True)


def run(command, **options):
    return subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=False, **options)


def expect(wanted, what):
    if not wanted:
        sys.exit(f"docs/adopting.md is no longer right: {what}")


assert run("git init -q && git add -A && git commit -qm start").returncode == 0
with open(guide, encoding="utf-8") as text:
    blocks = re.findall(r"^```console\n(.*?)^```", text.read(), re.M | re.S)
commands = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
for command in commands:
    ended = run(command)
    print(f"{ended.returncode}  {command}")
    expect(ended.returncode in (0, 1), f"`{command}` ended with {ended.returncode}: {ended.stderr}")
    if "baseline" in command:
        expect(ended.returncode == 0, f"`{command}` is not green: {ended.stdout}")
    if command.endswith("--fix"):
        expect("files changed" in run("git diff --shortstat").stdout, "nothing was mended")
        assert run("git commit -qam mended").returncode == 0
expect(len(commands) >= 6, "its commands are gone")
shutil.rmtree(folder)
print(f"summary: {len(commands)} commands of docs/adopting.md run")
