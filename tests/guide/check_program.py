#!/usr/bin/env python3
"""Checks of the guide as the program shows it.

    check_program.py MIPSIA

Runs `mipsia activity`, `activities --search`, `suggest` and `guide` as a practice
would, and looks at what comes out: text, JSON, the table and the booklet.
Output: a line for each check that fails, last `N passed, N failed`.
"""

import csv
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "data" / "guide"
YEARS = range(2017, 2028)
BOX = "\u2610"

passed = 0
failed = 0
program = ""


def check(name, holds, detail=""):
    global passed, failed
    if holds:
        passed += 1
    else:
        failed += 1
        print(f"FAIL {name}{': ' if detail else ''}{detail}")


def run(*arguments, locale="C.UTF-8", code=0):
    """What a command prints; its exit code is checked."""
    environment = {"PATH": os.environ["PATH"], "TERM": "dumb", "HOME": "/nonexistent"}
    if locale:
        environment["LC_ALL"] = locale
    result = subprocess.run([program, *arguments], stdin=subprocess.DEVNULL, capture_output=True,
                            env=environment, timeout=120)
    check(f"exit code of {' '.join(arguments)}", result.returncode == code,
          f"{result.returncode}, not {code}; {result.stderr.decode()[:200]}")
    return result.stdout.decode("utf-8")


def entries():
    return {path.stem: json.loads(path.read_text(encoding="utf-8"))
            for path in sorted(GUIDE.glob("*.json"))}


def holds(item, year):
    return item.get("from", 0) <= year <= item.get("to", 9999)


# ------------------------------------------------------------------- activity

def check_activity_text(guide):
    for measure_id, entry in guide.items():
        last = min(entry["summary"][-1]["to"], 2026)
        text = run("activity", measure_id, "--year", str(last))
        summary = next(s["text"] for s in entry["summary"] if holds(s, last))
        check(f"{measure_id}: summary", summary in text)
        for proof in entry["proof"]:
            shown = f"{BOX} {proof['document']}\n" in text
            # The same words may serve two spans of years.
            same = any(p["document"] == proof["document"] and holds(p, last) for p in entry["proof"])
            check(f"{measure_id}: {proof['id']} in {last}", shown == same)
        groups = {p["need"] for p in entry["proof"] if p["need"] != "all" and holds(p, last)}
        check(f"{measure_id}: choices", len(re.findall(r"Any one of these \d+ is enough:", text)) == len(groups))


def check_boxes():
    check("no UTF-8: boxes of ASCII", "[ ] " in run("activity", "IA_BE_4", locale="C"))
    check("no UTF-8: no other box", BOX not in run("activity", "IA_BE_4", locale="C"))
    check("no locale at all", "[ ] " in run("activity", "IA_BE_4", locale=None))


def check_activity_json(guide):
    for measure_id in ("IA_BE_4", "IA_PM_6", "IA_PSPA_22", "IA_CC_13"):
        shown = json.loads(run("activity", measure_id, "--json"))["guide"]
        entry = guide[measure_id]
        for key in ("plainName", "whoTakesPart", "howLong", "owner", "alreadyDoing", "keywords"):
            check(f"{measure_id}: JSON {key}", shown[key] == entry[key])
        check(f"{measure_id}: JSON effort", shown["effort"]["setUp"] == entry["effort"]["setUp"] and
              set(shown["effort"]["staff"]) == set(entry["effort"]["staff"]))
        check(f"{measure_id}: JSON proof", [p["id"] for p in shown["proof"]] ==
              [p["id"] for p in entry["proof"]])
        only = json.loads(run("activity", measure_id, "--json", "--year", "2025"))["guide"]
        check(f"{measure_id}: JSON proof of 2025", [p["id"] for p in only["proof"]] ==
              [p["id"] for p in entry["proof"] if holds(p, 2025)])
        check(f"{measure_id}: JSON summary of 2025", len(only["summary"]) == 1)


# --------------------------------------------------------------------- search

def check_search():
    wanted = {
        ("opioid", "2026"): {"IA_PSPA_22", "IA_PSPA_31", "IA_PSPA_32"},
        ("weekend hours", "2024"): {"IA_EPA_1"},
        ("telehealth", "2026"): {"IA_EPA_2"},
        ("dermatology", "2026"): {"IA_EPA_2", "IA_PSPA_7", "IA_PSPA_33"},
        ("patient portal", "2026"): {"IA_BE_4"},
    }
    for (words, year), ids in wanted.items():
        found = json.loads(run("activities", "--search", words, "--year", year, "--json"))
        found = [row["measureId"] for row in found["activities"]]
        check(f"search '{words}' {year}", ids <= set(found), f"found {found}")
        check(f"search '{words}' {year}: none twice", len(found) == len(set(found)))
    check("a search without an answer names another year",
          "IA_EPA_1" in run("activities", "--search", "weekend hours", "--year", "2026"))


# -------------------------------------------------------------------- suggest

def suggest(*arguments, code=0):
    return json.loads(run("suggest", "--json", "--no-input", *arguments, code=code))


def check_suggest():
    small = suggest("--clinicians", "5", "--specialty", "dermatology", "--from", "2026-06-01")
    check("small practice: one activity each",
          [len(s["activities"]) for s in small["suggestions"]] == [1, 1, 1])
    check("half of five clinicians, rounded up", small["cliniciansNeeded"] == 3)
    check("small practice: full credit", all(s["points"] == 40 for s in small["suggestions"]))
    large = suggest("--clinicians", "40", "--doing", "IA_BE_4", "--from", "2026-06-01")
    first = large["suggestions"][0]["activities"]
    check("what is done comes first", first[0]["measureId"] == "IA_BE_4" and
          first[0]["reasons"][0]["reason"] == "doing")
    words = suggest("--clinicians", "40", "--doing", "patient portal", "--from", "2026-06-01")
    check("words become activities", "IA_BE_4" in words["asked"]["maybeDoing"])
    late = suggest("--clinicians", "40", "--from", "2026-11-01", code=1)
    check("too late: nothing proposed", late["suggestions"] == [] and late["leftOut"]["tooLate"] > 80)
    kept = suggest("--doing", "IA_BE_6,IA_CC_13", "--from", "2026-11-01")
    check("too late, but done", kept["suggestions"][0]["activities"][0]["cautions"][0]["reason"]
          == "mustHaveBegun")
    again = suggest("--attested", "IA_PSPA_22:2024", "--from", "2026-03-01")
    check("frequency", again["leftOut"]["tooFrequent"] == 1)
    gone = suggest("--doing", "IA_EPA_1", "--from", "2026-03-01")
    check("a removed activity is told", "IA_EPA_1" in " ".join(gone["notes"]))
    renamed = suggest("--doing", "IA_PM_13", "--from", "2026-03-01")
    check("a renumbered activity is followed", renamed["asked"]["doing"] == ["IA_AHW_1"])
    mvp = suggest("--mvp", "M1421", "--from", "2026-03-01")
    check("MVP", mvp["asked"]["programName"] == "M1421" and len(mvp["suggestions"]) == 3)
    text = run("suggest", "--clinicians", "40", "--doing", "IA_BE_4", "--from", "2026-06-01")
    check("text: reason", "you said that you already do it" in text)
    check("text: papers", BOX in text)
    check("text: deadline", "October 3, 2026" in text)
    check("same question, same answer", text == run("suggest", "--clinicians", "40", "--doing", "IA_BE_4",
                                                     "--from", "2026-06-01"))
    for bad in (["--from", "tomorrow"], ["--specialty", "witchcraft"], ["--doing", "IA_XX_9"],
                ["--attested", "IA_PSPA_22"], ["--mvp", "X1"], ["--year", "1999"]):
        run("suggest", "--no-input", *bad, code=2)


# ------------------------------------------------------------------------ CSV

def check_csv(guide):
    for year in YEARS:
        text = run("guide", "--csv", "--year", str(year))
        check(f"CSV {year}: byte order mark", text.startswith("\ufeff"))
        rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
        present = [i for i, e in guide.items() if any(holds(s, year) for s in e["summary"])]
        check(f"CSV {year}: one row an activity",
              sorted(row["Measure ID"] for row in rows) == sorted(present))
        for row in rows:
            needed = ("In plain words", "CMS title", "What it asks", "Papers to keep",
                      "Last day to begin", "Led by", "Mistakes to avoid", "Where CMS says so")
            check(f"CSV {year} {row['Measure ID']}: filled", all(row[key] for key in needed))


# -------------------------------------------------------------------- booklet

VOID = {"meta", "input", "br", "hr", "link", "img"}


class Page(HTMLParser):
    """What can be said of a page without a browser."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.ids, self.links, self.headings = [], [], [], []
        self.tags, self.problems, self.described, self.text = {}, [], [], ""

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.tags[tag] = self.tags.get(tag, 0) + 1
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a":
            self.links.append(values.get("href", ""))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "th" and values.get("scope") not in ("row", "col"):
            self.problems.append("th without scope")
        if tag == "input" and "label" not in self.open:
            self.problems.append("input without label")
        for key in ("aria-labelledby", "aria-describedby"):
            if key in values:
                self.described.append(values[key])
        if tag in ("script", "link", "img", "iframe", "object", "form"):
            self.problems.append(f"has <{tag}>")
        if any(key.startswith("on") for key in values):
            self.problems.append("has an event handler")
        if any(re.match(r"(?i)https?:|//", value or "") for key, value in attributes
               if key in ("src", "href")):
            self.problems.append("points outside")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> closes nothing")

    def handle_data(self, data):
        self.text += data


def luminance(colour):
    if len(colour) == 4:
        colour = "#" + "".join(2 * c for c in colour[1:])
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_page(name, text):
    page = Page()
    page.feed(text)
    check(f"{name}: tags are closed", page.open == [], str(page.open))
    check(f"{name}: no problem", page.problems == [], ", ".join(sorted(set(page.problems))))
    check(f"{name}: language", '<html lang="en">' in text)
    check(f"{name}: landmarks", all(page.tags.get(t) == 1 for t in ("header", "nav", "main", "footer")))
    check(f"{name}: one h1", page.headings.count(1) == 1)
    check(f"{name}: headings in order", all(b <= a + 1 for a, b in zip(page.headings, page.headings[1:])))
    check(f"{name}: ids are unique", len(page.ids) == len(set(page.ids)))
    check(f"{name}: links lead somewhere", all(link[1:] in page.ids for link in page.links))
    check(f"{name}: references lead somewhere", all(i in page.ids for i in page.described))
    check(f"{name}: skip link", page.links[:1] == ["#contents"])
    style = text[text.index("<style>"):text.index("</style>")]
    check(f"{name}: the style loads nothing", "url(" not in style and "@import" not in style)
    return page


def check_booklet(guide):
    for year in YEARS:
        text = run("guide", "--booklet", "--year", str(year))
        page = check_page(f"booklet {year}", text)
        present = [i for i, e in guide.items() if any(holds(s, year) for s in e["summary"])]
        check(f"booklet {year}: all activities", set(present) <= set(page.ids) and
              page.tags["article"] == len(present))
        papers = sum(holds(p, year) for i in present for p in guide[i]["proof"])
        check(f"booklet {year}: a box a paper", page.tags["input"] == papers)
        for measure_id in present:
            summary = next(s["text"] for s in guide[measure_id]["summary"] if holds(s, year))
            check(f"booklet {year}: {measure_id}", summary in page.text)
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", text))
    for one, other in (("ink", "#ffffff"), ("soft", "#ffffff"), ("blue", "#ffffff")):
        check(f"contrast of {one}", contrast(colours[one], other) >= 4.5)
    check("contrast of links", contrast("#005ea2", "#ffffff") >= 4.5 and "a{color:#005ea2}" in text)
    check("contrast of ink on pale", contrast(colours["ink"], colours["pale"]) >= 4.5)
    mvp = check_page("booklet of an MVP", run("guide", "--booklet", "--mvp", "M1421"))
    check("booklet of an MVP: few activities", 5 <= mvp.tags["article"] <= 40)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "guide.html"
        run("guide", "--booklet", "--output", str(path))
        check("--output", path.read_text(encoding="utf-8") == run("guide", "--booklet"))
        run("guide", "--booklet", "--output", str(Path(folder) / "no" / "such"), code=3)
    run("guide", code=2)
    run("guide", "--csv", "--booklet", code=2)
    run("guide", "--csv", "--year", "2024", "--mvp", "M1421", code=2)


# ------------------------------------------------------------------ generator

def check_generator(guide):
    """A file that is not right ends the build, and is named."""
    generator = Path(program).resolve().parent / "gen_guide"
    if not generator.exists():
        print("skipped: there is no gen_guide beside the program")
        return
    wrong = {
        "an unknown member": lambda e: e.update(extra="x"),
        "a missing member": lambda e: e.pop("owner"),
        "an unknown word": lambda e: e["effort"].update(setUp="some"),
        "a gap in the years": lambda e: e["summary"][-1].update({"from": e["summary"][-1]["from"] + 1}),
        "a year that is not the activity's": lambda e: e["proof"][0].update({"from": 2010, "to": 2026}),
        "a relation to nothing": lambda e: e["related"][0].update(measureId="IA_XX_1"),
        "another activity's file": lambda e: e.update(measureId="IA_BE_5"),
        "an empty string": lambda e: e.update(plainName=""),
    }
    with tempfile.TemporaryDirectory() as folder:
        def generate(entry):
            for measure_id, data in guide.items():
                data = entry if measure_id == "IA_BE_4" else data
                (Path(folder) / f"{measure_id}.json").write_text(json.dumps(data), encoding="utf-8")
            return subprocess.run([generator, folder, str(Path(folder) / "out.c")],
                                  capture_output=True, text=True, timeout=60)

        result = generate(guide["IA_BE_4"])
        check("generator: good data", result.returncode == 0, result.stderr)
        for name, spoil in wrong.items():
            entry = json.loads(json.dumps(guide["IA_BE_4"]))
            spoil(entry)
            result = generate(entry)
            check(f"generator: {name}", result.returncode == 1 and "IA_BE_4.json" in result.stderr,
                  result.stderr)


def main():
    global program
    if len(sys.argv) != 2:
        sys.exit("usage: check_program.py MIPSIA")
    program = str(Path(sys.argv[1]).resolve())
    guide = entries()
    check_activity_text(guide)
    check_boxes()
    check_activity_json(guide)
    check_search()
    check_suggest()
    check_csv(guide)
    check_booklet(guide)
    check_generator(guide)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
