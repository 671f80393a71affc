#!/usr/bin/env python3
"""Times a run over a thousand images: one after the other, two at once, and with a cache that is empty and then full.

Usage: batch.py [PROGRAM]; the images are copies of the corpus in a temporary folder (TMPDIR, about a gigabyte). Times are of one run each,
after one that warms the page cache; what they come to depends on the machine, so ratios are printed and nothing is asserted. A second
table is of sixteen images of 64 MB, where reading is most of the work; it needs xorriso.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / ".build" / "release" / "isocheck")
COUNT = 1000
LARGEST = 4 << 20


def corpus():
    """Images as bytes, those of the corpus that are small; a .sparse file is the image it stands for (Corpus/README.md)."""
    for path in sorted((ROOT / "Corpus" / "images").rglob("*")):
        if path.suffix == ".iso" and path.stat().st_size <= LARGEST:
            yield path.stem, path.read_bytes()
        elif path.suffix == ".sparse":
            head, rest = path.read_bytes().split(b"\n\n", 1)
            lines = head.decode().split("\n")
            size = int(lines[0].split()[2])
            if size > LARGEST:
                continue
            image, at = bytearray(size), 0
            for line in lines[1:]:
                offset, length = map(int, line.split())
                image[offset : offset + length] = rest[at : at + length]
                at += length
            yield path.stem, bytes(image)


def settled(path):
    """What was changed just now is not kept."""
    os.utime(path, (time.time() - 60,) * 2)


def thousand(folder):
    images = list(corpus())
    for number in range(COUNT):
        name, content = images[number % len(images)]
        path = folder / f"{number:04}-{name}.iso"
        path.write_bytes(content)
        settled(path)


def large(folder):
    tree = folder / "tree"
    tree.mkdir()
    (tree / "content.bin").write_bytes(os.urandom(64 << 20))
    first = folder / "00.iso"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-R", "-o", first, tree], check=True, capture_output=True)
    shutil.rmtree(tree)
    settled(first)
    for number in range(1, 16):
        shutil.copy(first, folder / f"{number:02}.iso")
        settled(folder / f"{number:02}.iso")


def run(folder, *options):
    start = time.perf_counter()
    result = subprocess.run([PROGRAM, folder, "--summary", *options], capture_output=True, text=True)
    return time.perf_counter() - start, result


def table(title, folder):
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{title}, {size / 1e6:,.0f} MB")
    cache = str(folder.parent / f"{folder.name}.db")
    run(folder)
    base, alone = run(folder)
    print(f"  --jobs 1                    {base:7.2f} s")
    again = f" ({alone.stdout.count(chr(10)) - 1} images)"
    for label, options in [
        ("--jobs 2", ["--jobs", "2"]), ("--cache, for the first time", ["--cache", cache]),
        ("--cache, once more", ["--cache", cache]), ("--cache and --jobs 2", ["--cache", cache, "--jobs", "2"]),
        ("--quick", ["--quick"]),
    ]:
        seconds, result = run(folder, *options)
        recalled = result.stdout.count("content not read again")
        note = f"; {recalled} not read again" if recalled else ""
        same = "" if options[0] == "--quick" or result.returncode == alone.returncode else "; ANOTHER EXIT CODE"
        print(f"  {label:27} {seconds:7.2f} s, {seconds / base:5.2f} of that{note}{same}")
    print(f"  the cache has {os.path.getsize(cache) / 1e3:,.0f} kB{again}")


with tempfile.TemporaryDirectory(prefix="isocheck-batch-") as temporary:
    place = pathlib.Path(temporary)
    (place / "small").mkdir()
    thousand(place / "small")
    table(f"{COUNT} images of the corpus", place / "small")
    if shutil.which("xorriso"):
        (place / "large").mkdir()
        large(place / "large")
        table("16 images of 64 MB", place / "large")
    else:
        print("16 images of 64 MB: skipped, xorriso is not installed")
