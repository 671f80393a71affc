#!/bin/bash
# MD5 of the whole image written into the application use field.
. "$(dirname "$0")/lib.sh"
need implantisomd5 genisoimage xorriso
V=$(version isomd5sum)
# The tool reads 32 KiB at a time and wants 20 fragments: below about 700 KiB
# its own checker refuses what it implanted. So a file of zeros is added.
tree t
truncate -s 2000000 t/ZEROS.BIN && stamp t
checked() { checkisomd5 out.iso </dev/null >/dev/null 2>&1 || echo "note: checkisomd5 refuses $1"; }
frun genisoimage -quiet -V CORPUS -R -J -o out.iso t
run implantisomd5 out.iso
checked isomd5sum-genisoimage
keep implant/isomd5sum-genisoimage.iso genisoimage+isomd5sum "$(version genisoimage), isomd5sum $V" "Implanted MD5 with fragment sums."
run xorriso -as mkisofs -quiet -V CORPUS -R -J -o out.iso t
run implantisomd5 --supported-iso out.iso
checked isomd5sum-xorriso-supported
keep implant/isomd5sum-xorriso-supported.iso xorriso+isomd5sum "$(version xorriso), isomd5sum $V" "Implanted MD5 with the mark of a supported image."
frun genisoimage -quiet -V CORPUS -R -no-pad -o out.iso t
run implantisomd5 out.iso
checked isomd5sum-no-pad
keep implant/isomd5sum-no-pad.iso genisoimage+isomd5sum "$(version genisoimage), isomd5sum $V" "Implanted MD5; without padding the last 15 sectors, which are skipped, hold files."
rm t/ZEROS.BIN && stamp t
frun genisoimage -quiet -V CORPUS -no-pad -o out.iso t
run implantisomd5 out.iso
keep implant/isomd5sum-tiny.iso genisoimage+isomd5sum "$(version genisoimage), isomd5sum $V" "Implanted MD5 in 64 KiB: the sum of the whole is right, but checkisomd5 refuses it for its fragments."
