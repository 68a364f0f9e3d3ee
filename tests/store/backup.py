#!/usr/bin/env python3
"""Backups: made while a writer works, restored, equal; damaged ones refused, with
nothing left behind; the check of a folder.
usage: backup.py MIPSIA WRITER"""
import hashlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

MIPSIA, WRITER = (os.path.realpath(path) for path in sys.argv[1:3])
WORK = Path(tempfile.mkdtemp(prefix="mipsia-backup-"))
TEMPORARY = WORK / "tmp"
TEMPORARY.mkdir()
counts = {"passed": 0, "failed": 0}


def mipsia(*words):
    return subprocess.run([MIPSIA, *map(str, words)], capture_output=True, text=True,
                          env={**os.environ, "TMPDIR": str(TEMPORARY)})


def expect(what, good, detail=""):
    counts["passed" if good else "failed"] += 1
    if not good:
        print(f"FAIL {what}: {detail}")


def expect_run(what, run, code, *texts):
    said = run.stdout + run.stderr
    expect(what, run.returncode == code and all(text in said for text in texts), f"{run.returncode} {said}")


def contents(folder):
    """Everything that the records say, and every evidence file."""
    database = sqlite3.connect(f"file:{folder}/mipsia.db?mode=ro", uri=True)
    dump = list(database.iterdump())
    database.close()
    evidence = folder / "evidence"
    return dump, {path.name: path.read_bytes() for path in evidence.rglob("*") if path.is_file()}


def unpack(backup):
    """[(name, bytes)] in the archive's order."""
    plain = subprocess.run(["zstd", "-dcq", backup], check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as archive:
        return [(entry.name, archive.extractfile(entry).read()) for entry in archive]


def pack(path, members, kinds=None):
    """As gzip, which mipsia reads as well. `kinds`: types of members other than files."""
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for name, content in members:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            if kinds and name in kinds:
                entry.type, entry.linkname = kinds[name]
                entry.size = 0
            archive.addfile(entry, io.BytesIO(content))


def with_manifest(members, change=lambda manifest: None):
    """The members with a manifest that is right for them."""
    manifest = json.loads(dict(members)["manifest.json"])
    rest = [(name, content) for name, content in members if not name.startswith("manifest.")]
    manifest["members"] = [{"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                           for name, content in rest]
    change(manifest)
    text = json.dumps(manifest).encode()
    return rest + [("manifest.json", text), ("manifest.sha256", hashlib.sha256(text).hexdigest().encode())]


def refused(what, backup, *texts, key=None):
    """Neither verified nor restored, and nothing is left."""
    target = WORK / "refused" / "data"
    target.parent.mkdir()
    words = ["--key", key] if key else []
    expect_run(f"{what}, verified", mipsia("restore", "--verify", *words, backup), 3, *texts)
    expect_run(f"{what}, restored", mipsia("restore", "--data", target, *words, backup), 3, *texts)
    expect(f"{what}: nothing is left", os.listdir(target.parent) == [] and os.listdir(TEMPORARY) == [],
           f"{os.listdir(target.parent)} {os.listdir(TEMPORARY)}")
    target.mkdir()
    mipsia("restore", "--data", target, *words, backup)
    expect(f"{what}: an empty folder stays empty", os.listdir(target) == [], os.listdir(target))
    shutil.rmtree(target.parent)


# ------------------------------------------------------------------ under load

def test_under_load(data):
    writer = subprocess.Popen([WRITER, data], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        first = int(writer.stdout.readline().split()[1])
        for number in range(4):
            backup = WORK / f"load-{number}.tar.zst"
            expect_run("backup under load", mipsia("backup", "--data", data, backup), 0, "key is not in it")
            expect_run("its verification", mipsia("restore", "--verify", "--key", data / "mipsia.key", backup), 0,
                       "whole", "key fits")
            while int(writer.stdout.readline()) < first + 20 * (number + 1):
                pass
            restored = WORK / f"load-{number}"
            expect_run("restoring it", mipsia("restore", "--data", restored, "--key", data / "mipsia.key", backup), 0)
            # the writer's own check of a start: transactions whole, evidence and history there
            again = subprocess.run([WRITER, restored, "1"], capture_output=True, text=True)
            expect("what was restored goes on", again.returncode == 0, again.stderr)
        expect_run("check under load", mipsia("store", "check", "--data", data), 0, "All is well")
        expect("the writer still writes", writer.poll() is None)
    finally:
        writer.kill()
        writer.communicate()


# ---------------------------------------------------------------------- equal

def test_equal(data, backup):
    key = WORK / "kept.key"
    shutil.copy(data / "mipsia.key", key)
    expect_run("backup", mipsia("backup", "--data", data, backup), 0, "mipsia.key")
    expect("mode of the backup", backup.stat().st_mode & 0o7777 == 0o600)
    expect("the key is not in it", key.read_bytes().strip() not in
           b"".join(content for _, content in unpack(backup)))
    restored = WORK / "restored"
    expect_run("restore", mipsia("restore", "--data", restored, "--key", key, backup), 0, "key fits")
    expect("the key is there", (restored / "mipsia.key").read_bytes() == key.read_bytes())
    expect("nothing else is there", sorted(os.listdir(restored)) ==
           ["evidence", "incoming", "mipsia.db", "mipsia.key"], os.listdir(restored))
    expect("contents are equal", contents(data) == contents(restored))
    for path in [restored, *restored.rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        if path.stat().st_mode & 0o7777 != wanted:
            expect("modes", False, path)
    expect_run("check of it", mipsia("store", "check", "--data", restored), 0, "All is well", "key fits")
    expect_run("restore over it", mipsia("restore", "--data", restored, "--key", key, backup), 2, str(restored))
    expect("it is as it was", contents(data) == contents(restored))
    without = WORK / "without-key"
    expect_run("restore without key", mipsia("restore", "--data", without, backup), 0, "key is still missing")
    run = subprocess.run([WRITER, without, "1"], capture_output=True, text=True)
    expect("no new key is made", run.returncode == 1 and "mipsia.key" in run.stderr, run.stderr)
    shutil.copy(key, without / "mipsia.key")
    run = subprocess.run([WRITER, without, "1"], capture_output=True, text=True)
    expect("with the key it goes on", run.returncode == 0, run.stderr)
    # a restored folder that a person unpacked with tar is one, too
    by_hand = WORK / "by-hand"
    by_hand.mkdir(mode=0o700)
    subprocess.run(["tar", "--zstd", "-xf", backup, "-C", by_hand], check=True)
    expect_run("unpacked by hand", mipsia("store", "check", "--data", by_hand), 0, "All is well")
    return key


def test_places(data, backup):
    before = backup.read_bytes()
    expect_run("no overwriting", mipsia("backup", "--data", data, backup), 2, "--force")
    expect("it is as it was", backup.read_bytes() == before)
    expect_run("unless asked for", mipsia("backup", "--data", data, "--force", backup), 0)
    expect_run("not within the folder", mipsia("backup", "--data", data, data / "b.tar.zst"), 2, "elsewhere")
    expect_run("nor deeper", mipsia("backup", "--data", data, data / "evidence" / "b"), 2, "elsewhere")
    expect_run("not to a folder", mipsia("backup", "--data", data, WORK), 2, "name a file")
    expect_run("nowhere", mipsia("backup", "--data", data, WORK / "none" / "b"), 4)
    expect_run("of nothing", mipsia("backup", "--data", WORK / "none", WORK / "b"), 3)
    expect_run("of another folder", mipsia("backup", "--data", TEMPORARY, WORK / "b"), 3)
    home = {**os.environ, "HOME": str(WORK / "home"), "XDG_DATA_HOME": ""}
    for words in (["backup", WORK / "b"], ["store", "check"]):
        run = subprocess.run([MIPSIA, *words], capture_output=True, text=True, env=home)
        expect_run("the usual folder, which is not there", run, 3, "/home/.local/share/mipsia")
    shutil.copytree(data, WORK / "home" / ".local" / "share" / "mipsia")
    run = subprocess.run([MIPSIA, "store", "check"], capture_output=True, text=True, env=home)
    expect_run("the usual folder", run, 0, "All is well")
    expect_run("restore without folder", mipsia("restore", backup), 2, "--data")
    expect_run("verify with folder", mipsia("restore", "--verify", "--data", data, backup), 2, "--data")
    expect_run("store without check", mipsia("store", "chekc", "--data", data), 2, "check")
    expect_run("check of nothing", mipsia("store", "check", "--data", WORK / "none"), 3)
    expect("nothing is left of them", not (WORK / "b").exists() and
           not [name for name in os.listdir(WORK) if name.startswith(backup.name + ".")] and
           os.listdir(data / "incoming") == [])
    full = WORK / "full"
    full.mkdir()
    (full / "letter").write_text("Dear")
    expect_run("restore into a folder with files", mipsia("restore", "--data", full, backup), 2, "empty")
    expect("which stay alone", os.listdir(full) == ["letter"])
    expect_run("restore below nothing", mipsia("restore", "--data", WORK / "none" / "deep", backup), 4)
    expect_run("verify nothing", mipsia("restore", "--verify", WORK / "none"), 3)
    expect_run("verify a folder", mipsia("restore", "--verify", WORK), 3)


# --------------------------------------------------------------------- damage

def test_damage(backup):
    members = unpack(backup)
    names = [name for name, _ in members]
    bad = WORK / "bad"
    pack(bad, members)
    expect_run("the repacked one is good", mipsia("restore", "--verify", bad), 0)
    chance = random.Random(7)
    kinds = ["mipsia.db", "manifest.json", "manifest.sha256", *[name for name in names if "evidence" in name][:3]]
    for name in kinds:
        for _ in range(2):
            content = bytearray(dict(members)[name])
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            pack(bad, [(n, bytes(content) if n == name else c) for n, c in members])
            refused(f"a flipped bit in {name}", bad, "damaged")
        pack(bad, [(n, c) for n, c in members if n != name])
        refused(f"without {name}", bad, "damaged")
        pack(bad, [(n, c[:-1] if n == name else c) for n, c in members])
        refused(f"{name} cut short", bad, "damaged")
        pack(bad, members + [(name, dict(members)[name])])
        refused(f"{name} twice", bad, "damaged")
    for name in ["../evil", "/tmp/mipsia-evil", "evidence/../mipsia.db", "lock", "mipsia.key",
                 "evidence/ab/" + "0" * 64, "evidence/00/" + "0" * 63 + "/"]:
        pack(bad, [(name, b"x")] + members)
        refused(f"with a member {name}", bad)
    expect("nothing was written outside", not Path("/tmp/mipsia-evil").exists() and not (WORK / "evil").exists())
    evidence = kinds[-1]
    for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
        pack(bad, members, {evidence: (kind, "/etc/hostname")})
        refused(f"a member of type {kind}", bad)
    pack(bad, [])
    refused("an empty archive", bad)
    bad.write_bytes(b"")
    refused("an empty file", bad)
    bad.write_text("no archive")
    refused("a letter", bad)
    whole = backup.read_bytes()
    for length in sorted(chance.randrange(len(whole)) for _ in range(8)) + [len(whole) - 1]:
        bad.write_bytes(whole[:length])
        refused(f"cut to {length} of {len(whole)} bytes", bad)
    shutil.copy(MIPSIA, bad)
    refused("a program", bad)


def test_flips(data, backup):
    """Any bit of the file: refused, or what is unpacked is the same all the same."""
    chance = random.Random(11)
    whole = backup.read_bytes()
    bad = WORK / "flipped"
    for _ in range(60):
        content = bytearray(whole)
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        bad.write_bytes(content)
        target = WORK / "flipped-data"
        run = mipsia("restore", "--data", target, bad)
        if run.returncode == 0:
            expect("a flip that does not matter", contents(target) == contents(data))
            shutil.rmtree(target)
        else:
            expect("a flip is refused", run.returncode == 3 and not target.exists(), run.stderr)


def test_judged(backup):
    """Archives whose checksums are right, but not what they hold."""
    members = unpack(backup)
    bad = WORK / "judged"

    def database(change):
        path = TEMPORARY / "judged.db"
        path.write_bytes(dict(members)["mipsia.db"])
        connection = sqlite3.connect(path)
        connection.executescript(change)
        connection.close()
        content = path.read_bytes()
        for left in TEMPORARY.iterdir():
            left.unlink()
        return [(name, content if name == "mipsia.db" else old) for name, old in members]

    pack(bad, with_manifest(members, lambda manifest: manifest.update(formatVersion=2)))
    refused("a newer format", bad, "newer mipsia")
    pack(bad, with_manifest(members, lambda manifest: manifest.update(format="other")))
    refused("another format", bad)
    pack(bad, with_manifest(database("PRAGMA user_version=9000")))
    refused("a newer schema", bad, "newer mipsia")
    pack(bad, with_manifest(database("PRAGMA application_id=7")))
    refused("another program's records", bad)
    pack(bad, with_manifest(database(
        "PRAGMA foreign_keys=OFF; INSERT INTO choice (practice_id, year, measure_id, state) "
        "VALUES ('none', 2026, 'IA_BE_4', 'planned')")))
    refused("a reference to nothing", bad, "not sound")
    evidence = next(name for name, _ in members if name.startswith("evidence/"))
    pack(bad, with_manifest([(n, c) for n, c in members if n != evidence]))
    refused("evidence left out", bad, "lacks")
    pack(bad, with_manifest([(n, b"other" if n == evidence else c) for n, c in members]))
    refused("evidence exchanged", bad, evidence)
    pack(bad, with_manifest([(n, c) for n, c in members if n != "mipsia.db"]))
    refused("no records", bad, "mipsia.db")
    broken = bytearray(dict(members)["mipsia.db"])
    for page in range(2, len(broken) // 4096):
        broken[page * 4096:page * 4096 + 8] = b"\xa5" * 8
    pack(bad, with_manifest([(n, bytes(broken) if n == "mipsia.db" else c) for n, c in members]))
    refused("a database that is not sound", bad, "not sound")


def test_keys(backup, key):
    other = WORK / "other.key"
    other.write_text("0" * 64 + "\n")
    other.chmod(0o600)
    refused("another key", backup, "not the one", key=other)
    other.chmod(0o644)
    refused("a key open to others", backup, "chmod", key=other)
    other.write_text("short")
    other.chmod(0o600)
    refused("no key", backup, "64 digits", key=other)
    refused("a key that is not there", backup, key=WORK / "none")
    expect_run("the right key", mipsia("restore", "--verify", "--key", key, backup), 0, "key fits")


def test_stopped(data, backup):
    """Stopped by the keyboard at any moment: whole or nothing."""
    chance = random.Random(5)
    place = WORK / "stopped"
    place.mkdir()
    for words in (["backup", "--data", data, place / "b"], ["restore", "--data", place / "d", backup]):
        for _ in range(15):
            run = subprocess.Popen([MIPSIA, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, 0.03))  # any moment is as good as another
            run.send_signal(signal.SIGINT)
            code = run.wait()
            left = os.listdir(place)
            if code == 0:
                expect("it was done before", len(left) == 1)
                if left == ["d"]:
                    expect("as a whole", contents(place / "d") == contents(data))
                    shutil.rmtree(place / "d")
                else:
                    expect_run("as a whole", mipsia("restore", "--verify", place / "b"), 0)
                    (place / "b").unlink()
            else:
                expect("nothing is left", code in (4, -signal.SIGINT) and left == [], f"{code} {left}")
            expect("nothing in the records", os.listdir(data / "incoming") == [])


# ------------------------------------------------------------- folders not in order

def test_evidence_not_in_order(data):
    folder = WORK / "evidence"
    shutil.copytree(data, folder)
    files = sorted(path for path in (folder / "evidence").rglob("*") if path.is_file())
    files[0].unlink()
    files[1].write_bytes(b"altered")
    expect_run("check tells both", mipsia("store", "check", "--data", folder), 1, "not there", "altered",
               "Minutes.txt", "Sample Practice", "2 things are wrong")
    backup = WORK / "findings.tar.zst"
    expect_run("backup tells both", mipsia("backup", "--data", folder, backup), 1, "not in the folder", "altered",
               "was written")
    expect_run("so does verifying", mipsia("restore", "--verify", backup), 1, "not there", "altered")
    target = WORK / "findings"
    expect_run("and restoring, which restores the rest", mipsia("restore", "--data", target, backup), 1, "Restored")
    expect("the rest is there", contents(folder) == contents(target))


def test_history_not_in_order(data):
    for what, change, first in [
            ("altered", "UPDATE event SET text = 'other' WHERE id = 3", 3),
            ("cut out", "DELETE FROM event WHERE id = 3", 4),
            ("a NULL made text", "UPDATE event SET undo = '' WHERE undo IS NULL AND id = 5", 5)]:
        folder = WORK / "history"
        shutil.copytree(data, folder)
        database = sqlite3.connect(folder / "mipsia.db")
        database.executescript("DROP TRIGGER event_is_append_only; DROP TRIGGER event_is_never_altered;" + change)
        database.close()
        expect_run(f"history {what}", mipsia("store", "check", "--data", folder), 1, f"at event {first};")
        shutil.rmtree(folder)


def test_database_not_in_order(data):
    folder = WORK / "database"
    shutil.copytree(data, folder)
    content = bytearray((folder / "mipsia.db").read_bytes())
    for page in range(6, len(content) // 4096):
        content[page * 4096:page * 4096 + 8] = b"\xa5" * 8
    (folder / "mipsia.db").write_bytes(content)
    run = mipsia("store", "check", "--data", folder)
    expect("a damaged database", run.returncode in (1, 3) and "damaged" in run.stderr, run.stderr)
    (folder / "mipsia.key").write_text("0" * 64)
    shutil.copy(data / "mipsia.db", folder / "mipsia.db")
    expect_run("another key", mipsia("store", "check", "--data", folder), 1, "not the one")


def main():
    data = WORK / "data"
    backup = WORK / "backup.tar.zst"
    subprocess.run([WRITER, data, "24"], check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(data, WORK / "busy")
    test_under_load(WORK / "busy")
    key = test_equal(data, backup)
    test_places(data, backup)
    test_damage(backup)
    test_flips(data, backup)
    test_judged(backup)
    test_keys(backup, key)
    test_stopped(data, backup)
    test_evidence_not_in_order(data)
    test_history_not_in_order(data)
    test_database_not_in_order(data)


if __name__ == "__main__":
    try:
        main()
    finally:
        print(f"{counts['passed']} passed, {counts['failed']} failed")
        shutil.rmtree(WORK, ignore_errors=True)
    sys.exit(counts["failed"] > 0)
