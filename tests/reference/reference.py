#!/usr/bin/env python3
"""The scoring rules of mipsia, written a second time, from the text alone.

    reference.py [--jobs N] < cases.ndjson > results.ndjson

Nothing here comes from the engine: the rules are transcribed from the rule
book (rules.md, "book" below) and from docs/case-format.md ("contract" below).
The order of this file is the order of the book. Every table has its citation.
Slow and literal on purpose. What the text leaves open is decided in
README.md of this folder; "D-n" below is decision n there.
"""
import datetime
import functools
import itertools
import json
import os
import re
import sys
from fractions import Fraction


class Refusal(Exception):
    """The case, or one of its programs, cannot be scored."""

    def __init__(self, code, message, path="$"):
        Exception.__init__(self, message)
        self.entry = {"code": code, "message": message, "path": path}


# ---------------------------------------------------------------------------
# Book 15 and 16: inventory and MVP lists, year by year (inventory.json).

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "inventory.json"),
          encoding="utf-8") as _file:
    _INVENTORY = json.load(_file)

ACTIVITIES = {int(year): _INVENTORY[year]["activities"] for year in _INVENTORY}
MVPS = {int(year): {mvp: frozenset(ids) for mvp, ids in _INVENTORY[year]["mvps"].items()}
        for year in _INVENTORY}
ALL_MVPS = frozenset(mvp for year in MVPS.values() for mvp in year)
IN_SOME_YEAR = frozenset(i for year in ACTIVITIES for i in ACTIVITIES[year])

# Book 15, "Renumberings 2025 -> 2026" (same text, new id).
RENUMBERED = (
    ("IA_AHE_1", "IA_EPA_7"),
    ("IA_AHE_3", "IA_BE_26"),
    ("IA_AHE_6", "IA_EPA_8"),
    ("IA_AHE_7", "IA_BE_27"),
    ("IA_AHE_10", "IA_PSPA_35"),
    ("IA_PM_13", "IA_AHW_1"),
)

# Book 1, 2: years the book covers; 2027 is "PY2026 rules + 2027 inventory" (19.1).
FIRST_YEAR, LAST_YEAR = 2017, 2027

# Book 13, performance threshold. 2027: 19.1, "PY2026 rules" (D-42).
PERFORMANCE_THRESHOLD = {
    2017: 3, 2018: 15, 2019: 30, 2020: 45, 2021: 60, 2022: 75,
    2023: 75, 2024: 75, 2025: 75, 2026: 75, 2027: 75,
}

MAX_POINTS = 40  # book 4.1: "divided by the highest potential category score of 40 points"

# ---------------------------------------------------------------------------
# Contract: members, types, and the values of the enumerated ones.


def is_boolean(value):
    return value is True or value is False


def is_integer(value):
    return type(value) is int


def is_count(value):
    return type(value) is int and value >= 0


def is_count_from_one(value):
    return type(value) is int and value >= 1


def is_string(value):
    return type(value) is str


def is_npi(value):  # spreadsheets make numbers of them
    return type(value) is str or is_count(value)


def is_object(value):
    return type(value) is dict


def is_array_of_objects(value):
    return type(value) is list and all(type(item) is dict for item in value)


def is_date(value):
    return type(value) is str and day_number(value) is not None


def one_of(*values):
    return lambda value: type(value) is str and value in values


def array_of(*values):
    return lambda value: type(value) is list and all(
        type(item) is str and item in values for item in value)


CASE_MEMBERS = {"submission": is_object, "profile": is_object,
                "participation": is_object, "policy": is_object}
SUBMISSION_MEMBERS = {"performanceYear": is_integer, "entityType": is_string,
                      "programName": is_string, "measurementSets": is_array_of_objects}
SET_MEMBERS = {"category": is_string, "submissionMethod": is_string, "programName": is_string,
               "performanceStart": is_string, "performanceEnd": is_string,
               "measurements": is_array_of_objects}
PROFILE_MEMBERS = {
    "specialStatuses": array_of("smallPractice", "rural", "hpsa", "nonPatientFacing"),
    "clinicianCount": is_count_from_one,
    "patientFacingEncounters": is_count,
    "statusCounts": is_object,
    "siteCounts": is_object,
    "apmParticipant": is_boolean,
    "apmScoringStandard": one_of("webInterface", "other"),
    "pcmh": is_object,
    "iaStudyParticipant": is_boolean,
    "reweightedCategories": array_of("quality", "cost", "pi", "ia"),
    "otherCategoriesSubmitted": array_of("quality", "pi"),
    "extremeCircumstances": one_of("automatic", "application"),
    "attestedBefore": is_array_of_objects,
    "programName": is_string,
}
STATUS_COUNT_MEMBERS = {"nonPatientFacing": is_count, "rural": is_count, "hpsa": is_count}
SITE_COUNT_MEMBERS = {"rural": is_count, "hpsa": is_count}
PCMH_MEMBERS = {"practiceSites": is_count, "recognizedSites": is_count}
BEFORE_MEMBERS = {"measureId": is_string, "performanceYear": is_integer}
PARTICIPATION_MEMBERS = {"clinicianCount": is_count_from_one, "roster": is_array_of_objects,
                         "activities": is_array_of_objects}
ROSTER_MEMBERS = {"npi": is_npi, "name": is_string, "from": is_date, "to": is_date}
PERFORMED_MEMBERS = {"measureId": is_string, "performers": is_array_of_objects,
                     "performerCount": is_count, "start": is_date, "end": is_date}
PERFORMER_MEMBERS = {"npi": is_npi, "start": is_date, "end": is_date}

# Contract, "policy": the first value of each is the default.
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
POLICY_MEMBERS = {name: one_of(*values) for name, values in POLICY.items()}
DEFAULT_POLICY = {name: values[0] for name, values in POLICY.items()}


def check_members(thing, members, path):
    """A known member of a wrong type is an error of that case. Null is absent (D-1)."""
    for name, value in thing.items():
        if value is None:
            continue
        check = members.get(name)
        if check is not None and not check(value):
            raise Refusal("wrongType", "%s is not what it must be" % name, path + "." + name)


def check_profile(profile):
    check_members(profile, PROFILE_MEMBERS, "$.profile")
    if profile.get("statusCounts"):
        check_members(profile["statusCounts"], STATUS_COUNT_MEMBERS, "$.profile.statusCounts")
    if profile.get("siteCounts"):
        check_members(profile["siteCounts"], SITE_COUNT_MEMBERS, "$.profile.siteCounts")
    if profile.get("pcmh"):
        check_members(profile["pcmh"], PCMH_MEMBERS, "$.profile.pcmh")
    for entry in profile.get("attestedBefore") or ():
        check_members(entry, BEFORE_MEMBERS, "$.profile.attestedBefore")


def check_participation(participation):
    check_members(participation, PARTICIPATION_MEMBERS, "$.participation")
    for entry in participation.get("roster") or ():
        check_members(entry, ROSTER_MEMBERS, "$.participation.roster")
    for entry in participation.get("activities") or ():
        check_members(entry, PERFORMED_MEMBERS, "$.participation.activities")
        if entry.get("measureId") is None:
            raise Refusal("missing", "measureId is required", "$.participation.activities")
        for performer in entry.get("performers") or ():
            check_members(performer, PERFORMER_MEMBERS, "$.participation.activities.performers")


def check_submission(submission):
    check_members(submission, SUBMISSION_MEMBERS, "$.submission")
    for one_set in submission.get("measurementSets") or ():
        check_members(one_set, SET_MEMBERS, "$.submission.measurementSets")
        if one_set.get("category") == "ia":
            for measurement in one_set.get("measurements") or ():
                if type(measurement.get("measureId")) is not str:
                    raise Refusal("wrongType", "measureId is not a string",
                                  "$.submission.measurementSets.measurements")
                value = measurement.get("value")
                if value is not None and not is_boolean(value):
                    raise Refusal("wrongType", "the value of an activity is true or false",
                                  "$.submission.measurementSets.measurements")


# ---------------------------------------------------------------------------
# Days. Contract: "Dates are YYYY-MM-DD".


@functools.lru_cache(maxsize=None)
def day_number(text):
    if not re.match(r"\d\d\d\d-\d\d-\d\d\Z", text, re.ASCII):
        return None
    try:
        return datetime.date(int(text[0:4]), int(text[5:7]), int(text[8:10])).toordinal()
    except ValueError:
        return None


FIRST_DAY = {year: day_number("%d-01-01" % year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
LAST_DAY = {year: day_number("%d-12-31" % year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}


def last_day_of_six_months(start):
    """1 July -> 31 December; 31 March -> 30 September (D-27)."""
    day = datetime.date.fromordinal(start)
    month, year = day.month + 6, day.year
    if month > 12:
        month, year = month - 12, year + 1
    try:
        return datetime.date(year, month, day.day).toordinal() - 1
    except ValueError:  # the month has no such day: its last day
        following = datetime.date(year, month, 28) + datetime.timedelta(days=4)
        return following.replace(day=1).toordinal() - 1


# ---------------------------------------------------------------------------
# Book 3.2 (rows as printed): quality, cost, ia, pi.

CATEGORIES = ("quality", "cost", "ia", "pi")

TABLE_2017 = {  # pay 2019
    "none reweighted": (60, 0, 15, 25),
    "no PI": (85, 0, 15, 0),
    "no Quality": (0, 0, 50, 50),
    "no IA": (75, 0, 0, 25),
}
TABLE_2018 = {  # pay 2020
    "none reweighted": (50, 10, 15, 25),
    "no Cost": (60, 0, 15, 25),
    "no PI": (75, 10, 15, 0),
    "no Quality": (0, 10, 45, 45),
    "no IA": (65, 10, 0, 25),
    "no Cost, no PI": (85, 0, 15, 0),
    "no Cost, no Quality": (0, 0, 50, 50),
    "no Cost, no IA": (75, 0, 0, 25),
    "no PI, no Quality": (0, 10, 90, 0),
    "no PI, no IA": (90, 10, 0, 0),
    "no Quality, no IA": (0, 10, 0, 90),
}
TABLE_2019 = {  # pay 2021
    "none reweighted": (45, 15, 15, 25),
    "no Cost": (60, 0, 15, 25),
    "no PI": (70, 15, 15, 0),
    "no Quality": (0, 15, 40, 45),
    "no IA": (60, 15, 0, 25),
    "no Cost, no PI": (85, 0, 15, 0),
    "no Cost, no Quality": (0, 0, 50, 50),
    "no Cost, no IA": (75, 0, 0, 25),
    "no PI, no Quality": (0, 15, 85, 0),
    "no PI, no IA": (85, 15, 0, 0),
    "no Quality, no IA": (0, 15, 0, 85),
}
TABLE_2020 = {  # pay 2022
    "none reweighted": (45, 15, 15, 25),
    "no Cost": (55, 0, 15, 30),
    "no PI": (70, 15, 15, 0),
    "no Quality": (0, 15, 15, 70),
    "no IA": (60, 15, 0, 25),
    "no Cost, no PI": (85, 0, 15, 0),
    "no Cost, no Quality": (0, 0, 15, 85),
    "no Cost, no IA": (70, 0, 0, 30),
    "no PI, no Quality": (0, 50, 50, 0),
    "no PI, no IA": (85, 15, 0, 0),
    "no Quality, no IA": (0, 15, 0, 85),
}
TABLE_2021 = {  # pay 2023
    "none reweighted": (40, 20, 15, 25),
    "no Cost": (55, 0, 15, 30),
    "no PI": (65, 20, 15, 0),
    "no Quality": (0, 20, 15, 65),
    "no IA": (55, 20, 0, 25),
    "no Cost, no PI": (85, 0, 15, 0),
    "no Cost, no Quality": (0, 0, 15, 85),
    "no Cost, no IA": (70, 0, 0, 30),
    "no PI, no Quality": (0, 50, 50, 0),
    "no PI, no IA": (80, 20, 0, 0),
    "no Quality, no IA": (0, 20, 0, 80),
}
TABLE_2022_NOT_SMALL = {  # pay 2024+, NOT small practice
    "none reweighted": (30, 30, 15, 25),
    "no Cost": (55, 0, 15, 30),
    "no PI": (55, 30, 15, 0),
    "no Quality": (0, 30, 15, 55),
    "no IA": (45, 30, 0, 25),
    "no Cost, no PI": (85, 0, 15, 0),
    "no Cost, no Quality": (0, 0, 15, 85),
    "no Cost, no IA": (70, 0, 0, 30),
    "no PI, no Quality": (0, 50, 50, 0),
    "no PI, no IA": (70, 30, 0, 0),
    "no Quality, no IA": (0, 30, 0, 70),
}
TABLE_2022_SMALL = {  # pay 2024+, SMALL PRACTICE
    "none reweighted": (30, 30, 15, 25),
    "no Cost": (55, 0, 15, 30),
    "no PI": (40, 30, 30, 0),
    "no Quality": (0, 30, 15, 55),
    "no IA": (45, 30, 0, 25),
    "no Cost, no PI": (50, 0, 50, 0),
    "no Cost, no Quality": (0, 0, 15, 85),
    "no Cost, no IA": (70, 0, 0, 30),
    "no PI, no Quality": (0, 50, 50, 0),
    "no PI, no IA": (70, 30, 0, 0),
    "no Quality, no IA": (0, 30, 0, 70),
}
TABLE_OF_YEAR = {2017: TABLE_2017, 2018: TABLE_2018, 2019: TABLE_2019,
                 2020: TABLE_2020, 2021: TABLE_2021}

# Book 3.1, APP and APP Plus (.1367(d)); APM scoring standard (.1370(h)).
# "quality and PI reweighted" has no row: one category is left.
TABLE_APP = {
    "none reweighted": (50, 0, 20, 30),
    "no Quality": (0, 0, 25, 75),
    "no PI": (75, 0, 25, 0),
}
TABLE_STANDARD_2017_WEB_INTERFACE = {
    "none reweighted": (50, 0, 20, 30),
    "no Quality": (0, 0, 25, 75),
    "no PI": (75, 0, 25, 0),
}
TABLE_STANDARD_2017_OTHER = {
    "none reweighted": (0, 0, 25, 75),
    "no Quality": (0, 0, 25, 75),
    "no PI": (75, 0, 25, 0),  # the row makes no difference between the APMs (D-39)
}
TABLE_STANDARD_2018_TO_2020 = {
    "none reweighted": (50, 0, 20, 30),
    "no Quality": (0, 0, 25, 75),
    "no PI": (80, 0, 20, 0),
}


def scenario_name(reweighted):
    names = []
    for category, name in (("cost", "Cost"), ("pi", "PI"), ("quality", "Quality"), ("ia", "IA")):
        if category in reweighted:
            names.append("no " + name)
    return ", ".join(names) or "none reweighted"


@functools.lru_cache(maxsize=None)
def section_3_2_weights(year, option, standard, small, reweighted):
    """The weights, and whether two categories or more are scored."""
    if option == "app":
        table = TABLE_APP
        rows = reweighted & {"quality", "pi"}  # 3.1: no row for IA or Cost
    elif option == "apmScoringStandard":
        if year == 2017:
            table = (TABLE_STANDARD_2017_WEB_INTERFACE if standard == "webInterface"
                     else TABLE_STANDARD_2017_OTHER)
        else:
            table = TABLE_STANDARD_2018_TO_2020
        rows = reweighted & {"quality", "pi"}
    else:
        if year in TABLE_OF_YEAR:
            table = TABLE_OF_YEAR[year]
        else:  # 2022 and later
            table = TABLE_2022_SMALL if small else TABLE_2022_NOT_SMALL
        rows = reweighted
        if year == 2017:
            rows = rows - {"cost"}  # cost has no weight to lose

    name = scenario_name(rows)
    if name in table:
        return dict(zip(CATEGORIES, table[name])), True

    # 3.2: "Three categories reweighted => one category scored => final score =
    # performance threshold"; 2017 and the APP come to that with two
    usual = dict(zip(CATEGORIES, table["none reweighted"]))
    left = [category for category in CATEGORIES if usual[category] > 0 and category not in rows]
    if len(left) == 1:
        return {category: 100 if category in left else 0 for category in CATEGORIES}, False
    if len(left) == 0:
        return {category: 0 for category in CATEGORIES}, False
    raise AssertionError("no row: %s %s %s" % (year, option, name))


NO_WEIGHTS = {category: 0 for category in CATEGORIES}


def section_3_3_reweighted(year, option, entity, small, named, circumstances, small_practice_pi,
                           quality, pi, ia, apm_credit):
    """Which categories have weight 0. quality, pi, ia: data of them were submitted.

    None: all four, and never undone (an APM Entity's application)."""
    reweighted = set(named)  # contract: "`reweightedCategories` are facts"

    if circumstances == "application":
        # (A)(6); .1317(b)(4) for APM Entities, "stays reweighted even if data are submitted"
        if entity == "apm" and year >= 2020:
            return None
        # "Submitting data voids the reweighting of that category (IA: PY2019+ for applications)"
        if year >= 2019:
            if quality:
                reweighted.discard("quality")
            if pi:
                reweighted.discard("pi")
            if ia:
                reweighted.discard("ia")

    if circumstances == "automatic" and entity == "individual":
        # 3.4: "Cost is always 0"; a category keeps its weight when data were
        # submitted; note 1: the APM credit makes IA a scored category
        # "Submitting data voids the reweighting of that category ... automatic EUC all years"
        reweighted.add("cost")
        for category, scored in (("quality", quality), ("pi", pi), ("ia", ia or apm_credit)):
            if scored:
                reweighted.discard(category)
            else:
                reweighted.add(category)

    # (C)(9): "PI: small practice ... PY2022+ automatic"; contract, smallPracticePi
    if small_practice_pi == "automatic" and year >= 2022 and small and not pi:
        reweighted.add("pi")

    # 3.1: "APM Entity outside the APP (traditional or MVP): Cost is 0 ... 2021+"
    if entity == "apm" and year >= 2021 and option in ("traditional", "mvp"):
        reweighted.add("cost")

    return frozenset(reweighted)


# ---------------------------------------------------------------------------
# Book 4.1, 4.2, 5: points per activity: (no special status, special status).

POINTS_TRADITIONAL = {year: {"medium": (10, 20), "high": (20, 40)} for year in range(2017, 2025)}
POINTS_TRADITIONAL.update({year: {None: (20, 40)} for year in range(2025, 2028)})
POINTS_MVP = {year: {"medium": (20, 20), "high": (40, 40)} for year in range(2023, 2025)}
POINTS_MVP.update({year: {None: (40, 40)} for year in range(2025, 2028)})


def section_4_points(year, option, measure_id, special):
    if measure_id == "IA_PCMH":  # book 7: "= 100%"
        return 40
    table = POINTS_MVP if option == "mvp" else POINTS_TRADITIONAL
    ordinary, doubled = table[year][ACTIVITIES[year][measure_id]]
    return doubled if special else ordinary


def section_4_3_statuses(year, entity, profile):
    """The stated statuses and those the counts derive. They add up."""
    statuses = set(profile.get("specialStatuses") or ())
    clinicians = profile.get("clinicianCount")

    # "15 or fewer eligible clinicians"
    if clinicians is not None and clinicians <= 15:
        statuses.add("smallPractice")

    # "bills 100 or fewer patient facing encounters"
    encounters = profile.get("patientFacingEncounters")
    if encounters is not None and entity == "individual" and encounters <= 100:
        statuses.add("nonPatientFacing")

    # "more than 75 percent of the NPIs": group, virtual group, subgroup (status of the group)
    counts = profile.get("statusCounts")
    if counts and clinicians is not None and entity in ("group", "virtualGroup", "subgroup"):
        for status, first_year in (("nonPatientFacing", 2017), ("rural", 2018), ("hpsa", 2018)):
            count = counts.get(status)
            if count is not None and year >= first_year and count * 100 > clinicians * 75:
                statuses.add(status)

    # "PY2017: at least one practice site"
    sites = profile.get("siteCounts")
    if sites and year == 2017 and entity == "group":
        for status in ("rural", "hpsa"):
            count = sites.get(status)
            if count is not None and count >= 1:
                statuses.add(status)
    return statuses


# ---------------------------------------------------------------------------
# Book 5 and 6, contract "programName decides the reporting option".

ENTITY_TYPES = ("individual", "group", "virtualGroup", "subgroup", "apm")

# formats.md 1.3: first and last performance year.
PROGRAM_YEARS = {
    "mips": (2017, 2027),
    "cpcPlus": (2017, 2021),
    "pcf": (2021, 2024),
    "app1": (2021, 2027),
    "appPlus": (2025, 2027),
}
PROGRAM_OPTION = {"mips": "traditional", "cpcPlus": "traditional", "pcf": "traditional",
                  "app1": "app", "appPlus": "app"}


def section_5_6_option(year, entity, program, standard):
    if program in PROGRAM_YEARS:
        first, last = PROGRAM_YEARS[program]
        if not first <= year <= last:
            raise Refusal("programNotInForce", "%s is not a program of %d" % (program, year))
        option = PROGRAM_OPTION[program]
    elif program in MVPS[year]:
        option = "mvp"
    else:
        raise Refusal("programUnknown", "%s is not a program of %d" % (program, year))
    if standard is not None:  # 6.1, "2017-2020"; it overrides the option
        if year > 2020:
            raise Refusal("standardNotInForce", "the APM scoring standard ended with 2020")
        option = "apmScoringStandard"

    if entity == "subgroup" and (option != "mvp" or year < 2023):
        raise Refusal("subgroupOutsideMvp", "a subgroup reports an MVP, from 2023")
    if entity == "virtualGroup" and option == "app":  # formats.md 1.4
        raise Refusal("virtualGroupInApp", "a virtual group cannot report the APP")
    # 414.1305, "MVP participant": individuals, groups, subgroups and APM Entities
    if entity == "virtualGroup" and option == "mvp":
        raise Refusal("virtualGroupInMvp", "a virtual group is no MVP participant")
    return option


def section_6_3_apm_credit_due(year, option, entity, participant, circumstances, policy,
                               ia, quality, pi):
    """Is the 50% baseline due? ia, quality, pi: data of them were submitted."""
    if not participant:
        return False
    if option == "mvp" and policy["apmCreditInMvp"] == "doesNotApply":
        return False
    if year >= 2024:
        # (c)(2)(iv), C-09; automatic extreme circumstances are for individuals only (D-16)
        if policy["apmCreditUnderExtremeCircumstances"] == "regulation":
            if circumstances == "application":
                return False
            if circumstances == "automatic" and entity == "individual":
                return False
        if policy["apmCreditCondition"] == "regulation":
            return ia or (quality and pi)
        return ia or quality or pi
    return ia or quality or pi


def section_6_3_apm_credit(points, policy):
    """C-10: the points the credit adds to the activities' points."""
    if policy["apmCreditMode"] == "floor":
        return max(0, 20 - points)
    return min(20, 40 - points)


# ---------------------------------------------------------------------------
# Book 7.


def section_7_sites_met(year, profile):
    sites = profile.get("pcmh")
    if sites is None:
        return True  # contract: "Absent: the attestation of IA_PCMH is taken at its word"
    practice, recognized = sites.get("practiceSites"), sites.get("recognizedSites")
    if year == 2017:  # "at least one practice site"
        return recognized is None or recognized >= 1
    if practice is None or recognized is None:
        return True
    return recognized * 2 >= practice  # ">= 50% of practice sites"


# ---------------------------------------------------------------------------
# Book 8 and 9.

# Book 9, "Engine rule" column; every other activity: 90 days.
MINIMUM_DAYS = 90
MINIMUM_OTHER = {
    "IA_ERP_1": (2017, 2027, "6 months"),
    "IA_ERP_2": (2017, 2027, 60),
    "IA_PSPA_5": (2017, 2019, "6 months"),
    "IA_PM_2": (2017, 2017, 90),
    "IA_CC_19": (2020, 2027, 90),
}


def section_9_minimum(year, measure_id):
    if measure_id in MINIMUM_OTHER:
        first, last, minimum = MINIMUM_OTHER[measure_id]
        if first <= year <= last:
            return minimum
    return MINIMUM_DAYS


def section_9_long_enough(start, end, minimum, day_count):
    if minimum == "6 months":
        last = last_day_of_six_months(start)
        if day_count == "exclusive":
            last = last + 1
        return end >= last
    if day_count == "exclusive":  # C-13: as a difference
        return end - start >= minimum
    return end - start + 1 >= minimum


def merged(periods):
    """Periods that touch or overlap are one period."""
    result = []
    for start, end in sorted(periods):
        if end < start:
            continue
        if result and start <= result[-1][1] + 1:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def common(periods, others):
    """The days that are in both."""
    return [(max(a, c), min(b, d)) for a, b in periods for c, d in others
            if max(a, c) <= min(b, d)]


def section_9_best_period(year, start, end):
    """An unknown start or end is taken as the best it could be (D-24)."""
    first = FIRST_DAY[year] if start is None else day_number(start)
    last = LAST_DAY[year] if end is None else day_number(end)
    return (first, last)


def npi_text(entry):
    npi = entry.get("npi")
    return npi if npi is None else str(npi)


def section_8_roster(participation):
    """npi -> the periods with the practice; None without a roster."""
    roster = participation.get("roster")
    if not roster:
        return None
    spells = {}
    for entry in roster:
        first = day_number(entry["from"]) if entry.get("from") is not None else 1
        last = day_number(entry["to"]) if entry.get("to") is not None else 4000000
        spells.setdefault(npi_text(entry), []).append((first, last))
    return {npi: merged(periods) for npi, periods in spells.items()}


def section_8_denominator(year, policy, roster):
    """The NPIs that count: all of the year, or those of 31 December."""
    if policy["rosterDenominator"] == "yearEnd":
        day = [(LAST_DAY[year], LAST_DAY[year])]
    else:
        day = [(FIRST_DAY[year], LAST_DAY[year])]
    return {npi for npi, periods in roster.items() if common(periods, day)}


def section_8_enough(year, entity, performers, total):
    """Who must perform. total None: unknown, taken at its word."""
    if performers == 0:
        return False
    if entity == "individual":
        return True  # "the clinician"
    if year <= 2019:
        return True  # "one clinician is enough"
    if total is None:
        return True
    return 2 * performers >= total  # "Rounding: up"


def section_8_performed(year, entity, profile, participation, policy, measure_id):
    """False only if the participation data certainly miss the test."""
    entry = None
    for one in participation.get("activities") or ():
        if one["measureId"] == measure_id:
            entry = one
            break
    if entry is None:
        return True  # unknown: "its attestation is taken at its word"

    minimum = section_9_minimum(year, measure_id)
    in_year = [(FIRST_DAY[year], LAST_DAY[year])]
    start, end = entry.get("start"), entry.get("end")
    performers, count = entry.get("performers"), entry.get("performerCount")

    def long_enough(periods):
        return any(section_9_long_enough(first, last, minimum, policy["dayCount"])
                   for first, last in merged(common(periods, in_year)))

    roster = section_8_roster(participation)
    if entity == "individual":
        total = 1
    elif roster is not None:
        total = len(section_8_denominator(year, policy, roster))
    elif participation.get("clinicianCount") is not None:
        total = participation["clinicianCount"]
    elif entity != "subgroup" and profile.get("clinicianCount") is not None:
        total = profile["clinicianCount"]
    else:
        total = None

    if performers is None and count is None:
        # who performed is unknown; for how long may be known
        if start is None and end is None:
            return True
        return long_enough([section_9_best_period(year, start, end)])

    if performers is None:
        if start is None and end is None:
            number = count  # "each is taken to have performed long enough"
        elif long_enough([section_9_best_period(year, start, end)]):
            number = count
        else:
            number = 0
        return section_8_enough(year, entity, number, total)

    periods_of = {}
    for number, performer in enumerate(performers):
        npi = npi_text(performer)
        first, last = performer.get("start"), performer.get("end")
        if first is None and last is None:
            first, last = start, end  # "the period of everyone without one of their own"
        periods = [section_9_best_period(year, first, last)]
        if roster is not None:
            if npi in roster:
                periods = common(periods, roster[npi])
            elif entity != "individual":
                continue  # "A performer who is not in the roster is not counted"
        if entity == "individual":
            who = "the clinician"  # "every performer counts as the clinician"
        elif npi is None:
            who = number
        else:
            who = npi
        periods_of.setdefault(who, []).extend(periods)

    if roster is not None and entity != "individual" and year >= 2020:
        # "50 percent of the NPIs": performers are among those counted below the line
        among = section_8_denominator(year, policy, roster)
        periods_of = {npi: periods for npi, periods in periods_of.items() if npi in among}

    number = sum(1 for periods in periods_of.values() if long_enough(periods))
    return section_8_enough(year, entity, number, total)


# ---------------------------------------------------------------------------
# Book 10.1: "may be selected once every 4 years".

ONCE_IN_FOUR_YEARS = {
    "IA_PSPA_4": (2018, 2027),
    "IA_PSPA_22": (2018, 2027),
    "IA_PSPA_23": (2018, 2027),
    "IA_PSPA_24": (2018, 2019),
}


def section_10_too_soon(year, measure_id, attested_before):
    if measure_id not in ONCE_IN_FOUR_YEARS:
        return False
    first, last = ONCE_IN_FOUR_YEARS[measure_id]
    if not first <= year <= last:
        return False
    ids = {measure_id}
    for old, new in RENUMBERED:
        if measure_id in (old, new):
            ids.update((old, new))
    for entry in attested_before:
        if entry.get("measureId") in ids and entry.get("performanceYear") is not None:
            # "attested in PY N => not again before PY N+4"
            if entry["performanceYear"] < year < entry["performanceYear"] + 4:
                return True
    return False


# ---------------------------------------------------------------------------
# Book 1, steps 1a-1c: the activities of one measurement set.


def section_1_activities(year, option, program, entity, special, profile, participation,
                         policy, measurements):
    inventory = ACTIVITIES[year]
    of_mvp = MVPS[year][program] if option == "mvp" else None
    full_score_assigned = option in ("app", "apmScoringStandard")
    taken = set()
    result = []
    for measurement in measurements:
        measure_id = measurement["measureId"]
        points = 0
        if measure_id not in IN_SOME_YEAR:
            reason = "unknownActivity"
        elif measure_id not in inventory:
            reason = "notInInventory"
        elif measurement.get("value") is not True:
            reason = "notAttested"
        elif of_mvp is None and measure_id == "IA_MVP":
            reason = "onlyInMvp"  # book 16
        elif of_mvp is not None and measure_id not in of_mvp:
            reason = "notInMvp"  # book 5
        elif measure_id in taken:
            reason = "duplicate"
        else:
            taken.add(measure_id)
            if full_score_assigned:
                reason = "notNeeded"
            elif section_10_too_soon(year, measure_id, profile.get("attestedBefore") or ()):
                reason = "frequencyLimited"
            elif participation and not section_8_performed(
                    year, entity, profile, participation, policy, measure_id):
                reason = "notPerformed"
            elif measure_id == "IA_PCMH" and not section_7_sites_met(year, profile):
                reason = "sitesNotMet"
            else:
                reason = "counted"
                points = section_4_points(year, option, measure_id, special)
        result.append({"measureId": measure_id, "points": points,
                       "counted": reason == "counted", "reason": reason})
    return result


def section_1_set(year, option, study, apm_credit_due, policy, activities):
    """Book 1, steps 1c-1f: points of one set, and its credits."""
    if option in ("app", "apmScoringStandard"):  # 6.1, 6.2: 100% automatically
        return 40, [{"credit": "assigned", "points": 40}]
    points = 0
    for activity in activities:
        points += activity["points"]
    points = min(points, MAX_POINTS)  # "capped at 40 points"
    credits = []
    if study and 2017 <= year <= 2019:  # 4.4
        if points < 40:
            credits.append({"credit": "study", "points": 40 - points})
        points = 40
    elif apm_credit_due:
        added = section_6_3_apm_credit(points, policy)
        if added > 0:
            credits.append({"credit": "apm", "points": added})
        points += added
    return min(points, MAX_POINTS), credits


# ---------------------------------------------------------------------------
# Contract, "submission": programs, categories, sets.


USUAL_NAMES = {name.lower(): name for name in PROGRAM_YEARS}


def usual_name(program):
    """A program's name in CMS's own case: MIPS is mips, m0005 is M0005 (D-4)."""
    return USUAL_NAMES.get(program.lower(), program.upper() if program.upper() in ALL_MVPS else program)


def contract_programs(year, submission, profile):
    """(program names in the order they are named, the name of each set's program)."""
    sets = submission.get("measurementSets") or []
    names = [one_set.get("programName") for one_set in sets]
    if year == 2017:  # "in 2017 it stands on the submission"
        names = [submission.get("programName") if name is None else name for name in names]
    if all(name is None for name in names):
        # profile.programName: "the program, when the submission has no set that names one" (D-2)
        default = profile.get("programName")
        if not sets and year == 2017 and submission.get("programName") is not None:
            default = submission["programName"]
        if default is None:
            default = "mips"
    else:
        default = "mips"
    names = [usual_name(default if name is None else name) for name in names]
    default = usual_name(default)
    programs = []
    for name in names:
        if name not in programs:
            programs.append(name)
    if not programs:
        programs = [default]
    return programs, list(zip(names, sets))


@functools.lru_cache(maxsize=None)
def exact_number(value):
    """A figure as a JSON number: an integer if it is one, else its exact decimal."""
    if value.denominator == 1:
        return value.numerator
    return value.numerator / value.denominator


@functools.lru_cache(maxsize=None)
def section_14_percent(points):
    return exact_number(Fraction(points, 40) * 100)


@functools.lru_cache(maxsize=None)
def section_14_contribution(points, weight):
    return exact_number(Fraction(points, 40) * weight)


def score_program(year, entity, special, small, profile, participation, policy, program, sets):
    """One program of one case: the figures of the answer."""
    standard = profile.get("apmScoringStandard")
    option = section_5_6_option(year, entity, program, standard)

    ia_sets = []
    elsewhere = profile.get("otherCategoriesSubmitted") or ()
    quality, pi = "quality" in elsewhere, "pi" in elsewhere
    for one_set in sets:
        category = one_set.get("category")
        if category == "ia":
            ia_sets.append(one_set.get("measurements") or [])
        elif category == "quality":
            quality = True
        elif category == "pi" or (category == "aci" and year <= 2018):
            pi = True

    # 11.3: what counts as a submission of IA
    if year >= 2024:
        ia = False
        for measurements in ia_sets:
            for measurement in measurements:
                if measurement["measureId"] in ACTIVITIES[year] and measurement.get("value") is True:
                    ia = True
    else:
        ia = len(ia_sets) > 0

    participant = profile.get("apmParticipant")
    if participant is None:
        participant = entity == "apm"  # "An entity of type apm is one unless false is stated"
    circumstances = profile.get("extremeCircumstances")
    study = profile.get("iaStudyParticipant") is True
    due = section_6_3_apm_credit_due(year, option, entity, participant, circumstances, policy,
                                     ia, quality, pi)

    # Book 1, steps 1 and 2: each set for itself, the highest; the first of equals
    best = None
    for measurements in ia_sets or [[]]:
        activities = section_1_activities(year, option, program, entity, special, profile,
                                          participation, policy, measurements)
        points, credits = section_1_set(year, option, study, due, policy, activities)
        if best is None or points > best[0]:
            best = (points, activities, credits)
    points, activities, credits = best

    # Book 1, step 3
    # the credit is due also where the study credit leaves it nothing to add
    apm_credit = due and option in ("traditional", "mvp")
    reweighted = section_3_3_reweighted(
        year, option, entity, small, profile.get("reweightedCategories") or (), circumstances,
        policy["smallPracticePi"], quality, pi, ia, apm_credit)
    if reweighted is None:
        weights, scored = NO_WEIGHTS, False
    else:
        weights, scored = section_3_2_weights(year, option, standard, small, reweighted)

    # Book 1, steps 4 and 5
    if scored:
        contribution = section_14_contribution(points, weights["ia"])
        final_score = None
    else:
        contribution = None
        final_score = {"equals": "performanceThreshold", "value": PERFORMANCE_THRESHOLD[year]}
    return {"programName": program, "option": option, "points": points, "maxPoints": MAX_POINTS,
            "percent": section_14_percent(points), "weight": weights["ia"],
            "contribution": contribution, "activities": activities, "credits": credits,
            "weights": weights, "finalScore": final_score}


def empty_answer(case_id, year, program, entity):
    return {"id": case_id, "performanceYear": year, "programName": program, "entityType": entity,
            "option": None, "points": None, "maxPoints": None, "percent": None, "weight": None,
            "contribution": None, "activities": [], "credits": [], "weights": None,
            "finalScore": None, "errors": []}


def score(case):
    """The answer to one case."""
    answer = empty_answer(None, None, None, None)
    try:
        if type(case) is not dict:
            raise Refusal("wrongType", "a case is an object")
        if "submission" not in case and "performanceYear" in case:
            case = {"submission": case, "id": case.get("id")}
        answer["id"] = case.get("id")
        check_members(case, CASE_MEMBERS, "$")
        submission = case.get("submission")
        if submission is None:
            raise Refusal("missing", "there is no submission")
        year, entity = submission.get("performanceYear"), submission.get("entityType")
        answer["performanceYear"], answer["entityType"] = year, entity
        check_submission(submission)
        profile = case.get("profile")
        if profile is None:
            profile = {}
        else:
            check_profile(profile)
        participation = case.get("participation")
        if participation is None:
            participation = {}
        else:
            check_participation(participation)
        policy = DEFAULT_POLICY
        if case.get("policy") is not None:
            check_members(case["policy"], POLICY_MEMBERS, "$.policy")
            policy = dict(DEFAULT_POLICY)
            policy.update((name, value) for name, value in case["policy"].items()
                          if value is not None)
        if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
            raise Refusal("year", "no rules for this performance year",
                          "$.submission.performanceYear")
        if entity not in ENTITY_TYPES:
            raise Refusal("entityType", "no such entity type", "$.submission.entityType")

        statuses = section_4_3_statuses(year, entity, profile)
        special, small = len(statuses) > 0, "smallPractice" in statuses

        programs, sets = contract_programs(year, submission, profile)
        answer["programName"] = programs[0]
        best = None
        for program in programs:  # one that cannot be scored refuses the case (D-43)
            figures = score_program(year, entity, special, small, profile, participation,
                                    policy, program,
                                    [one_set for name, one_set in sets if name == program])
            # "the one with the highest contribution is the answer (first named wins a tie)"
            if best is None or contribution_of(figures) > contribution_of(best):
                best = figures
        answer.update(best)
    except Refusal as refusal:
        answer["errors"] = [refusal.entry]
    return answer


def contribution_of(figures):
    """A contribution that is null counts as 0 (D-6)."""
    return 0 if figures["contribution"] is None else figures["contribution"]


# ---------------------------------------------------------------------------
# The command.

ENCODE = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


def score_line(line):
    try:
        case = json.loads(line)
    except (ValueError, RecursionError) as error:
        answer = empty_answer(None, None, None, None)
        answer["errors"] = [{"code": "json", "message": str(error), "path": "$"}]
        return ENCODE(answer)
    try:
        return ENCODE(score(case))
    except Exception as error:  # never crash on a case; the tests look for this code
        answer = empty_answer(None, None, None, None)
        answer["errors"] = [{"code": "internal", "message": repr(error), "path": "$"}]
        return ENCODE(answer)


def score_lines(lines):
    return "\n".join([score_line(line) for line in lines]) + "\n"


def chunks(file, size):
    chunk = []
    for line in file:
        if line.strip():
            chunk.append(line)
            if len(chunk) == size:
                yield chunk
                chunk = []
    if chunk:
        yield chunk


def main(arguments):
    jobs = os.cpu_count() or 1
    if arguments[:1] == ["--jobs"] and len(arguments) == 2:
        jobs = int(arguments[1])
    elif arguments:
        sys.exit(__doc__)
    source = os.fdopen(os.dup(0), encoding="utf-8", errors="surrogateescape")
    if jobs == 1:
        for chunk in chunks(source, 2000):
            sys.stdout.write(score_lines(chunk))
        return
    import multiprocessing
    waiting = chunks(source, 2000)
    with multiprocessing.Pool(jobs) as pool:
        while True:  # some chunks at a time: pool.imap would read all the input at once
            batch = list(itertools.islice(waiting, 8 * jobs))
            if not batch:
                break
            for text in pool.imap(score_lines, batch):
                sys.stdout.write(text)


if __name__ == "__main__":
    main(sys.argv[1:])
