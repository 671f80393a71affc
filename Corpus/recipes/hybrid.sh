#!/bin/bash
# Images that are also disks: MBR, GPT, APM.
. "$(dirname "$0")/lib.sh"
need genisoimage xorriso mformat python3
G=$(version genisoimage) X=$(version xorriso)
I=/usr/lib/ISOLINUX/isolinux.bin
M=/usr/lib/ISOLINUX/isohdpfx.bin
if [ ! -f $I ] || [ ! -f $M ]; then
    echo "skipped $RECIPE: isolinux is not installed"
    exit 0
fi
# Recipes name these files relatively, so that options read the same everywhere.
cp $M isohdpfx.bin
mkdir -p t/isolinux t/boot && esp t/boot/efi.img 64
fresh() { cp $I t/isolinux/ && printf 'PROMPT 1\n' >t/isolinux/isolinux.cfg && chmod 644 t/isolinux/* && stamp t; }
fresh
# ISOLINUX needs ldlinux.c32 beside it; to keep the images small only the file
# name is there.
printf 'stand-in\n' >t/isolinux/ldlinux.c32 && stamp t
as() { run xorriso -as mkisofs -quiet -V CORPUS "$@"; }
bios="-b isolinux/isolinux.bin -c isolinux/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table"
uefi="-eltorito-alt-boot -e boot/efi.img -no-emul-boot"

if command -v isohybrid >/dev/null; then
    H=$(version isohybrid)
    frun genisoimage -quiet -V CORPUS -R $bios -no-pad -o out.iso t
    run isohybrid -h 4 -s 32 -i 0x12345678 out.iso
    keep hybrid/isohybrid-mbr.iso genisoimage+isohybrid "$G, syslinux $H" "MBR written by isohybrid; small geometry keeps the cylinder padding small."
    fresh
    frun genisoimage -quiet -V CORPUS -R $bios $uefi -no-pad -o out.iso t
    frun isohybrid --uefi -h 4 -s 32 -i 0x12345678 out.iso
    keep hybrid/isohybrid-uefi.iso genisoimage+isohybrid "$G, syslinux $H" "MBR and GPT written by isohybrid --uefi (its GUIDs are random)."
    fresh
    frun genisoimage -quiet -V CORPUS -R $bios -no-pad -o out.iso t
    run isohybrid -h 4 -s 32 -i 0x12345678 -e 2 -t 0x83 out.iso
    keep hybrid/isohybrid-entry2.iso genisoimage+isohybrid "$G, syslinux $H" "MBR with the partition in entry 2 and type 83h."
    fresh
else
    echo "skipped hybrid/isohybrid-*: isohybrid is not installed"
fi

as -no-pad -partition_hd_cyl 4 -partition_sec_hd 32 -partition_cyl_align on -isohybrid-mbr isohdpfx.bin $bios -o out.iso t
keep hybrid/xorriso-isohybrid-mbr.iso xorriso "$X" "isohybrid MBR by xorriso, BIOS only, small geometry."
as -no-pad -J -R -isohybrid-mbr isohdpfx.bin $bios $uefi -isohybrid-gpt-basdat -o out.iso t
keep hybrid/xorriso-debian.iso xorriso "$X" "Debian style: isohybrid MBR with EFI partition 2, and a GPT without protective MBR."
as -no-pad -J -R -isohybrid-mbr isohdpfx.bin $bios $uefi -isohybrid-gpt-basdat -isohybrid-apm-hfsplus -o out.iso t
keep hybrid/xorriso-debian-apm.iso xorriso "$X" "Debian live style: MBR, GPT and an Apple partition map."

# The rest needs no isolinux: the small loader keeps the images small.
rm -r t/isolinux && mkdir t/isolinux && loader t/isolinux/isolinux.bin && stamp t
as -no-pad -J -R -partition_offset 16 $bios $uefi -o out.iso t
keep hybrid/xorriso-partition-offset.iso xorriso "$X" "A second volume descriptor set for the partition that starts at sector 16."
cp t/boot/efi.img esp.img
rm t/boot/efi.img && stamp t
as -no-pad -J -R -partition_offset 16 --mbr-force-bootable -append_partition 2 0xef esp.img -appended_part_as_gpt -iso_mbr_part_type 0x83 $bios -eltorito-alt-boot -e --interval:appended_partition_2:all:: -no-emul-boot -o out.iso t
keep hybrid/xorriso-ubuntu.iso xorriso "$X" "Ubuntu style: partition offset 16, EFI system partition appended and described by GPT."
as -no-pad -R -append_partition 2 0xef esp.img $bios -eltorito-alt-boot -e --interval:appended_partition_2:all:: -no-emul-boot -o out.iso t
keep hybrid/xorriso-appended-mbr.iso xorriso "$X" "EFI system partition appended after the volume, named by the MBR only."
as -no-pad -R -G isohdpfx.bin -o out.iso t
keep hybrid/xorriso-generic-boot.iso xorriso "$X" "A boot sector copied to the system area without a partition table of xorriso."
as -no-pad -R --protective-msdos-label -o out.iso t
keep hybrid/xorriso-protective-label.iso xorriso "$X" "No boot loader, only a protective MBR over the whole image."
as -no-pad -R --protective-msdos-label -partition_hd_cyl 4 -partition_sec_hd 32 -partition_cyl_align on -part_like_isohybrid -isohybrid-mbr isohdpfx.bin $bios -append_partition 3 0x83 esp.img -o out.iso t
keep hybrid/xorriso-part-like-isohybrid.iso xorriso "$X" "isohybrid MBR and an appended partition 3."
