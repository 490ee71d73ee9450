"""Times the language server in one big project; see big_project.sh. Python 3.11, standard library only."""
import json, os, statistics, subprocess, sys, time
from pathlib import Path

ROOT, SERVER = Path(sys.argv[1]), os.environ["OV_LSP"]
OPERATIONS = {"didChangeWatchedFiles": {"dynamicRegistration": True}, "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create", "rename", "delete"]}}


class Client:
    def __init__(self):
        self.process = subprocess.Popen([SERVER, "server"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.last = 0
        text = {"diagnostic": {}}
        self.ask("initialize", {"processId": None, "rootUri": ROOT.as_uri(), "capabilities": {"workspace": OPERATIONS, "textDocument": text}})
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params): self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        while True:
            length = 0
            while (line := self.process.stdout.readline().strip()):
                if line.lower().startswith(b"content-length:"): length = int(line.split(b":")[1])
            message = json.loads(self.process.stdout.read(length))
            if message.get("id") == self.last and "method" not in message: return message.get("result")

    def cpu(self):
        ticks = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


def timed(work):
    start = time.perf_counter()
    result = work()
    return (time.perf_counter() - start) * 1000, result


def opened(client, path):
    document = {"uri": path.as_uri()}
    client.tell("textDocument/didOpen", {"textDocument": {**document, "languageId": "yaml", "version": 1, "text": path.read_text()}})
    return document


def keystrokes(client, document, line, column, count=50):
    """Milliseconds from a letter typed to the diagnostics of the file, and the server's CPU for each."""
    client.ask("textDocument/diagnostic", {"textDocument": document})
    samples, before = [], client.cpu()
    for n in range(count):
        at = {"line": line, "character": column + n}
        change = {"textDocument": {**document, "version": n + 2}, "contentChanges": [{"range": {"start": at, "end": at}, "text": "x"}]}
        client.tell("textDocument/didChange", change)
        samples.append(timed(lambda: client.ask("textDocument/diagnostic", {"textDocument": document}))[0])
    return statistics.median(samples), min(samples), (client.cpu() - before) * 1000 / count


def check():
    start = os.times()
    wall, _ = timed(lambda: subprocess.run([SERVER, "check", "--project", ROOT], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    end = os.times()
    return wall / 1000, end.children_user + end.children_system - start.children_user - start.children_system


def main():
    # The files are read once before, so that both read them from memory.
    check()
    wall, cpu = check()
    print(f"ov-lsp check:                     {wall:6.2f} s wall {cpu:6.2f} s CPU")
    client = Client()
    user = ROOT / "layers/zz-user-0/layer.yml"
    first, _ = timed(lambda: client.ask("textDocument/diagnostic", {"textDocument": opened(client, user)}))
    print(f"indexed, first diagnostics:       {first / 1000:6.2f} s wall {client.cpu():6.2f} s CPU {client.memory():6.0f} MB")
    document = {"uri": user.as_uri()}
    for name, line, column in (("id of a check", 5, 14), ("command of a check", 6, 24), ("name of a layer in `require`", 3, 20)):
        median, least, cpu = keystrokes(client, document, line, column)
        print(f"keystroke, {name:28} p50 {median:7.2f} ms, least {least:7.2f} ms, {cpu:7.2f} ms CPU")
        client.tell("textDocument/didClose", {"textDocument": document})
        opened(client, user)
    hub = opened(client, ROOT / "layers/zz-hub/layer.yml")
    client.ask("textDocument/diagnostic", {"textDocument": hub})
    at = {"textDocument": hub, "position": {"line": 1, "character": 12}}
    renames, before = [], client.cpu()
    for _ in range(5):
        wall, edit = timed(lambda: client.ask("textDocument/rename", {**at, "newName": "zz-renamed"}))
        renames.append(wall)
    files, cpu = len((edit or {}).get("documentChanges", [])), (client.cpu() - before) * 1000 / len(renames)
    print(f"rename, {files} changes of files:         least {min(renames):7.1f} ms, {cpu:7.1f} ms CPU")


main()
