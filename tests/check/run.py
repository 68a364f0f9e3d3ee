#!/usr/bin/env python3
"""Runs the battery of `mipsia check` and `mipsia convert`. A test is a folder here:

  input.*            what is checked; other files may stand beside it
  cmd                what a user would type, run by bash in a copy of the folder;
                     without it: mipsia check --json input.*
  expected.exit      exit code
  expected.findings  of `check --json`: every finding on a line, as
                         SEVERITY CODE [PATH [LINE:COLUMN]]
                     (PATH is - when the finding has none, or the cell of a sheet)
  expected.qpp       the error document that CMS's API would answer, or null
  expected.stdout    standard output, byte for byte
  expected.stderr    lines that must all stand in standard error
  expected.files     files in the folder `out`, one a line
  expected.file.NAME the bytes of out/NAME

What is expected was written down from the specification, not taken from the program.
usage: run.py MIPSIA [NAME...]
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def told(finding, with_place, with_line):
    text = f"{finding['severity']} {finding['code']}"
    if with_place:
        text += " " + (finding.get("path") or finding.get("cell") or "-")
    if with_line:
        text += f" {finding.get('line') or finding.get('row') or 0}:{finding['column'] or 0}"
    return text


def compare_findings(expected, answer):
    wanted = [line for line in expected.decode().splitlines() if line.strip()]
    found = [f for file in answer["files"] for f in file["findings"]]
    lines = []
    for i, finding in enumerate(found):
        words = wanted[i].count(" ") if i < len(wanted) else 2
        lines.append(told(finding, words >= 2, words >= 3))
    if lines == wanted:
        return []
    return ["findings, expected:"] + ["    " + w for w in wanted] + ["found:"] + ["    " + l for l in lines]


def check(name, folder, done):
    problems = []
    case = os.path.join(HERE, name)
    out = os.path.join(folder, "out")

    def expected(what):
        path = os.path.join(case, "expected." + what)
        return read(path) if os.path.exists(path) else None

    if expected("exit") is None or int(expected("exit")) != done.returncode:
        problems.append(f"exit code {done.returncode}, expected {expected('exit')}")
    if expected("findings") is not None or expected("qpp") is not None:
        try:
            answer = json.loads(done.stdout)
        except ValueError as error:
            return problems + [f"standard output is not JSON: {error}: {done.stdout[:200]!r}"]
        if expected("findings") is not None:
            problems += compare_findings(expected("findings"), answer)
        if expected("qpp") is not None and answer["files"][0]["qppErrors"] != json.loads(expected("qpp")):
            problems.append("CMS's error document: " + json.dumps(answer["files"][0]["qppErrors"], indent=1))
    if expected("stdout") is not None and expected("stdout") != done.stdout:
        problems.append("standard output:\n" + done.stdout.decode(errors="replace"))
    for line in (expected("stderr") or b"").splitlines():
        if line not in done.stderr:
            problems.append(f"not in standard error: {line.decode()}\n" + done.stderr.decode(errors="replace"))
    if expected("files") is not None:
        there = sorted(os.listdir(out)) if os.path.isdir(out) else []
        if there != expected("files").decode().split("\n")[:-1]:
            problems.append(f"files: {there}")
    for file in sorted(os.listdir(case)):
        if file.startswith("expected.file."):
            path = os.path.join(out, file[len("expected.file."):])
            if not os.path.exists(path) or read(path) != read(os.path.join(case, file)):
                problems.append(f"{path}: " + (read(path).decode(errors="replace") if os.path.exists(path) else "missing"))
    return problems


def run(name, program, work):
    folder = os.path.join(work, "case", name)
    shutil.copytree(os.path.join(HERE, name), folder)
    if os.path.exists(os.path.join(folder, "cmd")):
        command = ["bash", "./cmd"]
    else:
        inputs = sorted(f for f in os.listdir(folder) if f.startswith("input."))
        command = ["mipsia", "check", "--json"] + inputs
    environment = dict(os.environ, PATH=work + "/bin:" + os.environ["PATH"], LC_ALL="C.UTF-8", TERM="dumb")
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    problems = check(name, folder, done)
    if problems:
        print(f"FAIL {name}")
        for problem in problems:
            print("    " + problem.replace("\n", "\n    "))
    return not problems


def main():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit("usage: run.py MIPSIA [NAME...]")
    names = sys.argv[2:] or sorted(n for n in os.listdir(HERE) if os.path.isdir(os.path.join(HERE, n)))
    with tempfile.TemporaryDirectory() as work:
        os.makedirs(work + "/bin")
        os.symlink(os.path.realpath(sys.argv[1]), work + "/bin/mipsia")
        results = [run(name, sys.argv[1], work) for name in names if not name.startswith("__")]
    print(f"{sum(results)} passed, {len(results) - sum(results)} failed")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
