#!/usr/bin/env python3
"""Kills a writer at random moments, again and again on the same folder. After each
kill: every number that it acknowledged is there, every transaction is whole, the
database is sound, the history follows, the evidence is there.
usage: crash.py WRITER [KILLS [SEED]]"""
import hashlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from pathlib import Path


def run_and_kill(writer, folder, seconds, at_start, known):
    """What the writer said it had, and the last number that it acknowledged. With
    `at_start` it may be killed before it says anything."""
    process = subprocess.Popen([writer, folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    timer = threading.Timer(seconds, process.kill)
    if at_start:
        timer.start()
    first = process.stdout.readline()
    if not at_start:
        timer.start()
    rest = process.stdout.read()
    errors = process.stderr.read()
    process.wait()
    timer.cancel()
    if process.returncode != -9:
        raise AssertionError(f"the writer ended with {process.returncode}: {errors.decode()}")
    if at_start and not first.endswith(b"\n"):
        return known, known
    have = int(first.split()[1])
    # a line without its end was not said
    said = [line for line in rest.split(b"\n")[:-1] if line]
    return have, int(said[-1]) if said else have


def check_at_the_end(folder, last):
    """The same by other means than mipsia's."""
    database = sqlite3.connect(Path(folder) / "mipsia.db")
    one = lambda sql: database.execute(sql).fetchone()[0]
    assert one("PRAGMA integrity_check") == "ok"
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for prefix in "ab":
        numbers = [int(row[0]) for row in database.execute(
            f"SELECT value FROM setting WHERE name LIKE '{prefix}:%' ORDER BY CAST(value AS INTEGER)")]
        assert numbers == list(range(1, last + 1)), prefix
    hashes = [row[0] for row in database.execute("SELECT sha256 FROM evidence")]
    assert len(hashes) == last // 4
    for name in hashes:
        content = (Path(folder) / "evidence" / name[:2] / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == name
    database.close()


def main():
    writer = sys.argv[1]
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261003
    chance = random.Random(seed)
    folder = tempfile.mkdtemp(prefix="mipsia-crash-")
    acknowledged = 0
    passed = 0
    try:
        for kill in range(kills):
            at_start = chance.random() < 0.25
            have, said = run_and_kill(writer, folder, chance.uniform(0.0, 0.04), at_start, acknowledged)
            # one more may have been committed than the writer came to say
            assert acknowledged <= have <= acknowledged + 1, (kill, acknowledged, have)
            acknowledged = said
            passed += 1
        last = subprocess.run([writer, folder, "1"], check=True, capture_output=True, text=True)
        check_at_the_end(folder, int(last.stdout.split()[-1]))
        passed += 1
        assert acknowledged > kills, "the writer did not come to write anything to speak of"
        print(f"{acknowledged} transactions, {kills} kills, seed {seed}")
        print(f"{passed} passed, 0 failed")
    except AssertionError as error:
        print(f"seed {seed}: {error}", file=sys.stderr)
        print(f"{passed} passed, 1 failed")
        return 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
