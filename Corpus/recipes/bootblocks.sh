#!/bin/bash
# Images for machines that are no PCs: SPARC, SGI, DECstation, HP-PA, Alpha, PowerPC.
. "$(dirname "$0")/lib.sh"
need xorriso python3
X=$(version xorriso)
tree t
mkdir t/boot
for name in kernel32 kernel64 ramdisk loader; do seq 1 200 | sed "s/^/$name /" | head -c 2500 >t/boot/$name; done
# The least that has the headers of an ELF program for a MIPS: xorriso copies where to load it.
python3 - t/boot/program.elf <<'END'
import struct, sys
head = b"\x7fELF\1\1\1" + bytes(9)
head += struct.pack("<HHIIIIIHHHHHH", 2, 8, 1, 0x80040000, 52, 0, 0, 52, 32, 1, 0, 0, 0)
part = struct.pack("<IIIIIIII", 1, 512, 0x80040000, 0x80040000, 1024, 1024, 7, 16)
with open(sys.argv[1], "wb") as file:
    file.write(head + part + bytes(512 - 84) + bytes(range(256)) * 4)
END
stamp t
as() { run xorriso -as mkisofs -quiet -V CORPUS -no-pad -R "$@" -o out.iso t; }

as -sparc-label "CD-ROM for SPARC" -B ...
keep bootblocks/xorriso-sun.iso xorriso "$X" "SUN disk label, all eight partitions the whole image."
as -mips-boot boot/kernel32
keep bootblocks/xorriso-mips.iso xorriso "$X" "Volume header of SGI with one program."
as -mipsel-boot boot/program.elf
keep bootblocks/xorriso-mipsel.iso xorriso "$X" "Boot block of a DECstation."
hppa="-hppa-bootloader boot/loader -hppa-kernel-32 boot/kernel32 -hppa-kernel-64 boot/kernel64 -hppa-ramdisk boot/ramdisk"
as -hppa-cmdline 0/vmlinux $hppa
keep bootblocks/xorriso-hppa5.iso xorriso "$X" "HP-PA boot block of PALO, header version 5."
as -hppa-cmdline 0/vmlinux $hppa -hppa-hdrversion 4
keep bootblocks/xorriso-hppa4.iso xorriso "$X" "HP-PA boot block of PALO, header version 4."
as -alpha-boot boot/loader
keep bootblocks/xorriso-alpha.iso xorriso "$X" "Boot block for the SRM console of DEC Alpha."
as -chrp-boot-part
keep bootblocks/xorriso-chrp.iso xorriso "$X" "MBR partition 96h over the whole image, which CHRP firmware of PowerPC looks for."
