#!/usr/bin/env python3
"""Times isocheck beside programs that do a comparable job, each alone, in one run, and prints ratios.

Usage: run.py [FOLDER]; the images are made there by Corpus/recipes/bench.sh when they are missing.
With BEFORE=PROGRAM in the environment an older isocheck is a peer in every row.
Figures are medians of RUNS: of the time that passed, and of the processor's time, which is to be trusted where other
programs run beside this. The ratios are isocheck's figures to those of each peer. Peak memory is read from the kernel's accounting of
the process, which cannot be less than that of this script's small launcher.
"""
import os
import shutil
import statistics
import subprocess
import sys
import time

RUNS = 5
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PROGRAM = os.path.join(ROOT, ".build", "release", "isocheck")


def measure(command):
    """Median wall and processor time in seconds, peak memory in kilobytes; None when the program is not installed."""
    if shutil.which(command[0]) is None:
        return None
    times, busy, peak = [], [], 0
    for _ in range(RUNS):
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        child.returncode = 0
        busy.append(usage.ru_utime + usage.ru_stime)
        times.append(time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss)
    return statistics.median(times), statistics.median(busy), peak


def compare(title, ours, *peers):
    print(title)
    if "BEFORE" in os.environ:
        peers = ([os.environ["BEFORE"], *ours[1:]], *peers)
    mine = measure(ours)
    print(f"  {'isocheck':12} {figures(mine)}   {' '.join(os.path.basename(c) for c in ours[1:])}")
    for peer in peers:
        theirs = measure(peer)
        if theirs is None:
            print(f"  {peer[0]:12} skipped: not installed")
            continue
        time, cpu, memory = (own / max(other, 1e-4) for own, other in zip(mine, theirs))
        print(
            f"  {NAMES.get(peer[0], peer[0]):12} {figures(theirs)}   "
            f"isocheck takes {time:.2f} x its time, {cpu:.2f} x its processor time, {memory:.2f} x its memory"
        )


def figures(measured):
    wall, busy, peak = measured
    return f"{wall * 1000:8.1f} ms {busy * 1000:8.1f} ms cpu {peak / 1024:7.1f} MB"


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
    content(folder)
    comparison(large)
    raw(folder)


def raw(folder):
    """A whole CD as raw sectors: every code of every sector, SHA-256, and the file system inside."""
    image = os.path.join(folder, "raw-700m.bin")
    if not os.path.exists(image):
        subprocess.run(["bash", os.path.join(ROOT, "Corpus", "recipes", "bench-raw.sh"), folder], check=True)
    compare(
        "700 MB of raw sectors: sync, header, EDC, P and Q of each, SHA-256, structure, all rules",
        [PROGRAM, image],
        ["openssl", "dgst", "-sha256", image],
        ["dd", "if=" + image, "of=/dev/null", "bs=4M"],
    )


def content(folder):
    """The pass over the content, of an image without any recorded checksum and of one with all of them."""
    plain, summed = os.path.join(folder, "plain-2g.iso"), os.path.join(folder, "summed", "summed-2g.iso")
    if not (os.path.exists(plain) and os.path.exists(summed)):
        subprocess.run(["bash", os.path.join(ROOT, "Corpus", "recipes", "bench-content.sh"), folder], check=True)
    compare(
        "2 GB without recorded checksums: structure, SHA-256, blank runs, all rules",
        [PROGRAM, plain],
        ["openssl", "dgst", "-sha256", plain],
    )
    compare(
        "2 GB with an implanted MD5, tags and file sums of libisofs, md5sum.txt, and SHA256SUMS beside it: all verified",
        [PROGRAM, summed],
        ["openssl", "dgst", "-md5", summed],
        ["sh", "-c", ONE_AFTER_ANOTHER, summed],
    )


def comparison(large):
    """An image against an equal copy, and against one in which three sectors differ."""
    copy, differing = large + ".copy", large + ".differing"
    for path in (copy, differing):
        if not os.path.exists(path):
            shutil.copyfile(large, path)
    size = os.path.getsize(large)
    with open(differing, "r+b") as file:
        for part in (0.2, 0.5, 0.9):
            file.seek(int(size * part) // 2048 * 2048 + 100)
            file.write(b"differs")
    for title, other in (("equal to a copy", copy), ("but for three sectors", differing)):
        # cmp stops at the first difference unless it lists them all, and unless nobody reads the list.
        cmp = ["cmp", large, other] if other == copy else ["sh", "-c", 'cmp -l "$0" "$1" | cat', large, other]
        compare(f"4.7 GB, {title}, without digests", [PROGRAM, "compare", "--quick", large, other], cmp)
        compare(
            f"4.7 GB, {title}, with SHA-256 of both sides",
            [PROGRAM, "compare", large, other],
            cmp,
            ["openssl", "dgst", "-sha256", large],
        )


# What a release engineer runs today; each program reads the image again. The implanted sum breaks the tag over the
# descriptors, which xorriso must be told to pass over. Without the right to mount, the files go through a pipe.
ONE_AFTER_ANOTHER = """
checkisomd5 "$0"; xorriso -md5 on:load_check_off -indev "$0" -check_md5_r SORRY / --
(cd "$(dirname "$0")" && sha256sum -c SHA256SUMS)
folder=$(mktemp -d)
if mount -o loop,ro "$0" "$folder"; then (cd "$folder" && md5sum -c md5sum.txt); umount "$folder"
else bsdtar -xOf "$0" | md5sum; fi
rmdir "$folder"
"""

NAMES = {"sh": "a script"}


if __name__ == "__main__":
    main()
