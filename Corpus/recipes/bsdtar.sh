#!/bin/bash
# The writer of libarchive. Names are given in order because bsdtar would
# take them as the file system lists them.
. "$(dirname "$0")/lib.sh"
need bsdtar
V=$(version bsdtar)
bt() {
    local options=$1
    shift
    (cd t && find . -mindepth 1 | sort) >names
    frun bsdtar -cf out.iso --format=iso9660 --options "iso9660:volume-id=CORPUS,$options" --no-recursion -C t -T names
}
# libarchive pads with 150 sectors by default, inside the volume size.
done_() { keep "bsdtar/bsdtar-$1.iso" bsdtar "$V" "$2"; }
tree t
bt '!pad,!rockridge,!joliet'
done_ plain "Plain ISO 9660."
bt 'pad,joliet,rockridge=useful'
done_ pad150 "Default padding, Joliet and Rock Ridge."
bt '!pad'
done_ defaults-no-pad "Defaults without padding: Rock Ridge and Joliet."
bt '!pad,joliet=long,rockridge=strict'
done_ joliet-long "Long Joliet names and strict Rock Ridge."
bt '!pad,iso-level=4,!joliet'
done_ level4 "Interchange level 4 with an enhanced volume descriptor."
bt '!pad,iso-level=1,allow-vernum,publisher=A_PUBLISHER,application-id=AN_APPLICATION,abstract-file=README.TXT'
done_ ids "Interchange level 1 and identifiers."
mkdir -p t/1/2/3/4/5/6/7/8/9/10 && printf deep >t/1/2/3/4/5/6/7/8/9/10/deep.txt
ln -s ../README.TXT t/DOCS/link && ln -s "$(printf 'component-%03d/' {1..40})end" t/many-parts
long=$(printf 'n%.0s' {1..250}) && printf 1 >"t/$long" && printf x >'t/grüße 日本.txt' && printf y >'t/😀.txt'
mkfifo t/fifo && ln t/README.TXT t/hardlink && stamp t
bt '!pad'
done_ rr-joliet-special "Deep directories, links, long and non-ASCII names, a FIFO and a hard link."
rm -rf t && tree t && seq 1 20000 >t/numbers.txt && stamp t
bt '!pad,zisofs=direct,!joliet'
done_ zisofs "Files compressed with zisofs by libarchive."
rm -rf t && tree t && loader t/boot.img && stamp t
bt '!pad,boot=boot.img,boot-catalog=boot.cat,boot-info-table,boot-load-size=4,boot-type=no-emulation'
done_ boot "El Torito without emulation with a boot info table."
rm -rf t && mkdir t && stamp t
bt '!pad'
done_ empty-volume "An empty root directory."
