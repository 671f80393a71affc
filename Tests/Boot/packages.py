"""Images that ship inside Debian's packages: what they start is no Linux of ours, so that only whether something starts is asked."""

import re
import subprocess

import machine
import media

MODES = ["bios-optical", "bios-usb", "uefi-optical", "uefi-usb"]
IMAGES = [
    ("memtest86+", "usr/lib/memtest86+/memtest86+x64.iso", MODES),
    ("memtest86+", "usr/lib/memtest86+/memtest86+ia32.iso", [*MODES, "uefi-ia32-optical"]),
    ("ipxe", "usr/lib/ipxe/ipxe.iso", MODES),
    ("grub-rescue-pc", "usr/lib/grub-rescue/grub-rescue-cdrom.iso", MODES),
]


def images(work):
    """The images with their modes; fetched where they are not there yet."""
    folder = work / "packages"
    for package, path, modes in IMAGES:
        if not (folder / path).exists():
            folder.mkdir(exist_ok=True)
            # apt fetches as another user.
            folder.chmod(0o777)
            fetched = subprocess.run(["apt-get", "download", package], cwd=folder, capture_output=True)
            archives = sorted(folder.glob(f"{package}_*.deb"))
            if fetched.returncode or not archives:
                raise media.Missing(f"the package {package}, which apt-get cannot fetch")
            media.run("dpkg", "-x", archives[-1], folder)
        if "ia32" in path and not (machine.OVMF / "OVMF32_CODE_4M.secboot.fd").exists():
            modes = [mode for mode in modes if "ia32" not in mode]
        yield folder / path, modes


# What SeaBIOS says for itself.
FIRMWARE = re.compile(r"SeaBIOS \(version[^\n)]*\)|Booting from (?:DVD/CD|Hard Disk)\.*|Boot failed[^\n]*|Machine UUID \S+")
# After this, everything there is to know is known.
ENDS = ["Memtest86+ v", "iPXE 1", "GNU GRUB"]


def start(image, mode, folder):
    """Whether anything runs behind the firmware."""
    text = machine.boot(image, mode, folder, ends=[*ENDS, "failed to start", "failed to load"], screen=mode.startswith("bios"))
    if mode.startswith("uefi"):
        started = re.findall(r"BdsDxe: starting Boot\w+ \"([^\"]*)", text)
        # What failed to start ran, and came back.
        failed = re.findall(r"BdsDxe: failed to load Boot\w+ \"([^\"]*)", text)
        return "starts" if any("QEMU" in name and name not in failed for name in started) else "nothing"
    said = "".join(machine.said(folder, name) for name in ("serial", "screen"))
    return "starts" if re.search(r"[A-Za-z]{4}", FIRMWARE.sub("", said)) else "nothing"
