#!/usr/bin/env python3
"""Scores CMS's and the rule book's worked examples, and every row of the
reweighting tables, with the real program.

examples.ndjson   each line: a case, what it must give, and who says so
reweighting.csv   weights of every scenario of every year (42 CFR
                  414.1380(c)(2)(ii), 414.1367(d), 414.1370(h))

usage: run.py MIPSIA
"""
import csv
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
CATEGORIES = ("quality", "cost", "ia", "pi")


def score(program, cases):
    """Answers of `mipsia score --json`, one a case, in order."""
    text = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([program, "score", "--json", "-"], input=text, capture_output=True, text=True)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    if len(answers) != len(cases):
        sys.exit(f"{len(cases)} cases gave {len(answers)} answers: {done.stderr}")
    return answers


def check_examples(program):
    examples = [json.loads(line) for line in open(HERE / "examples.ndjson", encoding="utf-8")]
    answers = score(program, [example["case"] for example in examples])
    for example, answer in zip(examples, answers):
        got = {name: answer.get(name) for name in example["expect"]}
        name = f"{example['case']['id']}: {example['what']}"
        yield name, example["expect"], got


def weight_case(table, year, reweighted):
    """The plainest submission that lands in that row."""
    program = "app1" if table == "app" else "mips"
    profile = {"reweightedCategories": reweighted}
    if table == "smallPractice":
        profile["specialStatuses"] = ["smallPractice"]
    if table.startswith("apmStandard"):
        profile["apmScoringStandard"] = "webInterface" if table.endswith("WebInterface") else "other"
    return {
        "id": f"{table} {year} without {' '.join(reweighted) or 'nothing'}",
        "submission": {"performanceYear": year, "entityType": "individual", "measurementSets": [
            {"category": "ia", "submissionMethod": "registry", "programName": program,
             "performanceStart": f"{year}-01-01", "performanceEnd": f"{year}-12-31",
             "measurements": [{"measureId": "IA_PCMH", "value": True}]}]},
        "profile": profile,
    }


def check_weights(program):
    rows = list(csv.DictReader(open(HERE / "reweighting.csv", encoding="utf-8")))
    cases = [weight_case(r["table"], int(r["performance_year"]), r["reweighted"].split()) for r in rows]
    for row, case, answer in zip(rows, cases, score(program, cases)):
        expect = {"weights": {c: int(row[c]) for c in CATEGORIES},
                  "weight": int(row["ia"]), "contribution": int(row["ia"])}
        got = {name: answer.get(name) for name in expect}
        yield case["id"], expect, got


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    passed = failed = 0
    for name, expect, got in [*check_examples(sys.argv[1]), *check_weights(sys.argv[1])]:
        if expect == got:
            passed += 1
        else:
            failed += 1
            print(f"{name}\n  expected {expect}\n  got      {got}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
