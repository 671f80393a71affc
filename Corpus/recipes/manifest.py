#!/usr/bin/env python3
"""Write Corpus/manifest.json from the images and the notes beside them.

  manifest.py [IMAGES_DIR [MANIFEST]]

A recipe leaves NAME.note beside each image: path, producer, version, recipe,
options and about, separated by tabs. An image without a note is an error, and
so is a note without an image. The notes are kept out of the repository; an
image that was not rebuilt keeps its old entry in the manifest.
"""
import hashlib
import json
import os
import sys

here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
images = sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "images")
target = sys.argv[2] if len(sys.argv) > 2 else os.path.join(here, "manifest.json")


def digest(path):
    hash = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            hash.update(chunk)
    return hash.hexdigest()


def unpacked(path):
    """Size and SHA-256 of the image in a packed file, without writing it out."""
    hash = hashlib.sha256()
    zeros = bytes(1 << 20)
    with open(path, "rb") as file:
        size = int(file.readline().split()[2])
        spans = []
        while (line := file.readline()) != b"\n":
            spans.append(tuple(map(int, line.split())))
        at = 0
        for offset, length in spans + [(size, 0)]:
            while at < offset:
                step = min(len(zeros), offset - at)
                hash.update(zeros[:step])
                at += step
            hash.update(file.read(length))
            at += length
    return {"size": size, "sha256": hash.hexdigest()}


old = {}
if os.path.exists(target):
    with open(target) as file:
        old = {entry["path"]: entry for entry in json.load(file)["images"]}

entries = []
problems = []
for folder, _, names in os.walk(images):
    for name in names:
        path = os.path.join(folder, name)
        if name.endswith(".note"):
            if not os.path.exists(path[:-5]):
                problems.append("note without image: " + name)
            continue
        if not name.endswith((".iso", ".sparse")):
            continue
        listed = "images/" + os.path.relpath(path, images)
        size, sha256 = os.path.getsize(path), digest(path)
        if os.path.exists(path + ".note"):
            with open(path + ".note") as file:
                fields = file.read().rstrip("\n").split("\t")
            _, producer, version, recipe, options, about = fields
            entry = {
                "path": listed,
                "producer": producer,
                "version": version,
                "options": options,
                "recipe": "recipes/" + recipe,
                "size": size,
                "sha256": sha256,
                "expect": {"verdict": "pass"},
                "about": about,
            }
            if name.endswith(".sparse"):
                entry["unpacked"] = unpacked(path)
            if listed in old and "expect" in old[listed]:
                # Expectations may be refined by hand; a rebuild must not undo that.
                entry["expect"] = old[listed]["expect"]
        elif listed in old and old[listed]["sha256"] == sha256:
            entry = old[listed]
        else:
            problems.append("image without note: " + listed)
            continue
        entries.append(entry)

if problems:
    sys.exit("\n".join(sorted(problems)))
entries.sort(key=lambda entry: entry["path"])
with open(target, "w") as file:
    json.dump({"images": entries}, file, indent=2, ensure_ascii=False)
    file.write("\n")
print(f"{len(entries)} images, {sum(e['size'] for e in entries)} bytes")
