#!/usr/bin/env python3
"""Writes the cases of this folder: a document, the year, and what CMS's converter
answers. Answers come from what is known of the converter (the formats dossier,
sections 3 and 7: code read, and documents run through it), never from mipsia.

    python3 tests/qrda3/make_cases.py

A case is a folder with
  input.xml      the document
  year           performance year of the converter
  expected.json  its answer, byte by byte, but for the messages, which are ours:
                 of them only "CT - " is kept
  strict.json    the submission that strict reading makes of it (accepted ones)
  findings       findings that strict reading must have: severity, code, line
  why            the rule, in a line

Line, column and XPath are worked out here with expat, apart from mipsia's parser.
"""
import json
import re
import shutil
import sys
from pathlib import Path
from xml.parsers import expat

HERE = Path(__file__).parent
OID = "2.16.840.1.113883."
CD, IA, ORGANIZER, REFERENCE = OID + "10.20.27.1.2", OID + "10.20.27.2.4", OID + "10.20.27.3.33", OID + "10.20.24.3.98"
PERFORMED, PARAMETERS, PI = OID + "10.20.27.3.27", OID + "10.20.17.3.8", OID + "10.20.27.2.5"
QUALITY = OID + "10.20.27.2.3"
IA_2019, ORGANIZER_2019 = OID + "3.249.20.2.1", OID + "3.249.20.3.1"
REPORT = OID + "10.20.27.1.1"
GUIDES = {2017: "2017-07-01", 2018: "2017-07-01", 2019: "2018-05-01", 2020: "2019-05-01", 2021: "2020-05-01",
          2022: "2021-07-01", 2023: "2022-12-01", 2024: "2022-12-01", 2025: "2024-12-01", 2026: "2025-05-01"}
NPI, TIN = "1234567893", "000777777"
TITLE_DOCUMENT, TITLE_SECTION, TITLE_ACTIVITY = "Clinical Document", "IA Section", "Improvement Activity"

# ------------------------------------------------------------------ documents


def template(root, extension=None):
    return f'<templateId root="{root}"' + (f' extension="{extension}"' if extension is not None else "") + "/>"


def value(code="Y"):
    return f'<value xsi:type="CD" code="{code}"/>'


def performed(*values):
    return (f'<component><observation classCode="OBS" moodCode="EVN">{template(PERFORMED, "2016-09-01")}\n'
            f'{"".join(values)}</observation></component>')


def reference(measure):
    return (f'<reference typeCode="REFR"><externalDocument classCode="DOC" moodCode="EVN">'
            f'<id root="{OID}3.7034" extension="{measure}"/></externalDocument></reference>')


def activity(measure="IA_EPA_1", *, ids=None, parts=None, ref=None):
    ids = ids if ids is not None else template(REFERENCE) + template(ORGANIZER, "2016-09-01")
    ref = reference(measure) if ref is None else ref
    parts = performed(value()) if parts is None else parts
    return f'<entry><organizer classCode="CLUSTER" moodCode="EVN">{ids}\n{ref}\n{parts}</organizer></entry>\n'


def parameters(low="20250101", high="20251231", *, time=None, extension="2020-12-01"):
    if time is None:
        time = f'<effectiveTime><low value="{low}"/><high value="{high}"/></effectiveTime>'
    return (f'<entry typeCode="DRIV"><act classCode="ACT" moodCode="EVN">{template(PARAMETERS, extension)}'
            f'{time}</act></entry>\n')


def bare_section(inside):
    return f"<component><section>{inside}</section></component>\n"


def section(*entries, ids=None):
    ids = ids if ids is not None else template(IA, "2020-12-01")
    return bare_section(f"{template(OID + '10.20.24.2.2')}{ids}\n" + "".join(entries))


def recipient(*programs):
    ids = "".join(f'<id root="{OID}3.249.7" extension="{program}"/>' for program in programs)
    return f"<informationRecipient><intendedRecipient>{ids}</intendedRecipient></informationRecipient>\n"


def participant(mvp, type_code="TRC", class_code="PROG"):
    return (f'<participant typeCode="{type_code}"><associatedEntity classCode="{class_code}">'
            f'<id root="{OID}3.249.5.6" extension="{mvp}"/></associatedEntity></participant>\n')


def performer(npi=NPI, tin=TIN, **ids):
    roots = {"virtual": "3.249.5.2", "apm": "3.249.5.4", "subgroup": "3.249.5.5"}
    out = '<performer typeCode="PRF"><assignedEntity>'
    if npi is not None:
        out += f'<id root="{OID}4.6" extension="{npi}"/>'
    out += "<representedOrganization>"
    if tin is not None:
        out += f'<id root="{OID}4.2" extension="{tin}"/>'
    for name, text in ids.items():
        out += f'<id root="{OID}{roots[name]}" extension="{text}"/>'
    return out + "</representedOrganization></assignedEntity></performer>"


def service(*performers):
    return f'<documentationOf><serviceEvent classCode="PCPR">{"".join(performers)}</serviceEvent></documentationOf>\n'


def document(*sections, year=2025, program="MIPS_INDIV", head=None, who=None, cd=None, recipients=None):
    recipients = recipient(program) if recipients is None else recipients
    who = service(performer()) if who is None else who
    cd = template(CD, GUIDES[year]) if cd is None else cd
    low = f"{year}0101"
    sections = sections or (section(activity(), parameters(low, f"{year}1231")),)
    return ('<?xml version="1.0" encoding="utf-8"?>\n'
            '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
            f'{template(REPORT, "2020-12-01")}{cd}\n{recipients}{head or ""}{who}'
            f'<component><structuredBody>\n{"".join(sections)}</structuredBody></component>\n</ClinicalDocument>\n')


def swap(text, old, new):
    assert text.count(old) == 1, (old, text.count(old))
    return text.replace(old, new)


# ---------------------------------------------------------------------- places


def behind(text, needle, nth):
    """Byte offsets of '<' and of the place behind '>' of the nth tag with needle in it."""
    at = -1
    for _ in range(nth):
        at = text.index(needle, at + 1)
    return text.rindex("<", 0, at), text.index(">", at) + 1


def line_column(text, offset):
    before = text[:offset].replace("\r\n", "\n")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def parents_path(text, offset):
    """JDOM's XPath of the parent of the element whose tag starts at the offset."""
    parser = expat.ParserCreate(namespace_separator=" ")
    stack, found = [{"children": []}], []

    def start(name, _):
        node = {"name": name, "parent": stack[-1], "children": []}
        stack[-1]["children"].append(node)
        stack.append(node)
        if parser.CurrentByteIndex == offset:
            found.append(node["parent"])

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: stack.pop()
    parser.Parse(text.encode(), True)
    node, path = found[0], ""
    while "name" in node:
        uri, _, local = node["name"].rpartition(" ")
        step = f"*[local-name() = '{local}' and namespace-uri() = '{uri}']" if uri else local
        same = [child for child in node["parent"]["children"] if child["name"] == node["name"]]
        if len(same) > 1:
            step += f"[{[child is node for child in same].index(True) + 1}]"
        path = f"/{step}{path}"
        node = node["parent"]
    return path


# --------------------------------------------------------------------- answers


def jackson(data, indent=0):
    inner = "  " * (indent + 1)
    if isinstance(data, dict):
        if not data:
            return "{ }"
        rows = [f"{inner}{json.dumps(key)} : {jackson(item, indent + 1)}" for key, item in data.items()]
        return "{\n" + ",\n".join(rows) + "\n" + "  " * indent + "}"
    if isinstance(data, list):
        return "[ " + ", ".join(jackson(item, indent) for item in data) + " ]" if data else "[ ]"
    return json.dumps(data, ensure_ascii=False)


def set_of(year=2025, *, measurements=None, program="mips", start=None, end=None, source=True):
    if measurements is None:
        measurements = [("IA_EPA_1", True)]
    out = {"category": "ia", "submissionMethod": "electronicHealthRecord",
           "measurements": [({} if i is None else {"measureId": i}) | {"value": v} for i, v in measurements],
           "programName": program, "performanceStart": start or f"{year}-01-01",
           "performanceEnd": end or f"{year}-12-31"}
    return out | ({"source": "qrda3"} if source else {})


def answer(year=2025, *, entity="individual", npi=None, tin=None, entity_id=None, tin_first=False, **of_set):
    out = {"performanceYear": of_set.pop("performance_year", year), "entityType": entity}
    npi = {"nationalProviderIdentifier": npi} if npi is not None else {}
    tin = {"taxpayerIdentificationNumber": tin} if tin is not None else {}
    out |= (tin | npi) if tin_first else (npi | tin)
    if entity_id is not None:
        out["entityId"] = entity_id
    return out | {"measurementSets": [set_of(year, **of_set)]}


def individual(year=2025, **more):
    return answer(year, **({"npi": NPI, "tin": TIN} | more))


def strict_of(expected):
    out = json.loads(json.dumps(expected))
    for measurement_set in out["measurementSets"]:
        measurement_set.pop("source", None)
    return out


def location(text, title, needle, nth):
    start, end = behind(text, needle, nth)
    line, column = line_column(text, end)
    return {"location": title, "path": parents_path(text, len(text[:start].encode())), "line": line, "column": column}


def refusal(text, *problems):
    details = []
    for problem in problems:
        place = {"path": ""}
        if len(problem) > 1:
            code, title, needle, nth = (*problem, 1)[:4]
            place = location(text, title, needle, nth)
        details.append({"errorCode": problem[0], "message": "CT - ", "location": place})
    return {"errors": [{"sourceIdentifier": "input.xml", "details": details}]}


# ------------------------------------------------------------------- the cases

written = set()


def case(name, text, expected, why, *, year=2025, raw=None, findings=(), strict=None):
    """`expected` is an answer, or a list of problems: (code, title, needle of the templateId, nth)."""
    assert name not in written, name
    written.add(name)
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    refused = isinstance(expected, list)
    (folder / "input.xml").write_bytes(text.encode() if raw is None else raw)
    (folder / "year").write_text(f"{year}\n")
    (folder / "why").write_text(why + "\n")
    out = refusal(text, *expected) if refused else expected
    (folder / "expected.json").write_text(jackson(out), encoding="utf-8")
    if not refused and strict is not False:
        (folder / "strict.json").write_text(json.dumps(strict or strict_of(expected), indent=1, ensure_ascii=False) + "\n",
                                            encoding="utf-8")
    rows = []
    for severity, code, needle, nth in findings:
        line = line_column(text, behind(text, needle, nth)[1])[0] if needle else 0
        rows.append(f"{severity} {code} {line}\n")
    if rows:
        (folder / "findings").write_text("".join(rows))


def programs():
    who = {"individual": service(performer()), "group": service(performer(None)),
           "virtualGroup": service(performer(None, virtual="vg1")), "apm": service(performer(apm="apm1")),
           "subgroup": service(performer(subgroup="SG-00000001"))}
    ids = {"individual": {"npi": NPI, "tin": TIN}, "group": {"tin": TIN},
           "virtualGroup": {"tin": TIN, "entity_id": "vg1"}, "apm": {"entity_id": "apm1"},
           "subgroup": {"entity_id": "SG-00000001"}}
    table = [("MIPS_INDIV", "mips", "individual"), ("MIPS_GROUP", "mips", "group"),
             ("MIPS_VIRTUALGROUP", "mips", "virtualGroup"), ("MIPS_APMENTITY", "mips", "apm"),
             ("MIPS_SUBGROUP", "mips", "subgroup"), ("MIPS_APP1_INDIV", "app1", "individual"),
             ("MIPS_APP1_GROUP", "app1", "group"), ("MIPS_APP1_APMENTITY", "app1", "apm"),
             ("APP_PLUS_INDIV", "appPlus", "individual"), ("APP_PLUS_GROUP", "appPlus", "group"),
             ("APP_PLUS_APMENTITY", "appPlus", "apm"), ("MIPS", "mips", "individual")]
    for program, name, entity in table:
        case(f"program-{program.lower().replace('_', '-')}", document(program=program, who=who[entity]),
             answer(entity=entity, program=name, **ids[entity]), "the table of programs")
    case("program-any-case", document(program="mIpS_iNdIv"), individual(), "program names in any case")
    for literal in ("mips", "app1", "appPlus"):
        name = f"program-literal-{literal.lower()}"
        extra = {} if literal == "mips" else {"strict": False}
        case(name, document(program=literal), individual(program=literal.lower()),
             "mapped names pass as they are, in lower case", **extra)
    for name, program in (("unknown", "BOGUS"), ("empty", ""), ("leading-blank", " MIPS_INDIV"),
                          ("trailing-blank", "MIPS_INDIV "), ("ssp", "SSP_PI_INDIV"), ("pcf", "PCF"),
                          ("cpcplus", "CPCPLUS")):
        case(f"refused-25-{name}", document(program=program), [(25, TITLE_DOCUMENT, CD)],
             "no program name of the converter")
    case("refused-24-none", document(recipients=""), [(24, TITLE_DOCUMENT, CD)], "no program name")
    case("refused-24-no-extension", swap(document(), ' extension="MIPS_INDIV"', ""), [(24, TITLE_DOCUMENT, CD)],
         "a program id without a name is none")
    case("refused-24-two-ids", document(recipients=recipient("MIPS_INDIV", "MIPS_INDIV")),
         [(24, TITLE_DOCUMENT, CD)], "two program ids, though equal")
    case("refused-24-two-recipients", document(recipients=recipient("MIPS_INDIV") * 2),
         [(24, TITLE_DOCUMENT, CD)], "two informationRecipients")
    case("refused-24-not-25", document(recipients=recipient("BOGUS", "MIPS_VIRTUALGROUP")),
         [(24, TITLE_DOCUMENT, CD)], "25 and 78 are judged only without a 24")


def identities():
    case("head-no-npi-no-tin", document(who=service(performer(None, None))), answer(), "missing ids: keys missing")
    case("head-no-performer", document(who=service()), answer(), "missing performer: keys missing")
    case("head-no-documentation-of", document(who=""), answer(), "missing documentationOf: keys missing")
    case("head-any-text", document(who=service(performer("n/a", "é-1"))), answer(npi="n/a", tin="é-1"),
         "NPI and TIN may be any text")
    case("head-npi-of-group", document(program="MIPS_GROUP"), answer(entity="group", tin=TIN),
         "the NPI of a group is dropped", findings=[("warning", "valueLost", OID + "4.6", 1)])
    case("head-two-performers", document(who=service(performer(), performer("1000000004", "1"))), individual(),
         "of several hits the first", findings=[("warning", "laterValueLost", OID + "4.6", 2)])
    case("head-apm-without-id", document(program="MIPS_APMENTITY"), answer(entity="apm"), "APM Entity without id")
    case("head-subgroup-without-id-or-mvp", document(program="MIPS_SUBGROUP"), answer(entity="subgroup"),
         "subgroup without id and MVP")
    case("head-virtual-group-empty-id", document(program="MIPS_VIRTUALGROUP", who=service(performer(None, virtual=""))),
         answer(entity="virtualGroup", tin=TIN, entity_id=""), "an empty virtual group id is one")
    case("head-virtual-group-no-tin", document(program="MIPS_VIRTUALGROUP", who=service(performer(None, None, virtual="v"))),
         answer(entity="virtualGroup", entity_id="v"), "virtual group: TIN if present")
    case("refused-78", document(program="MIPS_VIRTUALGROUP"), [(78, TITLE_DOCUMENT, CD)], "virtual group without id")
    case("refused-78-other-root", document(program="MIPS_VIRTUALGROUP", who=service(performer(None, apm="x"))),
         [(78, TITLE_DOCUMENT, CD)], "virtual group with another id")
    case("head-other-period", document(who=f'<documentationOf><serviceEvent classCode="PCPR"><effectiveTime>'
                                           f'<low value="20200101"/></effectiveTime>{performer()}</serviceEvent>'
                                           f'</documentationOf>\n'),
         individual(), "the head's period is ignored", findings=[("warning", "headerPeriodIgnored", '"20200101"', 1)])


def mvps():
    mvp = participant("M0005")
    case("mvp-individual", document(head=mvp), individual(program="M0005"), "MVP id as programName")
    case("mvp-group", document(head=mvp, program="MIPS_GROUP", who=service(performer(None))),
         answer(entity="group", tin=TIN, program="M0005"), "MVP id as programName")
    case("mvp-apm", document(head=mvp, program="MIPS_APMENTITY", who=service(performer(apm="a"))),
         answer(entity="apm", entity_id="a", program="M0005"), "MVP id as programName")
    case("mvp-subgroup", document(head=mvp, program="MIPS_SUBGROUP", who=service(performer(subgroup="s"))),
         answer(entity="subgroup", entity_id="s", program="M0005"), "MVP id as programName")
    case("mvp-plain-mips", document(head=mvp, program="MIPS"), individual(program="M0005"), "MVP id as programName")
    case("mvp-any-text", document(head=participant("my mvp")), individual(program="my mvp"), "any text, verbatim")
    case("mvp-any-participant", document(head=participant("M0005", "X", "Y")), individual(program="M0005"),
         "typeCode and classCode do not matter")
    case("mvp-two", document(head=mvp + participant("G0053")), individual(program="M0005"), "of two the first",
         findings=[("warning", "laterValueLost", '"G0053"', 1)])
    case("mvp-empty", document(head=participant("")), individual(), "an empty MVP is mips",
         findings=[("warning", "valueLost", "3.249.5.6", 1)])
    for program, entity, name, who, ids in (
            ("MIPS_VIRTUALGROUP", "virtualGroup", "mips", service(performer(None, virtual="v")), {"tin": TIN, "entity_id": "v"}),
            ("MIPS_APP1_INDIV", "individual", "app1", service(performer()), {"npi": NPI, "tin": TIN}),
            ("APP_PLUS_GROUP", "group", "appPlus", service(performer(None)), {"tin": TIN})):
        case(f"mvp-ignored-{program.lower().replace('_', '-')}", document(head=mvp, program=program, who=who),
             answer(entity=entity, program=name, **ids), "MVP ignored",
             findings=[("warning", "valueLost", '"M0005"', 1)])


def measures():
    def one(measure, **more):
        return document(section(activity(measure, **more), parameters()))

    for name, measure in (("unknown", "IA_XYZ_99"), ("lower-case", "ia_epa_1"), ("blanks", "  IA_EPA_1 "), ("empty", "")):
        case(f"measure-{name}", one(measure), individual(measurements=[(measure, True)]), "any measureId")
    case("measure-escapes", one("A&amp;&quot;&lt;\\/é\u2028"), individual(measurements=[("A&\"<\\/é\u2028", True)]),
         "text in the JSON")
    case("measure-absent", one("", ref=""), individual(measurements=[(None, True)]), "no id: only a value")
    case("measure-no-extension", one("", ref=reference("").replace(' extension=""', "")),
         individual(measurements=[(None, True)]), "no id: only a value")
    case("measure-any-root", one("", ref=reference("IA_PM_1").replace("3.7034", "9.9")),
         individual(measurements=[("IA_PM_1", True)]), "any root")
    case("measure-first-with-extension",
         one("", ref=reference("A").replace('<id ', f'<id root="{OID}1"/><id ')),
         individual(measurements=[("A", True)]), "the first id that has an extension")
    case("measure-two-ids", one("", ref=reference("A") + reference("B")), individual(measurements=[("A", True)]),
         "of two the first", findings=[("warning", "laterValueLost", 'extension="B"', 1)])
    case("measure-duplicates", document(section(activity("A"), activity("A"), activity("A", parts=performed(value("N"))),
                                                parameters())),
         individual(measurements=[("A", True), ("A", True), ("A", False)]), "duplicates are kept, in their order")
    for name, code, said in (("y", "y", True), ("n", "n", False), ("no", "N", False)):
        case(f"answer-{name}", one("A", parts=performed(value(code))), individual(measurements=[("A", said)]),
             "Y and N in any case")
    case("answer-no-type", one("A", parts=performed('<value code="Y"/>')), individual(measurements=[("A", True)]),
         "value without xsi:type")
    case("answer-other-type", one("A", parts=performed('<value xsi:type="INT" code="Y"/>')),
         individual(measurements=[("A", True)]), "value of another type")
    case("answer-value-without-code-ignored", one("A", parts=performed('<value nullFlavor="NA"/>', value())),
         individual(measurements=[("A", True)]), "a value without @code is no hit")
    titled = f"{TITLE_ACTIVITY} A"
    for name, values in (("missing", []), ("two", [value(), value()]), ("contradictory", [value(), value("N")]),
                         ("true", [value("true")]), ("one", [value("1")]), ("yes", [value("Yes")]),
                         ("blank", [value("Y ")]), ("empty", [value("")]), ("null-flavor", ['<value nullFlavor="NA"/>'])):
        case(f"refused-51-{name}", one("A", parts=performed(*values)), [(51, titled, PERFORMED)],
             "exactly one value, Y or N")
    case("refused-51-no-measure-id", one("", ref="", parts=performed()), [(51, TITLE_ACTIVITY, PERFORMED)],
         "the title without an id")
    case("refused-50-none", one("A", parts=""), [(50, titled, ORGANIZER)], "no Measure Performed")
    case("refused-50-two", one("A", parts=performed(value()) * 2), [(50, titled, ORGANIZER)], "two Measures Performed")
    case("refused-50-and-51", one("A", parts=performed(value()) + performed(value("?"))),
         [(50, titled, ORGANIZER), (51, titled, PERFORMED, 2)], "50 and 51 are independent")
    two = document(section(activity("A", parts=performed()), activity("B", parts=performed()), parameters()))
    case("refused-51-each-entry", two, [(51, f"{TITLE_ACTIVITY} A", PERFORMED, 1), (51, f"{TITLE_ACTIVITY} B", PERFORMED, 2)],
         "one for each entry, in the document's order")


def templates():
    both = template(REFERENCE) + template(ORGANIZER)
    case("template-no-extensions",
         document(section(activity(ids=both), parameters(extension=None), ids=template(IA))), individual(),
         "any or no extension below the document")
    case("template-odd-extensions",
         document(section(activity(ids=template(ORGANIZER, "x")), parameters(extension="1999-01-01"),
                          ids=template(IA, "2019-02-01"))), individual(), "any or no extension below the document")
    case("template-no-measure-reference", document(section(activity(ids=template(ORGANIZER, "2016-09-01")), parameters())),
         individual(), "organizer without the Measure Reference template")
    case("template-wrong-order", document(section(activity(ids=template(ORGANIZER, "2016-09-01") + template(REFERENCE)),
                                                  parameters())), individual(), "organizer's templateIds in any order")
    case("template-twice", document(section(activity(ids=template(ORGANIZER) * 2), parameters(), ids=template(IA) * 2)),
         individual(), "duplicates are removed")
    case("template-old-and-new-report", document(cd=template(CD, "2022-12-01") + template(CD, "2024-12-01")),
         individual(), "any one of several counts")
    case("template-nested-section", document(bare_section(section(activity(), parameters()))), individual(),
         "IA section in another section")
    case("template-unknown-entries-between",
         document(section(f'<entry><act>{template("1.2.3")}<id root="x"/></act></entry>', activity(),
                          f'<entry><act>{template("1.2.4")}</act></entry>', activity("B"), parameters())),
         individual(measurements=[("IA_EPA_1", True), ("B", True)]), "entries of unknown templates are skipped",
         findings=[("warning", "elementLost", "<act>", 1)])
    case("parameters-first", document(section(parameters(), activity())), individual(), "Reporting Parameters first")
    case("parameters-between", document(section(activity("A"), parameters(), activity("B"))),
         individual(measurements=[("A", True), ("B", True)]), "Reporting Parameters between")
    inside = parameters("20250101", "20250430").replace("entry", "component")
    case("parameters-inside-organizer-too", document(section(activity(parts=performed(value()) + inside), parameters())),
         individual(), "Reporting Parameters in an organizer, besides the section's")
    case("refused-44-inside-organizer-only", document(section(activity(parts=performed(value()) + inside))),
         [(44, TITLE_SECTION, IA)], "Reporting Parameters in an organizer only")
    case("refused-44-none", document(section(activity())), [(44, TITLE_SECTION, IA)], "no Reporting Parameters")
    case("refused-44-two", document(section(activity(), parameters(), parameters())), [(44, TITLE_SECTION, IA)],
         "two Reporting Parameters")
    case("refused-43-empty", document(section(parameters())), [(43, TITLE_SECTION, IA)], "no activity")
    case("refused-43-not-44", document(section()), [(43, TITLE_SECTION, IA)], "a chain: only the first")
    late = document(bare_section(f"{activity()}{parameters()}{template(IA)}"))
    case("refused-43-late-template", late, [(43, TITLE_SECTION, IA)], "the section's templateId behind its entries")
    case("refused-43-ia-and-pi", document(section(activity(), parameters(), ids=template(IA) + template(PI))),
         [(43, TITLE_SECTION, IA)], "IA and PI templateId on one section")
    case("refused-45-measure-performed",
         document(section(activity(), performed(value()).replace("component", "entry"), parameters())),
         [(45, TITLE_SECTION, IA)], "Measure Performed directly in the section")
    advancing = activity(ids=template(OID + "10.20.27.3.29", "2016-09-01"))
    case("refused-45-pi-measure", document(section(activity(), advancing, parameters())), [(45, TITLE_SECTION, IA)],
         "a PI measure in the IA section")
    case("refused-27", document(section(activity(), parameters()), section(activity("B"), parameters())),
         [(27, TITLE_DOCUMENT, CD)], "two IA sections")
    case("refused-23-unknown-section", document(section(activity(), parameters(), ids="")),
         [(23, TITLE_DOCUMENT, CD)], "a section of unknown templates is skipped: none is left",
         findings=[("warning", "activityLost", "<section>", 1)])
    case("refused-23-no-body", swap(document(""), "<component><structuredBody>\n</structuredBody></component>\n", ""),
         [(23, TITLE_DOCUMENT, CD)], "no section at all")
    case("refused-23-and-24", document("", recipients=""), [(23, TITLE_DOCUMENT, CD), (24, TITLE_DOCUMENT, CD)],
         "the document's rules are all judged")
    case("refused-27-and-25", document(section(activity(), parameters()), section(activity("B"), parameters()), program="X"),
         [(27, TITLE_DOCUMENT, CD), (25, TITLE_DOCUMENT, CD)], "the document's rules are all judged, 25 last")
    case("loss-organizer", document(section(activity("A"), activity("IA_B", ids=template(REFERENCE)), parameters())),
         individual(measurements=[("A", True)]), "an organizer of unknown templates is lost",
         findings=[("warning", "activityLost", "<organizer", 2)])
    old = section(activity("B"), parameters(), ids=template(IA_2019, "2018-05-01"))
    case("loss-2019-section", document(section(activity("A"), parameters()), old),
         individual(measurements=[("A", True)]), "a section of the 2019 guide is lost", strict=False,
         findings=[("warning", "activityLost", "<section>", 2)])
    count = f'<component><observation>{template(OID + "10.20.27.3.3")}%s</observation></component>'
    number = '<value xsi:type="INT" value="7"/>'
    for name, values in (("no-count", ""), ("two-counts", number * 2)):
        case(f"refused-8-{name}", document(section(activity("A", parts=performed(value()) + count % values), parameters())),
             [(8, f"{TITLE_ACTIVITY} A", OID + '10.20.27.3.3"')], "an aggregate count in an activity: one value")
    case("loss-count", document(section(activity("A", parts=performed(value()) + count % number), parameters())),
         individual(measurements=[("A", True)]), "a good aggregate count in an activity is dropped")


def periods():
    def with_period(low, high="20251231", **more):
        return document(section(activity(), parameters(low, high, **more)))

    for name, low, high, start, end, why in (
            ("backwards", "20251231", "20250101", "2025-12-31", "2025-01-01", "low after high"),
            ("one-day", "20250601", "20250601", "2025-06-01", "2025-06-01", "one day"),
            ("february-30", "20250230", "20251231", "2025-02-28", "2025-12-31", "SMART resolver"),
            ("april-31", "20250101", "20250431", "2025-01-01", "2025-04-30", "SMART resolver"),
            ("eight-digits", "2025-012-01", "20251231", "2025-01-20", "2025-12-31", "first 8 digits without - and /"),
            ("dashes", "2025-02-26", "2025/12/31", "2025-02-26", "2025-12-31", "- and / are deleted"),
            ("zone", "20250101Z", "20251231Z", "2025-01-01", "2025-12-31", "zone"),
            ("timestamp", "20250101000000+0000", "20251231235959.999-0500", "2025-01-01", "2025-12-31", "timestamps"),
            ("iso-timestamp", "2025-01-01T01:45:23", "2025-12-31T01:45:23.123", "2025-01-01", "2025-12-31", "timestamps")):
        case(f"period-{name}", with_period(low, high), individual(start=start, end=end), why)
    case("period-other-year", with_period("20200101", "20201231"),
         individual(performance_year=2020, start="2020-01-01", end="2020-12-31"), "any year")
    case("period-across-years", with_period("20241001", "20250131"),
         individual(performance_year=2024, start="2024-10-01", end="2025-01-31"), "the year is the first low's")
    case("period-leading-blank", with_period(" 20250101"), individual(performance_year=202),
         "first four characters: 202", strict=False)
    case("period-minus", with_period("-20250101"), individual(performance_year=-202, start="2025-01-01"),
         "first four characters: -202", strict=False)
    title = TITLE_SECTION
    time = '<effectiveTime>{}</effectiveTime>'
    low, high = '<low value="20250101"/>', '<high value="20251231"/>'
    for name, inside, codes in (("29-none", high, [29]), ("30-none", low, [30]), ("29-two", low * 2 + high, [29]),
                                ("30-two", low + high * 2, [30])):
        case(f"refused-{name}", with_period("", time=time.format(inside)), [(code, title, PARAMETERS) for code in codes],
             "exactly one low and high")
    case("refused-29-no-time", with_period("", time=""), [(29, title, PARAMETERS)], "none: 29 only")
    case("refused-29-and-30-two-times", with_period("", time=time.format(low + high) * 2),
         [(29, title, PARAMETERS), (30, title, PARAMETERS)], "two effectiveTimes")
    case("refused-29-no-value", with_period("", time=time.format("<low/>" + high)), [(29, title, PARAMETERS)],
         "a low without @value is none")
    for name, text in (("year-only", "2025"), ("month", "202501"), ("text-behind", "2025abcdef")):
        case(f"refused-69-low-{name}", with_period(text), [(69, title, PARAMETERS)], "no date")
    for name, text in (("slashes", "01/01/2025"), ("empty", ""), ("word", "soon"), ("year", "2025")):
        case(f"refused-69-high-{name}", with_period("20250101", text), [(69, title, PARAMETERS)], "no date")
    case("refused-69-start-first", with_period("2025", "x"), [(69, title, PARAMETERS)], "the chain stops at the start")
    for name, text in (("empty", ""), ("short", "202"), ("word", "today"), ("letter", "2o250101")):
        case(f"refused-3-{name}", with_period(text), [(3,)], "an unexpected exception for the entire document")
    bad = document(section(activity(parts=performed()), parameters("202")), program="X")
    case("refused-3-alone", bad, [(3,)], "code 3 stands alone")


def xml():
    base = document()
    case("refused-2-open", base.replace("</ClinicalDocument>", ""), [(2,)], "not well-formed")
    case("refused-2-doctype", base.replace("?>\n", "?>\n<!DOCTYPE ClinicalDocument>\n", 1), [(2,)], "DOCTYPE")
    case("refused-2-entity", base.replace("MIPS_INDIV", "&program;"), [(2,)], "entity")
    case("refused-2-leading-blank", " " + base, [(2,)], "blank before the declaration")
    case("refused-2-trailing-junk", base + "junk", [(2,)], "something behind the root element")
    case("refused-2-empty", "", [(2,)], "nothing")
    case("refused-2-json", "{}", [(2,)], "no XML")
    case("refused-2-encoding", base, [(2,)], "bytes that are no UTF-8", raw=base.encode().replace(b"IA_EPA_1", b"IA_\xe9"))
    case("refused-2-unbound-prefix", base.replace(' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"', ""), [(2,)],
         "a prefix without its namespace")
    case("refused-2-attribute-twice", base.replace('extension="MIPS_INDIV"', 'extension="a" extension="b"'), [(2,)],
         "an attribute twice")
    case("refused-5-other-xml", "<ClinicalDocument/>", [(5,)], "no templateId of the report")
    case("refused-5-other-root", base.replace("ClinicalDocument", "Document"), [(5,)], "another root element")
    case("refused-5-no-extension", document(cd=template(CD)), [(5,)], "the report's extension is strict")
    case("refused-5-deeper", document(cd=f"<x>{template(CD, '2024-12-01')}</x>"), [(5,)], "a direct child only")
    case("refused-5-first-2025-version", document(cd=template(CD, "2024-07-01")), [(5,)],
         "CMS's samples of version 1.0 of the 2025 guide")
    case("refused-5-guide-2026", document(year=2026), [(5,)], "the converter does not take the guide of 2026",
         findings=[("error", "notThisYearsQrda3", "<ClinicalDocument", 1)])
    plain = base.replace(' xmlns="urn:hl7-org:v3"', "")
    case("xml-no-namespace", plain, individual(), "no namespace")
    case("xml-foreign-namespace", base.replace("urn:hl7-org:v3", "urn:x"), individual(), "a foreign namespace")
    prefixed = re.sub(r"<(/?)([A-Za-z])", r"<\1v3:\2", base).replace('xmlns="urn', 'xmlns:v3="urn')
    case("xml-prefixed", prefixed, individual(), "a prefix")
    case("xml-no-namespace-error", plain.replace('code="Y"', 'code="X"'),
         [(51, f"{TITLE_ACTIVITY} IA_EPA_1", PERFORMED)], "the XPath without a namespace")
    case("xml-utf-16", base, individual(), "UTF-16", raw=base.replace("utf-8", "utf-16").encode("utf-16"))
    latin = base.replace("utf-8", "iso-8859-1").replace("IA_EPA_1", "IA_é")
    case("xml-latin-1", latin, individual(measurements=[("IA_é", True)]), "Latin-1", raw=latin.encode("latin-1"))
    case("xml-bom", base, individual(), "byte order mark", raw=b"\xef\xbb\xbf" + base.encode())
    case("xml-1.1", base.replace('version="1.0"', 'version="1.1"'), individual(), "XML 1.1")
    crlf = document(section(activity("A"), activity("B", parts=performed()), parameters())).replace("\n", "\r\n")
    case("place-crlf", crlf, [(51, f"{TITLE_ACTIVITY} B", PERFORMED, 2)], "CR LF counts once")
    case("place-wide-characters", document(section(activity("é", parts="<!-- é -->" + performed()), parameters())),
         [(51, f"{TITLE_ACTIVITY} é", PERFORMED)], "columns are characters")
    case("place-late-line", document(section("\n\n\t", activity("A", parts=performed(value("?"))), parameters())),
         [(51, f"{TITLE_ACTIVITY} A", PERFORMED)], "line and column behind the templateId's start tag")
    long_id = template(PERFORMED, "2016-09-01").replace("/>", "\n\t></templateId>")
    case("place-tag-over-lines",
         document(section(activity("A", parts=performed().replace(template(PERFORMED, "2016-09-01"), long_id)), parameters())),
         [(51, f"{TITLE_ACTIVITY} A", PERFORMED)], "a start tag over two lines")


def limits():
    def broken(count, year=2025):
        body = "".join(activity(f"A{i}", parts=performed()) for i in range(count))
        return document(section(body, parameters(f"{year}0101", f"{year}1231")), year=year)

    def problems(count):
        return [(51, f"{TITLE_ACTIVITY} A{i}", PERFORMED, i + 1) for i in range(count)]

    case("limit-100", broken(100), problems(100), "100 errors are all shown")
    case("limit-101", broken(101), problems(100) + [(82,)], "of more the first 100, and 82")
    case("limit-101-2018", broken(101, 2018), problems(101), "no limit before the vintage of 2019", year=2018)


def vintages():
    for year in range(2017, 2026):
        text = document(year=year)
        expected = individual(year, tin_first=year == 2017, source=year >= 2019)
        if year == 2019:
            case("vintage-2019-hl7-templates", text, [(23, TITLE_DOCUMENT, CD)], "2019 has templates of its own", year=2019,
                 findings=[("warning", "activityLost", "<section>", 1)])
            text = text.replace(IA, IA_2019).replace(ORGANIZER, ORGANIZER_2019)
        case(f"vintage-{year}", text, expected, "what the converter of that year prints", year=year,
             strict=strict_of(expected))
        other = 2025 if year != 2025 else 2024
        if year != 2024:
            case(f"vintage-{year}-other-guide", document(year=other), [(5,)], "the guide of another year", year=year)
    case("vintage-2024-guide-of-2023", document(section(activity(), parameters("20240101", "20241231")), year=2023),
         individual(2024), "the guide of 2023 and 2024 is one", year=2024)
    case("vintage-2026", document(section(activity(), parameters("20260101", "20261231")), year=2026), [(5,)],
         "June 2026: the converter does not take the guide of 2026", year=2026,
         findings=[("warning", "guideNotYetTaken", "<ClinicalDocument", 1)])
    who = service(performer(None, virtual="v"))
    case("vintage-2017-virtual-group", document(program="MIPS_VIRTUALGROUP", who=who, year=2017),
         [(25, TITLE_DOCUMENT, CD)], "virtual groups since 2018", year=2017)
    for year in (2018, 2020, 2021, 2022):
        expected = answer(year, entity="virtualGroup", tin=TIN, entity_id=None if year == 2021 else "v", source=year >= 2019)
        kept = answer(year, entity="virtualGroup", tin=TIN, entity_id="v")
        case(f"vintage-{year}-virtual-group", document(program="MIPS_VIRTUALGROUP", who=who, year=year), expected,
             "2021 drops the virtual group's id", year=year, strict=strict_of(kept))
    kept = strict_of(individual(2022, program="M0005"))
    case("vintage-2022-mvp", document(head=participant("M0005"), year=2022), individual(2022), "MVPs since 2023", year=2022,
         strict=kept, findings=[("warning", "valueLost", '"M0005"', 1)])
    case("vintage-2023-mvp", document(head=participant("M0005"), year=2023), individual(2023, program="M0005"),
         "MVPs since 2023", year=2023)
    for year, program in ((2020, "MIPS_APMENTITY"), (2020, "MIPS_APP1_INDIV"), (2022, "MIPS_SUBGROUP"),
                          (2024, "APP_PLUS_INDIV")):
        case(f"vintage-{year}-{program.lower().replace('_', '-')}", document(program=program, year=year),
             [(25, TITLE_DOCUMENT, CD)], "the program came a year later", year=year)
    late = swap(document(year=2024, cd=""), "</ClinicalDocument>", template(CD, "2022-12-01") + "</ClinicalDocument>")
    case("vintage-2024-late-template", late, [(5,)], "the report's templateId as last child: 5 before HEAD", year=2024)


def main():
    for folder in HERE.iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)
    for part in (programs, identities, mvps, measures, templates, periods, xml, limits, vintages):
        part()
    print(f"{len(written)} cases", file=sys.stderr)


main()
