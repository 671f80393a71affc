"""Secure Boot: Debian's signed chain and one of an own key, whole and with one stage spoiled, before machines that trust and
refuse other things. Which program a machine refuses is compared with the one that isocheck names."""

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import subprocess
import sys
import uuid
from base64 import b64decode
from pathlib import Path

import machine
import media

SHIM = Path("/usr/lib/shim/shimx64.efi.signed")
FALLBACK = Path("/usr/lib/shim/fbx64.efi.signed")
# GRUB as Debian signs it for discs: it looks for /.disk/info.
GRUB = Path("/usr/lib/grub/x86_64-efi-signed/gcdx64.efi.signed")
REVOCATIONS = Path(__file__).resolve().parents[2] / "Sources/Booting/SecureBoot/ShippedRevocations.swift"
OWNER = "isocheck proof"
# The owner of everything in the variables; nobody reads it.
GUID = "4aafd29d-68df-49ee-8aa9-347d375665a7"
SHA256_LIST, X509_LIST = "c1c41626-504c-4092-aca9-41f936934328", "a5c059a1-94e4-4aa7-87b5-ab155c2bf072"

# What firmware, shim and loaders print when they refuse the next program; the first that is found counts.
REFUSALS = [
    ("SBAT self-check failed", "shim stops itself"), ("bad shim signature", "the kernel is refused"),
    ("Error loading", "the kernel is refused"), ("Verification failed", "the loader is refused"),
    ("Access Denied", "the first program is refused"), ("LoadImage failed", "nothing starts"),
    ("Reset System", "nothing starts"), ("Security Violation", "the first program is refused"),
]


# Signed programs (Microsoft Portable Executable, 9.2.1: a table of certificates at the end of the file)


def directory(data):
    """Where the entry stands that leads to the certificates, in a program of 64 bits."""
    return struct.unpack_from("<I", data, 0x3C)[0] + 24 + 112 + 32


def unsigned(data):
    at = directory(data)
    table = struct.unpack_from("<I", data, at)[0] or len(data)
    return data[:at] + bytes(8) + data[at + 8:table]


def signed_once(data, number):
    """The program with one of its signatures."""
    at = directory(data)
    table, size = struct.unpack_from("<II", data, at)
    found = []
    where = table
    while where + 8 <= table + size:
        length = struct.unpack_from("<I", data, where)[0]
        found.append(data[where:where + (length + 7) // 8 * 8])
        where += len(found[-1])
    return data[:at] + struct.pack("<II", table, len(found[number])) + data[at + 8:table] + found[number]


def changed(data):
    """A bit of the stub for DOS, which nobody runs, is another."""
    return data[:0x50] + bytes([data[0x50] ^ 1]) + data[0x51:]


def digest(data):
    """The digest that signatures are about: without the sum of the file, and without the signatures and the way to them."""
    at, plain = directory(data), unsigned(data)
    checksum = struct.unpack_from("<I", data, 0x3C)[0] + 24 + 64
    plain += bytes(-len(plain) % 8)
    return hashlib.sha256(plain[:checksum] + plain[checksum + 4:at] + plain[at + 8:]).digest()


class Keys:
    """A key of nobody's, and programs signed with it."""

    def __init__(self, work):
        self.work = work / "secure"
        self.work.mkdir(parents=True, exist_ok=True)
        self.key, self.certificate = self.work / "own.key", self.work / "own.pem"
        if not self.certificate.exists():
            media.run(
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-subj", f"/CN={OWNER}", "-keyout",
                self.key, "-out", self.certificate)

    def signed(self, data):
        program, result = self.work / "program", self.work / "program.signed"
        program.write_bytes(unsigned(data))
        media.run("sbsign", "--key", self.key, "--cert", self.certificate, "--output", result, program)
        return result.read_bytes()


# Machines


def hashes(*digests):
    """A list of what is refused (UEFI 2.11, 32.4.1)."""
    body = b"".join(uuid.UUID(GUID).bytes_le + one for one in digests)
    return uuid.UUID(SHA256_LIST).bytes_le + struct.pack("<III", 28 + len(body), 0, 48) + body


def certificate(path):
    body = uuid.UUID(GUID).bytes_le + media.run("openssl", "x509", "-in", path, "-outform", "DER")
    return uuid.UUID(X509_LIST).bytes_le + struct.pack("<III", 28 + len(body), 0, len(body)) + body


def shipped():
    """The hashes that isocheck ships, as firmware would hold them."""
    text = REVOCATIONS.read_text().split('"""')[1].replace("\\\n", "").replace(" ", "").strip()
    data = b64decode(text)
    return hashes(*(data[at:at + 32] for at in range(0, len(data), 32)))


class Machines:
    """What each machine trusts (db), refuses (dbx) and asks of generations (SbatLevel): its variables, and the same for isocheck."""

    def __init__(self, work, keys, tool):
        self.keys, self.tool, self.folder = keys, tool, keys.work
        microsoft = tool / "virt/firmware/certs/microsoft.com"
        old, new = microsoft / "ms-uefi-2011.pem", microsoft / "ms-uefi-2023.pem"
        windows = [microsoft / "windows-2011.pem", microsoft / "windows-2023.pem"]
        both = [old, new, *windows]
        refuse = {name: hashes(digest(path.read_bytes())) for name, path in
                  [("shim", SHIM), ("GRUB", GRUB), ("kernel", work / "vmlinuz")]}
        newest = "sbat,1,2026120100\n"
        # Name: certificates, what is refused, generations, the verdict of isocheck that is about such machines.
        self.table = {
            "2011": ([old, windows[0]], None, None, "secure-boot-2011"),
            "2011+2023": (both, None, None, "secure-boot-2011-2023"),
            "2023": ([new, windows[1]], None, None, "secure-boot-2023"),
            "Windows": (windows, None, None, "secure-boot-windows"),
            "own key": ([keys.certificate], None, None, "secure-boot-" + OWNER.replace(" ", "-")),
            "2011 dbx current": ([old, windows[0]], shipped(), None, "secure-boot-2011"),
            "dbx of CA 2011": (both, certificate(old), None, "secure-boot-2011-2023"),
            **{f"dbx of {name}": (both, listed, None, "secure-boot-2011-2023") for name, listed in refuse.items()},
            "SBAT current": (both, None, "sbat,1,2025051000\nshim,4\ngrub,5\ngrub.proxmox,2\n", "secure-boot-2011-2023"),
            "SBAT shim,5": (both, None, newest + "shim,5\ngrub,5\n", "secure-boot-2011-2023"),
            "SBAT grub,6": (both, None, newest + "shim,4\ngrub,6\n", "secure-boot-2011-2023"),
        }

    def file(self, name, suffix):
        return self.folder / (name.replace(" ", "-").replace(",", "") + suffix)

    def store(self, name):
        """The variables of a machine; made where they are not there yet."""
        path = self.file(name, ".variables")
        certificates, refused, level, _ = self.table[name]
        if refused:
            self.file(name, ".dbx").write_bytes(refused)
        if level:
            self.file(name, ".sbat").write_text(level)
        if path.exists():
            return path
        own = self.keys.certificate
        words = ["--set-pk", GUID, own, "--add-kek", GUID, own, "--sb"]
        for one in certificates:
            words += ["--add-db", GUID, one]
        if refused:
            # The tool takes lists as they are sent to firmware: with a time, and with a signature that it does not look at.
            update = self.file(name, ".update")
            head = struct.pack("<H14B", 2026, 1, 1, *bytes(12)) + struct.pack("<IHH", 24, 0x200, 0xEF1)
            update.write_bytes(head + uuid.UUID(GUID).bytes_le + refused)
            words += ["--set-dbx", update]
        if level:
            words += ["--set-sbat-level", self.file(name, ".sbat")]
        new = path.with_suffix(".new")
        run_tool(self.tool, "-i", machine.OVMF / "OVMF_VARS_4M.fd", "-o", new, *words)
        new.rename(path)
        return path

    def options(self, name):
        _, refused, level, _ = self.table[name]
        options = ["--db", self.keys.certificate] if name == "own key" else []
        options += ["--dbx", self.file(name, ".dbx")] if refused and name != "2011 dbx current" else []
        return options + (["--sbat-level", self.file(name, ".sbat")] if level else [])


def run_tool(folder, *words):
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    command = [sys.executable, "-m", "virt.firmware.vars", *map(str, words)]
    result = subprocess.run(command, capture_output=True, env=environment)
    if result.returncode:
        raise RuntimeError(f"virt-fw-vars: {result.stderr.decode(errors='replace')[-400:]}")


def tool(work):
    """The folder of virt-firmware, which Debian 12 does not have: installed, or fetched from PyPI."""
    folder = work / "python"
    if not (folder / "virt/firmware/vars.py").exists():
        try:
            found = importlib.util.find_spec("virt.firmware")
        except ModuleNotFoundError:
            found = None
        if found:
            return Path(found.submodule_search_locations[0]).parents[1]
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(folder), "virt-firmware"]
        if subprocess.run(pip, capture_output=True).returncode:
            raise media.Missing("virt-firmware from PyPI")
    return folder


def need():
    for program, package in [("sbsign", "sbsigntool"), ("openssl", "openssl")]:
        if not shutil.which(program):
            raise media.Missing(package)
    for path, package in [
        (SHIM, "shim-signed"), (FALLBACK, "shim-helpers-amd64-signed"), (GRUB, "grub-efi-amd64-signed"),
        (machine.OVMF / "OVMF_CODE_4M.secboot.fd", "ovmf"),
    ]:
        if not path.exists():
            raise media.Missing(package)


# Images


def debian(shim=lambda data: data, grub=lambda data: data, kernel=lambda data: data, more=lambda tree: None):
    """Debian's layout with its signed programs, each of them perhaps spoiled."""
    def edit(tree):
        (tree.root / "EFI/BOOT/BOOTX64.EFI").write_bytes(shim(SHIM.read_bytes()))
        (tree.root / "EFI/BOOT/grubx64.efi").write_bytes(grub(GRUB.read_bytes()))
        path = tree.root / "live/vmlinuz"
        path.write_bytes(kernel(path.read_bytes()))
        more(tree)
    return "debian", edit


def arch(keys, kernel):
    """systemd-boot with a signature of an own key."""
    def edit(tree):
        (tree.root / "EFI/BOOT/BOOTx64.EFI").write_bytes(keys.signed(media.STUB.read_bytes()))
        path = tree.root / "arch/boot/vmlinuz-linux"
        path.write_bytes(kernel(path.read_bytes()))
    return "arch", edit


def fallback(line):
    """shim in /EFI/BOOT with its fallback beside it, and the loader in a folder of its own with a table of what is there."""
    def more(tree):
        tree.put("EFI/BOOT/fbx64.efi", FALLBACK)
        table = tree.work / "boot.csv"
        table.write_bytes(line.encode("utf-16-le"))
        tree.in_efi = {"EFI/debian/grubx64.efi": GRUB, "EFI/debian/shimx64.efi": SHIM}
        if line:
            tree.in_efi["EFI/debian/BOOTX64.CSV"] = table
    return more


def images(keys):
    """Name: how it is made, and the machines, with the way in which they start it."""
    classes = ["2011", "2011+2023", "2023", "Windows"]
    return {
        "signed": (debian(), [
            *classes, "2011 dbx current", "dbx of CA 2011", "dbx of shim", "dbx of GRUB", "dbx of kernel", "SBAT current",
            "SBAT shim,5", "SBAT grub,6", "2023 stick", "dbx of GRUB stick"]),
        "shim of 2011 only": (debian(shim=lambda d: signed_once(d, 0)), ["2011", "2023", "dbx of CA 2011"]),
        "shim of 2023 only": (debian(shim=lambda d: signed_once(d, 1)), ["2011", "2023", "dbx of CA 2011"]),
        "shim tampered": (debian(shim=changed), ["2011+2023"]),
        "shim unsigned": (debian(shim=unsigned), ["2011+2023"]),
        "shim of own key": (debian(shim=keys.signed), ["2011+2023", "own key"]),
        "GRUB tampered": (debian(grub=changed), ["2011+2023"]),
        "GRUB unsigned": (debian(grub=unsigned), ["2011+2023"]),
        "GRUB of own key": (debian(grub=keys.signed), ["2011+2023"]),
        "kernel tampered": (debian(kernel=changed), ["2011+2023"]),
        "kernel unsigned": (debian(kernel=unsigned), ["2011+2023"]),
        "kernel of own key": (debian(kernel=keys.signed), ["2011+2023"]),
        "fallback": (debian(more=fallback("shimx64.efi,debian,,The loader of Debian\n")), ["2011+2023", "Windows", "2023 stick"]),
        "fallback without table": (debian(more=fallback("")), ["2011+2023"]),
        "fallback of a missing program": (debian(more=fallback("shim.efi,debian,,The loader of Debian\n")), ["2011+2023"]),
        "systemd-boot of own key": (arch(keys, keys.signed), ["own key", "2011+2023"]),
        "systemd-boot of own key kernel of Debian": (arch(keys, lambda data: data), ["own key"]),
    }


# Verdicts


def outcome(text):
    """What a machine made of an image."""
    if "BOOT-kernel" in text:
        return "starts"
    return next((words for mark, words in REFUSALS if mark in text), "slow" if "BdsDxe: starting" in text else "nothing starts")


def said(isocheck, image, mode, options, name):
    """The same, as isocheck says it, and why."""
    command = [isocheck, "-o", "json", *map(str, options), image]
    report = json.loads(subprocess.run(command, capture_output=True).stdout)
    capabilities = report["images"][0].get("boot", {}).get("capabilities", [])
    capability = next((one for one in capabilities if one["name"] == f"{mode}-x64"), {})
    if capability.get("value") == "no":
        return "nothing starts", capability["why"]
    found = next((one for one in capability.get("secureBoot", []) if one["name"] == name), None)
    if not found or found["value"] == "unknown":
        return "unknown", (found or capability).get("why", "")
    if found["value"] == "yes":
        return "starts", ""
    number = [stage["path"] for stage in capability["stages"]].index(found["refused"])
    kind = capability["stages"][number]["kind"]
    if kind == "shim" and "stops itself" in found["why"]:
        return "shim stops itself", found["why"]
    words = "the first program" if number == 0 else "the kernel" if kind == "kernel" else "the loader"
    return f"{words} is refused", found["why"]
