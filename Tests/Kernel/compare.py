#!/usr/bin/env python3
"""Compares the trees that Linux showed (NAME.tree) with those that isocheck lists, and its verdict on volumes that are sound.

Usage: compare.py ISOCHECK FOLDER
"""
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

TREES = {"udf": "udf", "hfs": "hfs", "hfsplus": "hfsplus"}


def shown(path):
    """What Linux showed: kinds, sizes and digests by name."""
    tree = {}
    for line in path.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
        kind, _, size, digest, name, _ = line.split("\t")
        name = unicodedata.normalize("NFC", name[1:])
        tree[name] = (kind, size if kind == "f" else "-", digest if kind == "f" else "-")
    return tree


def listed(isocheck, kind, path):
    """What isocheck lists of the same."""
    asked = subprocess.run([isocheck, "list", "--tree", TREES[kind], "--digest", "md5", str(path)], capture_output=True)
    tree = {}
    for line in asked.stdout.decode("utf-8", errors="surrogateescape").splitlines():
        parts = re.match(r"(\S)\s+(\d+)\s+(\S+)\s+\S+\s+(\S+)\s+(/.*)$", line)
        if not parts:
            continue
        kind, size, _, digest, name = parts.groups()
        name = unicodedata.normalize("NFC", name.rstrip("/"))
        kind = {"-": "f"}.get(kind, kind)
        tree[name] = (kind, size if kind == "f" else "-", digest if kind == "f" else "-")
    return tree


def loud(isocheck, path):
    """Errors and warnings."""
    asked = subprocess.run([isocheck, str(path), "-o", "json"], capture_output=True)
    report = json.loads(asked.stdout)
    found = [f for image in report.get("images", [report]) for f in image.get("findings", [])]
    return sorted({f["rule"] for f in found if f["severity"] in ("error", "warning")})


def main():
    isocheck, folder = sys.argv[1], Path(sys.argv[2])
    compared = files = differ = refused = 0
    for line in (folder / "list").read_text().splitlines():
        name, kind, _, _ = line.split()
        tree = folder / (name + ".tree")
        said = loud(isocheck, folder / name)
        if said:
            print(f"{name}: {', '.join(said)}")
        if not tree.exists():
            refused += 1
            print(f"{name}: Linux does not mount it")
            continue
        one, other = shown(tree), listed(isocheck, kind, folder / name)
        compared += 1
        files += len(one)
        wrong = [path for path in sorted(one.keys() | other.keys()) if one.get(path) != other.get(path)]
        differ += bool(wrong)
        for path in wrong[:5]:
            print(f"{name}: {path}: Linux {one.get(path)}, isocheck {other.get(path)}")
    print(f"kernel: {compared} volumes with {files} files and folders compared, {differ} differ; {refused} not mounted by Linux")
    return 1 if differ else 0


sys.exit(main())
