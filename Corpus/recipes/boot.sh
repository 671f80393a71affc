#!/bin/bash
# El Torito: the three kinds of emulation, BIOS and UEFI, boot info tables.
. "$(dirname "$0")/lib.sh"
need genisoimage xorriso mformat python3
G=$(version genisoimage) X=$(version xorriso)
gen() { frun genisoimage -quiet -V CORPUS -no-pad -R "$@"; }
as() { run xorriso -as mkisofs -quiet -V CORPUS -no-pad "$@"; }

tree t
mkdir t/boot && loader t/boot/boot.img && stamp t
pristine() { loader t/boot/boot.img && stamp t; }   # genisoimage patches the file on disk
esp efi.img 64

gen -b boot/boot.img -c boot/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table -o out.iso t
keep boot/genisoimage-bios-info-table.iso genisoimage "$G" "No-emulation BIOS boot with a boot info table."
pristine
gen -b boot/boot.img -c boot/boot.cat -no-emul-boot -o out.iso t
keep boot/genisoimage-bios-whole.iso genisoimage "$G" "No-emulation BIOS boot with the load size taken from the file, no boot info table."
gen -b boot/boot.img -c boot/boot.cat -no-emul-boot -no-boot -o out.iso t
keep boot/genisoimage-not-bootable.iso genisoimage "$G" "The initial entry is marked as not bootable (-no-boot)."
gen -b boot/boot.img -c boot/boot.cat -hide boot.cat -no-emul-boot -boot-load-seg 0x1000 -boot-load-size 8 -o out.iso t
keep boot/genisoimage-hidden-catalog.iso genisoimage "$G" "The boot catalog has no directory record; load segment 1000h, load size beyond the file."
as -J -b boot/boot.img -c boot/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table -o out.iso t
keep boot/xorriso-bios-info-table.iso xorriso "$X" "No-emulation BIOS boot with a boot info table, with Joliet."
native="xorriso -outdev out.iso -volid CORPUS -compliance no_emul_toc -map t / -padding 0"
run $native -boot_image any bin_path=/boot/boot.img -boot_image any cat_path=/boot/boot.cat -boot_image any cat_hidden=on -boot_image any id_string=CORPUS -boot_image any sel_crit=0123456789abcdef
keep boot/xorriso-hidden-catalog.iso xorriso "$X" "Hidden boot catalog, an id string in the validation entry, selection criteria."

cp efi.img t/boot/efi.img && stamp t
gen -b boot/boot.img -c boot/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table -eltorito-alt-boot -e boot/efi.img -no-emul-boot -o out.iso t
keep boot/genisoimage-bios-uefi.iso genisoimage "$G" "BIOS and UEFI entries; genisoimage writes section headers with its own platform ids."
pristine
as -b boot/boot.img -c boot/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table -eltorito-alt-boot -e boot/efi.img -no-emul-boot -o out.iso t
keep boot/xorriso-bios-uefi.iso xorriso "$X" "BIOS and UEFI entries, no partition table."
as -e boot/efi.img -c boot/boot.cat -no-emul-boot -o out.iso t
keep boot/xorriso-uefi-only.iso xorriso "$X" "UEFI entry only, platform EFh in the validation entry."
esp efi3.img 64 x64 ia32 aa64 && cp efi3.img t/boot/efi.img && stamp t
as -e boot/efi.img -c boot/boot.cat -no-emul-boot -o out.iso t
keep boot/xorriso-uefi-three-machines.iso xorriso "$X" "An EFI system partition with programs for x64, ia32 and aa64."

# Floppy emulation needs an image of exactly 1.44 MB. 
mkdir f && tree f
mformat -i f/floppy.img -C -f 1440 -N 20210304 :: && mcopy -m -i f/floppy.img t/README.TXT ::/README.TXT && stamp f
gen -b floppy.img -c boot.cat -o out.iso f
keep boot/genisoimage-floppy-1440.iso genisoimage "$G" "Emulation of a 1.44 MB floppy disk."
as -b floppy.img -c boot.cat -o out.iso f
keep boot/xorriso-floppy-1440.iso xorriso "$X" "Emulation of a 1.44 MB floppy disk."

# Hard disk emulation: an MBR with exactly one partition, which holds a FAT file system.
mkdir h && tree h
esp part.img 32
{ head -c 446 /dev/zero; printf '\x80\x00\x02\x00\x01\x00\x20\x01\x01\x00\x00\x00\x40\x00\x00\x00'; head -c 48 /dev/zero; printf '\x55\xaa'; cat part.img; } >h/disk.img && stamp h
gen -b disk.img -c boot.cat -hard-disk-boot -o out.iso h
keep boot/genisoimage-hard-disk.iso genisoimage "$G" "Emulation of a hard disk with one partition."
as -b disk.img -c boot.cat -hard-disk-boot -o out.iso h
keep boot/xorriso-hard-disk.iso xorriso "$X" "Emulation of a hard disk with one partition."

# The real isolinux, if it is here.
I=/usr/lib/ISOLINUX/isolinux.bin
L=/usr/lib/syslinux/modules/bios/ldlinux.c32
if [ -f $I ] && [ -f $L ]; then
    mkdir -p i/isolinux && cp $I $L i/isolinux/ && printf 'DEFAULT linux\nLABEL linux\n  KERNEL isolinux.bin  \n' >i/isolinux/isolinux.cfg
    chmod 644 i/isolinux/* && stamp i
    S=$(package isolinux isolinux)
    as -J -b isolinux/isolinux.bin -c isolinux/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table -o out.iso i
    keep boot/xorriso-isolinux.iso xorriso "$X (isolinux $S)" "ISOLINUX, whose configuration starts it again."
else
    echo "skipped boot/xorriso-isolinux: isolinux is not installed"
fi
