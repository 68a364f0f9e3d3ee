#!/usr/bin/env python3
"""Derive inventory.json from CMS's own files. Facts only: ids and weights.

    make_inventory.py CMS_FOLDER > inventory.json

CMS_FOLDER holds activities-<year>.json (rows of category ia of
measures-data.json) and mvps-<year>.json (mvp.json), rules.md sections 15, 16.
No title and no description is copied.
"""
import json
import os
import sys

YEARS = range(2017, 2028)


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return json.load(file)


def main(folder):
    years = []
    for year in YEARS:
        activities = {}
        for row in rows(folder, "activities-%d.json" % year):
            if row["category"] != "ia":
                continue
            if row["measureId"] in activities:
                sys.exit("%d: %s twice" % (year, row["measureId"]))
            activities[row["measureId"]] = row.get("weight")
        mvps = {}
        path = "mvps-%d.json" % year
        if os.path.exists(os.path.join(folder, path)):
            for row in rows(folder, path):
                if row["mvpId"] in mvps:
                    sys.exit("%d: %s twice" % (year, row["mvpId"]))
                mvps[row["mvpId"]] = sorted(row["iaMeasureIds"])
        years.append((year, activities, mvps))

    # one activity list and one MVP a line: a change of CMS's shows as one line
    out = ["{"]
    for number, (year, activities, mvps) in enumerate(years):
        out.append(' "%d": {' % year)
        out.append('  "activities": {')
        out.append(",\n".join("   %s: %s" % (json.dumps(i), json.dumps(activities[i]))
                              for i in sorted(activities)))
        out.append("  },")
        out.append('  "mvps": {')
        if mvps:
            out.append(",\n".join("   %s: %s" % (json.dumps(i), json.dumps(mvps[i]))
                                  for i in sorted(mvps)))
        out.append("  }")
        out.append(" }" + ("," if number + 1 < len(years) else ""))
    out.append("}")
    print("\n".join(out))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
