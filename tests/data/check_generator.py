#!/usr/bin/env python3
"""Check gen_rulebook: a new year by data alone, and its errors.

    check_generator.py GEN_RULEBOOK [CC]

Copies data/ to a temporary folder. There a fictional year is added and the
tables are compiled, and slips of the pen are made one by one, each of which
must end the program with the file and the place. The last line says how many
checks passed and failed.
"""
import hashlib
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"
WARNINGS = ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"]
CITED = {"rule": "A rule.", "citation": "42 CFR 414.1380", "source": "CFR-2024", "confidence": "inferred"}


def leaf(value):
    return {"value": value, **CITED}


def at(document, path):
    for step in path:
        document = document[step]
    return document


def put(path, value):
    def change(document):
        at(document, path[:-1])[path[-1]] = value
    return change


def drop(path):
    def change(document):
        del at(document, path[:-1])[path[-1]]
    return change


def swap_first_two(document):
    document[0], document[1] = document[1], document[0]


# file, change of it, words that the message must hold
SLIPS = [
    ("2024/rules.json", put(["rules", "points", "hgih"], leaf(1)), ["2024/rules.json: rules.points.hgih"]),
    ("2024/rules.json", put(["rules", "wieghts"], {"app": {"none": leaf(1)}}), ["wieghts.app.none"]),
    ("2024/rules.json", put(["rules", "points", "max", "unit"], "x"), ["rules.points.max", "\"unit\""]),
    ("2024/rules.json", drop(["rules", "points", "max", "citation"]), ["rules.points.max", "\"citation\""]),
    ("2024/rules.json", drop(["rules", "points", "max", "source"]), ["rules.points.max", "\"source\""]),
    ("2024/rules.json", drop(["rules", "points", "max", "confidence"]), ["points.max", "\"confidence\""]),
    ("2024/rules.json", put(["rules", "points", "max", "source"], "CFR-1999"), ["max.source", "CFR-1999"]),
    ("2024/rules.json", put(["rules", "points", "max", "confidence"], "sure"), ["max.confidence", "sure"]),
    ("2024/rules.json", put(["rules", "points", "max", "rule"], ""), ["max.rule"]),
    ("2024/rules.json", put(["rules", "points", "max", "value"], 400), ["max.value"]),
    ("2024/rules.json", put(["rules", "points", "max", "value"], "40"), ["max.value"]),
    ("2024/rules.json", put(["rules", "pcmh", "points", "value"], 30), ["pcmh.points.value", "points.max"]),
    ("2024/rules.json", put(["rules", "pcmh", "sites", "value"], "half"), ["pcmh.sites.value"]),
    ("2024/rules.json", drop(["rules", "duration", "default"]), ["2024/rules.json", "duration.default"]),
    ("2024/rules.json", drop(["rules", "points", "mvp"]), ["mvp is in force"]),
    ("2024/rules.json", drop(["rules", "points", "mvp", "high", "special"]), ["points.mvp.high"]),
    ("2024/rules.json", drop(["rules", "points", "traditional", "high"]), ["2024/activities.json", "high"]),
    ("2024/rules.json", drop(["rules", "performers", "subgroup"]), ["performers.subgroup"]),
    ("2024/rules.json", put(["rules", "options", "app", "entities", "value"], ["grp"]), ["value[0]", "grp"]),
    ("2024/rules.json", put(["rules", "statuses", "doubling", "value"], ["rural"]), ["doubling.value"]),
    ("2024/rules.json", put(["rules", "window", "closes", "value"], "2025-02-30"), ["window.closes.value"]),
    ("2024/rules.json", put(["rules", "window", "opens", "value"], "2026-01-02"), ["window"]),
    ("2024/rules.json", put(["rules", "weights", "app", "pi", "value", "ia"], 26), ["weights.app.pi", "101"]),
    ("2024/rules.json", put(["rules", "weights", "app", "pi", "value", "pi"], 1), ["app.pi", "reweighted"]),
    ("2024/rules.json", drop(["rules", "weights", "traditional", "cost,pi"]), ["traditional", "\"cost,pi\""]),
    ("2024/rules.json", drop(["rules", "weights", "app", "none"]), ["weights.app"]),
    ("2024/rules.json", put(["rules", "weights", "traditional", "pi,cost"], leaf(1)), ["pi,cost"]),
    ("2024/rules.json", put(["performanceYear"], 2025), ["performanceYear"]),
    ("2024/rules.json", put(["rules", "year", "value"], 2025), ["rules.year"]),
    ("2024/rules.json", put(["comment"], "x"), ["\"comment\""]),
    ("2022/rules.json", put(["rules", "options", "mvp", "entities", "value"], ["group"]), ["mvp"]),
    ("2024/activities.json", swap_first_two, ["2024/activities.json", "[1]", "order"]),
    ("2024/activities.json", put([0, "measureId"], "IA_AHE_01"), ["[0].measureId", "IA_AHE_01"]),
    ("2024/activities.json", put([0, "measureId"], "AHE_1"), ["[0].measureId", "AHE_1"]),
    ("2024/activities.json", put([0, "weight"], "low"), ["[0].weight", "low"]),
    ("2024/activities.json", put([0, "description"], "x"), ["[0]", "\"description\""]),
    ("2024/activities.json", drop([0, "title"]), ["[0]", "\"title\""]),
    ("2024/activities.json", put([0, "frequency"], {"onceInYears": 4}), ["[0].frequency", "\"rule\""]),
    ("2024/mvps.json", put([0, "activities"], ["IA_AHE_2"]), ["[0].activities[0]", "IA_AHE_2"]),
    ("2024/mvps.json", put([0, "activities"], ["IA_BE_1", "IA_BE_1"]), ["[0].activities[1]", "twice"]),
    ("2024/mvps.json", swap_first_two, ["2024/mvps.json", "[1]", "order"]),
    ("lineage.json", put([0, "year"], 2024), ["lineage.json", "[0]", "2023"]),
    ("lineage.json", put([0, "kind"], "reused"), ["lineage.json", "[0]"]),
    ("lineage.json", put([0, "to"], "IA_XX_1"), ["[0].to", "IA_XX_1"]),
    ("sources.json", swap_first_two, ["sources.json", "[1]", "order"]),
]


class Bench:
    def __init__(self, generator, compiler, folder):
        self.generator, self.compiler, self.folder = generator, compiler, folder
        self.data = folder / "data"
        self.output = folder / "rulebook_data.c"
        self.passed = self.failed = 0

    def check(self, what, holds, detail=""):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{what}\n    {detail}")

    def fresh_data(self):
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(DATA, self.data, ignore=shutil.ignore_patterns("guide"))

    def change(self, name, change):
        path = self.data / name
        document = json.loads(path.read_text(encoding="utf-8"))
        change(document)
        path.write_text(json.dumps(document), encoding="utf-8")

    def generate(self):
        self.output.unlink(missing_ok=True)
        command = [self.generator, self.data, self.output]
        return subprocess.run(command, capture_output=True, text=True)

    def compiles(self):
        command = [self.compiler, *WARNINGS, f"-I{ROOT}/include", f"-I{ROOT}/src/engine", "-c", self.output,
                   "-o", self.folder / "rulebook_data.o"]
        return subprocess.run(command, capture_output=True, text=True)

    def expect_tables(self, what):
        done = self.generate()
        self.check(f"{what}: generates", done.returncode == 0, done.stderr)
        built = self.compiles()
        self.check(f"{what}: compiles", built.returncode == 0, built.stderr[:400])
        return self.output.read_text(encoding="utf-8") if done.returncode == 0 else ""

    def expect_error(self, name, change, words):
        self.fresh_data()
        self.change(name, change)
        done = self.generate()
        said = done.returncode == 1 and all(word in done.stderr for word in words)
        self.check(f"{name}: expected an error with {words}", said and not self.output.exists(), done.stderr)


def digest_of(data):
    """What data/README.md says: SHA-256 over the bytes, in the order of the paths."""
    paths = [*data.glob("[0-9]*/*.json"), data / "lineage.json", data / "sources.json"]
    content = b"".join(path.read_bytes() for path in sorted(paths, key=str))
    return "sha256:" + hashlib.sha256(content).hexdigest()


def check_data(bench):
    bench.fresh_data()
    first = bench.expect_tables("data")
    bench.check("the digest is that of the bytes", f'"{digest_of(bench.data)}"' in first)
    bench.check("the same data give the same tables", bench.expect_tables("data again") == first)


def check_new_year(bench):
    """The year after the last: other points, another activity, another MVP."""
    bench.fresh_data()
    last = max(int(path.name) for path in bench.data.glob("[0-9]*"))
    new = str(last + 1)
    shutil.copytree(bench.data / str(last), bench.data / new)
    for path, value in [
        (["performanceYear"], last + 1),
        (["rules", "year", "value"], last + 1),
        (["rules", "window", "opens", "value"], f"{last + 2}-01-02"),
        (["rules", "window", "closes", "value"], f"{last + 2}-03-31"),
        (["rules", "points", "traditional", "unweighted", "ordinary"], leaf(13)),
        (["rules", "notes"], {"moon": leaf("is new")}),
    ]:
        bench.change(f"{new}/rules.json", put(path, value))
    bench.change(f"{new}/activities.json", lambda rows: rows.append({
        "measureId": "IA_PSPA_99", "title": "Is this new???/",
        "duration": {"length": 7, "unit": "days", **CITED}}))
    bench.change(f"{new}/mvps.json", lambda rows: rows.append({
        "mvpId": "M9999", "title": "New", "topic": "New", "specialties": [], "activities": ["IA_PSPA_99"]}))
    text = bench.expect_tables("a new year")
    for word in [f"rules_{new}", '"M9999"', '"activities.IA_PSPA_99.duration", "7 days"', '"notes.moon"']:
        bench.check(f"a new year: has {word}", word in text)


def check_files(bench):
    bench.fresh_data()
    shutil.rmtree(bench.data / "2020")
    bench.check("a gap in the years is an error", "2020/activities.json" in bench.generate().stderr)
    bench.fresh_data()
    (bench.data / "2024/mvps.json").unlink()
    bench.check("missing MVPs are an error", "there is no mvps.json" in bench.generate().stderr)
    bench.fresh_data()
    (bench.data / "2024/rules.json").write_text('{"performanceYear": 2024, "performanceYear": 2024}')
    bench.check("a member named twice is an error", "2024/rules.json: line 1" in bench.generate().stderr)


def main(arguments):
    if len(arguments) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        compiler = arguments[2] if len(arguments) == 3 else "cc"
        bench = Bench(pathlib.Path(arguments[1]).resolve(), compiler, pathlib.Path(folder))
        check_data(bench)
        check_new_year(bench)
        check_files(bench)
        for slip in SLIPS:
            bench.expect_error(*slip)
    print(f"{bench.passed} passed, {bench.failed} failed")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
