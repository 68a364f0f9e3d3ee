#!/usr/bin/env bash
# Holds the guide against CMS's texts of 2017 to 2022, as npm's package
# qpp-measures-data has them: thresholds and the rule of eight words are tested
# where no other copy of the texts is at hand. Nothing of the package stays here.
# usage: check_npm.sh
# Without npm, or where it does not answer, it says so and passes.
set -u
here=$(cd "$(dirname "$0")" && pwd)
package=qpp-measures-data@5.5.4

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

skip() {
	echo "skipped: $1; CMS's texts of 2017 to 2022 were not compared"
	exit 0
}

command -v npm >/dev/null || skip "npm is not installed"
(cd "$work" && timeout 180 npm pack --silent "$package" >/dev/null 2>&1) || skip "npm does not give $package"
archive=$(find "$work" -name '*.tgz' | head -n 1)
[ -n "$archive" ] || skip "npm gave no package"
tar -xzf "$archive" -C "$work" || skip "the package cannot be unpacked"

mkdir "$work/cms"
python3 - "$work" <<'PYTHON' || exit 1
import json, pathlib, sys

work = pathlib.Path(sys.argv[1])
for folder in sorted((work / "package" / "measures").glob("20*")):
    rows = json.loads((folder / "measures-data.json").read_text(encoding="utf-8"))
    rows = [row for row in rows if row.get("category") == "ia"]
    if rows:
        (work / "cms" / f"activities-{folder.name}.json").write_text(json.dumps(rows), encoding="utf-8")
PYTHON
python3 "$here/check_guide.py" --cms "$work/cms" --own-years
