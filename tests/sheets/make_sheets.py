#!/usr/bin/env python3
"""Makes the damaged spreadsheets of this folder; their expected outcomes (NAME.expected)
are written by hand, from the specification. Needs python3-openpyxl (Debian).

usage: make_sheets.py [FOLDER]    (default: this folder)

The files are committed: run it only to add one, and look at what changed."""

import datetime
import io
import pathlib
import sys
import zipfile

import openpyxl

HERE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else __file__).resolve()
HERE = HERE if HERE.is_dir() else HERE.parent
RECORDS = "performance_year,tin,npi,activity_id,start_date,end_date,evidence_ref\n"
GOOD = "2024,123456789,1993999998,IA_BE_4,2024-01-01,2024-03-31,portal.pdf\n"
BOM = "\ufeff"


def write(name, data):
    (HERE / name).write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))


# ------------------------------------------------------------------------------ CSV

def make_csv():
    write("clean_records.csv", RECORDS + GOOD +
          "2024,123456789,1558598797,IA_EPA_1,2024-02-01,2024-12-31,\n")
    write("clean_roster.csv",
          "tin,npi,last_name,first_name,specialty,from_date,to_date\n"
          "123456789,1993999998,O\u2019Brien,Ann,Cardiology,2019-07-01,\n"
          "123456789,1558598797,Garc\u00eda,Jos\u00e9,Neurology,,2024-06-30\n")
    write("excel_damage.csv", RECORDS +
          "2024,12345678,1993999998,IA_BE_4,2024-01-01,2024-03-31,lost zero\n"
          "2024,12-3456789,1993999998,IA_BE_6,2024-01-01,2024-03-31,hyphen\n"
          "2024,123456789,1.99E+09,IA_BE_4,2024-01-01,2024-03-31,digits lost\n"
          "2024,123456789,1.993999998E+09,IA_BE_15,2024-01-01,2024-03-31,all digits there\n"
          "2024,123456789,1993999998.0,IA_BE_16,2024-01-01,2024-03-31,decimal\n"
          "2024,123456789 ,1993999998,IA_EPA_1,2024-01-01,2024-03-31,trailing blank\n"
          "2024,\u00a0123456789,1993999998,IA_EPA_2,2024-01-01,2024-03-31,non-breaking space\n"
          "2024,'123456789,1993999998,IA_EPA_3,2024-01-01,2024-03-31,apostrophe\n"
          "2024,\u201c123456789\u201d,1993999998,IA_PM_2,2024-01-01,2024-03-31,typographic quotes\n"
          '2024,"=""012345678""",1993999998,IA_PM_3,2024-01-01,2024-03-31,as formula\n'
          "2024,1234,1993999998,IA_PM_4,2024-01-01,2024-03-31,too short\n"
          "2024,1.23E+08,1993999998,IA_PM_5,2024-01-01,2024-03-31,TIN lost\n"
          '2024,"123,456,789","1,993,999,998",IA_PM_6,2024-01-01,2024-03-31,thousands\n'
          "2024,123-45-6789,1993 999 998,IA_PM_7,2024-01-01,2024-03-31,as of a person\n"
          "2024.0,123456789,1993999998,IA_PM_11,2024-01-01,2024-03-31,year decimal\n"
          "PY2024,123456789,1993999998,IA_PM_12,2024-01-01,2024-03-31,year words\n"
          "24,123456789,1993999998,IA_PM_14,2024-01-01,2024-03-31,year short\n"
          "2024,1993999998,123456789,IA_PM_15,2024-01-01,2024-03-31,exchanged\n"
          "2024,,,,,,only evidence\n")
    write("dates_us.csv", RECORDS +
          "2024,123456789,1993999998,IA_BE_4,1/15/2024,4/30/2024,proves month first\n"
          "2024,123456789,1993999998,IA_BE_6,02/03/2024,05/06/2024,decided by the column\n"
          "2024,123456789,1993999998,IA_EPA_1,2/3/24,12/31/24,two digits\n")
    write("dates_european.csv", RECORDS +
          "2024,123456789,1993999998,IA_BE_4,15.1.2024,30.4.2024,proves day first\n"
          "2024,123456789,1993999998,IA_BE_6,2.3.2024,1.9.2024,decided by the column\n")
    write("dates_ambiguous.csv", RECORDS +
          "2024,123456789,1993999998,IA_BE_4,01/02/2024,12/31/2024,start open\n"
          "2024,123456789,1993999998,IA_BE_6,05/05/2024,12/31/2024,same either way\n"
          "2024,123456789,1993999998,IA_EPA_1,2024-03-01,06/30/2024,ISO beside others\n")
    write("dates_contradict.csv", RECORDS +
          "2024,123456789,1993999998,IA_BE_4,01/15/2024,2024-12-31,month first\n"
          "2024,123456789,1993999998,IA_BE_6,15/01/2024,2024-12-31,day first\n"
          "2024,123456789,1993999998,IA_EPA_1,03/04/2024,2024-12-31,either\n")
    write("dates_undecided.csv", RECORDS +
          "2024,123456789,1993999998,IA_BE_4,01/02/2024,03/06/2024,nothing proves\n"
          "2024,123456789,1993999998,IA_BE_6,05/05/2024,2024-12-31,same either way\n")
    write("dates_columns_contradict.csv", RECORDS +
          "2025,123456789,1993999998,IA_EPA_2,2/3/2025,9/30/2025,month first\n"
          "2025,123456789,1993999998,IA_BE_4,15/02/2025,30/09/2025,day first\n")
    write("dates_columns_differ.csv", RECORDS +
          "2025,123456789,1993999998,IA_EPA_2,2/3/2025,9/30/2025,open beside month first\n"
          "2025,123456789,1993999998,IA_BE_4,15/02/2025,4/5/2025,day first beside open\n")
    write("ctrl_z.csv", (RECORDS + GOOD).replace("\n", "\r\n") + "\x1a")
    write("dates_forms.csv", RECORDS +
          "2024,123456789,1993999998,IA_BE_4,45292,45382,serial\n"
          "2024,123456789,1993999998,IA_BE_6,15-Jan-24,\"March 31, 2024\",months in words\n"
          "2024,123456789,1993999998,IA_EPA_1,2024-01-01 00:00:00,2024-06-30T23:59:59Z,times\n"
          "2024,123456789,1993999998,IA_EPA_2,20240101,2024/6/30,other forms\n"
          "2024,123456789,1993999998,IA_EPA_3,1-Feb,2024-12-31,no year\n"
          "2024,123456789,1993999998,IA_PM_2,########,2024-12-31,cut off\n"
          "2024,123456789,1993999998,IA_PM_3,2024-02-30,2024-12-31,no such day\n"
          "2024,123456789,1993999998,IA_PM_4,2024-06-01,2024-05-01,end before start\n"
          "2024,123456789,1993999998,IA_PM_5,n/a,present,words\n"
          "2024,123456789,1993999998,IA_PM_6,2024,2024-12-31,a year is no date\n"
          "2024,123456789,1993999998,IA_PM_7,1/15/45,2024-12-31,century open\n"
          "2024,123456789,1993999998,IA_PM_11,31/31/2024,2024-12-31,never\n")
    write("dates_heading.csv",
          "NPI,Activity,Start (MM/DD/YYYY),End (dd.mm.yyyy)\n"
          "1993999998,IA_BE_4,01/02/2024,03.06.2024\n")
    write("activities.csv", RECORDS +
          "2024,123456789,1993999998,ia-be-4,2024-01-01,2024-03-31,lower case and dashes\n"
          "2024,123456789,1993999998,IA_BE_06,2024-01-01,2024-03-31,zero\n"
          "2024,123456789,1993999998,IA BE 15,2024-01-01,2024-03-31,blanks\n"
          "2024,123456789,1993999998,BE_16,2024-01-01,2024-03-31,no IA\n"
          "2024,123456789,1993999998,IA_EPA_1: 24/7 access,2024-01-01,2024-03-31,title behind\n"
          "2024,123456789,1993999998,pcmh,2024-01-01,2024-03-31,no number\n"
          "2024,123456789,1993999998,\"IA_BE_4, IA_BE_6\",2024-01-01,2024-03-31,two\n"
          "2024,123456789,1993999998,IA_XX_1,2024-01-01,2024-03-31,unknown\n"
          "2024,123456789,1993999998,IA_BE_400,2024-01-01,2024-03-31,unknown number\n"
          "2024,123456789,1993999998,IA_BE_4.5,2024-01-01,2024-03-31,no title\n"
          "2024,123456789,1993999998,Diabetes screening,2024-01-01,2024-03-31,a title alone\n"
          "2024,123456789,1993999998,,2024-01-01,2024-03-31,missing\n")
    write("npis.csv", RECORDS +
          "2024,123456789,1993999999,IA_BE_4,2024-01-01,2024-03-31,check digit\n"
          "2024,123456789,9876543210,IA_BE_4,2024-01-01,2024-03-31,CMS's example\n"
          "2024,123456789,199399999,IA_BE_4,2024-01-01,2024-03-31,nine digits\n"
          "2024,123456789,0000000002,IA_BE_4,2024-01-01,2024-03-31,fake\n"
          "2024,123456789,199399999X,IA_BE_4,2024-01-01,2024-03-31,a letter\n"
          "2024,123456789,,IA_BE_4,2024-01-01,2024-03-31,missing\n")
    write("header_only.csv", RECORDS)
    write("refused_and_checked.csv", RECORDS +
          "2025,123456789,1993999999,IA_EPA_1,2024-12-01,2025-02-28,gone and outside the year\n"
          "2025,123456789,1993999999,IA_EPA_2,2025-12-01,2025-12-31,too short\n"
          "2025,123456789,1993999999,IA_EPA_2,2025-02-30,,unreadable and missing\n")
    write("test_identifiers.csv", RECORDS +
          "2024,000456789,0000000002,IA_BE_4,2024-01-01,2024-03-31,fakes\n"
          "2024,456789,0000000003,IA_BE_4,2024-01-01,2024-03-31,zeros lost\n"
          "2024,12,0000000004,IA_BE_4,2024-01-01,2024-03-31,many zeros lost\n")
    write("semicolons_bom_crlf.csv", BOM + RECORDS.replace(",", ";").replace("\n", "\r\n") +
          "2024;123456789;1993999998;IA_BE_4;1.2.2024;15.9.2024;\"a; b, c\"\r\n")
    write("tabs_utf16le.txt", ("\ufeff" + (RECORDS + GOOD).replace(",", "\t").replace("\n", "\r\n"))
          .encode("utf-16-le"))
    write("utf16be.csv", ("\ufeff" + RECORDS + GOOD.replace("portal", "p\u00f6rtal \U0001f4c4"))
          .encode("utf-16-be"))
    write("utf16_unmarked.csv", (RECORDS + GOOD).encode("utf-16-le"))
    write("utf16_broken.csv", b"\xff\xfe" + (RECORDS + GOOD).encode("utf-16-le") + b"\x00\xd8\x41")
    roster = "tin,npi,name,from,to\n123456789,1993999998,Ren\u00e9 M\u00fcller \u2013 \u201cRM\u201d,2020-01-01,\n"
    write("windows_1252.csv", roster.encode("cp1252"))
    write("no_code_page.csv", roster.encode("cp1252").replace(b"\xe9", b"\x81"))
    write("utf8_broken.csv", b"\xef\xbb\xbf" + roster.encode("cp1252"))
    write("mojibake.csv", "tin,npi,name,specialty\n"
          "123456789,1993999998,Jos\u00c3\u00a9 Garc\u00c3\u00ada,Cardiology\n"
          "123456789,1558598797,Ren\ufffd,Neurology\n")
    write("mac_newlines.csv", (RECORDS + GOOD).replace("\n", "\r"))
    write("separator_line.csv", "sep=;\r\n" + (RECORDS + GOOD).replace(",", ";").replace("\n", "\r\n"))
    write("quoted_newlines.csv",
          'NPI,Activity,"Start\ndate",End,Evidence\n'
          '1993999998,IA_BE_4,2024-01-01,2024-03-31,"two\nlines, ""quoted"""\n'
          '1993999999,IA_BE_6,2024-01-01,2024-03-31,row 3\n')
    write("blank_before_quotes.csv", "npi, name, specialty\n1993999998, \"Smith, Ann\", Cardiology\n")
    write("titles_and_blanks.csv",
          "\n"
          "Riverside Clinic; roster of 2024,,,\n"
          ",,,\n"
          "Tax ID,Clinician NPI,Last name,First name\n"
          "123456789,1993999998,Smith,Ann\n"
          ",,,\n"
          "\u00a0, ,,\n"
          "Tax ID,Clinician NPI,Last name,First name\n"
          "123456789,1558598797,Jones,Bob\n"
          "\n\n")
    write("two_header_rows.csv",
          "Clinician,,,Activity,Start,End\n"
          "NPI,Last,First,ID,Date,Date\n"
          "1993999998,Smith,Ann,IA_BE_4,2024-01-01,2024-03-31\n")
    write("header_variants.csv",
          "Evidence Ref.,END DATE,start date (yyyy-mm-dd),Improvement Activity ID,Provider NPI *,"
          "Provider First Name,Provider Last Name,Tax ID #,Performance Year,Comment,Group NPI\n"
          "a.pdf,2024-03-31,2024-01-01,IA_BE_4,1993999998,Ann,Smith,123456789,2024,hello,1558598797\n")
    write("column_twice.csv", "NPI,TIN,Activity,Start,Start date\n"
          "1993999998,123456789,IA_BE_4,2024-01-01,2024-01-02\n")
    write("no_header.csv", GOOD + GOOD)
    write("no_activity.csv", "tin,name\n123456789,Smith\n")
    write("quote_open.csv", RECORDS + GOOD + '2024,123456789,1993999998,IA_BE_6,2024-01-01,2024-03-31,"open\n' + GOOD)
    write("example_left_in.csv", BOM + RECORDS +
          '"2026","12345678","1234567893","IA_AHW_1","46023","46387","Example line: ignored when the file is read"\n'
          + GOOD)
    write("annotated_again.csv", RECORDS.replace("\n", ",Error,Warning,Repair\n") +
          GOOD.replace("\n", ',"C2: The NPI is missing.",,"B2: old"\n'))
    write("duplicates.csv", RECORDS + GOOD + GOOD +
          "2024,123456789,1993999998,IA_BE_4,2024-07-01,2024-12-31,another period\n")
    write("roster_twice.csv", "tin,npi,name,from,to\n"
          "123456789,1993999998,Smith,2020-01-01,2023-12-31\n"
          "123456789,1993999998,Smith,2024-05-01,\n"
          "234567891,1993999998,Smith,2024-05-01,\n"
          "123456789,1993999998,Smith,2024-05-01,\n")
    write("doubtful.csv", RECORDS +
          "2025,123456789,1993999998,IA_AHE_5,2025-02-01,2025-05-31,suspended while performed\n"
          "2025,123456789,1558598797,IA_AHE_5,2025-06-01,2025-12-31,begun after the suspension\n"
          "2026,123456789,1993999998,IA_AHE_1,2026-01-01,2026-06-30,renumbered\n"
          "2025,123456789,1993999998,IA_BE_26,2025-01-01,2025-06-30,not yet\n"
          "2024,123456789,1993999998,IA_BE_4,2024-12-01,2025-02-28,two years\n"
          "2024,123456789,1993999998,IA_BE_6,2024-01-01,2024-02-29,short\n"
          "2024,123456789,1993999998,IA_BE_15,2024-10-03,2024-12-31,ninety days\n"
          "2024,123456789,1993999998,IA_EPA_1,2024-01-01,,open end\n"
          "2024,123456789,1993999998,IA_MVP,2024-01-01,2024-12-31,only in MVPs\n")
    write("formulas.csv", "npi,name,specialty\n1993999998,=cmd|'/c calc'!A1,+1\n1558598797,'@name,-\n")
    write("zeros_kept.csv", RECORDS +
          "2024,012345678,1993999998,IA_BE_4,2024-01-01,2024-03-31,kept\n"
          "2024,23456789,1993999998,IA_BE_4,2024-01-01,2024-03-31,lost or mistyped\n")
    write("year_of_dates.csv", RECORDS +
          ",123456789,1993999998,IA_BE_4,2024-01-01,2024-03-31,one year\n"
          ",123456789,1993999998,IA_BE_6,2023-12-01,2024-03-31,two years\n"
          ",123456789,1993999998,IA_EPA_1,2024-01-01,,open\n")
    write("excel_errors.csv", RECORDS +
          "2024,#N/A,1993999998,IA_BE_4,2024-01-01,#REF!,errors\n")
    write("empty.csv", b"")
    write("blank.csv", "\n \n\n")


# --------------------------------------------------------------------------- others

def make_others():
    write("page.xls", "\n<html><table><tr><td>NPI</td></tr></table></html>\n")
    write("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504))
    write("print.pdf.csv", b"%PDF-1.7\n")
    write("photo.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")


# ------------------------------------------------------------------------- workbooks

TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels"
 ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"
 ContentType="application/xml"/></Types>"""
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = f"""<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
BOOK = f"""<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="{OFFICE}">%s<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>"""
BOOK_RELS = f"""<?xml version="1.0"?><Relationships
 xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
 Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2"
 Type="{OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>"""
SHEET = ('<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
         "<sheetData>%s</sheetData></worksheet>")
STRINGS = ('<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>')


def zipped(parts):
    """A zip of {name: text} whose bytes do not depend on the day."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def book(sheet, strings="", properties=""):
    return zipped({"[Content_Types].xml": TYPES, "_rels/.rels": RELS, "xl/workbook.xml": BOOK % properties,
                   "xl/_rels/workbook.xml.rels": BOOK_RELS, "xl/worksheets/sheet1.xml": SHEET % sheet,
                   "xl/sharedStrings.xml": STRINGS % strings})


def inline(*texts):
    return "".join(f'<c t="inlineStr"><is><t>{t}</t></is></c>' for t in texts)


def save(workbook, name):
    workbook.properties.created = workbook.properties.modified = datetime.datetime(2024, 1, 1)
    workbook.save(HERE / name)


HEADER = ["performance_year", "tin", "npi", "activity_id", "start_date", "end_date", "evidence_ref"]


def make_excel():
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.append(HEADER)
    ws.append([2024, 12345678, 1993999998, "IA_BE_4", datetime.date(2024, 1, 1),
               datetime.datetime(2024, 3, 31, 13, 45), "numbers and dates"])
    ws.append(["2024", "012345678", "1993999998", "ia_be_6", 45292, 45382, "texts, days without format"])
    ws.append([2024, 123456789, 1993999998, "IA_EPA_1", "1/15/2024", "6/30/2024", "dates as text"])
    ws.append([2024, "#N/A", 1993999998, True, None, None, "an error and a truth"])
    ws["B5"].data_type = "e"
    ws.append([2024, "=B2", 1993999998, "IA_EPA_2", None, None, "a formula without value"])
    ws.append([2024, 123456789, 1.99e9, "IA_EPA_3", datetime.date(2024, 1, 1), datetime.date(2024, 12, 31),
               "digits were never there"])
    ws.append([2024, 123456789.5, 1993999998, "IA_PM_2", datetime.date(2024, 1, 1),
               datetime.date(2024, 12, 31), "half a TIN"])
    save(wb, "numbers.xlsx")

    wb = openpyxl.Workbook()
    wb.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    ws = wb.active
    ws.append(HEADER)
    ws.append([2024, "123456789", "1993999998", "IA_BE_4", datetime.date(2024, 1, 1), 43920, "1904"])
    save(wb, "base_1904.xlsx")

    wb = openpyxl.Workbook()
    ws = wb.active
    ws.append(["Riverside Clinic", None, None, None])
    ws.merge_cells("A1:D1")
    ws.append(["Clinician", None, "Time with the practice", None])
    ws.merge_cells("A2:B2")
    ws.merge_cells("C2:D2")
    ws.append(["NPI", "Tax ID", "From", "To"])
    ws.append(["1993999998", "123456789", "2020-01-01", None])
    ws.append(["1558598797", None, "2021-01-01", None])
    ws.append(["1234567893", None, "2022-01-01", "2024-06-30"])
    ws.merge_cells("B4:B6")
    ws.row_dimensions[5].hidden = True
    save(wb, "merged.xlsx")

    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "Instructions"
    ws.append(["Please fill in the second sheet."])
    ws = wb.create_sheet("Old")
    ws.append(["NPI", "Name"])
    ws.append(["0000000000", "hidden"])
    ws.sheet_state = "hidden"
    ws = wb.create_sheet("Roster")
    ws.append(["NPI", "Name"])
    ws.append(["1993999998", "Smith, Ann"])
    wb.create_sheet("mipsia lists").append(["activity_id"])
    save(wb, "several_sheets.xlsx")


def make_by_hand():
    header = f"<row>{inline('npi', 'name')}</row>"
    # No r attributes, rich text with a reading aid, an escaped newline, a text number.
    rich = ('<si><r><t>Smith</t></r><r><t xml:space="preserve">, Ann </t></r><rPh sb="0" eb="1"><t>smisu</t></rPh>'
            "</si><si><t>Jones_x000D_, Bob</t></si>")
    write("strings.xlsx", book(header + '<row r="3"><c r="A3"><v>1.993999998E9</v></c><c r="B3" t="s"><v>0</v></c></row>'
                               '<row r="4"><c t="str"><f>"1"</f><v>1558598797</v></c><c t="s"><v>1</v></c></row>', rich))
    write("iso_dates.xlsx", book(f"<row>{inline('npi', 'name', 'from', 'to')}</row>"
                                 f"<row>{inline('1993999998', 'Smith')}<c t=\"d\"><v>2020-01-01T00:00:00</v></c>"
                                 '<c t="d"><v>2024-06-30</v></c></row>'))
    write("doctype.xlsx", zipped({"_rels/.rels": RELS, "xl/workbook.xml": '<!DOCTYPE w [<!ENTITY x SYSTEM '
                                  '"file:///etc/passwd">]>' + (BOOK % "").split("?>")[1],
                                  "xl/_rels/workbook.xml.rels": BOOK_RELS, "xl/worksheets/sheet1.xml": SHEET % header,
                                  "xl/sharedStrings.xml": STRINGS % ""}))
    write("bomb.xlsx", book(header + " " * (24 << 20)))
    write("deep.xlsx", book("<a>" * 100 + "</a>" * 100))
    write("rows_backwards.xlsx", book(f'<row r="2">{inline("npi", "name")}</row><row r="1">{inline("a")}</row>'))
    write("string_beyond.xlsx", book(header + '<row><c t="s"><v>7</v></c></row>'))
    write("wrong_cell.xlsx", book(header + '<row r="2"><c r="A9"><v>1</v></c></row>'))
    good = book(header + f"<row>{inline('1993999998', 'Smith')}</row>")
    write("good.xlsx", good)
    write("cut.xlsx", good[:len(good) // 2])
    write("flipped.xlsx", good.replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet9.xml"))
    write("not_a_workbook.zip", zipped({"readme.txt": "hello"}))
    write("document.ods", zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"}))
    write("binary.xlsb", zipped({"[Content_Types].xml": TYPES, "xl/workbook.bin": "x"}))


make_csv()
make_others()
make_excel()
make_by_hand()
