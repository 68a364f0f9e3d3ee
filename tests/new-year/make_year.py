#!/usr/bin/env python3
"""Adds a fictional performance year to a copy of data/: the year after the last
one, in which an activity is worth 8 points (16 with a special status), Quality
has another weight, and IA_ZZ_1 exists and is only 45 days long.

usage: make_year.py DATA
"""
import json
import pathlib
import shutil
import sys


def edit(path, change):
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content, indent="\t", ensure_ascii=False) + "\n", encoding="utf-8")


def change_rules(year):
    def change(content):
        content["performanceYear"] = year
        rules = content["rules"]
        rules["year"]["value"] = year
        rules["payment"]["year"]["value"] = year + 2
        points = rules["points"]["traditional"]["unweighted"]
        points["ordinary"]["value"] = 8
        points["special"]["value"] = 16
        rules["weights"]["traditional"]["none"]["value"] = {"quality": 20, "cost": 30, "ia": 25, "pi": 25}
        for day in ("opens", "closes"):
            rules["window"][day]["value"] = f"{year + 1}{rules['window'][day]['value'][4:]}"
    return change


def add_activity(content):
    content.append({
        "measureId": "IA_ZZ_1", "title": "An activity of the future", "subcategory": "careCoordination",
        "duration": {"length": 45, "unit": "days", "rule": "Forty-five days are enough.",
                     "citation": "none, it is fiction", "source": "INV", "confidence": "remembered"},
    })


def main():
    data = pathlib.Path(sys.argv[1])
    last = max(int(folder.name) for folder in data.iterdir() if folder.name.isdigit())
    new = data / str(last + 1)
    shutil.copytree(data / str(last), new)
    edit(new / "rules.json", change_rules(last + 1))
    edit(new / "activities.json", add_activity)


main()
