#!/usr/bin/env python3
"""Compare two result files, line by line.

    compare.py ENGINE.ndjson REFERENCE.ndjson [--cases CASES.ndjson] [--show N]

Compared: the figures of FIELDS, and of every activity ACTIVITY_FIELDS, or that
both refuse (points null). Codes and texts of errors and warnings are not.
Prints the first N (20) differences with their case; the last line is
"N passed, N failed"; exits with 1 if any failed.
"""
import itertools
import json
import sys

FIELDS = ("programName", "points", "maxPoints", "percent", "weight", "contribution",
          "weights", "finalScore", "credits")
ACTIVITY_FIELDS = ("measureId", "points", "counted", "reason")
MISSING = "(missing)"


def of_activities(answer):
    activities = answer.get("activities")
    if type(activities) is not list:
        return activities
    return [[one.get(name, MISSING) for name in ACTIVITY_FIELDS] if type(one) is dict else one
            for one in activities]


def is_refusal(answer):
    return answer.get("points", MISSING) is None


def same(one, other):
    """Equal, and true is not 1 (Python says it is)."""
    if type(one) is bool or type(other) is bool:
        return one is other
    if type(one) is dict and type(other) is dict:
        return one.keys() == other.keys() and all(same(one[k], other[k]) for k in one)
    if type(one) is list and type(other) is list:
        return len(one) == len(other) and all(same(a, b) for a, b in zip(one, other))
    return one == other


def differences(engine, reference):
    if is_refusal(engine) and is_refusal(reference):
        # a refusal has no figure at all
        return ["%s: engine %s, though it refuses" % (name, json.dumps(engine.get(name)))
                for name in ("percent", "weight", "contribution", "weights", "finalScore")
                if engine.get(name) is not None]
    found = []
    for name in FIELDS:
        if not same(engine.get(name, MISSING), reference.get(name, MISSING)):
            found.append("%s: engine %s, reference %s" % (
                name, json.dumps(engine.get(name, MISSING)),
                json.dumps(reference.get(name, MISSING))))
    one, other = of_activities(engine), of_activities(reference)
    if not same(one, other):
        found.append("activities: engine %s, reference %s" % (json.dumps(one), json.dumps(other)))
    return found


def parse(line):
    try:
        answer = json.loads(line)
    except ValueError as error:
        return {"notJson": str(error)}
    return answer if type(answer) is dict else {"notAnObject": answer}


def lines_of(path):
    file = sys.stdin if path == "-" else open(path, encoding="utf-8", errors="surrogateescape")
    return (line for line in file if line.strip())


def main(arguments):
    paths, cases, show = [], None, 20
    arguments = list(arguments)
    while arguments:
        argument = arguments.pop(0)
        if argument == "--cases" and arguments:
            cases = arguments.pop(0)
        elif argument == "--show" and arguments:
            show = int(arguments.pop(0))
        else:
            paths.append(argument)
    if len(paths) != 2:
        sys.exit(__doc__)
    passed = failed = 0
    none = iter(())
    for number, (engine, reference, case) in enumerate(itertools.zip_longest(
            lines_of(paths[0]), lines_of(paths[1]), lines_of(cases) if cases else none), 1):
        if engine is None or reference is None:
            found = ["no answer of the %s" % ("engine" if engine is None else "reference")]
        else:
            found = differences(parse(engine), parse(reference))
        if not found:
            passed += 1
            continue
        failed += 1
        if failed <= show:
            print("line %d" % number)
            if case is not None:
                print("  case %s" % case.strip())
            for one in found:
                print("  " + one)
            for name, text in (("engine", engine), ("reference", reference)):
                errors = parse(text).get("errors") if text else None
                if errors:
                    print("  errors of the %s: %s" % (name, json.dumps(errors)[:400]))
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
