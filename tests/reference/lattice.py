#!/usr/bin/env python3
"""The exhaustive cases, as NDJSON on standard output. The same every time.

    lattice.py points      every year x option x entity x status set x counts x credits
    lattice.py weights     every year x option x entity x small x reweighting x submissions
    lattice.py policies    every value of every policy, where it can matter
    lattice.py inventory   every activity of any year in every year and MVP
    lattice.py all         the four, in this order

With --count only the number of cases is printed.
"""
import itertools
import json
import os
import sys

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "inventory.json"),
          encoding="utf-8") as _file:
    INVENTORY = {int(year): value for year, value in json.load(_file).items()}

YEARS = range(2017, 2028)
ENTITIES = ("individual", "group", "virtualGroup", "subgroup", "apm")
STATUSES = ("smallPractice", "rural", "hpsa", "nonPatientFacing")
CATEGORIES = ("quality", "cost", "pi", "ia")
MVP = "M0001"  # in every list since 2023, with enough activities of each weight
OPTIONS = ("mips", MVP, "app1", "appPlus", "webInterface", "other")
STANDARDS = ("webInterface", "other")


def subsets(names):
    for size in range(len(names) + 1):
        for chosen in itertools.combinations(names, size):
            yield list(chosen)


def in_force(year, option, entity):
    if entity == "subgroup" and (option != MVP or year < 2023):
        return False
    if option == "mips":
        return True
    if option == MVP:
        return year >= 2023
    if option in STANDARDS:
        return year <= 2020
    if entity == "virtualGroup":
        return False
    return year >= (2025 if option == "appPlus" else 2021)


def pool(year, option):
    """Activity ids by weight: of the MVP, or of the year."""
    activities = INVENTORY[year]["activities"]
    ids = INVENTORY[year]["mvps"].get(MVP) if option == MVP else None
    by_weight = {"medium": [], "high": [], None: []}
    for measure_id in sorted(activities if ids is None else ids):
        if measure_id not in ("IA_PCMH", "IA_MVP"):
            by_weight[activities[measure_id]].append(measure_id)
    return by_weight


POOLS = {(year, option): pool(year, option) for year in YEARS for option in ("mips", MVP)}


class Turn:
    """Takes the next ids of a list, round and round: every activity has its turn."""

    def __init__(self, ids):
        self.ids, self.at = ids, 0

    def take(self, count):
        ids = [self.ids[(self.at + n) % len(self.ids)] for n in range(count)]
        if self.ids:
            self.at = (self.at + 1) % len(self.ids)
        return ids


TURNS = {(key, weight): Turn(ids) for key, by_weight in POOLS.items()
         for weight, ids in by_weight.items()}


def take(year, option, medium=0, high=0, each=0):
    key = (year, option if option == MVP else "mips")
    ids = []
    for weight, count in (("medium", medium), ("high", high), (None, each)):
        if count:
            ids += TURNS[key, weight].take(count)
    return ids


def dumps(value):
    return json.dumps(value, separators=(",", ":"))


def ia_set(year, option, ids, value="true"):
    name = ""
    if option not in STANDARDS and not (option == "mips" and year % 2):
        if year != 2017:  # where it stands on the submission
            name = '"programName":"%s",' % option
    return '{"category":"ia",%s"measurements":[%s]}' % (
        name, ",".join('{"measureId":"%s","value":%s}' % (i, value) for i in ids))


def data_set(year, option, category):
    name = ""
    if option not in STANDARDS and year != 2017:
        name = '"programName":"%s",' % option
    return '{"category":"%s",%s"measurements":[]}' % (
        "aci" if category == "pi" and year == 2017 else category, name)


def case_of(year, option, entity, sets=(), profile="", participation="", policy=""):
    """One line. sets, profile: ready JSON; sets None: no measurementSets."""
    on_submission = on_profile = ""
    if option in STANDARDS:
        on_profile = '"apmScoringStandard":"%s"' % option
    elif year == 2017 and option != "mips":
        on_submission = '"programName":"%s",' % option
    elif not sets and option != "mips":
        on_profile = '"programName":"%s"' % option
    profile = ",".join(part for part in (profile, on_profile) if part)
    return '{"submission":{"performanceYear":%d,"entityType":"%s",%s"measurementSets":[%s]}%s%s%s}' % (
        year, entity, on_submission, ",".join(sets),
        ',"profile":{%s}' % profile if profile else "",
        ',"participation":%s' % participation if participation else "",
        ',"policy":%s' % policy if policy else "")


def member(name, value):
    return '"%s":%s' % (name, dumps(value))


def profile_of(**members):
    return ",".join(member(name, value) for name, value in members.items() if value is not None)


# -- (a) points ---------------------------------------------------------------

PCMH = (  # attested?, the sites
    (False, None),
    (True, None),
    (True, {"practiceSites": 10, "recognizedSites": 10}),
    (True, {"practiceSites": 10, "recognizedSites": 5}),
    (True, {"practiceSites": 11, "recognizedSites": 5}),
    (True, {"practiceSites": 10, "recognizedSites": 1}),
    (True, {"practiceSites": 10, "recognizedSites": 0}),
)


def counts_of(year):
    if year <= 2024:
        return [{"medium": m, "high": h} for m in range(6) for h in range(4)]
    return [{"each": n} for n in range(5)]


def points():
    for year in YEARS:
        for option in OPTIONS:
            for entity in ENTITIES:
                matters = in_force(year, option, entity) and option in ("mips", MVP)
                stated = (None, False) if entity == "apm" else (None, True)
                apms = stated if matters else stated[:1]
                studies = (None, True) if matters and year <= 2020 else (None,)
                sites = PCMH if matters else PCMH[:2]
                for statuses in subsets(STATUSES):
                    for counts in counts_of(year):
                        for apm, study, (pcmh, practice) in itertools.product(apms, studies, sites):
                            ids = take(year, option, **counts)
                            if pcmh:
                                ids.insert(len(ids) // 2, "IA_PCMH")
                            yield case_of(
                                year, option, entity, [ia_set(year, option, ids)],
                                profile_of(specialStatuses=statuses or None, apmParticipant=apm,
                                           iaStudyParticipant=study, pcmh=practice))


# -- (b) weights --------------------------------------------------------------

def submitted_states(year, option):
    """IA: not submitted, an empty set, all false, one activity."""
    one = take(year, option, **({"medium": 1} if year <= 2024 else {"each": 1}))
    return (None, ia_set(year, option, []), ia_set(year, option, one, "false"),
            ia_set(year, option, one))


def weights():
    for year in YEARS:
        for option in OPTIONS:
            for entity in ENTITIES:
                if not in_force(year, option, entity):
                    for named in subsets(CATEGORIES):
                        yield case_of(year, option, entity, [ia_set(year, option, ["IA_PCMH"])],
                                      profile_of(reweightedCategories=named))
                    continue
                apms = (None, False) if entity == "apm" else (None, True)
                for small, named, circumstances, other, apm in itertools.product(
                        (None, ["smallPractice"]), list(subsets(CATEGORIES)),
                        (None, "automatic", "application"), list(subsets(("quality", "pi"))), apms):
                    profile = profile_of(
                        specialStatuses=small, reweightedCategories=named or None,
                        extremeCircumstances=circumstances,
                        otherCategoriesSubmitted=other or None, apmParticipant=apm)
                    for ia in submitted_states(year, option):
                        yield case_of(year, option, entity, [ia] if ia else [], profile)


# -- (c) policies -------------------------------------------------------------

CREDIT_POLICIES = (
    ("apmCreditMode", ("additive", "floor")),
    ("apmCreditCondition", ("anyCategory", "regulation")),
    ("apmCreditUnderExtremeCircumstances", ("factSheet", "regulation")),
    ("apmCreditInMvp", ("applies", "doesNotApply")),
)


def policies():
    for part in (policy_credit, policy_days, policy_small_pi, policy_roster, policy_window):
        for case in part():
            yield case


def policy_credit():
    """The four policies of the APM credit, all 16 together."""
    choices = [dumps(dict(zip([name for name, _ in CREDIT_POLICIES], values)))
               for values in itertools.product(*(values for _, values in CREDIT_POLICIES))]
    for year in YEARS:
        if year <= 2024:
            counts = ({"medium": 1}, {"medium": 2}, {"medium": 3}, {"high": 1}, {"high": 1, "medium": 1},
                      {"high": 2})
        else:
            counts = ({"each": 1}, {"each": 2})
        for option in ("mips", MVP):
            for entity in ("individual", "group", "apm"):
                if not in_force(year, option, entity):
                    continue
                for circumstances, small, other in itertools.product(
                        (None, "automatic", "application"), (None, ["smallPractice"]),
                        list(subsets(("quality", "pi")))):
                    profile = profile_of(
                        apmParticipant=True, specialStatuses=small,
                        extremeCircumstances=circumstances,
                        reweightedCategories=["ia"] if circumstances == "application" else None)
                    sets = [data_set(year, option, category) for category in other]
                    states = submitted_states(year, option)[:3] + tuple(
                        ia_set(year, option, take(year, option, **count)) for count in counts)
                    for policy in choices:
                        for ia in states:
                            yield case_of(year, option, entity, sets + [ia] if ia else sets,
                                          profile, policy=policy)


DAYS = {  # month lengths are all that is needed
    False: (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
    True: (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31),
}


def date_of(year, day):
    """The day-th day of the year, 1 is 1 January; also of the years beside it."""
    while day < 1:
        year -= 1
        day += sum(DAYS[year % 4 == 0])
    for month, length in enumerate(DAYS[year % 4 == 0], 1):
        if day <= length:
            return "%04d-%02d-%02d" % (year, month, day)
        day -= length
    return date_of(year + 1, day)


def policy_days():
    """Periods of 58-62, 88-93 and 179-186 days, at every month of the year and at its ends."""
    for year in YEARS:
        last = sum(DAYS[year % 4 == 0])
        for measure_id, lengths in (
                ("IA_BE_6", range(88, 94)), ("IA_PM_2", range(88, 94)),
                ("IA_ERP_2", list(range(58, 64)) + [90]),
                ("IA_ERP_1", list(range(88, 93)) + list(range(178, 188))),
                ("IA_PSPA_5", list(range(88, 93)) + list(range(178, 188)))):
            if measure_id not in INVENTORY[year]["activities"]:
                continue
            for length in lengths:
                starts = [1, 15, 31, 32, 59, 60, 61, 90, 91, 121, 152, 181, 182, 183, 184,
                          last - length, last - length + 1, last - length + 2, -3]
                for start in starts:
                    for entity in ("individual", "group", "virtualGroup", "apm"):
                        for day_count in ("inclusive", "exclusive"):
                            begin, end = date_of(year, start), date_of(year, start + length - 1)
                            if entity == "individual":
                                performed = {"start": begin, "end": end,
                                             "performers": [{"npi": "1000000001"}]}
                            elif entity == "group":
                                performed = {"performers": [
                                    {"npi": "1000000001", "start": begin, "end": end}]}
                            elif entity == "virtualGroup":
                                performed = {"performerCount": 1, "start": begin, "end": end}
                            else:
                                performed = {"start": begin, "end": end}
                            performed["measureId"] = measure_id
                            yield case_of(
                                year, "mips", entity, [ia_set(year, "mips", [measure_id])],
                                participation=dumps({"clinicianCount": 1, "activities": [performed]}),
                                policy=dumps({"dayCount": day_count}))


def policy_small_pi():
    for year in YEARS:
        for option in OPTIONS:
            for entity in ENTITIES:
                if not in_force(year, option, entity):
                    continue
                for small, circumstances, other, way, named in itertools.product(
                        (None, ["smallPractice"]), (None, "automatic", "application"),
                        list(subsets(("quality", "pi"))), ("sets", "profile"),
                        (None, ["pi"], ["cost"], ["quality"], ["ia"], ["quality", "cost", "ia"])):
                    sets = [ia_set(year, option, take(
                        year, option, **({"high": 1} if year <= 2024 else {"each": 1})))]
                    if way == "sets":
                        sets += [data_set(year, option, category) for category in other]
                    elif not other:
                        continue
                    profile = profile_of(
                        specialStatuses=small, extremeCircumstances=circumstances,
                        reweightedCategories=named,
                        otherCategoriesSubmitted=other if way == "profile" else None)
                    for policy in ("stated", "automatic"):
                        yield case_of(year, option, entity, sets, profile,
                                      policy=dumps({"smallPracticePi": policy}))


def policy_roster():
    """Six clinicians, each with the practice for a part of the year; some performed."""
    for year in YEARS:
        spells = (
            {},
            {"from": "%d-07-01" % year},
            {"to": "%d-06-30" % year},
            {"from": "%d-11-01" % year},
            {"from": "%d-01-01" % (year - 2), "to": "%d-12-31" % (year - 1)},
            {"from": "%d-12-31" % year},
        )
        roster = [dict(npi="100000000%d" % number, **spell) for number, spell in enumerate(spells, 1)]
        for option, entity in (("mips", "individual"), ("mips", "group"), ("mips", "virtualGroup"),
                               ("mips", "apm"), (MVP, "subgroup")):
            if not in_force(year, option, entity):
                continue
            ids = take(year, option, **({"high": 1} if year <= 2024 else {"each": 1}))
            for who in subsets(range(1, 7)):
                for period in ({}, {"start": "%d-01-01" % year, "end": "%d-12-31" % year},
                               {"start": "%d-04-02" % year, "end": "%d-10-01" % year}):
                    performers = [dict(npi="100000000%d" % number, **period) for number in who]
                    for cut in (6, 3):  # all six on the roster, or only the first three
                        for policy in ("anyTime", "yearEnd"):
                            yield case_of(
                                year, option, entity, [ia_set(year, option, ids)],
                                participation=dumps({
                                    "roster": roster[:cut],
                                    "activities": [{"measureId": ids[0], "performers": performers}]}),
                                policy=dumps({"rosterDenominator": policy}))


def policy_window():
    for year in YEARS:
        for option in OPTIONS:
            for entity in ENTITIES:
                for policy in ("published", "extended"):
                    yield case_of(year, option, entity, [ia_set(year, option, ["IA_PCMH"])],
                                  policy=dumps({"submissionWindow": policy}))


# -- (d) inventory ------------------------------------------------------------

def inventory():
    everything = sorted({i for year in YEARS for i in INVENTORY[year]["activities"]} |
                        {"IA_NONE_1", "PI_EP_1", ""})
    programs = sorted({mvp for year in YEARS for mvp in INVENTORY[year]["mvps"]})
    for year in YEARS:
        for program in ["mips", "cpcPlus", "pcf", "app1", "appPlus"] + programs:
            for measure_id in everything:
                if program in programs and program not in INVENTORY[year]["mvps"]:
                    if measure_id != "IA_PCMH":
                        continue
                one = ('{"category":"ia","programName":"%s","measurements":'
                       '[{"measureId":"%s","value":true}]}' % (program, measure_id))
                yield ('{"submission":{"performanceYear":%d,"entityType":"group",'
                       '"measurementSets":[%s]}}' % (year, one))
    for year in list(range(2010, 2035)) + [0, -1, 20255, 2147483648]:
        for entity in ENTITIES + ("apmEntity", "", "Group"):
            yield case_of(year, "mips", entity, [ia_set(year, "mips", ["IA_PCMH"])])


PARTS = (("points", points), ("weights", weights), ("policies", policies),
         ("inventory", inventory))


def main(arguments):
    only_count = "--count" in arguments
    names = [argument for argument in arguments if argument != "--count"]
    parts = [function for name, function in PARTS if names in ([name], ["all"])]
    if not parts:
        sys.exit(__doc__)
    lines = itertools.chain.from_iterable(function() for function in parts)
    if only_count:
        print(sum(1 for _ in lines))
        return
    while True:
        block = list(itertools.islice(lines, 5000))
        if not block:
            return
        sys.stdout.write("\n".join(block) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
