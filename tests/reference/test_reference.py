#!/usr/bin/env python3
"""reference.py against the golden examples and the reweighting tables.

The expected figures are those printed in rules.md 17 and 3; reweight_rows.json
holds reweight_tables.json one row a line (year, scenario, quality, cost, ia, pi).
"""
import json
import os
import subprocess
import sys
import unittest

import reference

HERE = os.path.dirname(os.path.abspath(__file__))


def ia(*ids, **members):
    """A set of ia: "ID" is attested, "-ID" has value false."""
    return dict({"category": "ia", "measurements": [
        {"measureId": i.lstrip("-"), "value": not i.startswith("-")} for i in ids]}, **members)


def case(year, entity, *sets, program=None, participation=None, policy=None, **profile):
    sets = [dict(one) for one in sets]
    if program is not None:
        if sets:
            for one in sets:
                one.setdefault("programName", program)
        else:
            profile["programName"] = program
    result = {"submission": {"performanceYear": year, "entityType": entity, "measurementSets": sets}}
    if profile:
        result["profile"] = profile
    if participation is not None:
        result["participation"] = participation
    if policy is not None:
        result["policy"] = policy
    return result


QUALITY = {"category": "quality"}
PI = {"category": "pi"}


def performed(total, count, *ids):
    return {"clinicianCount": total,
            "activities": [{"measureId": i, "performerCount": count} for i in ids]}


def period(measure_id, start, end):
    return {"activities": [{"measureId": measure_id,
                            "performers": [{"npi": "1000000001", "start": start, "end": end}]}]}


# id: (case, points, percent, weight, contribution). rules.md 17.
GOLDEN = {
    "G01": (case(2018, "individual", ia("IA_AHE_1", "IA_AHE_2", "IA_AHE_3", "IA_AHE_4")), 40, 100, 15, 15),
    "G02": (case(2019, "individual", ia("IA_EPA_4", "IA_PSPA_4", "IA_PSPA_5", "IA_PM_2"),
                 specialStatuses=["rural"]), 40, 100, 15, 15),
    "G04": (case(2019, "individual", ia("IA_EPA_3", "-IA_EPA_4"), specialStatuses=["hpsa"]), 20, 50, 15, 7.5),
    "G06": (case(2024, "individual", QUALITY, specialStatuses=["smallPractice"],
                 reweightedCategories=["cost", "pi"]), 0, 0, 50, 0),
    "G07 apm": (case(2024, "apm", program="app1"), 40, 100, 20, 20),
    "G07 group": (case(2024, "group", program="app1"), 40, 100, 20, 20),
    "G07 individual": (case(2024, "individual", program="app1"), 40, 100, 20, 20),
    "G08": (case(2025, "individual", QUALITY, apmParticipant=True, extremeCircumstances="automatic"),
            20, 50, 15, 7.5),
    "G09": (case(2025, "individual", QUALITY, apmParticipant=True, extremeCircumstances="automatic",
                 specialStatuses=["smallPractice"]), 20, 50, 50, 25),
    "G10": (case(2025, "individual", QUALITY, ia("IA_BE_6"), extremeCircumstances="automatic"),
            20, 50, 15, 7.5),
    "G11": (case(2022, "group", ia("IA_AHE_1"), specialStatuses=["smallPractice"],
                 reweightedCategories=["pi", "cost"]), 40, 100, 50, 50),
    "G13": (case(2024, "individual", ia("IA_AHE_1"), specialStatuses=["smallPractice"],
                 reweightedCategories=["pi"]), 40, 100, 30, 30),
    "G13 automatic": (case(2024, "individual", ia("IA_AHE_1"), specialStatuses=["smallPractice"],
                           policy={"smallPracticePi": "automatic"}), 40, 100, 30, 30),
    "G15": (case(2018, "group", ia("IA_BE_1"), clinicianCount=15), 20, 50, 15, 7.5),
    "G16": (case(2018, "group", ia("IA_AHE_1", "IA_BE_6")), 40, 100, 15, 15),
    "G17": (case(2023, "group", ia("IA_AHE_1", "IA_BE_6"),
                 participation=performed(9, 5, "IA_AHE_1", "IA_BE_6")), 40, 100, 15, 15),
    "G17 four of nine": (case(2023, "group", ia("IA_AHE_1", "IA_BE_6"),
                              participation=performed(9, 4, "IA_AHE_1", "IA_BE_6")), 0, 0, 15, 0),
    "G19": (case(2024, "group", ia("IA_BE_1", "IA_BE_4", "IA_BE_12", "IA_BE_15")), 40, 100, 15, 15),
    "G20": (case(2025, "subgroup", ia("IA_BE_6"), program="M0001"), 40, 100, 15, 15),
    "G21": (case(2017, "individual", ia("IA_BE_1")), 10, 25, 15, 3.75),
    "G22": (case(2017, "individual", ia("IA_AHE_1", "IA_BE_1")), 30, 75, 15, 11.25),
    "G23": (case(2017, "individual", ia("IA_AHE_1"), specialStatuses=["rural"]), 40, 100, 15, 15),
    "G25": (case(2017, "group", ia("IA_PCMH"), pcmh={"practiceSites": 10, "recognizedSites": 1}),
            40, 100, 15, 15),
    "G27": (case(2018, "group", ia("IA_PCMH"), pcmh={"practiceSites": 10, "recognizedSites": 5}),
            40, 100, 15, 15),
    "G28": (case(2017, "individual", ia("IA_BE_1", "IA_BE_4"), reweightedCategories=["pi"]), 20, 50, 15, 7.5),
    "G29": (case(2017, "individual", ia("IA_BE_1", "IA_BE_4"), reweightedCategories=["quality"]),
            20, 50, 50, 25),
    "G30": (case(2018, "individual", ia("IA_BE_1", "IA_BE_4", "IA_BE_15"),
                 reweightedCategories=["quality"]), 30, 75, 45, 33.75),
    "G33": (case(2019, "individual", ia("IA_AHE_1", "IA_BE_1"), reweightedCategories=["pi", "quality"]),
            30, 75, 85, 63.75),
    "G34": (case(2019, "group", ia("IA_AHE_1", "IA_BE_6"),
                 participation=performed(200, 1, "IA_AHE_1", "IA_BE_6")), 40, 100, 15, 15),
    "G35": (case(2020, "group", ia("IA_AHE_1"), participation=performed(200, 99, "IA_AHE_1")), 0, 0, 15, 0),
    "G37": (case(2020, "individual", ia("IA_BE_1", "IA_BE_4", "IA_BE_12", "IA_BE_15"),
                 reweightedCategories=["quality"]), 40, 100, 15, 15),
    "G38": (case(2020, "individual", ia("IA_BE_1"), reweightedCategories=["quality", "pi"]),
            10, 25, 50, 12.5),
    "G39": (case(2021, "group", ia("IA_BE_1"), clinicianCount=10, specialStatuses=["rural"]),
            20, 50, 15, 7.5),
    "G40": (case(2021, "group", ia("IA_AHE_1"), clinicianCount=100, statusCounts={"nonPatientFacing": 76}),
            40, 100, 15, 15),
    "G40 75 of 100": (case(2021, "group", ia("IA_AHE_1"), clinicianCount=100,
                           statusCounts={"nonPatientFacing": 75}), 20, 50, 15, 7.5),
    "G42": (case(2021, "individual", QUALITY, PI, apmParticipant=True), 20, 50, 15, 7.5),
    "G43": (case(2021, "individual", ia("IA_BE_1"), apmParticipant=True), 30, 75, 15, 11.25),
    "G43 floor": (case(2021, "individual", ia("IA_BE_1"), apmParticipant=True,
                       policy={"apmCreditMode": "floor"}), 20, 50, 15, 7.5),
    "G44": (case(2021, "individual", ia("IA_BE_1"), apmParticipant=True,
                 specialStatuses=["smallPractice"]), 40, 100, 15, 15),
    "G46": (case(2021, "apm", ia("IA_AHE_1")), 40, 100, 15, 15),
    "G47": (case(2022, "individual", ia("IA_BE_1"), specialStatuses=["smallPractice"],
                 reweightedCategories=["pi"]), 20, 50, 30, 15),
    "G50": (case(2023, "group", ia("IA_BE_1"), program="G0053", clinicianCount=300), 20, 50, 15, 7.5),
    "G51": (case(2023, "group", ia("IA_BE_1", "IA_BE_4"), program="G0053", clinicianCount=300),
            40, 100, 15, 15),
    "G53": (case(2023, "subgroup", ia("IA_AHE_3"), program="G0053", clinicianCount=300,
                 participation=performed(10, 5, "IA_AHE_3")), 40, 100, 15, 15),
    "G54": (case(2024, "group", ia("IA_PCMH"), program="G0053"), 40, 100, 15, 15),
    "G55": (case(2024, "individual", QUALITY, apmParticipant=True, extremeCircumstances="automatic"),
            20, 50, 15, 7.5),
    "G56": (case(2025, "group", ia("IA_BE_6"), clinicianCount=16), 20, 50, 15, 7.5),
    "G57": (case(2025, "group", ia("IA_BE_6", "IA_BE_4"), clinicianCount=16), 40, 100, 15, 15),
    "G59": (case(2025, "group", ia("IA_BE_6", "IA_BE_4", "IA_BE_1"), clinicianCount=16), 40, 100, 15, 15),
    "G61": (case(2025, "individual", ia("IA_PM_26", "IA_BE_6")), 40, 100, 15, 15),
    "G62": (case(2025, "individual", QUALITY, program="appPlus", reweightedCategories=["pi"]),
            40, 100, 25, 25),
    "G64": (case(2026, "individual", ia("IA_AHW_1"), program="M0005"), 40, 100, 15, 15),
    "G66": (case(2017, "apm", apmScoringStandard="webInterface"), 40, 100, 20, 20),
    "G67": (case(2017, "apm", apmScoringStandard="other"), 40, 100, 25, 25),
    "G69": (case(2018, "individual", iaStudyParticipant=True), 40, 100, 15, 15),
    "G70": (case(2021, "individual", ia("IA_PM_2", "IA_PM_2")), 20, 50, 15, 7.5),
    "G72": (case(2022, "individual", ia("IA_PM_2"),
                 participation=period("IA_PM_2", "2022-10-03", "2022-12-31")), 20, 50, 15, 7.5),
    "G72 89 days": (case(2022, "individual", ia("IA_PM_2"),
                         participation=period("IA_PM_2", "2022-10-04", "2022-12-31")), 0, 0, 15, 0),
}

# rules.md 15: PY, rows, high, medium, no weight
COUNTS = (
    (2017, 93, 14, 78, 1), (2018, 113, 22, 90, 1), (2019, 118, 24, 93, 1), (2020, 106, 26, 79, 1),
    (2021, 105, 26, 78, 1), (2022, 105, 28, 76, 1), (2023, 103, 28, 74, 1), (2024, 106, 30, 75, 1),
    (2025, 104, 0, 0, 104), (2026, 95, 0, 0, 95), (2027, 95, 0, 0, 95),
)

# rules.md 3.4: submitted, small, (quality, pi, ia, cost); "scored" when two categories are
EXTREME = (
    ("", False, (0, 0, 0, 0)), ("q", False, (100, 0, 0, 0)), ("p", False, (0, 100, 0, 0)),
    ("i", False, (0, 0, 100, 0)), ("qp", False, (70, 30, 0, 0)), ("qi", False, (85, 0, 15, 0)),
    ("qi", True, (50, 0, 50, 0)), ("ip", False, (0, 85, 15, 0)), ("qip", False, (55, 30, 15, 0)),
)


def reasons(answer):
    return [activity["reason"] for activity in answer["activities"]]


class Golden(unittest.TestCase):
    def test_every_example(self):
        for name, (one, *expected) in GOLDEN.items():
            with self.subTest(name):
                answer = reference.score(one)
                self.assertEqual([answer["points"], answer["percent"], answer["weight"],
                                  answer["contribution"]], expected)
                self.assertEqual(answer["errors"], [])

    def test_weights_printed_beside_the_examples(self):
        for name, weights in (("G06", (50, 0, 50, 0)), ("G08", (85, 0, 15, 0)), ("G09", (50, 0, 50, 0)),
                              ("G30", (0, 10, 45, 45)), ("G33", (0, 15, 85, 0)), ("G37", (0, 15, 15, 70)),
                              ("G46", (55, 0, 15, 30)), ("G47", (40, 30, 30, 0)), ("G67", (0, 0, 25, 75))):
            with self.subTest(name):
                answer = reference.score(GOLDEN[name][0])
                self.assertEqual(tuple(answer["weights"][c] for c in ("quality", "cost", "ia", "pi")), weights)

    def test_g55_as_the_regulation_has_it(self):
        one = dict(GOLDEN["G55"][0], policy={"apmCreditUnderExtremeCircumstances": "regulation"})
        answer = reference.score(one)
        self.assertEqual((answer["weight"], answer["contribution"]), (0, None))
        self.assertEqual(answer["finalScore"], {"equals": "performanceThreshold", "value": 75})


class Tables(unittest.TestCase):
    NAMES = {"noQ": "quality", "noC": "cost", "noIA": "ia", "noPI": "pi"}

    def check_rows(self, rows, statuses):
        for year, scenario, quality, cost, ia_weight, pi in rows:
            named = [] if scenario == "none" else [self.NAMES[n] for n in scenario.split(",")]
            programs = [None] if int(year) < 2023 else [None, "M0001"]
            for program in programs:
                with self.subTest(year=year, scenario=scenario, program=program, statuses=statuses):
                    answer = reference.score(case(
                        int(year), "group", program=program, reweightedCategories=named,
                        specialStatuses=statuses))
                    self.assertEqual(answer["weights"], {"quality": quality, "cost": cost,
                                                         "ia": ia_weight, "pi": pi})
                    self.assertIsNone(answer["finalScore"])

    def test_every_row(self):
        with open(os.path.join(HERE, "reweight_rows.json"), encoding="utf-8") as file:
            rows = json.load(file)
        self.assertEqual((len(rows["standard"]), len(rows["smallPractice"])), (114, 66))
        self.check_rows(rows["standard"], ["rural", "hpsa", "nonPatientFacing"])
        self.check_rows(rows["smallPractice"], ["smallPractice"])
        self.check_rows([row for row in rows["standard"] if row[0] < "2022"], ["smallPractice"])

    def test_the_rows_are_those_of_the_shared_file(self):
        path = os.environ.get("REWEIGHT_TABLES", os.path.join(HERE, "../../../shared/reweight_tables.json"))
        if not os.path.exists(path):
            self.skipTest("no reweight_tables.json")
        with open(path, encoding="utf-8") as file:
            shared = json.load(file)
        with open(os.path.join(HERE, "reweight_rows.json"), encoding="utf-8") as file:
            rows = json.load(file)
        for table in ("standard", "smallPractice"):
            self.assertEqual(
                [[y, s, w["quality"], w["cost"], w["ia"], w["pi"]]
                 for y in sorted(shared[table]) for s, w in shared[table][y].items()], rows[table])

    def test_every_row_adds_up(self):
        for year in range(2017, 2028):
            for option, standards in (("traditional", [None]), ("app", [None]),
                                      ("apmScoringStandard", ["webInterface", "other"])):
                for standard in standards:
                    for small in (False, True):
                        for bits in range(16):
                            named = frozenset(c for n, c in enumerate(reference.CATEGORIES) if bits >> n & 1)
                            weights, scored = reference.section_3_2_weights(
                                year, option, standard, small, named)
                            self.assertIn(sum(weights.values()), (0, 100))
                            self.assertEqual(scored, sum(1 for w in weights.values() if w) > 1)

    def test_automatic_extreme_circumstances(self):
        for year in range(2022, 2026):
            for submitted, small, expected in EXTREME:
                with self.subTest(year=year, submitted=submitted, small=small):
                    sets = []
                    if "q" in submitted:
                        sets.append(QUALITY)
                    if "p" in submitted:
                        sets.append(PI)
                    if "i" in submitted:
                        sets.append(ia("IA_BE_6"))
                    answer = reference.score(case(
                        year, "individual", *sets, extremeCircumstances="automatic",
                        specialStatuses=["smallPractice"] if small else []))
                    self.assertEqual(tuple(answer["weights"][c] for c in ("quality", "pi", "ia", "cost")),
                                     expected)
                    self.assertEqual(answer["finalScore"] is None, len(submitted) > 1)


class Inventory(unittest.TestCase):
    def test_counts(self):
        for year, rows, high, medium, none in COUNTS:
            weights = list(reference.ACTIVITIES[year].values())
            self.assertEqual((len(weights), weights.count("high"), weights.count("medium"),
                              weights.count(None)), (rows, high, medium, none))
        self.assertEqual([len(reference.MVPS[y]) for y in range(2023, 2028)], [12, 16, 21, 27, 27])

    def test_every_mvp_list(self):
        for year in reference.MVPS:
            for ids in reference.MVPS[year].values():
                self.assertLessEqual(ids, set(reference.ACTIVITIES[year]))
                self.assertIn("IA_PCMH", ids)
                self.assertEqual("IA_MVP" in ids, year >= 2024)


class Rules(unittest.TestCase):
    def test_precedence_of_reasons(self):
        answer = reference.score(case(
            2024, "group",
            ia("IA_NO", "-IA_NO", "IA_AHW_1", "-IA_BE_1", "-IA_MVP", "IA_MVP", "IA_PM_2", "IA_PM_2",
               "IA_PSPA_4", "IA_BE_6", "IA_PCMH", "-IA_PM_2", "IA_BE_1"),
            attestedBefore=[{"measureId": "IA_PSPA_4", "performanceYear": 2021}],
            pcmh={"practiceSites": 11, "recognizedSites": 5},
            participation=performed(9, 4, "IA_BE_6", "IA_PSPA_4", "IA_MVP")))
        self.assertEqual(reasons(answer), [
            "unknownActivity", "unknownActivity", "notInInventory", "notAttested", "notAttested",
            "onlyInMvp", "counted", "duplicate", "frequencyLimited", "notPerformed", "sitesNotMet",
            "notAttested", "counted"])
        self.assertEqual((answer["points"], answer["contribution"]), (30, 11.25))

    def test_frequency(self):
        for before, expected in ((2018, "counted"), (2019, "frequencyLimited"), (2021, "frequencyLimited"),
                                 (2022, "counted"), (2023, "counted")):
            answer = reference.score(case(
                2022, "group", ia("IA_PSPA_22"),
                attestedBefore=[{"measureId": "IA_PSPA_22", "performanceYear": before}]))
            self.assertEqual(reasons(answer), [expected], before)
        answer = reference.score(case(
            2017, "group", ia("IA_PSPA_4"),
            attestedBefore=[{"measureId": "IA_PSPA_4", "performanceYear": 2016}]))
        self.assertEqual(reasons(answer), ["counted"])

    def test_ninety_days(self):
        for start, end, inclusive, exclusive in (
                ("2024-10-03", "2024-12-31", True, False), ("2024-10-02", "2024-12-31", True, True),
                ("2024-10-04", "2024-12-31", False, False), ("2024-01-01", "2024-03-30", True, False),
                ("2023-01-01", "2023-03-31", True, False), ("2023-01-01", "2023-03-30", False, False),
                ("2022-11-01", "2023-03-31", True, False), ("2022-11-01", "2023-03-30", False, False)):
            for policy, expected in (("inclusive", inclusive), ("exclusive", exclusive)):
                answer = reference.score(case(
                    int(end[:4]), "individual", ia("IA_BE_6"), policy={"dayCount": policy},
                    participation=period("IA_BE_6", start, end)))
                self.assertEqual(reasons(answer) == ["counted"], expected, (start, end, policy))

    def test_six_months(self):
        day = reference.day_number
        for start, end in (("2025-01-01", "2025-06-30"), ("2025-07-01", "2025-12-31"),
                           ("2025-03-31", "2025-09-30"), ("2025-01-31", "2025-07-30"),
                           ("2024-02-29", "2024-08-28"), ("2025-05-31", "2025-11-30")):
            self.assertEqual(reference.last_day_of_six_months(day(start)), day(end), start)

    def test_periods_that_touch_or_overlap(self):
        for second, expected in (("2024-03-01", True), ("2024-02-10", True), ("2024-03-02", False)):
            answer = reference.score(case(
                2024, "group", ia("IA_BE_6"), participation={"clinicianCount": 1, "activities": [
                    {"measureId": "IA_BE_6", "performers": [
                        {"npi": "1", "start": second, "end": "2024-04-10"},
                        {"npi": "1", "start": "2024-01-01", "end": "2024-02-29"}]}]}))
            self.assertEqual(reasons(answer) == ["counted"], expected, second)

    def test_roster(self):
        roster = [{"npi": "1"}, {"npi": "2", "to": "2024-03-30"}, {"npi": "3", "from": "2024-10-04"},
                  {"npi": "4", "to": "2023-12-31"}]
        def answer(who, policy):
            return reasons(reference.score(case(
                2024, "group", ia("IA_BE_6"), policy={"rosterDenominator": policy},
                participation={"roster": roster, "activities": [
                    {"measureId": "IA_BE_6", "performers": [{"npi": npi} for npi in who]}]})))
        self.assertEqual(answer("1", "anyTime"), ["notPerformed"])     # 1 of 3
        self.assertEqual(answer("12", "anyTime"), ["counted"])         # 90 days to 30 March
        self.assertEqual(answer("13", "anyTime"), ["notPerformed"])    # 89 days from 4 October
        self.assertEqual(answer("14", "anyTime"), ["notPerformed"])    # not with the practice in 2024
        self.assertEqual(answer("1", "yearEnd"), ["counted"])          # 1 of 2
        self.assertEqual(answer("2", "yearEnd"), ["notPerformed"])

    def test_refusals(self):
        for one in (case(2016, "group"), case(2028, "group"), case(2022, "subgroup", program="G0053"),
                    case(2023, "subgroup"), case(2022, "virtualGroup", program="app1"),
                    case(2020, "group", program="app1"), case(2024, "group", program="appPlus"),
                    case(2025, "group", program="pcf"), case(2022, "group", program="cpcPlus"),
                    case(2025, "group", program="M0003"), case(2021, "apm", apmScoringStandard="other"),
                    case(2024, "clinic"), {"submission": {}}, {}, [], 3, None, "x",
                    {"submission": {"performanceYear": "2024", "entityType": "group"}},
                    case(2024, "group", ia("IA_BE_1"), clinicianCount="15"),
                    case(2024, "group", policy={"apmCreditMode": "both"})):
            answer = reference.score(one)
            self.assertEqual([answer[n] for n in ("points", "percent", "weight", "contribution",
                                                  "weights", "finalScore")], [None] * 6, one)
            self.assertEqual(len(answer["errors"]), 1, one)

    def test_several_sets_and_programs(self):
        answer = reference.score(case(2024, "group", ia("IA_BE_1"), ia("IA_BE_4", "IA_BE_12"),
                                      ia("IA_BE_15", "IA_BE_1")))
        self.assertEqual((answer["points"], answer["activities"][0]["measureId"]), (20, "IA_BE_4"))
        answer = reference.score(case(2024, "group", ia("IA_BE_1"), ia("IA_PCMH", programName="M9999"),
                                      ia("IA_BE_4", programName="M0001"), ia("IA_BE_4", programName="G0053")))
        self.assertEqual((answer["points"], len(answer["errors"])), (None, 1))  # D-43
        answer = reference.score(case(2024, "group", ia("IA_BE_1"), ia("IA_BE_4", programName="M0001"),
                                      ia("IA_BE_4", programName="G0053")))
        self.assertEqual((answer["programName"], answer["points"], answer["errors"]), ("M0001", 20, []))

    def test_apm_credit_from_2024(self):
        for sets, any_category, regulation in (((), 0, 0), ((QUALITY,), 20, 0), ((PI,), 20, 0),
                                               ((QUALITY, PI), 20, 20), ((ia("-IA_BE_1"),), 0, 0)):
            for policy, expected in (("anyCategory", any_category), ("regulation", regulation)):
                answer = reference.score(case(2024, "individual", *sets, apmParticipant=True,
                                              policy={"apmCreditCondition": policy}))
                self.assertEqual(answer["points"], expected, (sets, policy))
        answer = reference.score(case(2023, "individual", ia("-IA_BE_1"), apmParticipant=True))
        self.assertEqual(answer["points"], 20)

    def test_hostile_lines(self):
        lines = ["", "{", "[]", "1e999", '{"submission":{"performanceYear":2024,"entityType":"group",'
                 '"measurementSets":[{"category":"ia","measurements":[{"measureId":7}]}]}}',
                 "[" * 100000, '"\\ud800"', '{"submission":{"performanceYear":1%s}}' % ("0" * 5000)]
        for line in lines:
            self.assertIsNone(json.loads(reference.score_line(line))["points"])


class Generated(unittest.TestCase):
    """No generated case may run into a hole of reference.py."""

    def test_random_cases(self):
        text = subprocess.run([sys.executable, os.path.join(HERE, "random_cases.py"),
                               "--count", "20000", "--seed", "5"],
                              stdout=subprocess.PIPE, check=True).stdout.decode()
        for line in text.splitlines():
            answer = reference.score_line(line)
            self.assertNotIn('"internal"', answer, line)

    def test_a_part_of_the_lattice(self):
        import lattice
        for _, part in lattice.PARTS:
            for number, line in enumerate(part()):
                if number % 97 == 0:
                    answer = reference.score_line(line)
                    self.assertNotIn('"internal"', answer, line)
                    self.assertNotIn('"wrongType"', answer, line)


if __name__ == "__main__":
    unittest.main()
