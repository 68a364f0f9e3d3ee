#!/usr/bin/env python3
"""Every paragraph that decides a score is named by a test.

The paragraphs are the citations of the rules in data/ that decide a score. A test
names them in a comment above it, `EVIDENCE-OF:` and the citation (tests/unit/*.c,
tests/reference/*.py), or as the `source` of a golden example. What is met:

  414.1380(b)(3)(i)             by that paragraph or a deeper one
  414.1380(b)(3)(iv), (viii)    by any of those that a citation names
  414.1305 (small practice)     by that definition
  89 FR 98562, ... (42 CFR ...) by that page: the text of 2025 was not at hand
  inventory 2018, IA_PSPA_4     by "inventory" and the activity, of whatever year
  anything else                 by the same words

414.1380(b)(3) was written anew for 2019: its paragraphs of 2017 and 2018 are met
only where CFR-2017 or CFR-2018 stands before them.

usage: check.py
"""
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
GROUPS = ("points", "statuses", "options", "apmCredit", "pcmh", "performers", "duration", "extreme",
          "reweighting", "weights", "finalScore", "study")
SINGLE = ("submission.qualifying", "submission.severalSets")
FACTS = ("duration", "frequency", "suspended")
SCORING = "414.1380"  # the section where a golden example names none
REWRITTEN = SCORING + "(b)(3)"
FIRST_EDITIONS = ("CFR-2017", "CFR-2018")
AS_FIRST_ISSUED = " as first issued"

TOKEN = re.compile(r"""
    \[?(?P<edition>CFR(?:-\d{4}s?)?)\]?
  | (?P<page>\d+\ FR\ \d+)
  | (?P<section>414\.\d{4})(?:\ \((?P<definition>[^()]{3,})\)|(?P<path>(?:\(\w{1,5}\))*))
  | (?P<more>(?:\(\w{1,5}\))+)
""", re.VERBOSE)

# The levels of a paragraph: (c)(2)(i)(A)(6)
LEVELS = (r"[a-z]", r"\d+", r"[ivx]+", r"[A-Z]", r"\d+", r"[ivx]+")


def steps_of(path):
    return re.findall(r"\((\w+)\)", path)


def beside(path, more):
    """The paragraph that `more` names after `path`: (c)(2)(i)(A)(6), (C)(2) -> (c)(2)(i)(C)(2)."""
    steps, new = steps_of(path), steps_of(more)
    fits = [level for level in range(len(steps)) if re.fullmatch(LEVELS[level], new[0])]
    return "".join(f"({step})" for step in steps[:fits[-1]] + new) if fits else None


class Named:
    """What one text names: paragraphs, pages of the Federal Register, its words."""

    def __init__(self, text, default_section=None):
        self.words = " ".join(text.split())
        self.paragraphs, self.pages = set(), set()
        self.activities = set(re.findall(r"IA_[A-Z]+_\d+", text)) if "inventory" in text else set()
        section, path, edition = default_section, "", None
        for token in TOKEN.finditer(self.words):
            if token["edition"]:
                edition = token["edition"]
            elif token["page"]:
                self.pages.add(token["page"])
            elif token["section"]:
                section, path = token["section"], token["path"] or ""
                self.add(section, path, edition, token["definition"])
            elif section:
                near = beside(path, token["more"]) if path else token["more"]
                if near and re.match(r"\([a-z]\)", near):
                    path = near
                    self.add(section, path, edition)

    def add(self, section, path, edition, definition=None):
        name = section + path + (f" ({definition})" if definition else "")
        first = edition in FIRST_EDITIONS and name.startswith(REWRITTEN)
        self.paragraphs.add(name + AS_FIRST_ISSUED if first else name)


def covers(named, wanted):
    """`named` is `wanted` or a paragraph of it."""
    if named.endswith(AS_FIRST_ISSUED) != wanted.endswith(AS_FIRST_ISSUED):
        return False
    named, wanted = named.removesuffix(AS_FIRST_ISSUED), wanted.removesuffix(AS_FIRST_ISSUED)
    return named == wanted or named.startswith(wanted + "(")


# ------------------------------------------------------------------ what is to be met

def leaves(group, prefix=""):
    for name, member in group.items():
        if "value" in member:
            yield prefix + name, member["citation"]
        else:
            yield from leaves(member, f"{prefix}{name}.")


def decides(key):
    return key.split(".")[0] in GROUPS or key in SINGLE


def citations():
    """(citation, what cites it, year)"""
    for folder in sorted((ROOT / "data").glob("[0-9][0-9][0-9][0-9]")):
        year = int(folder.name)
        rules = json.loads((folder / "rules.json").read_text(encoding="utf-8"))["rules"]
        for key, citation in leaves(rules):
            if decides(key):
                yield citation, key, year
        for row in json.loads((folder / "activities.json").read_text(encoding="utf-8")):
            for fact in FACTS:
                if fact in row:
                    yield row[fact]["citation"], f"{row['measureId']}.{fact}", year


def name_of(citation, year):
    """What is to be met, and how to say it."""
    named = Named(citation)
    if named.activities:
        return "activity", tuple(sorted(named.activities))
    if named.pages:
        return "page", tuple(sorted(named.pages))
    if not named.paragraphs:
        return "words", (named.words,)
    era = AS_FIRST_ISSUED if year <= 2018 else ""
    return "paragraph", tuple(sorted(name + era if name.startswith(REWRITTEN) else name
                                     for name in named.paragraphs))


def wanted():
    """{what is to be met: {what cites it: years}}"""
    result = {}
    for citation, key, year in citations():
        users = result.setdefault(name_of(citation, year), {})
        users.setdefault(key, []).append(year)
    return result


# ----------------------------------------------------------------------- what is named

# A comment with EVIDENCE-OF: and the line below it.
IN_C = r"/\*(?P<text>(?:(?!\*/).)*?EVIDENCE-OF:(?:(?!\*/).)*)\*/\s*(?P<next>[^\n]*)"
IN_PYTHON = r"^[ \t]*#[ ]*(?P<text>EVIDENCE-OF:[^\n]*\n(?:[ \t]*#[^\n]*\n)*)[ \t]*(?P<next>[^\n]*)"
TEST_IN_C = r"static void (\w+)\(void \*\*state\)"
TEST_IN_PYTHON = r"(?:def|class) (\w+)"


def comments_of(path):
    """(the text after EVIDENCE-OF:, whether a test that runs stands below)"""
    text = path.read_text(encoding="utf-8")
    in_c = path.suffix == ".c"
    for comment in re.finditer(IN_C if in_c else IN_PYTHON, text, re.DOTALL if in_c else re.MULTILINE):
        words = re.sub(r"^[ \t]*[*#]+", "", comment["text"], flags=re.MULTILINE).split("EVIDENCE-OF:", 1)[1]
        test = re.match(TEST_IN_C if in_c else TEST_IN_PYTHON, comment["next"])
        yield words, bool(test) and (not in_c or f"cmocka_unit_test({test[1]})" in text)


def evidence():
    """Named of every test, and the comments that stand above no test that runs."""
    found, idle = [], []
    files = sorted((ROOT / "tests/unit").glob("*.c")) + sorted((ROOT / "tests/reference").glob("*.py"))
    for path in files:
        for words, runs in comments_of(path):
            if runs:
                found.append(Named(words))
            else:
                idle.append(f"{path.relative_to(ROOT)}: {' '.join(words.split())[:60]}")
    for line in (ROOT / "tests/golden/examples.ndjson").read_text(encoding="utf-8").splitlines():
        found.append(Named(json.loads(line)["source"], SCORING))
    return found, idle


def is_met(kind, names, found):
    for named in found:
        if kind == "paragraph" and any(covers(one, name) for one in named.paragraphs for name in names):
            return True
        if kind == "page" and any(name in named.pages for name in names):
            return True
        if kind == "activity" and any(name in named.activities for name in names):
            return True
        if kind == "words" and any(name in named.words for name in names):
            return True
    return False


# ----------------------------------------------------------------------- the checks

READ = (
    ("42 CFR 414.1380(b)(3)(iv), (viii)", {"414.1380(b)(3)(iv)", "414.1380(b)(3)(viii)"}),
    ("42 CFR 414.1380(c)(2)(i)(A)(6), (C)(2)", {"414.1380(c)(2)(i)(A)(6)", "414.1380(c)(2)(i)(C)(2)"}),
    ("42 CFR 414.1370(h)(1)(ii), (3)(ii)", {"414.1370(h)(1)(ii)", "414.1370(h)(3)(ii)"}),
    ("42 CFR 414.1325(a)(1), 414.1318(c)(2)", {"414.1325(a)(1)", "414.1318(c)(2)"}),
    ("42 CFR 414.1325(b) to (d)", {"414.1325(b)", "414.1325(d)"}),
    ("42 CFR 414.1305 (small practice)", {"414.1305 (small practice)"}),
    ("[CFR-2017] 414.1380(b)(3)(ii)", {"414.1380(b)(3)(ii) as first issued"}),
    ("[CFR-2017] 414.1370(g)(3)", {"414.1370(g)(3)"}),
)
MET = (
    ("414.1380(b)(3)(i)", "414.1380(b)(3)(i)", True),
    ("414.1380(b)(3)(i)(A)", "414.1380(b)(3)(i)", True),
    ("414.1380(b)(3)", "414.1380(b)(3)(i)", False),
    ("414.1380(b)(3)(ii)", "414.1380(b)(3)(i)", False),
    ("414.1380(b)(3)(ii)", "414.1380(b)(3)(ii) as first issued", False),
)


def check_reading():
    for text, paragraphs in READ:
        if Named(text).paragraphs != paragraphs:
            yield f"{text}: read as {sorted(Named(text).paragraphs)}"
        else:
            yield None
    for named, name, answer in MET:
        yield None if covers(named, name) == answer else f"{named} for {name}: not {answer}"


def check_paragraphs():
    found, idle = evidence()
    for (kind, names), users in sorted(wanted().items()):
        if is_met(kind, names, found):
            yield None
            continue
        by = ", ".join(f"{key} {years[0]}-{years[-1]}" for key, years in sorted(users.items()))
        yield f"no test names {' or '.join(names)}: {by}"
    for comment in idle:
        print(f"(not above a test that runs: {comment})")


def main():
    passed = failed = 0
    for check in (check_reading, check_paragraphs):
        for fault in check():
            if fault is None:
                passed += 1
            else:
                failed += 1
                print(fault)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
