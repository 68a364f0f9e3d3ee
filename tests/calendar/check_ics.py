#!/usr/bin/env python3
"""Reads an iCalendar file by the letter of RFC 5545, without a library (and once more
with python3-icalendar where it is installed), and says what is wrong with it.

usage: check_ics.py FILE EXPECTED_EVENTS
"""
import re
import subprocess
import sys
from datetime import date, timedelta


def lines_of(data):
    assert data.endswith(b"\r\n"), "the last line has no end"
    assert b"\n" not in data.replace(b"\r\n", b""), "a bare line feed"
    assert b"\r" not in data.replace(b"\r\n", b""), "a bare carriage return"
    physical = data[:-2].split(b"\r\n")
    logical = []
    for line in physical:
        assert len(line) <= 75, f"{len(line)} bytes in a line"
        line.decode("utf-8")  # folding never cuts a character
        if line[:1] in (b" ", b"\t"):
            logical[-1] += line[1:]
        else:
            logical.append(line)
    return [line.decode("utf-8") for line in logical]


def parse(lines):
    root = stack = None
    for line in lines:
        match = re.fullmatch(r"([A-Z0-9-]+)((?:;[A-Z0-9-]+=[^;:\"]+)*):(.*)", line)
        assert match, f"no content line: {line!r}"
        name, parameters, value = match.groups()
        if name == "BEGIN":
            node = {"name": value, "properties": [], "children": []}
            if stack:
                stack[-1]["children"].append(node)
                stack.append(node)
            else:
                assert root is None, "two calendars"
                root, stack = node, [node]
        elif name == "END":
            assert stack.pop()["name"] == value, "ends out of order"
        else:
            stack[-1]["properties"].append((name, parameters, value))
    assert root and not stack, "not closed"
    return root


def only(node, name):
    values = [(p, v) for n, p, v in node["properties"] if n == name]
    assert len(values) == 1, f"{len(values)} {name} in {node['name']}"
    return values[0]


def check_text(value):
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), f"not escaped: {value!r}"
    assert not re.search(r"\\[^\\;,nN]", value), f"bad escape: {value!r}"
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value), "control characters"


def check_event(event):
    for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION"):
        only(event, name)
    assert re.fullmatch(r"\d{8}T\d{6}Z", only(event, "DTSTAMP")[1])
    days = []
    for name in ("DTSTART", "DTEND"):
        parameters, value = only(event, name)
        assert parameters == ";VALUE=DATE", parameters
        assert re.fullmatch(r"\d{8}", value)
        days.append(date(int(value[:4]), int(value[4:6]), int(value[6:])))
    assert days[1] - days[0] == timedelta(1)
    check_text(only(event, "SUMMARY")[1])
    check_text(only(event, "DESCRIPTION")[1])
    alarms = [c for c in event["children"] if c["name"] == "VALARM"]
    assert [only(a, "TRIGGER")[1] for a in alarms] == ["-P14D", "-P3D"]
    for alarm in alarms:
        assert only(alarm, "ACTION")[1] == "DISPLAY"
        check_text(only(alarm, "DESCRIPTION")[1])


def check_with_library(path, expected):
    program = (
        "import sys, icalendar\n"
        "c = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n"
        "events = list(c.walk('VEVENT'))\n"
        "assert len(events) == int(sys.argv[2])\n"
        "assert all(e['DTSTART'].dt and e['SUMMARY'] and not e.errors for e in events)\n"
    )
    there = subprocess.run(["/usr/bin/python3", "-c", "import icalendar"], stderr=subprocess.DEVNULL)
    if there.returncode == 0:
        subprocess.run(["/usr/bin/python3", "-c", program, path, str(expected)], check=True)


def main():
    path, expected = sys.argv[1], int(sys.argv[2])
    with open(path, "rb") as file:
        calendar = parse(lines_of(file.read()))
    assert calendar["name"] == "VCALENDAR"
    assert only(calendar, "VERSION")[1] == "2.0"
    only(calendar, "PRODID")
    events = [c for c in calendar["children"] if c["name"] == "VEVENT"]
    assert len(events) == expected, f"{len(events)} events"
    uids = [only(e, "UID")[1] for e in events]
    assert len(set(uids)) == len(uids), "a UID twice"
    for event in events:
        check_event(event)
    check_with_library(path, expected)


main()
