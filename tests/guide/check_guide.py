#!/usr/bin/env python3
"""Check the plain-language guide: data/guide/<MEASURE_ID>.json.

    check_guide.py [--cms DIR [--own-years]] [ID ...]      no id: every known activity

Checked for each entry:
  * the schema: keys, types, enumerations, limits;
  * the years: each year of the activity's inventory presence is covered by
    exactly one summary span, and no other year is; items of proof, related and
    mistakes that hold for some years only say so with from/to, not in words;
    in each year enough of them are left, and a choice is one of two or more;
  * the numbers: what `thresholds` and `summary` state stands in CMS's text of
    every year of the span; what the other prose states stands in the text of
    some year (or belongs to the category's 90-day and half-of-the-group rules);
  * the wording: no run of more than eight words shared with any CMS text;
  * the reading level: Flesch-Kincaid grade of the prose at most 9.0.

CMS's texts (activities-YYYY.json) are looked for in --cms DIR, else in
$MIPSIA_CMS_TEXTS, else in ../shared/cms.  Without them the checks of numbers
and wording are skipped, and the years come from data/<year>/activities.json;
so they do with --own-years, for texts of some years only.

Output: one line a grade (`grade ID 7.1`), one line a finding
(`ID: where: what`), last `N passed, N failed`.  Exit code 1 on findings.
"""

import argparse
import json
import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "data" / "guide"
DEFAULT_CMS = ROOT.parent / "shared" / "cms"
YEARS = range(2017, 2028)
MAX_GRADE = 9.0
MAX_SHARED_WORDS = 8

LEVELS = {"low", "medium", "high"}
KINDS = {"pair", "see"}
STAFF = {
    "clinician", "nurse", "front desk", "practice manager", "it",
    "care coordinator", "quality lead", "pharmacist", "behavioral health",
}
TECHNOLOGY = {
    "none", "certified EHR", "EHR", "registry", "patient portal", "telehealth",
    "survey tool", "PDMP", "HIE",
}
SPECIALTIES = {
    "Primary care", "Internal medicine", "Family medicine", "Pediatrics",
    "Geriatrics", "Cardiology", "Dermatology", "Emergency medicine",
    "Endocrinology", "Gastroenterology", "Nephrology", "Neurology",
    "Obstetrics and gynecology", "Oncology", "Ophthalmology", "Orthopedics",
    "Otolaryngology", "Pathology", "Physical and occupational therapy",
    "Podiatry", "Psychiatry", "Psychology and social work", "Pulmonology",
    "Radiology", "Rheumatology", "Surgery", "Anesthesiology", "Pain medicine",
    "Urology", "Vascular surgery", "Infectious disease", "Any specialty",
}
SUSPENDED_2025 = {
    "IA_AHE_5", "IA_AHE_8", "IA_AHE_9", "IA_AHE_11", "IA_AHE_12", "IA_ERP_3",
    "IA_PM_6", "IA_PM_26",
}
EVERY_FOUR_YEARS = {"IA_PSPA_4", "IA_PSPA_22", "IA_PSPA_23", "IA_PSPA_24"}

LIMIT = ("from", "to")     # optional: the years for which an item holds
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NEED = re.compile(r"all|any:[a-z0-9]+(-[a-z0-9]+)*")
SOURCE_FILE = re.compile(r"activities-(\d{4})(-before-suspension)?\.json")
AVOIDED = re.compile(
    r"\b(ensur(e|es|ed|ing)|leverag(e|es|ed|ing)|utiliz(e|es|ed|ing))\b", re.I)


# ---------------------------------------------------------------- CMS's texts

class Inventory:
    """In which years each activity stands, and what CMS says there."""

    def __init__(self):
        self.years = {}      # id -> set of years
        self.texts = {}      # (id, year) -> title and description
        self.runs = set()    # every run of nine words in any CMS text

    @property
    def known(self):
        return set(self.years)

    def add(self, row, year):
        self.years.setdefault(row["measureId"], set()).add(year)

    def add_text(self, row, year):
        title, description = row.get("title", ""), row.get("description", "")
        self.texts[row["measureId"], year] = f"{title}\n{description}"
        for text in (title, description):
            self.runs.update(word_runs(text))


def read_rows(path):
    """The activities of one inventory file: a list, or an object holding one."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["activities"] if isinstance(data, dict) else data


def load_cms(folder):
    inventory = Inventory()
    for year in YEARS:
        path = folder / f"activities-{year}.json"
        if path.exists():
            for row in read_rows(path):
                inventory.add(row, year)
                inventory.add_text(row, year)
    # The 2025 text of a suspended activity is a notice; the real one is here.
    path = folder / "activities-2025-before-suspension.json"
    if path.exists():
        for row in read_rows(path):
            inventory.add_text(row, 2025)
    return inventory


def load_own_years():
    """Presence by year from this repository's own data, without texts."""
    inventory = Inventory()
    for year in YEARS:
        path = ROOT / "data" / str(year) / "activities.json"
        if path.exists():
            for row in read_rows(path):
                inventory.add(row, year)
    return inventory


# -------------------------------------------------------------- words, numbers

def words_of(text):
    text = re.sub(r"['’‘]", "", text.casefold())
    return re.findall(r"[^\W_]+", text)


def word_runs(text):
    words = words_of(text)
    size = MAX_SHARED_WORDS + 1
    return {tuple(words[i:i + size]) for i in range(len(words) - size + 1)}


UNITS = {word: value for value, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen".split(), start=1)}
TENS = {word: 10 * value for value, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
NUMBER_WORD = re.compile(
    r"\b(?:({tens})(?:[- ]({units}))?|({units})|(half)|(hundred))\b".format(
        tens="|".join(TENS), units="|".join(sorted(UNITS, key=len, reverse=True))),
    re.I)
ANY_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
# Not the digits of a name such as COVID-19, PHQ-9, IA_BE_4 or 340B.
FREE_DIGITS = re.compile(
    r"(?<![\w.])(?<![A-Za-z]-)(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![A-Za-z_])")
PERIODS = {
    r"\bquarterly\b": r"quarter", r"\bmonthly\b": r"month",
    r"\bweekly\b": r"week", r"\b(annually|yearly)\b": r"annual|year",
}


def number_words(text):
    """Numbers written as words; the pronoun-like "one" is left out."""
    found = set()
    for match in NUMBER_WORD.finditer(text):
        tens, unit, alone, half, _ = match.groups()
        if tens:
            found.add(TENS[tens.lower()] + UNITS.get((unit or "").lower(), 0))
        elif alone:
            found.add(UNITS[alone.lower()])
        else:
            found.add(50 if half else 100)
    return found - {1}


def digits(pattern, text):
    return {float(number.replace(",", "")) for number in pattern.findall(text)}


def stated_digits(text):
    """The numbers an entry states, without years and the suspension's date."""
    text = re.sub(r"\bMay 6\b", "", text)
    return {n for n in digits(FREE_DIGITS, text) if not 2000 <= n <= 2099}


def stated_numbers(text):
    return stated_digits(text) | number_words(text)


def cms_numbers(text):
    """All numbers of a CMS text, and one: generous, it is the reference."""
    return digits(ANY_DIGITS, text) | number_words(text) | (
        {1} if re.search(r"\b(one|once|single|an?)\b", text, re.I) else set())


def shown(number):
    return f"{number:g}"


# ---------------------------------------------------------------- reading level

SYLLABLES = {
    "area": 3, "areas": 3, "idea": 3, "ideas": 3, "every": 2, "everyone": 3,
    "everything": 3, "business": 2, "being": 2, "science": 2, "client": 2,
    "clients": 2, "quiet": 2, "diet": 2, "diets": 2, "via": 2, "trial": 2,
    "trials": 2, "rely": 2, "reply": 2, "apply": 2, "people": 2, "video": 3,
    "videos": 3, "radio": 3, "real": 1, "really": 2, "poem": 2, "lion": 2,
    "evening": 2, "different": 2, "interest": 2, "wednesday": 2, "recipe": 3,
    "simile": 3, "acne": 2, "apnea": 3, "diarrhea": 4, "react": 2, "theater": 3,
    "museum": 3, "fluid": 2, "ruin": 2, "duet": 2, "fuel": 2, "cruel": 2,
    "dual": 2, "usual": 3, "usually": 4, "friend": 1, "friends": 1,
    "friendly": 2, "believe": 2, "field": 1, "fields": 1, "review": 2,
    "reviews": 2, "view": 1, "views": 1, "brief": 1, "chief": 1, "piece": 1,
    "yield": 1, "shield": 1, "relief": 2, "whose": 1, "maybe": 2, "cooperate": 4,
    "behavior": 3, "behaviors": 3, "behavioral": 4, "element": 3, "elements": 3,
}
# A silent "e" inside a word: caregiver, guideline, homeless.
SILENT_STEM = re.compile(
    r"^(guide|care|home|life|time|some|safe|there|where|here|name|type|base"
    r"|phone|price|use|wide|make|take|face|fore|one|live|state|house|like|rate)"
    r"[^aeiouyrsdn]")
SILENT_TAIL = re.compile(r"(?<!p)[^aeiou]e(ments?|ly|ful|fully|less|ness)$")
# Two vowels side by side which are spoken apart: annual, period, experience.
SPLIT_VOWELS = re.compile(
    r"(?<![ctsg])i[ao]|(?<=[cgt])i(?=at[ei])|(?<![ct])ie(?=n[ct])|i(?=ety)"
    r"|i(?=e(?:r|rs|st)$)|iu|(?<!q)u(?=al|ate|ation|ous)|(?<=[aeiou])(?=y?ing)"
    r"|coo(?=r|p)|crea(?=t)|eo(?!p)|(?<=[aeou])y(?=[aeou])")


def syllables(word):
    if word.isdigit():
        return len(word)
    if word.isupper():          # CMS, PHQ: a name, read as one thing
        return 1
    word = re.sub(r"[^a-z]", "", word.lower())
    if word in SYLLABLES:
        return SYLLABLES[word]
    count = len(re.findall(r"[aeiouy]+", word)) + len(SPLIT_VOWELS.findall(word))
    if re.search(r"[^aeiouyl]e$|[aeiouy]le$|rle$|[gq]ue$", word):
        count -= 1
    elif re.search(r"(?:[^aeiouyscxzghl]|th|[^cs]gh|[gq]u)es$|[aeiouy]les$", word):
        count -= 1
    elif re.search(r"[^aeiouytd]ed$", word):
        count -= 1
    if SILENT_STEM.search(word) or SILENT_TAIL.search(word):
        count -= 1
    if word.endswith("ism") or word.endswith("isms"):
        count += 1
    return max(count, 1)


def sentences_of(text):
    text = re.sub(r"\b(e\.g|i\.e|U\.S|vs|Dr|St|etc|No)\.", r"\1", text)
    return [part for part in re.split(r"[.!?]+(?:[\"”)]*\s+|[\"”)]*$)", text) if part.strip()]


def grade(texts):
    """Flesch-Kincaid grade; each text ends a sentence."""
    sentences = [sentence for text in texts for sentence in sentences_of(text)]
    words = [word for sentence in sentences
             for word in re.findall(r"[A-Za-z]+(?:['’][a-z]+)?|\d+", sentence)]
    if not words:
        return 0.0
    total = sum(syllables(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * total / len(words) - 15.59


# ---------------------------------------------------------------------- entries

def no_twice(pairs):
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"key '{key}' stands twice in one object")
    return dict(pairs)


class Entry:
    """One guide file and the findings about it."""

    def __init__(self, measure_id, inventory):
        self.id = measure_id
        self.inventory = inventory
        self.years = inventory.years.get(measure_id)
        self.findings = []
        self.data = None

    def find(self, where, what):
        self.findings.append(f"{self.id}: {where}: {what}")

    # -- small type checks; each returns True when the value may be used further

    def is_text(self, where, value):
        if not isinstance(value, str):
            self.find(where, "must be a string")
            return False
        if not value.strip():
            self.find(where, "is empty")
            return False
        if value != value.strip() or re.search(r"\s\s|[\x00-\x1f\x7f]", value):
            self.find(where, "has stray white space or control characters")
        return True

    def is_object(self, where, value, keys, optional=()):
        if not isinstance(value, dict):
            self.find(where, "must be an object")
            return False
        missing = [key for key in keys if key not in value]
        for key in missing:
            self.find(where, f"key '{key}' is missing")
        for key in value:
            if key not in keys and key not in optional:
                self.find(where, f"key '{key}' is not in the schema")
        return not missing

    def is_list(self, where, value, low, high=None):
        if not isinstance(value, list):
            self.find(where, "must be a list")
            return False
        if len(value) < low or (high is not None and len(value) > high):
            span = f"{low} to {high}" if high is not None else f"at least {low}"
            self.find(where, f"has {len(value)} items, must have {span}")
        return True

    def is_choice(self, where, value, choices):
        if not isinstance(value, str) or value not in choices:
            self.find(where, f"{value!r} is not one of the allowed values")

    def text_list(self, where, value, low, high=None, choices=None):
        if not self.is_list(where, value, low, high):
            return
        for index, item in enumerate(value):
            if self.is_text(f"{where}[{index}]", item) and choices:
                self.is_choice(f"{where}[{index}]", item, choices)
        texts = [item.casefold() for item in value if isinstance(item, str)]
        if len(texts) != len(set(texts)):
            self.find(where, "names something twice")

    def prose(self, where, value, low, high):
        if self.is_text(where, value):
            count = len(sentences_of(value))
            if not low <= count <= high:
                self.find(where, f"has {count} sentences, must have {low} to {high}")
            if value.strip()[-1:] not in ".!?":
                self.find(where, "does not end as a sentence")

    def span(self, where, value):
        """The years of a from/to pair, or None."""
        first, last = value.get("from"), value.get("to")
        if type(first) is not int or type(last) is not int:
            self.find(where, "from and to must be whole numbers")
            return None
        if not (YEARS[0] <= first <= last <= YEARS[-1]):
            self.find(where, f"{first}-{last} is not a span within {YEARS[0]}-{YEARS[-1]}")
            return None
        years = range(first, last + 1)
        absent = [year for year in years if self.years and year not in self.years]
        if absent:
            self.find(where, "activity is not in the inventory of "
                      + ", ".join(map(str, absent)))
        return years

    def limit(self, where, value):
        """The years for which an item with optional from/to holds."""
        if "from" not in value and "to" not in value:
            return set(self.years or YEARS)
        years = self.span(where, {"from": value.get("from"), "to": value.get("to")})
        if years is None:
            return set()
        if self.years and set(years) == self.years:
            self.find(where, "from and to span all years of the activity; leave them out")
        return set(years)

    def each_year(self, where, limits, low, high):
        """In each year between low and high of the items hold."""
        for year in sorted(self.years or ()):
            count = sum(year in limit for limit in limits)
            if not low <= count <= high:
                self.find(where, f"has {count} items for {year}, must have {low} to {high}")

    # -- the schema

    def load(self):
        path = GUIDE / f"{self.id}.json"
        if not path.exists():
            self.find("file", f"{path.relative_to(ROOT)} is missing")
            return
        try:
            raw = path.read_bytes().decode("utf-8")
            data = json.loads(raw, object_pairs_hook=no_twice)
        except ValueError as error:
            self.find("file", f"not readable: {error}")
            return
        if re.search(r"\\u[0-9a-fA-F]{4}", raw):
            self.find("file", "has \\u escapes, must have real characters")
        if isinstance(data, dict):
            self.data = data
        else:
            self.find("file", "must be an object")

    def check_schema(self):
        data = self.data
        checks = {
            "measureId": self.check_id, "plainName": self.check_name,
            "summary": self.check_summary,
            "whoTakesPart": lambda v: self.prose("whoTakesPart", v, 1, 2),
            "howLong": lambda v: self.prose("howLong", v, 1, 2),
            "thresholds": self.check_thresholds, "proof": self.check_proof,
            "effort": self.check_effort,
            "owner": lambda v: self.is_text("owner", v),
            "specialties": lambda v: self.text_list("specialties", v, 1, 8, SPECIALTIES),
            "alreadyDoing": self.check_already, "onlyIf": self.check_condition,
            "mistakes": self.check_mistakes,
            "related": self.check_related,
            "keywords": lambda v: self.text_list("keywords", v, 8, 15),
            "sources": self.check_sources,
        }
        self.is_object("entry", data, [key for key in checks if key != "onlyIf"], ["onlyIf"])
        for key, check in checks.items():
            if key in data:
                check(data[key])

    def check_id(self, value):
        if value != self.id:
            self.find("measureId", f"{value!r} is not the file's name")

    def check_name(self, value):
        if self.is_text("plainName", value) and len(value) > 60:
            self.find("plainName", f"has {len(value)} characters, at most 60")

    def check_summary(self, value):
        if not self.is_list("summary", value, 1):
            return
        covered = []
        for index, item in enumerate(value):
            where = f"summary[{index}]"
            if self.is_object(where, item, ["from", "to", "text"]):
                self.prose(f"{where}.text", item["text"], 2, 3)
                covered += self.span(where, item) or []
        for year in sorted(set(covered)):
            if covered.count(year) > 1:
                self.find("summary", f"{year} is covered {covered.count(year)} times")
        for year in sorted((self.years or set()) - set(covered)):
            self.find("summary", f"{year} is not covered")

    def check_thresholds(self, value):
        if not self.is_list("thresholds", value, 0):
            return
        for index, item in enumerate(value):
            where = f"thresholds[{index}]"
            if not self.is_object(where, item, ["value", "what", "from", "to"]):
                continue
            self.is_text(f"{where}.what", item["what"])
            self.span(where, item)
            if self.is_text(f"{where}.value", item["value"]):
                text = item["value"]
                if not (re.search(r"\d|\bone\b|\bonce\b|\btwice\b", text, re.I)
                        or number_words(text)
                        or any(re.search(word, text, re.I) for word in PERIODS)):
                    self.find(f"{where}.value", f"{text!r} states no number")

    def check_proof(self, value):
        if not self.is_list("proof", value, 3, 10):
            return
        ids, groups, limits = [], [], []
        for index, item in enumerate(value):
            where = f"proof[{index}]"
            if not self.is_object(where, item, ["id", "document", "mustShow", "need"], LIMIT):
                continue
            limits.append(self.limit(where, item))
            if self.is_text(f"{where}.id", item["id"]):
                ids.append(item["id"])
                if not KEBAB.fullmatch(item["id"]):
                    self.find(f"{where}.id", f"{item['id']!r} is not kebab-case")
            if self.is_text(f"{where}.document", item["document"]):
                match = re.search(r"\b20[12]\d\b", item["document"])
                if match and "from" not in item and len(self.years or YEARS) > 1:
                    self.find(f"{where}.document", f"names {match[0]}; use from and to")
            self.text_list(f"{where}.mustShow", item["mustShow"], 2, 5)
            if self.is_text(f"{where}.need", item["need"]):
                if not NEED.fullmatch(item["need"]):
                    self.find(f"{where}.need", f"{item['need']!r} is not all or any:<group>")
                elif item["need"] != "all":
                    groups += [(item["need"], year) for year in limits[-1]]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            self.find("proof", f"id '{twice}' stands twice")
        for group, year in sorted({one for one in groups if groups.count(one) == 1}):
            self.find("proof", f"group '{group}' has only one item in {year}")
        self.each_year("proof", limits, 2, 7)

    def check_effort(self, value):
        keys = ["setUp", "running", "why", "staff", "technology"]
        if not self.is_object("effort", value, keys):
            return
        self.is_choice("effort.setUp", value["setUp"], LEVELS)
        self.is_choice("effort.running", value["running"], LEVELS)
        self.prose("effort.why", value["why"], 1, 1)
        self.text_list("effort.staff", value["staff"], 1, None, STAFF)
        self.text_list("effort.technology", value["technology"], 1, None, TECHNOLOGY)
        technology = value["technology"]
        if isinstance(technology, list) and "none" in technology and len(technology) > 1:
            self.find("effort.technology", "'none' stands beside others")

    def check_already(self, value):
        self.prose("alreadyDoing", value, 1, 1)
        if isinstance(value, str) and not value.startswith("You may already"):
            self.find("alreadyDoing", "must begin 'You may already'")

    def check_condition(self, value):
        self.prose("onlyIf", value, 1, 1)
        if isinstance(value, str) and not value.startswith("Only a choice if "):
            self.find("onlyIf", "must begin 'Only a choice if'")

    def check_mistakes(self, value):
        if not self.is_list("mistakes", value, 2, 6):
            return
        limits = []
        for index, item in enumerate(value):
            where = f"mistakes[{index}]"
            if isinstance(item, str):
                limits.append(set(self.years or YEARS))
                self.is_text(where, item)
            elif self.is_object(where, item, [*LIMIT, "text"]):
                limits.append(self.limit(where, item))
                self.is_text(f"{where}.text", item["text"])
        self.each_year("mistakes", limits, 1, 4)
        said = [item for _, item, _ in self.texts("mistakes")]
        if len(said) != len({item.casefold() for item in said}):
            self.find("mistakes", "names something twice")
        text = " ".join(said)
        if self.id in SUSPENDED_2025 and not re.search(r"May 6\b.*2025|2025.*May 6\b", text):
            self.find("mistakes", "must name the suspension as of May 6, 2025")
        if self.id in EVERY_FOUR_YEARS:
            how_long = self.data.get("howLong")
            texts = {"mistakes": text, "howLong": how_long if isinstance(how_long, str) else ""}
            for where, words in texts.items():
                if not re.search(r"\b(4|four) years", words, re.I):
                    self.find(where, "must say that it counts once every 4 years")

    def check_related(self, value):
        if not self.is_list("related", value, 1, 6):
            return
        ids, limits = [], []
        for index, item in enumerate(value):
            where = f"related[{index}]"
            if not self.is_object(where, item, ["measureId", "why", "kind"], LIMIT):
                continue
            limits.append(self.limit(where, item))
            self.is_text(f"{where}.why", item["why"])
            self.is_choice(f"{where}.kind", item["kind"], KINDS)
            other = item["measureId"]
            ids += [(other, year) for year in limits[-1]]
            if other == self.id:
                self.find(where, "names the activity itself")
            elif not isinstance(other, str) or other not in self.inventory.known:
                self.find(where, f"{other!r} is not a known id")
            elif (item["kind"] == "pair" and self.years
                  and not self.years & self.inventory.years[other]):
                self.find(where, f"{other} shares no year, so it cannot be a pair")
            elif "from" in item and limits[-1] - self.inventory.years[other]:
                self.find(where, f"{other} is not in the inventory of "
                          + runs(limits[-1] - self.inventory.years[other]))
        if len(ids) != len(set(map(str, ids))):
            self.find("related", "names an activity twice in a year")
        self.each_year("related", limits, 0, 4)

    def check_sources(self, value):
        if not self.is_list("sources", value, 1):
            return
        for index, item in enumerate(value):
            where = f"sources[{index}]"
            if not self.is_object(where, item, ["file", "from", "to", "where"]):
                continue
            self.is_text(f"{where}.where", item["where"])
            years = self.span(where, item)
            match = SOURCE_FILE.fullmatch(item["file"]) if isinstance(item["file"], str) else None
            if not match or (match[2] and match[1] != "2025"):
                self.find(f"{where}.file", f"{item['file']!r} is not an inventory file")
            elif years and int(match[1]) not in years:
                self.find(where, f"{item['file']} is not of a year of the span")

    # -- against CMS's texts

    def strings(self, value, where=""):
        """Every string of a value with its place."""
        if isinstance(value, str):
            yield where, value
        elif isinstance(value, dict):
            for key, item in value.items():
                yield from self.strings(item, f"{where}.{key}" if where else key)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.strings(item, f"{where}[{index}]")

    def texts(self, key, field=None):
        """The strings of a list, or of one field of its objects, with places.
        Without a field an object's `text` stands for the string."""
        value = self.data.get(key)
        for index, item in enumerate(value if isinstance(value, list) else []):
            text, where = item, f"{key}[{index}]"
            if not field and isinstance(item, dict):
                text = item.get("text")
            if field:
                text = item.get(field) if isinstance(item, dict) else None
                where = f"{where}.{field}"
            if isinstance(text, str):
                yield where, text, item

    def check_words(self):
        for where, text in self.strings(self.data):
            match = AVOIDED.search(text)
            if match:
                self.find(where, f"says '{match[0]}'")

    def check_copying(self):
        size = MAX_SHARED_WORDS + 1
        for where, text in self.strings(self.data):
            words = words_of(text)
            for i in range(len(words) - size + 1):
                run = tuple(words[i:i + size])
                if run in self.inventory.runs:
                    self.find(where, f"shares with CMS: '{' '.join(run)}'")
                    break

    def check_numbers(self):
        places = [(w, t, i) for w, t, i in self.texts("summary", "text")]
        places += [(w, t, i) for field in ("value", "what")
                   for w, t, i in self.texts("thresholds", field)]
        for where, text, item in places:
            first, last = item.get("from"), item.get("to")
            if type(first) is not int or type(last) is not int:
                continue
            texts = {year: self.inventory.texts[self.id, year]
                     for year in range(first, last + 1)
                     if (self.id, year) in self.inventory.texts}
            for number in sorted(stated_numbers(text) - {90}):
                years = [y for y, cms in texts.items() if number not in cms_numbers(cms)]
                if years:
                    self.find(where, f"{shown(number)} is not in CMS's text of {runs(years)}")
            for word, reference in PERIODS.items():
                match = re.search(word, text, re.I)
                years = [y for y, cms in texts.items()
                         if not re.search(reference, cms, re.I)]
                if match and years:
                    self.find(where, f"'{match[0]}' is not in CMS's text of {runs(years)}")

        # The rest of the prose: some year's text, or the category's own rules.
        # Mistakes may speak of "two visits" in passing: there only digits count.
        # Without the texts of all years nothing can be said of it.
        if any((self.id, year) not in self.inventory.texts for year in self.years or ()):
            return
        every = "\n".join(text for (one, _), text in self.inventory.texts.items()
                          if one == self.id)
        allowed = cms_numbers(every) | {1, 90}
        prose = [(key, stated_numbers(self.data[key]) - {50})
                 for key in ("whoTakesPart", "howLong")
                 if isinstance(self.data.get(key), str)]
        if isinstance(self.data.get("alreadyDoing"), str):
            prose.append(("alreadyDoing", stated_digits(self.data["alreadyDoing"])))
        prose += [(where, stated_digits(text)) for where, text, _ in self.texts("mistakes")]
        for where, numbers in prose:
            for number in sorted(numbers - allowed):
                self.find(where, f"{shown(number)} is in no CMS text of this activity")

    def check_grade(self):
        texts = [self.data[key] for key in ("whoTakesPart", "howLong", "alreadyDoing", "onlyIf")
                 if isinstance(self.data.get(key), str)]
        texts += [t for _, t, _ in self.texts("summary", "text")]
        texts += [t for _, t, _ in self.texts("mistakes")]
        texts += [t for _, t, _ in self.texts("proof", "document")]
        value = grade(texts)
        print(f"grade {self.id} {value:.1f}")
        if value > MAX_GRADE:
            self.find("grade", f"reading level {value:.1f} is above {MAX_GRADE}")

    def check(self):
        if self.id not in self.inventory.known:
            self.find("id", "is not a known activity")
        self.load()
        if self.data is None:
            return
        self.check_schema()
        self.check_words()
        if self.inventory.texts:
            self.check_copying()
            self.check_numbers()
        self.check_grade()


def runs(years):
    """2018, 2019, 2020, 2023 -> 2018-2020, 2023"""
    parts, years = [], sorted(years)
    for year in years:
        if parts and parts[-1][1] == year - 1:
            parts[-1][1] = year
        else:
            parts.append([year, year])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def choose_inventory(explicit, own_years):
    folder = Path(explicit or os.environ.get("MIPSIA_CMS_TEXTS") or DEFAULT_CMS)
    if folder.is_dir():
        inventory = load_cms(folder)
        if inventory.known:
            if own_years:
                inventory.years = load_own_years().years
            return inventory
    if explicit:
        sys.exit(f"check_guide.py: no CMS texts in {folder}")
    print(f"skipped: no CMS texts in {folder}; numbers and wording are not checked")
    inventory = load_own_years()
    if not inventory.known:
        print("skipped: no data/<year>/activities.json; years are not checked")
        inventory.years = {path.stem: set() for path in GUIDE.glob("*.json")}
    return inventory


def order(measure_id):
    return [int(part) if part.isdigit() else part
            for part in re.split(r"(\d+)", measure_id)]


def main():
    parser = argparse.ArgumentParser(description="check the plain-language guide")
    parser.add_argument("--cms", metavar="DIR", help="folder of CMS's activities-YYYY.json")
    parser.add_argument("--own-years", action="store_true",
                        help="DIR holds texts of some years only; which activities each year "
                        "has comes from data/")
    parser.add_argument("ids", nargs="*", metavar="ID", help="activities (default: all)")
    arguments = parser.parse_args()

    inventory = choose_inventory(arguments.cms, arguments.own_years)
    files = {path.stem for path in GUIDE.glob("*.json")}
    ids = arguments.ids or sorted(inventory.known | files, key=order)
    if not ids:
        sys.exit("check_guide.py: nothing to check")
    entries = [Entry(measure_id, inventory) for measure_id in ids]
    for entry in entries:
        entry.check()
    for entry in entries:
        for finding in entry.findings:
            print(finding)
    failed = sum(bool(entry.findings) for entry in entries)
    print(f"{len(entries) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
