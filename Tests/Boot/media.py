"""Bootable images in the layouts of distributions, made of Debian's own loaders and a guest that says how far it came."""

import os
import shutil
import subprocess
from pathlib import Path

ISOLINUX = Path("/usr/lib/ISOLINUX")
MODULES = Path("/usr/lib/syslinux/modules/bios")
GRUB = Path("/usr/lib/grub")
STUB = Path("/usr/lib/systemd/boot/efi/systemd-bootx64.efi")
CONSOLE = "console=ttyS0,115200 quiet"
GUEST_MODULES = ["virtio_pci", "virtio_scsi", "sd_mod", "sr_mod", "isofs", "nls_ascii", "nls_cp437"]
EFI_MODULES = (
    "fat iso9660 part_gpt part_msdos normal linux search search_label search_fs_file configfile echo test serial boot"
).split()


class Missing(Exception):
    """What the proof needs and this machine has not."""


def run(*words, **options):
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795867200", "MTOOLS_SKIP_CHECK": "1"}
    result = subprocess.run([str(w) for w in words], capture_output=True, env=environment, **options)
    if result.returncode:
        raise RuntimeError(f"{words[0]}: {result.stderr.decode(errors='replace')[-400:]}")
    return result.stdout


def need():
    """Raises Missing with what is not there, in words."""
    for program, package in [
        ("qemu-system-x86_64", "qemu-system-x86"), ("xorriso", "xorriso"), ("mkfs.fat", "dosfstools"),
        ("mcopy", "mtools"), ("grub-mkimage", "grub-common"), ("isohybrid", "syslinux-utils"), ("cpio", "cpio"),
    ]:
        if not shutil.which(program):
            raise Missing(package)
    for path, package in [
        (ISOLINUX / "isolinux.bin", "isolinux"), (MODULES / "ldlinux.c32", "syslinux-common"),
        (GRUB / "i386-pc/boot_hybrid.img", "grub-pc-bin"), (GRUB / "x86_64-efi/normal.mod", "grub-efi-amd64-bin"),
        (STUB, "systemd-boot-efi"), (Path("/usr/share/OVMF/OVMF_CODE_4M.fd"), "ovmf"), (Path("/bin/busybox"), "busybox-static"),
    ]:
        if not path.exists():
            raise Missing(package)
    if not kernels():
        raise Missing("a kernel in /boot with its modules, such as linux-image-cloud-amd64")


def kernels():
    """Kernels with modules; those for the cloud are small and boot fastest."""
    found = [k for k in Path("/boot").glob("vmlinuz-*") if (Path("/lib/modules") / k.name[8:] / "modules.dep").exists()]
    return sorted(found, key=lambda k: ("cloud" not in k.name, k.name))


def guest(work):
    """Kernel and initrd; the guest's init tells on the serial line what it finds."""
    kernel = kernels()[0]
    tree = work / "guest"
    shutil.rmtree(tree, ignore_errors=True)
    for folder in ["bin", "dev", "proc", "sys", "mnt", "modules"]:
        (tree / folder).mkdir(parents=True)
    shutil.copy("/bin/busybox", tree / "bin/busybox")
    for name in "sh mount umount insmod cat echo sleep dd poweroff uname sed".split():
        (tree / "bin" / name).symlink_to("busybox")
    folder = Path("/lib/modules") / kernel.name[8:]
    table = {}
    for line in (folder / "modules.dep").read_text().splitlines():
        path, _, rest = line.partition(":")
        table[Path(path).name.split(".")[0].replace("-", "_")] = (path, rest.split())
    order = []
    for wanted in GUEST_MODULES:
        if wanted not in table:
            continue
        path, rest = table[wanted]
        for module in reversed([path] + rest):
            name = Path(module).name.split(".")[0]
            if name in order:
                continue
            data = (folder / module).read_bytes()
            if module.endswith(".xz"):
                data = run("xz", "-dc", folder / module)
            elif module.endswith(".zst"):
                data = run("zstd", "-dqc", folder / module)
            (tree / "modules" / f"{name}.ko").write_bytes(data)
            order.append(name)
    (tree / "modules/order").write_text("".join(f"{name}\n" for name in order))
    shutil.copy(Path(__file__).parent / "guest-init", tree / "init")
    (tree / "init").chmod(0o755)
    names = "\n".join(sorted(str(p.relative_to(tree)) for p in tree.rglob("*")))
    (work / "initrd").write_bytes(run("cpio", "-o", "-H", "newc", "--quiet", cwd=tree, input=names.encode()))
    shutil.copy(kernel, work / "vmlinuz")


class Tree:
    """The files of an image before it is written."""

    def __init__(self, work):
        self.work = work
        self.root = work / "tree"
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir(parents=True)
        # More files of the EFI image, by their path in it.
        self.in_efi = {}

    def put(self, path, content):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copy(content, target)
        else:
            target.write_text(content)

    def kernel(self, kernel, initrd):
        self.put(kernel, self.work / "vmlinuz")
        self.put(initrd, self.work / "initrd")

    def isolinux(self, folder):
        self.put(f"{folder}/isolinux.bin", ISOLINUX / "isolinux.bin")
        self.put(f"{folder}/ldlinux.c32", MODULES / "ldlinux.c32")

    def grub_efi(self, path, prefix, embedded=None):
        image = self.work / "grub.efi"
        script = []
        if embedded:
            (self.work / "embedded.cfg").write_text(embedded)
            script = ["-c", self.work / "embedded.cfg"]
        run("grub-mkimage", "-O", "x86_64-efi", "-d", GRUB / "x86_64-efi", "-p", prefix, *script, "-o", image, *EFI_MODULES)
        self.put(path, image)

    def grub_bios(self, path, prefix):
        image = self.work / "eltorito.img"
        run(
            "grub-mkimage", "-O", "i386-pc-eltorito", "-d", GRUB / "i386-pc", "-p", prefix, "-o", image, "iso9660", "biosdisk")
        self.put(path, image)
        folder = (self.root / path).parent
        for module in [*(GRUB / "i386-pc").glob("*.mod"), *(GRUB / "i386-pc").glob("*.lst")]:
            shutil.copy(module, folder)

    def fat(self, path, kibibytes, files):
        """A FAT image with files of the tree, by their path in it."""
        image = path if isinstance(path, Path) else self.root / path
        image.parent.mkdir(parents=True, exist_ok=True)
        image.unlink(missing_ok=True)
        run("mkfs.fat", "--invariant", "-i", "deb00001", "-n", "EFIBOOT", "-C", image, kibibytes)
        folders = set()
        for name, source in files.items():
            parts = name.split("/")[:-1]
            for depth in range(1, len(parts) + 1):
                folder = "/".join(parts[:depth])
                if folder not in folders:
                    folders.add(folder)
                    run("mmd", "-i", image, f"::{folder}")
            run("mcopy", "-i", image, self.root / source if isinstance(source, str) else source, f"::{name}")


def debian(work, edit=lambda tree: None):
    """isolinux from the tree, GRUB in an EFI image of the tree, isohybrid."""
    tree = Tree(work)
    tree.kernel("live/vmlinuz", "live/initrd.img")
    tree.put("live/root.squashfs", "the root file system would be here\n")
    tree.isolinux("isolinux")
    options = f"medium=file:live/root.squashfs {CONSOLE}"
    tree.put(
        "isolinux/isolinux.cfg",
        f"default live\ntimeout 10\nlabel live\n  linux /live/vmlinuz\n  initrd /live/initrd.img\n  append {options}\n")
    tree.put(
        "boot/grub/grub.cfg",
        f"set timeout=1\nmenuentry live {{\n  linux /live/vmlinuz {options}\n  initrd /live/initrd.img\n}}\n")
    tree.put(".disk/info", "isocheck live\n")
    tree.grub_efi(
        "EFI/BOOT/BOOTX64.EFI", "/boot/grub",
        "search --file --set=root /.disk/info\nset prefix=($root)/boot/grub\nconfigfile $prefix/grub.cfg\n")
    edit(tree)
    files = {f"EFI/BOOT/{p.name}": p for p in (tree.root / "EFI/BOOT").iterdir()} | tree.in_efi
    tree.fat("boot/grub/efi.img", max(4096, 1024 + sum(p.stat().st_size for p in files.values()) // 1024), files)
    return lambda image: run(
        "xorriso", "-as", "mkisofs", "-quiet", "-r", "-J", "-V", "DEBIAN_LIVE", "-isohybrid-mbr", ISOLINUX / "isohdpfx.bin",
        "-partition_offset", "16", "-b", "isolinux/isolinux.bin", "-c", "isolinux/boot.cat", "-no-emul-boot",
        "-boot-load-size", "4", "-boot-info-table", "-eltorito-alt-boot", "-e", "boot/grub/efi.img", "-no-emul-boot",
        "-isohybrid-gpt-basdat", "-o", image, tree.root)


def ubuntu(work, edit=lambda tree: None):
    """GRUB for both firmwares, protective MBR, GPT, an appended EFI system partition."""
    tree = Tree(work)
    tree.kernel("casper/vmlinuz", "casper/initrd")
    tree.put(".disk/info", "isocheck\n")
    tree.grub_bios("boot/grub/i386-pc/eltorito.img", "/boot/grub")
    tree.put(
        "boot/grub/grub.cfg",
        f"set timeout=1\nmenuentry install {{\n  linux /casper/vmlinuz medium=file:.disk/info {CONSOLE}\n"
        "  initrd /casper/initrd\n}\n")
    tree.grub_efi(
        "EFI/boot/bootx64.efi", "/boot/grub",
        "search --file --set=root /.disk/info\nset prefix=($root)/boot/grub\nconfigfile $prefix/grub.cfg\n")
    edit(tree)
    partition = work / "esp.img"
    tree.fat(partition, 4096, {"EFI/boot/bootx64.efi": "EFI/boot/bootx64.efi"})
    return lambda image: run(
        "xorriso", "-as", "mkisofs", "-quiet", "-r", "-J", "-V", "UBUNTU", "--grub2-mbr", GRUB / "i386-pc/boot_hybrid.img",
        "--protective-msdos-label", "-partition_offset", "16", "-append_partition", "2",
        "28732ac11ff8d211ba4b00a0c93ec93b", partition, "-appended_part_as_gpt", "-c", "boot.catalog", "-b",
        "boot/grub/i386-pc/eltorito.img", "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", "--grub2-boot-info",
        "-eltorito-alt-boot", "-e", "--interval:appended_partition_2:all::", "-no-emul-boot", "-o", image, tree.root)


def rhel(work, edit=lambda tree: None):
    """isolinux and GRUB that both name the volume by its label, made a disk by isohybrid."""
    tree = Tree(work)
    tree.kernel("isolinux/vmlinuz", "isolinux/initrd.img")
    tree.isolinux("isolinux")
    tree.put("images/install.img", "the installer would be here\n")
    options = f"medium=label:ALMA-9-DVD inst.stage2=hd:LABEL=ALMA-9-DVD {CONSOLE}"
    tree.put(
        "isolinux/isolinux.cfg",
        f"default linux\ntimeout 10\nlabel linux\n  kernel vmlinuz\n  append initrd=initrd.img {options}\n")
    tree.put(
        "EFI/BOOT/grub.cfg",
        f"set timeout=1\nsearch --no-floppy --set=root -l 'ALMA-9-DVD'\nmenuentry install {{\n"
        f"  linux /isolinux/vmlinuz {options}\n  initrd /isolinux/initrd.img\n}}\n")
    tree.grub_efi("EFI/BOOT/BOOTX64.EFI", "/EFI/BOOT")
    edit(tree)
    files = {f"EFI/BOOT/{p.name}": f"EFI/BOOT/{p.name}" for p in (tree.root / "EFI/BOOT").iterdir()}
    tree.fat("images/efiboot.img", 4096, files)

    def write(image):
        run(
            "xorriso", "-as", "mkisofs", "-quiet", "-R", "-J", "-V", "ALMA-9-DVD", "-b", "isolinux/isolinux.bin", "-c",
            "isolinux/boot.cat", "-boot-load-size", "4", "-boot-info-table", "-no-emul-boot", "-eltorito-alt-boot", "-e",
            "images/efiboot.img", "-no-emul-boot", "-o", image, tree.root)
        run("isohybrid", "--uefi", image)

    return write


def arch(work, edit=lambda tree: None):
    """isolinux from the tree, systemd-boot with a kernel of its own in an appended EFI system partition."""
    tree = Tree(work)
    tree.kernel("arch/boot/vmlinuz-linux", "arch/boot/initramfs-linux.img")
    tree.put("boot/2026-11-28-12-00-00-00.uuid", "")
    tree.isolinux("boot/syslinux")
    options = f"medium=file:boot/2026-11-28-12-00-00-00.uuid archisosearchuuid=2026-11-28-12-00-00-00 {CONSOLE}"
    tree.put(
        "boot/syslinux/syslinux.cfg",
        "DEFAULT arch\nTIMEOUT 10\nLABEL arch\nLINUX /arch/boot/vmlinuz-linux\n"
        f"INITRD /arch/boot/initramfs-linux.img\nAPPEND {options}\n")
    tree.put("EFI/BOOT/BOOTx64.EFI", STUB)
    tree.put("loader/loader.conf", "timeout 1\ndefault 01-arch.conf\n")
    tree.put(
        "loader/entries/01-arch.conf",
        "title Arch\nlinux /arch/boot/vmlinuz-linux\ninitrd /arch/boot/initramfs-linux.img\n" f"options {options}\n")
    edit(tree)
    partition = work / "arch.img"
    names = [
        "EFI/BOOT/BOOTx64.EFI", "loader/loader.conf", "loader/entries/01-arch.conf", "arch/boot/vmlinuz-linux",
        "arch/boot/initramfs-linux.img",
    ]
    esp = {name: name for name in names if (tree.root / name).exists()}
    tree.fat(partition, 24 * 1024, {k: v for k, v in esp.items() if k not in getattr(tree, "not_in_partition", [])})
    return lambda image: run(
        "xorriso", "-no_rc", "-as", "mkisofs", "-quiet", "-iso-level", "3", "-joliet", "-rational-rock", "-volid", "ARCH_202611",
        "-eltorito-boot", "boot/syslinux/isolinux.bin", "-eltorito-catalog", "boot/syslinux/boot.cat", "-no-emul-boot",
        "-boot-load-size", "4", "-boot-info-table", "-isohybrid-mbr", ISOLINUX / "isohdpfx.bin", "-partition_offset", "16",
        "-append_partition", "2", "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", partition, "-isohybrid-gpt-basdat",
        "-eltorito-alt-boot", "-e", "--interval:appended_partition_2:all::", "-no-emul-boot", "-o", image, tree.root)


LAYOUTS = {"debian": debian, "ubuntu": ubuntu, "rhel": rhel, "arch": arch}
