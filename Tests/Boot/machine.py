"""A machine in qemu that starts an image: what stands in it, and what it says until it ends or falls silent."""

import json
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

# Longest time of a boot, and of silence, in seconds: a core that is shared takes three times as long as an idle one.
LIMIT, SILENCE = 240, 75
OVMF = Path("/usr/share/OVMF")
# What ends a boot before the guest does.
ENDS = [
    "No bootable device", "UEFI Interactive Shell", "No bootable option or device", "grub rescue>", "grub>", "Kernel panic",
    "Image checksum error", "Failed to load ldlinux",
]
ESCAPES = re.compile(rb"\x1b\[[0-9;=?]*[A-Za-z]|\x1b[()][A-Za-z0-9]|\x1b.")


def words(image, mode, folder, store):
    secure = ",smm=on" if store else ""
    words = [
        "qemu-system-x86_64", "-nodefaults", "-accel", "tcg", "-machine", f"q35,graphics=off{secure}", "-m", "768", "-display",
        "none", "-no-reboot", "-nic", "none", "-serial", f"file:{folder}/serial", "-vga", "none",
    ]
    if mode.startswith("uefi"):
        code = OVMF / ("OVMF_CODE_4M.secboot.fd" if store else "OVMF_CODE_4M.fd")
        if "-ia32-" in mode:
            code, store = OVMF / "OVMF32_CODE_4M.secboot.fd", OVMF / "OVMF32_VARS_4M.fd"
            words[words.index("q35,graphics=off")] += ",smm=on"
        shutil.copy(store or OVMF / "OVMF_VARS_4M.fd", folder / "variables")
        for unit, file, access in [(0, code, ",readonly=on"), (1, folder / "variables", "")]:
            words += ["-drive", f"if=pflash,unit={unit},format=raw,file={file}{access}"]
        if store:
            words += ["-global", "driver=cfi.pflash01,property=secure,value=on"]
    else:
        words += ["-debugcon", f"file:{folder}/firmware", "-global", "isa-debugcon.iobase=0x402"]
    kind = "scsi-cd" if mode.endswith("optical") else "scsi-hd"
    write = "readonly=on,media=cdrom" if kind == "scsi-cd" else "snapshot=on" if not mode.endswith("writable") else "snapshot=off"
    return words + [
        "-drive", f"if=none,id=medium,format=raw,{write},file={image}", "-device", "virtio-scsi-pci", "-device",
        f"{kind},drive=medium,bootindex=0",
    ]


class Screen:
    """The text screen of a machine, where programs write that have no use for a serial line. In the memory of the adapter every
    other byte is a letter."""

    MEMORY, SIZE = 0xB8000, 4000

    def __init__(self, folder):
        self.folder, self.socket = folder, None

    def words(self):
        return ["-qmp", f"unix:{self.folder}/control,server=on,wait=off", "-vga", "std"]

    def save(self):
        """Writes what stands on the screen into the file "screen"; nothing before the machine listens, or after its end."""
        try:
            if not self.socket:
                self.socket = socket.socket(socket.AF_UNIX)
                self.socket.settimeout(5)
                self.socket.connect(f"{self.folder}/control")
                self.socket.sendall(b'{"execute": "qmp_capabilities"}')
            words = {"val": self.MEMORY, "size": self.SIZE, "filename": f"{self.folder}/memory"}
            self.socket.sendall(json.dumps({"execute": "pmemsave", "arguments": words}).encode())
            time.sleep(0.3)
            letters = (self.folder / "memory").read_bytes()[::2]
            (self.folder / "screen").write_bytes(bytes(one if 32 <= one < 127 else 32 for one in letters))
        except OSError:
            self.socket = None


def said(folder, name):
    """What came on one way: the serial line, the firmware's own, the screen."""
    path = folder / name
    return ESCAPES.sub(b"\n", path.read_bytes()).decode("latin1") if path.exists() else ""


def output(folder):
    return "\n".join(said(folder, name) for name in ("serial", "firmware", "screen"))


def boot(image, mode, folder, store=None, ends=(), screen=False):
    """What a machine says that starts an image.

    store: its variables, with Secure Boot; those of a machine without are Debian's.
    ends: more words than `ENDS` after which nothing comes.
    screen: whether what stands on the text screen belongs to it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    errors = (folder / "errors").open("w")
    screen = Screen(folder) if screen else None
    command = words(image, mode, folder, store) + (screen.words() if screen else [])
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=errors)
    start = heard = time.monotonic()
    text = ""
    while process.poll() is None:
        time.sleep(0.3)
        if screen:
            screen.save()
        now, before = time.monotonic(), text
        text = output(folder)
        if text != before:
            heard = now
        ended = any(end in text for end in [*ENDS, *ends])
        if ended and now - heard > 3 or now - start > LIMIT or now - heard > SILENCE:
            process.kill()
    process.wait()
    return output(folder)
