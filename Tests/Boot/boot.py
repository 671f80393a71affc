#!/usr/bin/env python3
"""boot.py ISOCHECK [NAME...]: holds the boot verdicts of isocheck against what firmware and loaders do.

Four tables: images in the layouts of distributions, whole and with one fault each, as optical disc and as disk, under BIOS and
UEFI, by how far they came; signed ones before machines with Secure Boot, by the program that is refused; sticks with a
wrong partition table that firmware may write to; and images of Debian's packages, by whether anything is started. What was booted before is not booted again: the results are kept beside the images, by
their digest. What a table needs and this machine has not, is said, and the table skipped. NAME picks images whose name contains
it."""

import hashlib
import json
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import faults
import machine
import media
import packages
import secure

WORK = Path(__file__).resolve().parents[2] / ".build/boot"
MODES = ["bios-optical", "bios-usb", "uefi-optical", "uefi-usb"]


def boot(image, mode):
    """How far a boot came: "medium", "kernel", or "loader" where no kernel ran; "slow" where time ran out with a kernel running."""
    text = machine.boot(image, mode, WORK / "run")
    found = re.search(r"BOOT-medium (\S+) (\S+)", text)
    if found:
        return "medium" if found[2] != "no" else "kernel"
    if "Kernel panic" in text:
        return "kernel"
    return "slow" if "BOOT-kernel" in text or "EFI stub:" in text else "loader"


def verdict(isocheck, image, mode):
    """What isocheck says: the value and the level that is reached."""
    report = subprocess.run([isocheck, "--quick", "-o", "json", image], capture_output=True).stdout
    capabilities = json.loads(report)["images"][0].get("boot", {}).get("capabilities", [])
    wanted = [mode, f"{mode}-x64", re.sub(r"^uefi-ia32-(\w+)$", r"uefi-\1-ia32", mode)]
    found = [one for one in capabilities if one["name"] in wanted]
    return (found[0]["value"], found[0].get("level", ""), found[0].get("why", "")) if found else ("no", "", "")


def agree(machine, value, level):
    """Whether the machine did what isocheck said. A kernel that cannot find its medium is a "no", and so is one that GRUB starts without
    the initrd that it did not find; whoever says that it cannot know is not wrong."""
    if value == "unknown" and machine != "slow":
        return True
    if machine == "medium":
        return value == "yes"
    if machine == "kernel":
        return value == "no" and level in ("configuration", "kernel")
    return machine == "loader" and value == "no" and level != "kernel"


class Results:
    """What machines did, kept by what they were given; and how often isocheck says otherwise."""

    def __init__(self):
        self.kept = WORK / "results.json"
        self.known = json.loads(self.kept.read_text()) if self.kept.exists() else {}
        self.digests = {}
        self.boots = self.differences = 0

    def ask(self, path, mode, boot):
        """Boots what was not booted before, or came to no end."""
        if path not in self.digests:
            self.digests[path] = hashlib.sha256(path.read_bytes()).hexdigest()
        key = f"{self.digests[path]} {mode}"
        if self.known.get(key, "slow") == "slow":
            self.known[key] = boot()
            self.kept.write_text(json.dumps(self.known, indent=0))
        return self.known[key]

    def tell(self, name, mode, machine, isocheck, why, same):
        self.boots += 1
        self.differences += not same
        print(f"{'ok  ' if same else 'DIFF'} {name} {mode}: machine {machine}; isocheck {isocheck} {why}", flush=True)


def image(name, layout, edit, patch=None):
    """The path of an image; built where it is not there yet."""
    path = WORK / f"{name}.iso"
    if not path.exists():
        new = path.with_suffix(".new")
        new.unlink(missing_ok=True)
        media.LAYOUTS[layout](WORK, edit)(new)
        if patch:
            content = faults.Image(new.read_bytes())
            patch(content)
            new.write_bytes(content.data)
        new.rename(path)
    return path


def layouts(isocheck, picks, results):
    rows = [(layout, layout, MODES, "tree", lambda tree: None) for layout in media.LAYOUTS] + faults.FAULTS
    for name, layout, modes, kind, edit in rows:
        if not picks(name):
            continue
        path = image(name, layout, edit if kind == "tree" else lambda tree: None, edit if kind == "bytes" else None)
        for mode in modes:
            found = results.ask(path, mode, lambda: boot(path, mode))
            value, level, why = verdict(isocheck, path, mode)
            results.tell(name, mode, found, f"{value} ({level})", why, agree(found, value, level))


def signed(isocheck, picks, results):
    secure.need()
    keys = secure.Keys(WORK)
    machines = secure.Machines(WORK, keys, secure.tool(WORK))
    ends = [mark for mark, _ in secure.REFUSALS if mark != "Error loading"]
    for name, ((layout, edit), trusting) in secure.images(keys).items():
        if not picks(f"secure {name}"):
            continue
        path = image("secure-" + name.replace(" ", "-"), layout, edit)
        for words in trusting:
            kind = words.removesuffix(" stick")
            mode, store = "uefi-usb" if kind != words else "uefi-optical", machines.store(kind)
            key = f"{mode} {hashlib.sha256(store.read_bytes()).hexdigest()}"
            found = results.ask(path, key, lambda: secure.outcome(machine.boot(path, mode, WORK / "run", store, ends)))
            said, why = secure.said(isocheck, path, mode, machines.options(kind), machines.table[kind][3])
            results.tell(f"secure {name}", f"before {words}", found, said, why, found == said)


def sticks(isocheck, picks, results):
    """Images with a wrong copy of the partition table on sticks that the firmware may write to: what it repairs is no damage."""
    def damage(*places):
        def patch(image):
            for place in places:
                image.data[place(image) if callable(place) else place] ^= 1
        return patch

    def backup(image):
        return struct.unpack_from("<Q", image.data, 512 + 32)[0] * 512

    for name, patch in [
        ("stick first header wrong", damage(512 + 16)), ("stick first entries wrong", damage(2 * 512 + 60)),
        ("stick backup wrong", damage(lambda image: backup(image) + 17)),
    ]:
        if not picks(name):
            continue
        path = image(name.replace(" ", "-"), "ubuntu", lambda tree: None, patch)
        stick = path.with_suffix(".stick")
        if not stick.exists():
            new = path.with_suffix(".new")
            shutil.copy(path, new)
            machine.boot(new, "uefi-usb-writable", WORK / "run")
            new.rename(stick)
        wrote = stick.read_bytes() != path.read_bytes()
        said = subprocess.run([isocheck, "compare", path, stick, "-o", "json"], capture_output=True).stdout
        found = json.loads(said)["comparison"]["verdict"]
        results.tell(
            name, "uefi-usb-writable", "repairs it" if wrote else "writes nothing", found, "",
            wrote and found == "identicalRepaired")


def packaged(isocheck, picks, results):
    for path, modes in packages.images(WORK):
        if not picks(path.stem):
            continue
        for mode in modes:
            found = results.ask(path, f"{mode} start", lambda: packages.start(path, mode, WORK / "run"))
            value, level, why = verdict(isocheck, path, mode)
            same = level in ("", "none") if found == "nothing" else level not in ("", "none") and value != "no"
            results.tell(path.stem, mode, found, f"{value} ({level})", why, same and found != "slow")


def main():
    isocheck, names = Path(sys.argv[1]).resolve(), sys.argv[2:]
    try:
        media.need()
    except media.Missing as missing:
        print(f"skipped: the proof by booting needs {missing}")
        return 0
    WORK.mkdir(parents=True, exist_ok=True)
    if not (WORK / "initrd").exists():
        media.guest(WORK)
    results = Results()
    for title, table in [
        ("Layouts of distributions", layouts), ("Secure Boot", signed), ("Sticks that firmware writes to", sticks),
        ("Images of Debian's packages", packaged),
    ]:
        print(f"{title}:")
        try:
            table(isocheck, lambda name: not names or any(part in name for part in names), results)
        except media.Missing as missing:
            print(f"skipped: it needs {missing}")
    print(f"{results.boots} boots, {results.differences} differences")
    return 1 if results.differences else 0


sys.exit(main())
