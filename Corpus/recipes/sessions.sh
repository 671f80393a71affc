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
