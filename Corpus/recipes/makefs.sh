#!/bin/bash
# The writer of NetBSD and FreeBSD. It refuses an empty root directory.
. "$(dirname "$0")/lib.sh"
need makefs
V=$(version makefs)
mk() { frun makefs -t cd9660 -T $EPOCH "$@" out.iso t; }
done_() { keep "makefs/makefs-$1.iso" makefs "$V" "$2"; }
tree t
mk -o label=CORPUS,no-trailing-padding
done_ plain "Plain ISO 9660 without the padding of 150 sectors."
mk -o label=CORPUS
done_ pad150 "Plain ISO 9660 with the padding of 150 sectors outside the volume size."
mk -o label=CORPUS,rockridge,no-trailing-padding
done_ rr "Rock Ridge."
mk -o label=CORPUS,isolevel=1,publisher=A_PUBLISHER,preparer=A_PREPARER,applicationid=AN_APPLICATION,no-trailing-padding
done_ level1 "Interchange level 1 and all identifiers."
mkdir -p t/1/2/3/4/5/6/7/8/9/10 && printf deep >t/1/2/3/4/5/6/7/8/9/10/deep.txt
ln -s ../README.TXT t/DOCS/link && ln -s "$(printf 'component-%03d/' {1..12})end" t/many-parts
long=$(printf 'n%.0s' {1..120}) && printf 1 >"t/$long" && stamp t
mk -o label=CORPUS,rockridge,no-trailing-padding,allow-deep-trees
done_ rr-deep-links "Deep directories, symbolic links and long names with Rock Ridge."
rm -rf t && tree t && loader t/boot.img && stamp t
mk -o "label=CORPUS,rockridge,no-trailing-padding,bootimage=i386;t/boot.img,no-emul-boot"
done_ boot "El Torito without emulation; the boot image is not a file of the tree."
