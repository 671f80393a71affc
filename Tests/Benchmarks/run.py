#!/usr/bin/env python3
"""Times isocheck beside programs that do a comparable job, each alone, in one run, and prints ratios.

Usage: run.py [FOLDER]; the images are made there by Corpus/recipes/bench.sh when they are missing.
A figure is the median of RUNS; ratios are to the first peer named. Peak memory is read from the kernel's accounting of
the process, which cannot be less than that of this script's small launcher.
"""
import os
import shutil
import statistics
import subprocess
import sys
import time

RUNS = 9
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, ".build", "release", "isocheck")


def measure(command):
    """Median wall time in seconds, and peak memory in kilobytes; None when the program is not installed."""
    if shutil.which(command[0]) is None:
        return None
    times, peak = [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        times.append(time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss)
    return statistics.median(times), peak


def compare(title, ours, *peers):
    print(title)
    mine = measure(ours)
    print(f"  {'isocheck':12} {mine[0] * 1000:8.1f} ms {mine[1] / 1024:7.1f} MB   {' '.join(os.path.basename(c) for c in ours[1:])}")
    for peer in peers:
        theirs = measure(peer)
        if theirs is None:
            print(f"  {peer[0]:12} skipped: not installed")
            continue
        print(
            f"  {peer[0]:12} {theirs[0] * 1000:8.1f} ms {theirs[1] / 1024:7.1f} MB   "
            f"isocheck takes {mine[0] / theirs[0]:.2f} x its time, {mine[1] / theirs[1]:.2f} x its memory"
        )


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else os.path.join(ROOT, "Corpus", "bench")
    os.makedirs(folder, exist_ok=True)
    many, large = os.path.join(folder, "files100k.iso"), os.path.join(folder, "big-4700m.iso")
    if not (os.path.exists(many) and os.path.exists(large)):
        subprocess.run(["bash", os.path.join(ROOT, "Corpus", "recipes", "bench.sh"), folder], check=True)
    compare(
        "100,000 files, Joliet and Rock Ridge: all trees, both path tables, all rules, against a listing",
        [PROGRAM, "--quick", many],
        ["bsdtar", "-tf", many],
        ["isoinfo", "-f", "-R", "-i", many],
        ["xorriso", "-indev", many, "-find"],
    )
    compare(
        "the same with what is unclaimed looked at",
        [PROGRAM, many],
        ["bsdtar", "-tf", many],
    )
    compare(
        "4.7 GB, ten files: structure only, against a listing",
        [PROGRAM, "--quick", large],
        ["bsdtar", "-tf", large],
    )


if __name__ == "__main__":
    main()
