#!/usr/bin/env python3
"""boot.py ISOCHECK [NAME...]: holds the boot verdicts of isocheck against what firmware and loaders do.

Builds images in the layouts of distributions, whole and with one fault each, boots them in qemu as optical disc and as disk, under
BIOS and UEFI, and compares how far they came with what isocheck says of them. What was booted before is not booted again: the
results are kept beside the images, by their digest. Without qemu or the loaders it says "skipped". NAME picks images whose name
contains it."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import faults
import media

WORK = Path(__file__).resolve().parents[2] / ".build/boot"
MODES = ["bios-optical", "bios-usb", "uefi-optical", "uefi-usb"]
# Longest time of a boot, and of silence, in seconds: a core that is shared takes three times as long as an idle one.
LIMIT, SILENCE = 240, 75
OVMF = Path("/usr/share/OVMF")
# What ends a boot before the guest does.
ENDS = [
    "No bootable device", "UEFI Interactive Shell", "No bootable option or device", "grub rescue>", "grub>", "Kernel panic",
    "Image checksum error", "Failed to load ldlinux",
]
ESCAPES = re.compile(rb"\x1b\[[0-9;=?]*[A-Za-z]|\x1b[()][A-Za-z0-9]|\x1b.")


def machine(image, mode, folder):
    words = [
        "qemu-system-x86_64", "-nodefaults", "-accel", "tcg", "-machine", "q35,graphics=off", "-m", "768", "-display", "none",
        "-no-reboot", "-nic", "none", "-serial", f"file:{folder}/serial", "-vga", "none",
    ]
    if mode.startswith("uefi"):
        shutil.copy(OVMF / "OVMF_VARS_4M.fd", folder / "variables")
        for unit, file, access in [(0, OVMF / "OVMF_CODE_4M.fd", ",readonly=on"), (1, folder / "variables", "")]:
            words += ["-drive", f"if=pflash,unit={unit},format=raw,file={file}{access}"]
    else:
        words += ["-debugcon", f"file:{folder}/firmware", "-global", "isa-debugcon.iobase=0x402"]
    kind = "scsi-cd" if mode.endswith("optical") else "scsi-hd"
    write = "readonly=on,media=cdrom" if kind == "scsi-cd" else "snapshot=on"
    return words + [
        "-drive", f"if=none,id=medium,format=raw,{write},file={image}", "-device", "virtio-scsi-pci", "-device",
        f"{kind},drive=medium,bootindex=0",
    ]


def output(folder):
    parts = [(folder / name).read_bytes() for name in ("serial", "firmware") if (folder / name).exists()]
    return ESCAPES.sub(b"\n", b"\n".join(parts)).decode("latin1")


def boot(image, mode):
    """How far a boot came: "medium", "kernel", or "loader" where no kernel ran; "slow" where time ran out with a kernel running."""
    folder = WORK / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    process = subprocess.Popen(machine(image, mode, folder), stdin=subprocess.DEVNULL, stderr=(folder / "errors").open("w"))
    start = heard = time.monotonic()
    text = ""
    while process.poll() is None:
        time.sleep(0.3)
        now, before = time.monotonic(), text
        text = output(folder)
        if text != before:
            heard = now
        if any(end in text for end in ENDS) and now - heard > 3 or now - start > LIMIT or now - heard > SILENCE:
            process.kill()
    process.wait()
    text = output(folder)
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
    wanted = [mode, f"{mode}-x64"]
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


def images(names):
    """The images with their modes; built where they are not there yet."""
    rows = [(layout, layout, MODES, "tree", lambda tree: None) for layout in media.LAYOUTS] + faults.FAULTS
    for name, layout, modes, kind, edit in rows:
        if names and not any(part in name for part in names):
            continue
        path = WORK / f"{name}.iso"
        if not path.exists():
            new = path.with_suffix(".new")
            new.unlink(missing_ok=True)
            media.LAYOUTS[layout](WORK, edit if kind == "tree" else lambda tree: None)(new)
            if kind == "bytes":
                image = faults.Image(new.read_bytes())
                edit(image)
                new.write_bytes(image.data)
            new.rename(path)
        yield name, path, modes


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
    kept = WORK / "results.json"
    results = json.loads(kept.read_text()) if kept.exists() else {}
    boots = differences = count = 0
    for name, path, modes in images(names):
        count += 1
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        for mode in modes:
            key = f"{digest} {mode}"
            if results.get(key, "slow") == "slow":
                results[key] = boot(path, mode)
                kept.write_text(json.dumps(results, indent=0))
            value, level, why = verdict(isocheck, path, mode)
            same = agree(results[key], value, level)
            boots += 1
            differences += not same
            print(f"{'ok  ' if same else 'DIFF'} {name} {mode}: machine {results[key]}; isocheck {value} ({level}) {why}", flush=True)
    print(f"{boots} boots of {count} images, {differences} differences")
    return 1 if differences else 0


sys.exit(main())
