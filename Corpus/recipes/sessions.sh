#!/bin/bash
# Several sessions in one file.
. "$(dirname "$0")/lib.sh"
need genisoimage xorriso
G=$(version genisoimage) X=$(version xorriso)

tree one
mkdir two && printf 'Second session\n' >two/SECOND.TXT && printf 'A newer readme\n' >two/README.TXT && stamp two
mkdir three && printf 'Third session\n' >three/THIRD.TXT && stamp three

# xorriso in a plain file: the superblock at sector 16 always describes the
# newest session, and that at sector 32 the first one.
run xorriso -outdev out.iso -volid CORPUS -joliet on -map one / -padding 0
run xorriso -dev out.iso -joliet on -map two / -padding 0
keep sessions/xorriso-two-emulated.iso xorriso "$X" "Two sessions with the emulated table of contents of xorriso."
run xorriso -outdev out.iso -volid CORPUS -md5 on -map one / -padding 0
run xorriso -dev out.iso -md5 on -map two / -rm /DOCS/NUMBERS.TXT -- -padding 0
run xorriso -dev out.iso -md5 on -volid CORPUS_3 -map three / -padding 0
keep sessions/xorriso-three-md5.iso xorriso "$X" "Three sessions with MD5 tags; a file is removed in the second, the volume id changes in the third."
run xorriso -outdev out.iso -volid CORPUS -compliance no_emul_toc -map one / -padding 0
run xorriso -dev out.iso -compliance no_emul_toc -map two / -padding 0
keep sessions/xorriso-two-no-toc.iso xorriso "$X" "Two sessions without emulated table of contents: the first superblock is overwritten."

# Blank (empty) first session, then data: an image that was only grown.
run xorriso -outdev out.iso -volid CORPUS -map one / -padding 0
run xorriso -dev out.iso -blank as_needed -map two / -padding 0
keep sessions/xorriso-blanked.iso xorriso "$X" "Written, blanked and written again; remains of the first content may be left."

# genisoimage -M reads the old session and writes only the new one, with block
# addresses that begin at the second number of -C. On a medium both would be
# tracks; here they are joined into one file as the addresses ask for.
frun genisoimage -quiet -V CORPUS -R -J -no-pad -o one.iso one
truncate -s $((64 * 2048)) one.iso
frun genisoimage -quiet -V CORPUS -R -J -no-pad -C 0,64 -M one.iso -o second.iso two
remember cat one.iso second.iso
cat one.iso second.iso >out.iso
keep sessions/genisoimage-two-joined.iso genisoimage "$G" "Two sessions joined: sector 16 describes the first, sector 64 + 16 the second, whose volume size counts only itself."
frun genisoimage -quiet -V CORPUS -R -J -no-pad -C 0,64 -M one.iso -o second.iso two
remember cat one.iso second.iso
cat one.iso second.iso >both.iso
truncate -s $((160 * 2048)) both.iso
frun genisoimage -quiet -V CORPUS -R -J -no-pad -C 64,160 -M both.iso -o third.iso three
remember cat both.iso third.iso
cat both.iso third.iso >out.iso
keep sessions/genisoimage-three-joined.iso genisoimage "$G" "Three sessions joined at LBA 0, 64 and 160, each of which shares the files of those before it."

# On media that can be overwritten, and in files, growisofs appends such a session and then copies its descriptors to
# sector 16, where they declare everything up to the end.
grow() {
    cat one.iso second.iso >out.iso
    python3 - out.iso 64 <<'END'
import struct, sys
path, start = sys.argv[1], int(sys.argv[2])
with open(path, "r+b") as file:
    image = file.read()
    for sector in range(16, 19):
        at = (start + sector) * 2048
        descriptor = bytearray(image[at:at + 2048])
        if descriptor[0] in (1, 2):
            total = len(image) // 2048
            descriptor[80:88] = struct.pack("<I", total) + struct.pack(">I", total)
        file.seek(sector * 2048)
        file.write(descriptor)
END
}
frun genisoimage -quiet -V CORPUS -R -J -no-pad -o one.iso one
truncate -s $((64 * 2048)) one.iso
frun genisoimage -quiet -V CORPUS -R -J -no-pad -C 16,64 -M one.iso -o second.iso two
remember grow one.iso second.iso
grow
keep sessions/genisoimage-grown.iso genisoimage "$G" "Two sessions as growisofs -M leaves them in a file: sector 16 describes the second, whose descriptors stand at sector 64 + 16 as well; nothing describes the first."

# Native mode writes the first session at LBA 32 and a copy of its descriptors to sector 16; the boot information table
# names the descriptors of its own session. Each further session patches the loader that it takes over.
mkdir -p boot && cp -a one/. boot/ && loader boot/boot.img && stamp boot
boot="-boot_image any bin_path=/boot.img -boot_image any cat_path=/boot.cat"
run xorriso -outdev out.iso -volid CORPUS -map boot / $boot -boot_image any boot_info_table=on -padding 0
cp out.iso grown.iso
keep sessions/xorriso-native-boot.iso xorriso "$X" "Native mode with a boot information table, whose session begins at LBA 32."
cp grown.iso out.iso
remember xorriso -outdev out.iso -volid CORPUS -map boot / $boot -boot_image any boot_info_table=on -padding 0
run xorriso -dev out.iso -boot_image any replay -map two /two -padding 0
run xorriso -dev out.iso -boot_image any replay -map three /three -padding 0
cp out.iso blank.iso
keep sessions/xorriso-native-boot-three.iso xorriso "$X" "Three sessions in native mode; the loader was taken over and patched for each."
cp blank.iso out.iso
remember xorriso -dev out.iso -boot_image any replay -map three /three -padding 0
run xorriso -outdev out.iso -blank deformat -volid CORPUS -map boot / $boot -boot_image any boot_info_table=on -padding 0
keep sessions/xorriso-deformatted.iso xorriso "$X" "Three sessions, blanked without a trace in the descriptors, and written anew; older sessions stay behind."

# A second set of descriptors, for readers that mount the partition at block 16 of the image; then a session more.
partitioned() { run xorriso -as mkisofs -quiet -R -J -V CORPUS -no-pad -partition_offset 16 -b boot.img -c boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table -o out.iso boot; }
partitioned
cp out.iso grown.iso
keep sessions/xorriso-partition-offset-boot.iso xorriso "$X" "Partition offset 16: descriptors at LBA 16, and at 32 a second set that counts from block 16."
cp grown.iso out.iso
partitioned
run xorriso -dev out.iso -boot_image any replay -map two /two -padding 0
keep sessions/xorriso-partition-offset-grown.iso xorriso "$X" "The same, grown by a session that has two sets of descriptors as well."
