#!/usr/bin/env python3
"""Writes NDJSON submissions for benchmarks: the same numbers give the same bytes.

    make_submissions.py 1000000 > submissions.ndjson

Each line is CMS's example of an improvement activities submission with other
(fake) identifiers and two to five activities of the year's inventory, about
420 bytes. Options: --year YEAR (default 2024), --seed N, --mixed (ten years,
profiles, a few damaged lines, some with several sets).
"""
import argparse
import json
import os
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


class Random:
    """xorshift64*: the same on every machine and version."""

    def __init__(self, seed):
        self.state = seed or 1

    def below(self, n):
        x = self.state
        x ^= x >> 12
        x = (x ^ (x << 25)) & 0xFFFFFFFFFFFFFFFF
        x ^= x >> 27
        self.state = x
        return ((x * 0x2545F4914F6CDD1D & 0xFFFFFFFFFFFFFFFF) >> 32) * n >> 32


def activities(year):
    with open(os.path.join(ROOT, "data", str(year), "activities.json"), encoding="utf-8") as file:
        return [a["measureId"] for a in json.load(file)]


def pick(random, ids, count):
    """`count` different IDs."""
    chosen = []
    while len(chosen) < count:
        one = ids[random.below(len(ids))]
        if one not in chosen:
            chosen.append(one)
    return chosen


def measurements(random, ids, count):
    return ",".join(
        '{"measureId":"%s","value":%s}' % (one, "false" if random.below(20) == 0 else "true")
        for one in pick(random, ids, count)
    )


def measurement_set(random, ids, year):
    start = "%d-%02d-01" % (year, 1 + random.below(9))
    return (
        '{"category":"ia","submissionMethod":"registry","programName":"mips",'
        '"performanceStart":"%s","performanceEnd":"%d-12-31","measurements":[%s]}'
        % (start, year, measurements(random, ids, 2 + random.below(4)))
    )


def submission(random, ids, year, sets=1):
    return (
        '{"entityType":"individual","taxpayerIdentificationNumber":"000%06d",'
        '"nationalProviderIdentifier":"0%09d","performanceYear":%d,"measurementSets":[%s]}'
        % (
            random.below(1000000),
            random.below(1000000000),
            year,
            ",".join(measurement_set(random, ids, year) for _ in range(sets)),
        )
    )


PROFILES = [
    "{}",
    '{"clinicianCount":7}',
    '{"specialStatuses":["rural"],"apmParticipant":true}',
    '{"reweightedCategories":["pi"],"specialStatuses":["smallPractice"]}',
    '{"patientFacingEncounters":80,"otherCategoriesSubmitted":["quality"]}',
]


def mixed_line(random, inventories, number):
    years = sorted(inventories)
    year = years[random.below(len(years))]
    text = submission(random, inventories[year], year, 1 + random.below(8) // 7)
    line = '{"id":%d,"submission":%s,"profile":%s}' % (number, text, PROFILES[random.below(len(PROFILES))])
    return line[: random.below(len(line))] if random.below(1000) == 0 else line


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--year", type=int, default=2024)
    parser.add_argument("--seed", type=int, default=20241121)
    parser.add_argument("--mixed", action="store_true")
    args = parser.parse_args()
    random = Random(args.seed)
    write = sys.stdout.write
    if args.mixed:
        inventories = {year: activities(year) for year in range(2017, 2027)}
        for number in range(args.count):
            write(mixed_line(random, inventories, number) + "\n")
        return
    ids = activities(args.year)
    for _ in range(args.count):
        write(submission(random, ids, args.year) + "\n")


main()
