#!/usr/bin/env python3
"""What isocheck says of images with one thing wrong, and what other people's programs say: `table.py ISOCHECK PLANTER README`.

The images are planted faults (PlantedFaultsBenchmark --write), and one by xorriso and implantisomd5, since checkisomd5 refuses small
images that are sound. A program sees a fault when its exit code or its complaints are others than on the same image without the fault;
that it lists other names is no complaint, since nobody knows which ones are right. The table goes into the README between its two
marks; with --check it is only compared."""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BEGIN, END = "<!-- peers: make peers-table -->", "<!-- /peers -->"



def implanted(folder):
    """An image that carries its own MD5, with a bit of a file flipped, and the same without that."""
    tree = folder / "tree"
    (folder / "sound").mkdir()
    tree.mkdir()
    (tree / "data.bin").write_bytes(bytes((number * number >> 7) & 255 for number in range(3_000_000)))
    sound, image = folder / "sound" / "disc.iso", folder / "disc.iso"
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-V", "DEMO", "-R", "-J", "-o", sound, tree], check=True)
    subprocess.run(["implantisomd5", sound], check=True, capture_output=True)
    content = bytearray(sound.read_bytes())
    content[1_500_000] ^= 1
    image.write_bytes(content)
    return image, sound


# The fault as the planter lists it, and how the table calls it.
FAULTS = [
    (implanted, "a bit of a file flipped, under a sum implanted by isomd5sum"),
    ("checksums: libisofs sums: libisofs: a byte of a file", "the same, under sums recorded by libisofs"),
    ("payload lists: listed: a byte of a listed file", "the same, named in the image's own `md5sum.txt`"),
    ("blank runs: gzip file: a sector of a gzip file became zeros", "a sector inside a `.tgz` became zeros, no sum"),
    ("truncation: listed: cut in the middle of a file", "the end of the image cut off, in the middle of a file"),
    ("directories: plain: extent of a file behind the end", "a file that begins behind the end"),
    ("path tables: everything, listed: M: extent of the second directory one on", "the M path table leads elsewhere than L"),
    ("directories: plain: extent of a file, lowest bit of the big-endian half", "the two halves of a number differ"),
    ("joliet: Joliet: a file is missing", "Windows shows a file less than Linux"),
    ("joliet: Joliet: a file is another's data", "Windows opens another file's data"),
    ("directories: bootable: a directory leads to its parent", "a directory that contains itself"),
    ("directories: plain: a name climbs: ../EVIL.TXT", "a name that climbs out of where it is unpacked"),
    ("padding and hidden data: plain: a file's record removed, its data left", "a file taken out of the directory, its data left"),
    ("padding and hidden data: plain: text in the padding", "text hidden in the padding"),
    ("El Torito: bootable: catalog pointer one sector on", "the boot record points beside the boot catalog"),
    ("El Torito: bootable: information table: block", "a boot loader that seeks itself elsewhere"),
    ("El Torito: Secure Boot: a bit of shim's code", "a signed loader changed by a bit (Secure Boot)"),
]

# xorriso at its most careful: complains of what it finds while it loads, then reads every file that has a sum.
PEERS = {
    "xorriso": ["xorriso", "-md5", "on", "-return_with", "WARNING", "32", "-indev", "IMAGE", "-check_md5_r", "WARNING", "/", "--"],
    "isoinfo": ["isoinfo", "-l", "-R", "-J", "-i", "IMAGE"],
    "isovfy": ["isovfy", "IMAGE"],
    "7z": ["7z", "t", "IMAGE"],
    "bsdtar": ["bsdtar", "-xf", "IMAGE"],
    "checkisomd5": ["checkisomd5", "IMAGE"],
}
SEVERITIES = ["error", "warning", "note"]
COMPLAINT = re.compile(r"error|warning|fail|sorry|\*\*\*|bad|corrupt|invalid|mismatch|damag|unexpected|cannot|illegal", re.I)


def said(command, image):
    """The exit code and the complaints of a program, without numbers, which differ from image to image."""
    words = [str(image) if word == "IMAGE" else word for word in command]
    with tempfile.TemporaryDirectory() as folder:
        try:
            run = subprocess.run(words, cwd=folder, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return "no end", set()
    errors = run.stderr.decode("latin-1").replace(str(image), "").splitlines()
    lines = errors + run.stdout.decode("latin-1").replace(str(image), "").splitlines()
    return run.returncode, {re.sub(r"\d+", "N", line) for line in lines if COMPLAINT.search(line)}


def seen(command, image, sound):
    return said(command, image) != said(command, sound)


def findings(isocheck, image):
    run = subprocess.run([isocheck, "--no-config", "--show", "note", "-o", "plain", image], capture_output=True, text=True)
    rows = [line.split("\t") for line in run.stdout.splitlines()]
    return [(row[1], row[2]) for row in rows if len(row) > 2 and row[1] in SEVERITIES]


def verdict(isocheck, image, sound):
    """The gravest finding that the sound image does not have."""
    known = {rule for _, rule in findings(isocheck, sound)}
    new = sorted((one for one in findings(isocheck, image) if one[1] not in known), key=lambda one: SEVERITIES.index(one[0]))
    return f"{new[0][0]} `{new[0][1]}`" if new else "–"


def written(planter, name, folder):
    """The image of a fault, and the same without it."""
    run = subprocess.run([planter, "--write", name, folder], capture_output=True, text=True, check=True)
    place = next((line.split(": ", 1)[0] for line in run.stdout.splitlines() if line.endswith(": " + name)), None)
    if place is None:
        sys.exit(f"table.py: there is no planted fault called {name}")
    image = next(file for file in pathlib.Path(place).iterdir() if file.is_file())
    return image, pathlib.Path(place) / "sound" / image.name


def table(isocheck, planter):
    rows = ["| one thing wrong | isocheck | " + " | ".join(PEERS) + " |", "|---|---|" + "---|" * len(PEERS)]
    for name, words in FAULTS:
        with tempfile.TemporaryDirectory() as folder:
            image, sound = name(pathlib.Path(folder)) if callable(name) else written(planter, name, folder)
            cells = ["seen" if seen(command, image, sound) else "–" for command in PEERS.values()]
            rows.append(f"| {words} | {verdict(isocheck, image, sound)} | " + " | ".join(cells) + " |")
    return "\n".join(rows)


def main():
    arguments = [word for word in sys.argv[1:] if word != "--check"]
    if len(arguments) != 3:
        sys.exit(__doc__.splitlines()[0])
    missing = [command[0] for command in PEERS.values() if not shutil.which(command[0])]
    if missing:
        sys.exit(f"table.py: {', '.join(missing)}: not installed (make peers)")
    isocheck, planter, readme = arguments
    page = pathlib.Path(readme)
    text = page.read_text()
    before, rest = text.split(BEGIN + "\n", 1)
    old, after = rest.split(END, 1)
    new = "\n" + table(isocheck, planter) + "\n\n"
    if "--check" in sys.argv:
        if new != old:
            sys.exit(f"table.py: {readme}: the table is another now (make peers-table)\n{new}")
        return
    page.write_text(before + BEGIN + "\n" + new + END + after)
    print(new)


if __name__ == "__main__":
    main()
