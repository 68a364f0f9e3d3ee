#!/usr/bin/env python3
"""Write the facts of CMS's inventory files that data/ must agree with.

    make_cms_inventory.py CMS_FOLDER [OUTPUT]

CMS_FOLDER holds activities-YYYY.json (the rows of measures-data.json with
category "ia") and mvps-YYYY.json, from CMSgov/qpp-measures-data. The output,
by default cms_inventory.json next to this script, holds for each year

    "activities": {ID: [weight or null, subcategory or null, cehrtEligible if stated]}
    "mvps": {ID: [activity IDs]}

and no text of CMS's.
"""
import json
import pathlib
import re
import sys


def id_order(measure_id):
    """IA_BE_4 before IA_BE_10."""
    area, _, number = measure_id[3:].partition("_")
    return area, int(number or 0)


def activity_facts(row):
    facts = [row.get("weight"), row["subcategoryId"]]
    if "cehrtEligible" in row:
        facts.append(row["cehrtEligible"])
    return facts


def read(folder, name):
    path = folder / name
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def year_facts(folder, year):
    activities = read(folder, f"activities-{year}.json")
    mvps = read(folder, f"mvps-{year}.json")
    return {
        "activities": {row["measureId"]: activity_facts(row)
                       for row in sorted(activities, key=lambda row: id_order(row["measureId"]))},
        "mvps": {row["mvpId"]: sorted(row["iaMeasureIds"], key=id_order)
                 for row in sorted(mvps, key=lambda row: row["mvpId"])},
    }


def facts(folder):
    years = sorted(match[1] for path in folder.iterdir()
                   if (match := re.fullmatch(r"activities-(\d{4})\.json", path.name)))
    return {year: year_facts(folder, year) for year in years}


def dump_section(name, rows):
    """One line an activity and an MVP, so that a difference can be read."""
    lines = ",\n".join(f"\t\t\t{json.dumps(key)}: {json.dumps(value)}" for key, value in rows.items())
    return f"\t\t{json.dumps(name)}: {{\n{lines}\n\t\t}}" if rows else f"\t\t{json.dumps(name)}: {{}}"


def dump_year(year, content):
    sections = ",\n".join(dump_section(*section) for section in content.items())
    return f"\t{json.dumps(year)}: {{\n{sections}\n\t}}"


def dump(inventory):
    return "{\n" + ",\n".join(dump_year(*year) for year in inventory.items()) + "\n}\n"


def main(arguments):
    if not 2 <= len(arguments) <= 3:
        sys.exit(__doc__)
    output = arguments[2] if len(arguments) == 3 else pathlib.Path(__file__).with_name("cms_inventory.json")
    pathlib.Path(output).write_text(dump(facts(pathlib.Path(arguments[1]))), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv)
