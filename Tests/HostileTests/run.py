#!/usr/bin/env python3
"""Attacks the program itself, one process for each input, and measures each alone: time, peak memory, how it ended.

Usage: run.py [--program PATH] [--cuts N] [--mutations N] [--seconds S] [--seed N] [FILE or FOLDER ...]

Every image found (by default those of Corpus/images) is run whole, cut at every border of its map and a byte beside it,
cut to N random lengths, and changed in N ways where its structure lies. Inputs that are only to be run, such as the
bombs that `ISOCHECK_BOMBS=FOLDER swift test --filter BombTests` writes, are run with --cuts 0 --mutations 0 --no-borders.
A run must end with exit code 0, 1 or 3 within 256 MB and 2 seconds, and one more for each 256 MB of the image. What
does not is kept and makes this script fail.
--seconds bounds the whole: images take turns, and what was really run is printed at the end.
"""
import argparse
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LONGEST, LARGEST = 2.0, 256 << 20


class Toll:
    """What the runs cost, and the inputs that broke a promise."""

    def __init__(self, program, keep):
        self.program, self.keep = program, keep
        self.runs, self.failures = {}, []
        self.slowest, self.largest = (0.0, ""), (0, "")
        self.scratch = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)

    def run(self, kind, name, data=None, path=None):
        if data is not None:
            path = os.path.join(self.scratch, "input.iso")
            with open(path, "wb") as file:
                file.write(data)
        command = [self.program, "--profile", "pedantic", "--show", "note", "-o", "json", path]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        seconds, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024
        self.runs[kind] = self.runs.get(kind, 0) + 1
        self.slowest, self.largest = max(self.slowest, (seconds, name)), max(self.largest, (peak, name))
        ended = os.waitstatus_to_exitcode(status)
        # The content of a whole large image is read as well.
        allowed = LONGEST + os.path.getsize(path) / (256 << 20)
        if ended not in (0, 1, 3) or seconds > allowed or peak > LARGEST:
            self.failures.append(f"{name}: ended with {ended} after {seconds:.2f} s and {peak >> 20} MB")
            print("FAILED", self.failures[-1], flush=True)
            if data is not None:
                shutil.copy(path, os.path.join(self.keep, f"failure-{len(self.failures)}.iso"))
        return seconds, peak


def limit():
    """A hang ends here: ten seconds of processor time."""
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))


def claims(program, path):
    """Where the structure of an image lies, as (offset, length), without files, and all borders of its map."""
    got = subprocess.run([program, "map", path], capture_output=True, check=False).stdout.decode(errors="replace")
    rows = re.findall(r"^@(\d+) +(\d+) +LBA \S+ +(\w+)", got, re.MULTILINE)
    spans = [(int(offset), int(length), kind) for offset, length, kind in rows if int(length) > 0]
    places = [span[:2] for span in spans if span[2] not in ("file", "unclaimed", "bootImage")]
    return places, {border for offset, length, _ in spans for border in (offset, offset + length)}


def changed(data, places, chance):
    """A copy with one to four changes where the structure lies: a bit, a byte, a number that asks for trouble, or bytes
    of another structure."""
    data = bytearray(data)
    blocks = len(data) // 2048
    for _ in range(chance.randint(1, 4)):
        offset, length = chance.choice(places)
        at = offset + chance.randrange(min(length, chance.choice([64, 2048, length])))
        if at + 8 > len(data):
            continue
        how = chance.randrange(5)
        if how == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            data[at] = chance.choice([0, 1, 0x7F, 0x80, 0xFE, 0xFF, chance.randrange(256)])
        elif how == 2:
            other = chance.choice(places)[0]
            count = chance.choice([1, 2, 4, 8, 34])
            data[at : at + count] = data[other : other + count]
        else:
            number = chance.choice([0, 1, 2**31 - 1, 2**31, 2**32 - 1, blocks, blocks - 1, len(data), chance.randrange(blocks + 1)])
            little, big = number.to_bytes(4, "little"), number.to_bytes(4, "big")
            written = chance.choice([little, big, little + big])
            data[at : at + len(written)] = written
    return bytes(data)


def plain(path, folder):
    """The image itself, or what a .sparse file of the corpus stands for."""
    if not path.endswith(".sparse"):
        return path if path.endswith(".iso") else None
    target = os.path.join(folder, os.path.basename(path)[:-7] + ".iso")
    tool = os.path.join(ROOT, "Corpus", "recipes", "sparse.py")
    subprocess.run([sys.executable, tool, "unpack", path, target], check=True)
    return target


def attacks(path, toll, options):
    """The runs of one image, one at a time, so that images can take turns."""
    name = os.path.relpath(path, ROOT)
    yield lambda: toll.run("whole", name, path=path)
    if os.path.getsize(path) > 8 << 20:
        return
    with open(path, "rb") as file:
        data = file.read()
    chance = random.Random(f"{options.seed} {name}")
    places, borders = claims(toll.program, path)
    beside = {border + step for border in borders for step in (-1, 0, 1)} if options.borders else set()
    lengths = sorted(length for length in beside if 0 <= length < len(data))
    lengths += [chance.randrange(len(data)) for _ in range(options.cuts)]
    chance.shuffle(lengths)
    steps = [("cut", length) for length in lengths]
    steps += [("mutation", number) for number in range(options.mutations if places else 0)]
    if options.seconds:
        chance.shuffle(steps)
    for kind, number in steps:
        if kind == "cut":
            yield lambda: toll.run(kind, f"{name} cut to {number}", data[:number])
        else:
            own = random.Random(f"{options.seed} {name} {number}")
            yield lambda: toll.run(kind, f"{name} mutation {number}", changed(data, places, own))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", default=os.path.join(ROOT, ".build", "release", "isocheck"))
    parser.add_argument("--cuts", type=int, default=500)
    parser.add_argument("--mutations", type=int, default=5000)
    parser.add_argument("--no-borders", dest="borders", action="store_false")
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--each", action="store_true", help="print a line for each whole input")
    parser.add_argument("inputs", nargs="*", default=[os.path.join(ROOT, "Corpus", "images")])
    options = parser.parse_args()
    if not os.path.exists(options.program):
        sys.exit(f"{options.program} is not there; build it with: swift build -c release --product isocheck")
    paths = []
    for entry in options.inputs:
        paths += [os.path.join(d, f) for d, _, fs in os.walk(entry) for f in fs] if os.path.isdir(entry) else [entry]
    unpacked = tempfile.mkdtemp()
    paths = sorted(filter(None, (plain(p, unpacked) for p in paths)))
    toll = Toll(options.program, os.getcwd())
    start = time.monotonic()
    print(f"seed {options.seed}, {len(paths)} images", flush=True)
    turns = [attacks(path, toll, options) for path in paths]
    while turns and not (options.seconds and time.monotonic() - start > options.seconds):
        for turn in list(turns):
            step = next(turn, None)
            if step is None:
                turns.remove(turn)
                continue
            seconds, peak = step()
            if options.each:
                print(f"{seconds:6.2f} s {peak / (1 << 20):6.1f} MB")
    shutil.rmtree(toll.scratch)
    shutil.rmtree(unpacked)
    print(", ".join(f"{n} x {kind}" for kind, n in sorted(toll.runs.items())))
    print(f"slowest {toll.slowest[0]:.2f} s ({toll.slowest[1]}); largest {toll.largest[0] / (1 << 20):.1f} MB ({toll.largest[1]})")
    print(f"{len(toll.failures)} failures" + ("; all attacks done" if not turns else "; stopped by --seconds"))
    sys.exit(1 if toll.failures else 0)


if __name__ == "__main__":
    main()
