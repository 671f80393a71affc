#!/bin/bash
# grub-mkrescue with as few modules as it accepts.
. "$(dirname "$0")/lib.sh"
need grub-mkrescue xorriso mformat
V="$(version grub-mkrescue), xorriso $(version xorriso)"
few=(--install-modules=iso9660 '--modules=' --fonts= --locales= --themes= --compress=xz)
mkdir t && printf 'set timeout=5\n' >t/readme.txt && stamp t
for platform in i386-pc x86_64-efi; do
    if [ ! -d /usr/lib/grub/$platform ]; then
        echo "skipped grub/grub-mkrescue-$platform: its modules are not installed"
        continue
    fi
    frun grub-mkrescue -d /usr/lib/grub/$platform "${few[@]}" -o out.iso t -- -volid CORPUS -padding 0
    COMMANDS=${COMMANDS//-d \/usr\/lib\/grub\//-d }
    keep grub/grub-mkrescue-$platform.iso grub-mkrescue "$V" "The layout of grub-mkrescue for $platform."
done
