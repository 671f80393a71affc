#!/bin/bash
# Sessions by growisofs, which writes to drives alone: dvd-drive.c stands in for one. It unmounts what it takes for its
# device, so it runs where nothing can be unmounted for others.
. "$(dirname "$0")/lib.sh"
need growisofs genisoimage cc unshare
V=$(package growisofs growisofs)
cc -O2 -shared -fPIC -o dvd-drive.so "$RECIPES/dvd-drive.c" -ldl

tree one
cp -a one two && printf 'A newer readme\n' >two/README.TXT && printf 'Second session\n' >two/SECOND.TXT && stamp two
cp -a two three && printf 'Third session\n' >three/THIRD.TXT && stamp three

medium() { PROFILE=$1 && rm -f out.iso*; }

# What is remembered is what a user would type.
grow() {
    remember growisofs "$@"
    quietly unshare -m env LD_PRELOAD="$PWD/dvd-drive.so" SHIM_DEV=/dev/dvd SHIM_BACK="$PWD/out.iso" SHIM_PROFILE="$PROFILE" \
        SHIM_GAP="${GAP:-2048}" growisofs "$@"
}

medium 1a
grow -Z /dev/dvd -R -J -V CORPUS one
grow -M /dev/dvd -R -J -V CORPUS two
grow -M /dev/dvd -R -J -V CORPUS three
keep sessions/growisofs-dvd-plus-rw.iso growisofs "$V" "Three sessions on a DVD+RW: sector 16 describes the third, and nothing the first."

GAP=512
medium 11
grow -Z /dev/dvd -R -J -V CORPUS one
grow -M /dev/dvd -R -J -V CORPUS -hide NUMBERS.TXT -hide-joliet NUMBERS.TXT two
keep sessions/growisofs-dvd-r.iso growisofs "$V" "Two sessions on a DVD-R: sector 16 describes the first; the second hides a file."
