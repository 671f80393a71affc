"""One fault in each image: in its files before it is written, or in its bytes after."""

import struct

SECTOR = 2048


class Image:
    """The bytes of an image, and where firmware and loaders look."""

    def __init__(self, data):
        self.data = bytearray(data)

    def u16(self, at):
        return struct.unpack_from("<H", self.data, at)[0]

    def u32(self, at):
        return struct.unpack_from("<I", self.data, at)[0]

    def put(self, at, content):
        self.data[at:at + len(content)] = content

    @property
    def catalog(self):
        return self.u32(17 * SECTOR + 0x47) * SECTOR

    @property
    def bios_entry(self):
        return self.catalog + 32

    @property
    def uefi_entry(self):
        """That of the first section, behind its header."""
        return self.catalog + 96

    @property
    def bios_image(self):
        return self.u32(self.bios_entry + 8) * SECTOR

    @property
    def efi_image(self):
        return self.u32(self.uefi_entry + 8) * SECTOR

    def replace(self, old, new):
        assert len(old) == len(new) and old in self.data, old
        self.data = self.data.replace(old, new)

    def in_efi(self, old, new, count=1):
        """Replaces bytes of the EFI image alone."""
        at = self.data.index(old, self.efi_image)
        self.put(at, new)

    def fat(self):
        """First byte of the first FAT, bytes of one, their number, and the cluster at which BOOTX64.EFI begins."""
        start = self.efi_image
        sector, reserved, size = self.u16(start + 11), self.u16(start + 14), self.u16(start + 22)
        entry = self.data.index(b"BOOTX64 EFI", start)
        return start + reserved * sector, size * sector, self.data[start + 16], self.u16(entry + 26)

    def chain(self, cluster, value):
        """Sets an entry of FAT12 or FAT16 in all copies."""
        table, size, copies, _ = self.fat()
        sectors = self.u16(self.efi_image + 19) or self.u32(self.efi_image + 32)
        is16 = sectors // self.data[self.efi_image + 13] >= 4085
        for copy in range(copies):
            base = table + copy * size
            if is16:
                struct.pack_into("<H", self.data, base + cluster * 2, value | (0xF000 if value >= 0xFF0 else 0))
                continue
            at = base + cluster * 3 // 2
            pair = self.u16(at)
            pair = pair & 0xF | value << 4 if cluster % 2 else pair & 0xF000 | value
            struct.pack_into("<H", self.data, at, pair & 0xFFFF)


FAULTS = []


def fault(layout, modes, kind="bytes"):
    def add(function):
        name = f"{layout}-{function.__name__.replace('_', '-')}"
        FAULTS.append((name, layout, modes.split(), kind, function))
        return function

    return add


def in_tree(layout, modes):
    return fault(layout, modes, "tree")


def change(tree, path, old, new):
    content = (tree.root / path).read_text()
    assert old in content, (path, old)
    (tree.root / path).write_text(content.replace(old, new))


def remove(tree, path):
    (tree.root / path).unlink()


# El Torito


@fault("debian", "bios-optical uefi-optical uefi-usb")
def catalog_checksum(image):
    image.data[image.catalog + 28] ^= 1


@fault("debian", "bios-optical uefi-optical")
def catalog_key(image):
    image.data[image.catalog + 30] = 0


@fault("debian", "bios-optical uefi-optical")
def first_entry_off(image):
    image.data[image.bios_entry] = 0


@fault("debian", "bios-optical uefi-optical")
def platform_of_the_catalog(image):
    image.data[image.catalog + 1] = 0xEF
    total = sum(image.u16(image.catalog + at) for at in range(0, 32, 2)) - image.u16(image.catalog + 28)
    struct.pack_into("<H", image.data, image.catalog + 28, -total & 0xFFFF)


@fault("debian", "uefi-optical bios-optical")
def uefi_entry_off(image):
    image.data[image.uefi_entry] = 0


@fault("ubuntu", "uefi-optical")
def uefi_entry_of_four_sectors(image):
    struct.pack_into("<H", image.data, image.uefi_entry + 6, 4)


@fault("debian", "uefi-optical uefi-usb")
def uefi_entry_leads_elsewhere(image):
    struct.pack_into("<I", image.data, image.uefi_entry + 8, image.u32(image.uefi_entry + 8) + 5)


@fault("debian", "bios-optical uefi-optical")
def boot_record_leads_elsewhere(image):
    struct.pack_into("<I", image.data, 17 * SECTOR + 0x47, image.u32(17 * SECTOR + 0x47) + 1)


@fault("debian", "bios-optical bios-usb")
def bios_entry_leads_elsewhere(image):
    struct.pack_into("<I", image.data, image.bios_entry + 8, image.u32(image.bios_entry + 8) + 3)


# isolinux


@fault("debian", "bios-optical bios-usb")
def information_table_blank(image):
    image.put(image.bios_image + 8, bytes(56))


@fault("debian", "bios-optical bios-usb")
def isolinux_changed(image):
    image.data[image.bios_image + 20_000] ^= 0xFF


@fault("debian", "bios-usb bios-optical")
def isohybrid_pointer(image):
    image.data[432] ^= 0x40


@fault("debian", "bios-usb bios-optical")
def boot_sector_unsigned(image):
    image.data[510] = 0


@in_tree("debian", "bios-optical bios-usb")
def library_missing(tree):
    remove(tree, "isolinux/ldlinux.c32")


@in_tree("debian", "bios-optical uefi-optical")
def isolinux_configuration_missing(tree):
    remove(tree, "isolinux/isolinux.cfg")


@in_tree("debian", "bios-optical uefi-optical")
def isolinux_kernel_misspelt(tree):
    change(tree, "isolinux/isolinux.cfg", "linux /live/vmlinuz", "linux /live/vmlinux")


@in_tree("debian", "bios-usb")
def isolinux_initrd_misspelt(tree):
    change(tree, "isolinux/isolinux.cfg", "initrd /live/initrd.img", "initrd /live/initrd.gz")


@in_tree("debian", "bios-optical")
def isolinux_default_of_no_label(tree):
    change(tree, "isolinux/isolinux.cfg", "default live", "default lives")


# GRUB


@in_tree("debian", "uefi-optical uefi-usb bios-optical")
def grub_kernel_misspelt(tree):
    change(tree, "boot/grub/grub.cfg", "linux /live/vmlinuz", "linux /live/vmlinux")


@in_tree("debian", "uefi-optical")
def grub_initrd_misspelt(tree):
    change(tree, "boot/grub/grub.cfg", "initrd /live/initrd.img", "initrd /live/initrd.gz")


@in_tree("debian", "uefi-optical uefi-usb")
def grub_configuration_missing(tree):
    remove(tree, "boot/grub/grub.cfg")


@in_tree("debian", "uefi-optical uefi-usb")
def file_of_the_search_missing(tree):
    remove(tree, ".disk/info")


@in_tree("debian", "uefi-optical")
def grub_kernel_in_another_case(tree):
    change(tree, "boot/grub/grub.cfg", "linux /live/vmlinuz", "linux /Live/vmlinuz")


@fault("ubuntu", "bios-usb bios-optical")
def grub_pointer_in_the_boot_sector(image):
    image.data[0x1B0] ^= 0x40


@fault("ubuntu", "bios-optical bios-usb")
def grub_core_pointer(image):
    image.data[image.bios_image + 2548] ^= 0x40


@fault("ubuntu", "bios-optical bios-usb")
def grub_information_table(image):
    image.data[image.bios_image + 12] ^= 0x40


@in_tree("ubuntu", "bios-optical uefi-usb")
def grub_module_missing(tree):
    remove(tree, "boot/grub/i386-pc/normal.mod")


@fault("ubuntu", "uefi-usb uefi-optical")
def gpt_header_damaged(image):
    image.data[512 + 60] ^= 0xFF


# EFI programs and their FAT


@fault("rhel", "uefi-optical uefi-usb")
def program_for_another_machine(image):
    at = image.data.index(b"MZ", image.efi_image)
    header = at + image.u32(at + 0x3C)
    assert image.data[header:header + 4] == b"PE\0\0"
    struct.pack_into("<H", image.data, header + 4, 0xAA64)


@fault("rhel", "uefi-optical uefi-usb")
def folder_of_efi_renamed(image):
    image.in_efi(b"EFI        \x10", b"EFX")


@fault("rhel", "uefi-optical bios-optical")
def program_renamed(image):
    image.in_efi(b"BOOTX64 EFI", b"BOOTX46 EFI")


@fault("rhel", "uefi-optical")
def chain_cut(image):
    image.chain(image.fat()[3], 0xFFF)


@fault("rhel", "uefi-optical")
def chain_of_a_loop(image):
    first = image.fat()[3]
    image.chain(first + 1, first)


@fault("rhel", "uefi-optical")
def fat_header_blank(image):
    image.put(image.efi_image, bytes(512))


# Labels and other ways to find the root


@in_tree("rhel", "bios-optical uefi-optical")
def label_in_isolinux(tree):
    change(tree, "isolinux/isolinux.cfg", "LABEL=ALMA-9-DVD", "LABEL=ALMA-8-DVD")
    change(tree, "isolinux/isolinux.cfg", "label:ALMA-9-DVD", "label:ALMA-8-DVD")


@in_tree("rhel", "uefi-optical uefi-usb bios-optical")
def label_in_grub(tree):
    change(tree, "EFI/BOOT/grub.cfg", "LABEL=ALMA-9-DVD", "LABEL=ALMA-8-DVD")
    change(tree, "EFI/BOOT/grub.cfg", "label:ALMA-9-DVD", "label:ALMA-8-DVD")


@fault("rhel", "bios-optical uefi-optical")
def volume_renamed(image):
    image.put(16 * SECTOR + 40, b"ALMA-9-REMASTER".ljust(32))


@in_tree("arch", "uefi-optical bios-optical")
def systemd_kernel_missing(tree):
    tree.not_in_partition = ["arch/boot/vmlinuz-linux"]


@in_tree("arch", "uefi-usb")
def systemd_initrd_missing(tree):
    tree.not_in_partition = ["arch/boot/initramfs-linux.img"]


@in_tree("arch", "bios-optical uefi-optical")
def uuid_in_configurations(tree):
    for path in ("boot/syslinux/syslinux.cfg", "loader/entries/01-arch.conf"):
        change(tree, path, "2026-11-28-12", "2026-11-28-13")


@in_tree("arch", "uefi-optical")
def systemd_entries_missing(tree):
    tree.not_in_partition = ["loader/entries/01-arch.conf"]


# What stops nothing


@fault("debian", "bios-optical bios-usb uefi-optical uefi-usb")
def nothing_but_padding_cut(image):
    del image.data[-64 * SECTOR:]


@in_tree("arch", "uefi-optical")
def systemd_default_of_no_entry(tree):
    change(tree, "loader/loader.conf", "01-arch.conf", "02-arch.conf")
