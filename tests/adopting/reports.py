"""Holds reports against the formats that their readers publish: `reports.py OV-LSP PROJECT`.

gitlab    docs.gitlab.com/ci/testing/code_quality (code quality report format)
junit     what Jenkins' junit-10.xsd and docs.gitlab.com/ci/testing/unit_test_reports have in common, with `file` and `line` at a case
rdjson    reviewdog's DiagnosticResult (proto/rdf)
markdown  GitHub's tables
"""
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from jsonschema import Draft202012Validator

ov_lsp, project = sys.argv[1:]

TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}


def record(required, **properties):
    return {"type": "object", "required": required.split(), "properties": properties}


def items(schema):
    return {"type": "array", "items": schema}


GITLAB = items(record(
    "description check_name fingerprint severity location",
    description=TEXT, check_name=TEXT, fingerprint={"type": "string", "pattern": "^[0-9a-f]+$"},
    severity={"enum": ["info", "minor", "major", "critical", "blocker"]},
    location=record(
        "path lines positions",
        path={"type": "string", "pattern": r"^(?!\./|/|\.\./)."},
        lines=record("begin", begin=COUNT, end=COUNT),
        positions=record("begin", begin=record("line column", line=COUNT, column=COUNT)),
    ),
))
POSITION = record("line column", line=COUNT, column=COUNT)
RANGE = record("start end", start=POSITION, end=POSITION)
PLACE = record("path range", path=TEXT, range=RANGE)
RDJSON = record(
    "source diagnostics",
    source=record("name", name=TEXT),
    diagnostics=items(record(
        "message location severity code",
        message=TEXT, location=PLACE, severity={"enum": ["ERROR", "WARNING", "INFO"]},
        code=record("value", value=TEXT, url=TEXT),
        suggestions=items(record("range text", range=RANGE, text={"type": "string"})),
        related_locations=items(record("message location", message=TEXT, location=PLACE)),
    )),
)


def check(wanted, what):
    if not wanted:
        sys.exit(f"FAILED: {what}")


def printed(form, *more):
    command = [ov_lsp, "check", project, "--format", form, "--min-severity=hint", "--exit-zero", "--quiet", *more]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def junit(text, total):
    suites = ElementTree.fromstring(text)
    check(suites.tag == "testsuites", "junit: its root")
    failures = 0
    for suite in suites:
        check(suite.tag == "testsuite" and {"name", "tests", "failures", "errors"} <= suite.attrib.keys(), "junit: a suite")
        cases = suite.findall("testcase")
        failed = [case for case in cases if case.find("failure") is not None]
        check((len(cases), len(failed)) == (int(suite.get("tests")), int(suite.get("failures"))), "junit: counts of a suite")
        for case in cases:
            check({"name", "classname"} <= case.attrib.keys() <= {"name", "classname", "file", "line"}, "junit: a case")
        for case in failed:
            check(case.find("failure").attrib.keys() == {"type", "message"} and case.find("failure").text.strip(), "junit: a failure")
        failures += len(failed)
    check(failures == total == int(suites.get("failures")), "junit: its counts")
    check(int(suites.get("tests")) >= 1, "junit: a report without a test is taken for a broken one")


def markdown(text, total):
    rows = [line for line in text.splitlines() if line.startswith("|")]
    check(text.startswith("## "), "markdown: its heading")
    check(len(rows) == (min(total, 200) + 2 if total else 0), "markdown: its rows")
    for row in rows:
        # A bar within code ends the cell, too, unless it is escaped.
        check(len(re.findall(r"(?<!\\)\|", row)) == 5, f"markdown: {row}")


def hold(*more):
    report = json.loads(printed("json", *more))
    total = len(report["findings"])
    lines = [json.loads(line) for line in printed("jsonl", *more).splitlines()]
    check(lines == report["findings"], "jsonl: not the findings of json")
    quality = json.loads(printed("gitlab", *more))
    Draft202012Validator(GITLAB).validate(quality)
    check(len({entry["fingerprint"] for entry in quality}) == len(quality) == total, "gitlab: fingerprints are not distinct")
    diagnostics = json.loads(printed("rdjson", *more))
    Draft202012Validator(RDJSON).validate(diagnostics)
    check(len(diagnostics["diagnostics"]) == total, "rdjson: its number")
    junit(printed("junit", *more), total)
    markdown(printed("markdown", *more), total)
    counted = json.loads(printed("json", "--statistics", *more))["statistics"]
    check(sum(row["findings"] for row in counted) == total, "statistics: their sum")
    listed = [line.split() for line in printed("concise", "--statistics", *more).splitlines()]
    check([[int(n), severity, rule] for n, severity, rule in listed]
          == [[row["findings"], row["severity"], row["rule"]] for row in counted], "statistics: two formats differ")
    return total


found = hold()
check(found > 20, "too few findings to show anything")
check(hold("--ignore=all") == 0, "findings without a rule")
print(f"summary: reports of {found} findings and of none are as their readers want them")
