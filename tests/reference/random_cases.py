#!/usr/bin/env python3
"""Random cases over everything in docs/case-format.md, as NDJSON.

    random_cases.py --count N --seed S [--malformed PERCENT]

The same N and S give the same cases. About one case in a hundred (PERCENT,
default 1) has one member of a wrong type: both implementations must refuse it.
"""
import json
import os
import random
import sys

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "inventory.json"),
          encoding="utf-8") as _file:
    INVENTORY = {int(year): value for year, value in json.load(_file).items()}

YEARS = list(range(2017, 2028))
IDS = {year: sorted(INVENTORY[year]["activities"]) for year in YEARS}
ALL_IDS = sorted({i for year in YEARS for i in IDS[year]})
ALL_MVPS = sorted({i for year in YEARS for i in INVENTORY[year]["mvps"]})
UNKNOWN = ["IA_NONE_1", "IA_BE_99", "ia_be_1", "PI_EP_1", "IA_BE_1 ", "130"]
LIMITED = ["IA_PSPA_4", "IA_PSPA_22", "IA_PSPA_23", "IA_PSPA_24"]
TIMED = ["IA_ERP_1", "IA_ERP_2", "IA_PSPA_5", "IA_PM_2", "IA_CC_19"]
SUSPENDED_2025 = ["IA_AHE_5", "IA_AHE_8", "IA_AHE_9", "IA_AHE_11", "IA_AHE_12", "IA_ERP_3",
                  "IA_PM_6", "IA_PM_26"]
RENUMBERED = ["IA_AHE_1", "IA_EPA_7", "IA_AHE_3", "IA_BE_26", "IA_AHE_6", "IA_EPA_8", "IA_AHE_7",
              "IA_BE_27", "IA_AHE_10", "IA_PSPA_35", "IA_PM_13", "IA_AHW_1"]
MONTHS = {False: (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
          True: (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)}

POLICY = {
    "apmCreditMode": ("additive", "floor"),
    "apmCreditCondition": ("anyCategory", "regulation"),
    "apmCreditUnderExtremeCircumstances": ("factSheet", "regulation"),
    "apmCreditInMvp": ("applies", "doesNotApply"),
    "dayCount": ("inclusive", "exclusive"),
    "smallPracticePi": ("stated", "automatic"),
    "rosterDenominator": ("anyTime", "yearEnd"),
    "submissionWindow": ("published", "extended"),
}


def leap(year):
    return year % 4 == 0


def date_of(year, day):
    """The day-th day of the year (1 is 1 January), also before and after it."""
    while day < 1:
        year -= 1
        day += 366 if leap(year) else 365
    for month, length in enumerate(MONTHS[leap(year)], 1):
        if day <= length:
            return "%04d-%02d-%02d" % (year, month, day)
        day -= length
    return date_of(year + 1, day)


def pick_year(r):
    if r.random() < 0.01:
        return r.choice([2016, 2028, 2015, 0, 2100])
    return r.choice(YEARS)


def pick_program(r, year):
    """Mostly a program of that year; one in twenty-five from anywhere."""
    mvps = sorted(INVENTORY.get(year, {"mvps": {}})["mvps"])
    if r.random() < 0.04:
        return r.choice(ALL_MVPS + ["app1", "appPlus", "pcf", "cpcPlus", "mips"] * 4 +
                        ["M9999", "app2", "MIPS", "APP1", ""])
    chance = r.random()
    if chance < 0.35 and mvps:
        return r.choice(mvps)
    if chance < 0.45 and year >= 2021:
        return "app1"
    if chance < 0.50 and year >= 2025:
        return "appPlus"
    if chance < 0.54 and 2021 <= year <= 2024:
        return "pcf"
    if chance < 0.56 and year <= 2021:
        return "cpcPlus"
    return "mips"


def pick_activity(r, year, program):
    chance = r.random()
    own = INVENTORY.get(year, {"mvps": {}})["mvps"].get(program)
    if own and chance < 0.65:
        return r.choice(own)
    if chance < 0.75:
        return r.choice(IDS.get(year, ALL_IDS))
    if chance < 0.79:
        return r.choice(LIMITED)
    if chance < 0.84:
        return r.choice(TIMED)
    if chance < 0.87:
        return "IA_PCMH"
    if chance < 0.89:
        return "IA_MVP"
    if chance < 0.91:
        return r.choice(SUSPENDED_2025)
    if chance < 0.93:
        return r.choice(RENUMBERED)
    if chance < 0.97:
        return r.choice(ALL_IDS)
    if chance < 0.98:
        return r.choice(UNKNOWN)
    return r.choice(IDS.get(year, ALL_IDS))


def ia_measurements(r, year, program):
    size = r.choice([0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 8])
    result = []
    truth = r.choice([1.0, 1.0, 0.9, 0.6, 0.0 if r.random() < 0.3 else 0.8])
    for _ in range(size):
        if result and r.random() < 0.08:
            measure_id = r.choice(result)["measureId"]
        else:
            measure_id = pick_activity(r, year, program)
        result.append({"measureId": measure_id, "value": r.random() < truth})
    if r.random() < 0.01 and result:
        result[-1].pop("value")
    return result


def one_set(r, year, program, category):
    result = {"category": category}
    if program is not None:
        result["programName"] = program
    if r.random() < 0.7:
        result["submissionMethod"] = r.choice(["registry", "electronicHealthRecord"])
    if r.random() < 0.3:
        result["performanceStart"] = "%04d-01-01" % year
        result["performanceEnd"] = "%04d-12-31" % year
    if category == "ia":
        result["measurements"] = ia_measurements(r, year, program)
    elif r.random() < 0.5:
        result["measurements"] = [{"measureId": "001" if category == "quality" else "PI_EP_1",
                                   "value": {"numerator": 20, "denominator": 100}}]
    return result


def submission(r, year, entity):
    result = {"performanceYear": year, "entityType": entity}
    programs = [pick_program(r, year)]
    if entity == "subgroup" and r.random() < 0.85 and INVENTORY.get(year, {"mvps": {}})["mvps"]:
        programs = [r.choice(sorted(INVENTORY[year]["mvps"]))]
    while r.random() < 0.15 and len(programs) < 3:
        programs.append(pick_program(r, year))
    if entity == "virtualGroup" and r.random() < 0.8:
        programs = ["mips" if program.startswith("app") else program for program in programs]
    sets = []
    number = r.choice([0, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4])
    for n in range(number):
        program = programs[n % len(programs)] if n < len(programs) else r.choice(programs)
        category = r.choice(["ia", "ia", "ia", "ia", "quality", "pi"])
        if category == "pi" and year <= 2018 and r.random() < 0.8:
            category = "aci"
        name = program
        if program == "mips" and r.random() < 0.5:
            name = None
        if year == 2017 and len(programs) == 1 and r.random() < 0.8:
            result["programName"] = program
            name = None
        sets.append(one_set(r, year, name, category))
    if sets or r.random() < 0.7:
        result["measurementSets"] = sets
    if r.random() < 0.05:
        result["taxpayerIdentificationNumber"] = "000123456"
        result["createdAt"] = "2025-01-01T00:00:00Z"
    return result, programs


def profile(r, year, entity, programs, attested):
    result = {}
    if r.random() < 0.25:
        result["specialStatuses"] = r.sample(
            ["smallPractice", "rural", "hpsa", "nonPatientFacing"], r.choice([0, 1, 1, 1, 2, 3, 4]))
    if r.random() < 0.35:
        result["clinicianCount"] = r.choice([1, 2, 5, 9, 14, 15, 15, 16, 16, 17, 24, 99, 100, 100, 101, 200])
    if r.random() < 0.10:
        result["patientFacingEncounters"] = r.choice([0, 1, 99, 100, 100, 101, 101, 500])
    if r.random() < 0.15:
        total = result.get("clinicianCount", 100)
        near = [0, 1, total, total * 3 // 4, total * 3 // 4, total * 3 // 4 + 1, total * 3 // 4 + 1,
                max(0, total * 3 // 4 - 1)]
        result["statusCounts"] = {name: min(total, r.choice(near))
                                  for name in ("nonPatientFacing", "rural", "hpsa") if r.random() < 0.5}
    if r.random() < 0.10:
        result["siteCounts"] = {name: r.choice([0, 0, 1, 3]) for name in ("rural", "hpsa")
                                if r.random() < 0.6}
    if r.random() < 0.30:
        result["apmParticipant"] = r.random() < 0.75
    if r.random() < (0.12 if year <= 2020 else 0.005):
        result["apmScoringStandard"] = r.choice(["webInterface", "other"])
    if r.random() < 0.20:
        sites = r.choice([1, 2, 3, 9, 10, 11])
        result["pcmh"] = {"practiceSites": sites, "recognizedSites": min(sites, r.choice(
            [0, 1, sites // 2, sites // 2, (sites + 1) // 2, sites // 2 + 1, sites]))}
    if r.random() < 0.08:
        result["iaStudyParticipant"] = r.random() < 0.8
    if r.random() < 0.35:
        result["reweightedCategories"] = r.sample(["quality", "cost", "pi", "ia"],
                                                  r.choice([0, 1, 1, 1, 2, 2, 3, 4]))
    if r.random() < 0.30:
        result["otherCategoriesSubmitted"] = r.sample(["quality", "pi"], r.choice([0, 1, 1, 2]))
    if r.random() < 0.20:
        result["extremeCircumstances"] = r.choice(["automatic", "application"])
    limited = [measure_id for measure_id in attested if measure_id in LIMITED]
    if r.random() < (0.8 if limited else 0.1):
        result["attestedBefore"] = [
            {"measureId": r.choice(r.choice([limited or LIMITED, limited or LIMITED, LIMITED, ALL_IDS])),
             "performanceYear": year - r.choice([-1, 0, 1, 2, 3, 3, 4, 4, 5])}
            for _ in range(r.choice([0, 1, 1, 2, 3]))]
    if r.random() < 0.08:
        result["programName"] = r.choice(programs + [pick_program(r, year)])
    return result


def length_near_a_limit(r):
    return r.choice([
        lambda: r.choice([88, 89, 89, 90, 90, 91, 92]),
        lambda: r.choice([58, 59, 60, 60, 61, 62]),
        lambda: r.randint(178, 187),
        lambda: r.randint(1, 366),
        lambda: 400,
    ])()


def periods(r, year):
    """One to three periods of one clinician: together, touching, overlapping or apart."""
    days = 366 if leap(year) else 365
    length = length_near_a_limit(r)
    start = r.choice([
        lambda: 1, lambda: 2,
        lambda: days - length + 1, lambda: days - length + 1, lambda: days - length + 2,
        lambda: r.randint(1, days), lambda: r.randint(1, days),
        lambda: r.randint(-60, 1),
    ])()
    end = start + length - 1
    pieces = [(start, end)]
    if length >= 4 and r.random() < 0.35:
        cut = r.randint(start, end - 1)
        gap = r.choice([1, 1, 1, 0, -1, -5, 2, 2, 3])  # next start - end of the one before
        pieces = [(start, cut), (min(cut + gap, end), end)]
    if r.random() < 0.1:
        other = r.randint(1, days)
        pieces.append((other, other + r.randint(0, 60)))
    r.shuffle(pieces)
    result = []
    for first, last in pieces:
        period = {"start": date_of(year, first), "end": date_of(year, last)}
        chance = r.random()
        if chance < 0.03:
            period["end"] = None
        elif chance < 0.06:
            period.pop("start")
        elif chance < 0.09:
            period = {}
        result.append(period)
    return result


def attested_ids(the_submission):
    return [measurement["measureId"]
            for one in the_submission.get("measurementSets", ())
            if one["category"] == "ia" for measurement in one["measurements"]]


def participation(r, year, entity, the_submission):
    result = {}
    size = r.choice([1, 2, 3, 4, 5, 8, 9, 9, 9, 10, 15, 16])
    npis = ["10000000%02d" % n for n in range(1, size + 1)]
    if r.random() < 0.5:
        result["clinicianCount"] = size if r.random() < 0.8 else r.choice([1, 9, 100])
    if r.random() < 0.35:
        days = 366 if leap(year) else 365
        roster = []
        for npi in npis:
            entry = {"npi": npi}
            if r.random() < 0.2:
                entry["name"] = "Dr. %s" % npi[-2:]
            chance = r.random()
            if chance < 0.15:
                entry["from"] = date_of(year, r.choice(
                    [1, days - 89, days - 88, r.randint(1, days), days, days + 1, -200]))
            elif chance < 0.30:
                entry["to"] = date_of(year, r.choice(
                    [90, 89, r.randint(1, days), days - 1, days, 0, 1, days + 30]))
            elif chance < 0.36:
                first = r.randint(1, days - 1)
                entry["from"] = date_of(year, first)
                entry["to"] = date_of(year, r.randint(first, days))
            elif chance < 0.40:
                entry["from"] = None
            roster.append(entry)
            if r.random() < 0.05 and "to" in entry:  # came back
                back = dict(entry, **{"from": date_of(year, r.randint(1, days))})
                back.pop("to")
                roster.append(back)
        result["roster"] = roster
    ids = []
    for measure_id in attested_ids(the_submission) + (["IA_BE_6"] if r.random() < 0.1 else []):
        if measure_id not in ids and r.random() < 0.85:
            ids.append(measure_id)
    activities = []
    for measure_id in ids:
        entry = {"measureId": measure_id}
        if r.random() < 0.3:
            whole = periods(r, year)[0]
            entry.update(whole)
        chance = r.random()
        if chance < 0.25:
            entry["performerCount"] = r.choice([0, 1, size // 2, (size + 1) // 2, (size + 1) // 2,
                                                max(0, (size + 1) // 2 - 1), size, 4, 5, 49, 50])
        elif chance < 0.92:
            count = min(size, r.choice([0, 1, size // 2, (size + 1) // 2, (size + 1) // 2,
                                        max(0, (size + 1) // 2 - 1), size, 4, 5]))
            if entity == "individual":
                count = r.choice([0, 1, 1, 1, 1, 2])
            performers = []
            common_periods = periods(r, year)
            for npi in r.sample(npis, min(count, size)):
                chance = r.random()
                if chance < 0.5:
                    own = common_periods
                elif chance < 0.8:
                    own = periods(r, year)
                else:
                    own = [{}]
                for period in own:
                    performers.append(dict(period, npi=npi))
            if r.random() < 0.06:
                performers.append({"npi": "1999999999", "start": "%04d-01-01" % year,
                                   "end": "%04d-12-31" % year})
            if entity == "individual" and r.random() < 0.2:
                for performer in performers:
                    performer.pop("npi")
            r.shuffle(performers)
            entry["performers"] = performers
        activities.append(entry)
    if activities or r.random() < 0.5:
        result["activities"] = activities
    return result


def policy(r):
    return {name: r.choice(values) for name, values in POLICY.items() if r.random() < 0.4}


def case(r, number):
    year = pick_year(r)
    entity = r.choice(["individual"] * 4 + ["group"] * 4 + ["virtualGroup", "apm"] +
                      ["subgroup" if year >= 2023 or r.random() < 0.1 else "group"])
    if r.random() < 0.003:
        entity = r.choice(["apmEntity", "Group", "", "virtual_group"])
    the_submission, programs = submission(r, year, entity)
    if r.random() < 0.02:
        return the_submission  # a submission by itself is a case
    result = {"id": "r%d" % number, "submission": the_submission}
    if r.random() < 0.9:
        result["profile"] = profile(r, year, entity, programs, attested_ids(the_submission))
    if r.random() < 0.45 and year in INVENTORY:
        result["participation"] = participation(r, year, entity, the_submission)
    if r.random() < 0.4:
        result["policy"] = policy(r)
    return result


WRONG = [
    ("submission", "performanceYear", ["2025", None, 2025.5, True, [2025]]),
    ("submission", "entityType", [None, 1, ["group"]]),
    ("submission", "measurementSets", ["ia", 3, {}, [1], [None]]),
    ("profile", "specialStatuses", ["smallPractice", ["small"], {"rural": True}, [1]]),
    ("profile", "clinicianCount", ["15", -1, 15.5, True]),
    ("profile", "patientFacingEncounters", ["100", -1, 99.5]),
    ("profile", "statusCounts", [[], 76, {"rural": "76"}, {"hpsa": -1}]),
    ("profile", "siteCounts", [[], {"rural": "1"}, {"hpsa": 1.5}]),
    ("profile", "apmParticipant", ["true", 1, 0]),
    ("profile", "apmScoringStandard", ["ssp", 1, True]),
    ("profile", "pcmh", [True, [1, 2], {"practiceSites": "10"}, {"recognizedSites": -5}]),
    ("profile", "iaStudyParticipant", ["yes", 1]),
    ("profile", "reweightedCategories", ["pi", ["aci"], [True]]),
    ("profile", "otherCategoriesSubmitted", ["pi", ["ia"], ["cost"], [0]]),
    ("profile", "extremeCircumstances", ["Automatic", True, 1, ["automatic"]]),
    ("profile", "attestedBefore", [{}, ["IA_PSPA_4"], [{"measureId": 4, "performanceYear": 2020}],
                                   [{"measureId": "IA_PSPA_4", "performanceYear": "2020"}]]),
    ("profile", "programName", [1, ["mips"]]),
    ("participation", "clinicianCount", [0, -1, "9", 9.5]),
    ("participation", "roster", [{}, "all", [{"npi": "1", "from": "2024-02-30"}],
                                 [{"npi": "1", "to": "31.12.2024"}], [{"npi": 1000000001}], [1]]),
    ("participation", "activities", [
        {}, "IA_BE_6", [{"performerCount": 3}], [{"measureId": "IA_BE_6", "performerCount": "3"}],
        [{"measureId": "IA_BE_6", "performerCount": -1}],
        [{"measureId": "IA_BE_6", "start": "2023-02-29"}], [{"measureId": "IA_BE_6", "end": 20240101}],
        [{"measureId": "IA_BE_6", "performers": {}}], [{"measureId": "IA_BE_6", "performers": [{"npi": 1}]}],
        [{"measureId": "IA_BE_6", "performers": [{"npi": "1", "start": "2024-13-01"}]}]]),
    ("policy", "apmCreditMode", ["both", 1, None]),
    ("policy", "dayCount", [90, "Inclusive"]),
    ("policy", "rosterDenominator", ["year-end", True]),
    (None, "profile", [[], "none", 1]),
    (None, "participation", [[], True]),
    (None, "policy", [[], "default"]),
    (None, "submission", [[], "s", 1, None]),
]


def malform(r, the_case):
    if "submission" not in the_case:
        return the_case
    part, name, values = r.choice(WRONG)
    value = r.choice(values)
    if part is None:
        the_case[name] = value
    else:
        if type(the_case.get(part)) is not dict:
            the_case[part] = {}
        the_case[part][name] = value
    return the_case


def main(arguments):
    options = {"--count": 1000, "--seed": 1, "--malformed": 1}
    while arguments:
        name = arguments.pop(0)
        if name not in options or not arguments:
            sys.exit(__doc__)
        options[name] = float(arguments.pop(0)) if name == "--malformed" else int(arguments.pop(0))
    r = random.Random(options["--seed"])
    encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
    block = []
    for number in range(options["--count"]):
        one = case(r, number)
        if r.random() * 100 < options["--malformed"]:
            one = malform(r, one)
        block.append(encode(one))
        if len(block) == 2000:
            sys.stdout.write("\n".join(block) + "\n")
            block = []
    if block:
        sys.stdout.write("\n".join(block) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
