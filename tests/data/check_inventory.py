#!/usr/bin/env python3
"""Compare data/ with CMS's inventory.

    check_inventory.py [CMS_FOLDER]

Without an argument: data/ against cms_inventory.json. With CMS's files (see
make_cms_inventory.py) also the fixture and the titles against them, and that
none of CMS's descriptions went into data/. The last line says how many checks
passed and failed.
"""
import json
import pathlib
import sys

from make_cms_inventory import facts, id_order

HERE = pathlib.Path(__file__).resolve().parent
DATA = HERE.parent.parent / "data"

# Published or counted elsewhere: activities, high, medium, without weight, MVPs.
COUNTS = {
    "2017": (93, 14, 78, 1, 0),
    "2018": (113, 22, 90, 1, 0),
    "2019": (118, 24, 93, 1, 0),
    "2020": (106, 26, 79, 1, 0),
    "2021": (105, 26, 78, 1, 0),
    "2022": (105, 28, 76, 1, 0),
    "2023": (103, 28, 74, 1, 12),
    "2024": (106, 30, 75, 1, 16),
    "2025": (104, 0, 0, 104, 21),
    "2026": (95, 0, 0, 95, 27),
    "2027": (95, 0, 0, 95, 27),
}

ONLY_IN_MVPS = "IA_MVP"


class Checks:
    def __init__(self):
        self.passed = self.failed = 0

    def equal(self, what, found, expected):
        if found == expected:
            self.passed += 1
        else:
            self.failed += 1
            print(f"{what}: {found!r}, expected {expected!r}")


def load(path):
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def our_facts(year):
    activities = {row["measureId"]: row for row in load(DATA / year / "activities.json")}
    mvps = {row["mvpId"]: row for row in load(DATA / year / "mvps.json")}
    return activities, mvps


def facts_of(row):
    stated = [row.get("weight"), row.get("subcategory")]
    return stated + [row["cehrtEligible"]] if "cehrtEligible" in row else stated


def check_year(checks, year, expected):
    activities, mvps = our_facts(year)
    checks.equal(f"{year} activities", list(activities), list(expected["activities"]))
    for measure_id, fact in expected["activities"].items():
        row = activities.get(measure_id, {})
        checks.equal(f"{year} {measure_id}", facts_of(row), fact)
        checks.equal(f"{year} {measure_id} mvpOnly", row.get("mvpOnly", False), measure_id == ONLY_IN_MVPS)
    checks.equal(f"{year} MVPs", list(mvps), list(expected["mvps"]))
    for mvp_id, members in expected["mvps"].items():
        checks.equal(f"{year} {mvp_id}", mvps.get(mvp_id, {}).get("activities"), members)


def check_counts(checks, year):
    activities, mvps = our_facts(year)
    weights = [row.get("weight") for row in activities.values()]
    found = (len(activities), weights.count("high"), weights.count("medium"), weights.count(None), len(mvps))
    checks.equal(f"{year} counts", found, COUNTS.get(year))
    checks.equal(f"{year} order", list(activities), sorted(activities, key=id_order))


def squeeze(text):
    return " ".join(text.split())


def check_titles(checks, folder, year):
    activities, mvps = our_facts(year)
    for row in load(folder / f"activities-{year}.json"):
        ours = activities.get(row["measureId"], {})
        checks.equal(f"{year} {row['measureId']} title", ours.get("title"), squeeze(row["title"]))
    for row in load(folder / f"mvps-{year}.json"):
        ours = mvps.get(row["mvpId"], {})
        found = [ours.get("title"), ours.get("topic"), ours.get("specialties")]
        expected = [squeeze(row["title"]), squeeze(row["clinicalTopic"]),
                    [squeeze(name) for name in row["specialtiesMostApplicableTo"]]]
        checks.equal(f"{year} {row['mvpId']} title", found, expected)


def check_no_descriptions(checks, folder, years):
    """The start of a description, unless the title says the same, is in no file of ours."""
    own = "\n".join(path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.json"))
                    + sorted(DATA.glob("[0-9]*/*.json")))
    for year in years:
        rows = load(folder / f"activities-{year}.json") + load(folder / f"mvps-{year}.json")
        titles = "\n".join(squeeze(row["title"]).lower() for row in rows)
        for row in rows:
            start = squeeze(row["description"])[:60]
            if start.lower() not in titles:
                checks.equal(f"{year} {row.get('measureId', row.get('mvpId'))} description in data/",
                             start in own, False)


def main(arguments):
    checks = Checks()
    fixture = load(HERE / "cms_inventory.json")
    years = sorted(path.name for path in DATA.glob("[0-9][0-9][0-9][0-9]"))
    checks.equal("years", [year for year in years if year in fixture], list(fixture))
    for year, expected in fixture.items():
        check_year(checks, year, expected)
        check_counts(checks, year)
    for folder in map(pathlib.Path, arguments[1:2]):
        checks.equal("fixture", fixture, facts(folder))
        for year in fixture:
            check_titles(checks, folder, year)
        check_no_descriptions(checks, folder, fixture)
    print(f"{checks.passed} passed, {checks.failed} failed")
    return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
