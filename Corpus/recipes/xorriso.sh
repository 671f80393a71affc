#!/bin/bash
# What libisofs writes, through the native commands of xorriso and through its
# imitation of mkisofs. SOURCE_DATE_EPOCH fixes dates, UUID and file dates.
. "$(dirname "$0")/lib.sh"
need xorriso
V=$(version xorriso)
as() { run xorriso -as mkisofs -quiet -V CORPUS "$@"; }
toc() { run xorriso -outdev out.iso -volid CORPUS "$@"; }
# Without the second superblock and the alignment to 64 KiB.
native() { toc -compliance no_emul_toc "$@"; }
done_() { keep "xorriso/xorriso-$1.iso" xorriso "$V" "$2"; }

tree t
for level in 1 3 4; do
    as --norock -no-pad -iso-level $level -o out.iso t
    done_ level$level "Interchange level $level without Rock Ridge (the imitation of mkisofs has it by default)."
done
as -o out.iso t
done_ pad150 "Default padding of 150 sectors, counted in the volume size."
toc -map t / -padding 0
done_ native "Native mode defaults: Rock Ridge, and a second superblock at sector 32 for later sessions."
native -joliet on -map t / -padding 0
done_ native-joliet "Native mode with Joliet and without room for an emulated table of contents."
toc -md5 on -map t / -padding 0
done_ md5 "MD5 of every file, and checksum tags for the superblock, the tree and the session."
run xorrisofs -quiet -V CORPUS --md5 -J -R -no-pad -o out.iso t
done_ md5-joliet "MD5 array and checksum tags with Joliet beside it (xorrisofs --md5)."
native -md5 on -map t /
done_ md5-pad150 "MD5 tags with the default padding after the session tag."
as -no-pad -J -r -o out.iso t
done_ rr-joliet "Rock Ridge with rationalised owners, and Joliet."
native -compliance iso_9660_level=3:deep_paths:untranslated_names -rockridge off -map t / -padding 0
done_ no-rr-untranslated "No Rock Ridge, and names taken over as they are."
native -rockridge on -compliance new_rr -hardlinks on -map t / -padding 0
done_ rrip112 "RRIP 1.12: PX entries with a file serial number."

mkdir empty && stamp empty
native -map empty / -padding 0
done_ empty-volume "An empty root directory."
run xorriso -outdev out.iso -volid '' -compliance no_emul_toc -map empty / -padding 0 -rockridge off
done_ empty-volume-blank-id "An empty root directory without Rock Ridge and with a blank volume id."

# The last name is outside the BMP: a surrogate pair in Joliet.
mkdir u && for n in 'grüße.txt' '日本語.txt' 'Ωμέγα' 'naïve café.md' '😀 smile.txt'; do printf '%s' "$n" >"u/$n"; done; stamp u
as -no-pad -R -J -input-charset UTF-8 -o out.iso u
done_ unicode "Non-ASCII names in Rock Ridge and Joliet, one outside the BMP."
as -no-pad -R -J -joliet-utf16 -joliet-long -input-charset UTF-8 -o out.iso u
done_ unicode-utf16 "Joliet names in UTF-16 with a surrogate pair, up to 103 characters."

mkdir l && long=$(printf 'n%.0s' {1..245}) && printf 1 >"l/$long.0001" && printf 2 >"l/$long.0002"
ln -s /usr/share/doc l/absolute && ln -s README l/relative && ln -s ../../up/../down l/dots && ln -s . l/dot && ln -s / l/root
ln -s "$(printf 'component-%03d/' {1..40})end" l/many-parts
ln -s "$(printf 'x%.0s' {1..250})/$(printf 'y%.0s' {1..250})" l/long-parts
stamp l
as -no-pad -R -o out.iso l
done_ rr-long-names "Names of 250 bytes and symbolic links of up to 41 parts: continued NM and SL entries in CE areas."
as -no-pad -R -J -joliet-long -o out.iso l
done_ rr-joliet-long-names "Names of 250 bytes in Rock Ridge, cut to 103 characters in Joliet."

mkdir -p d/1/2/3/4/5/6/7/8/9/10/11/12 && printf deep >d/1/2/3/4/5/6/7/8/9/10/11/12/deep.txt && stamp d
as -no-pad -R -J -o out.iso d
done_ rr-deep-kept "Directories 12 deep left where they are, in both trees."
native -compliance deep_paths_off -rr_reloc_dir rr_moved -map d / -padding 0
done_ rr-deep-moved "Directories 12 deep, relocated to rr_moved."

mkdir s && printf f >s/plain && mkfifo s/fifo && ln s/plain s/hardlink && printf x >s/setuid && chmod 4755 s/setuid
mknod s/null c 1 3 2>/dev/null && mknod s/disk b 8 17 2>/dev/null || true
stamp s
native -hardlinks on -map s / -padding 0
done_ rr-special "Devices, a FIFO, a set-uid file, and hard links that share a serial number."

# Extended attributes and access lists need a file system that has them.
mkdir a && printf 1 >a/acl.txt && printf 2 >a/xattr.txt && printf 3 >a/plain.txt && mkdir a/dir
if command -v setfacl >/dev/null && setfacl -m u:1234:rw,g:55:r a/acl.txt 2>/dev/null &&
    setfacl -d -m u:1234:rwx a/dir && command -v setfattr >/dev/null && setfattr -n user.note -v "$(printf 'v%.0s' {1..300})" a/xattr.txt; then
    stamp a
    native -acl on -xattr on -map a / -padding 0
    done_ aaip "Access control lists and extended attributes in AAIP entries."
    native -acl on -xattr on -md5 on -map a / -padding 0
    done_ aaip-md5 "AAIP entries together with MD5 indexes."
else
    echo "skipped xorriso-aaip: no access lists here"
fi

mkdir z && seq 1 20000 >z/numbers.txt && head -c 100000 /dev/zero >z/zeros.bin && printf tiny >z/tiny.txt && stamp z
native -zisofs level=9:block_size=32k -map z / -set_filter_r --zisofs / -- -padding 0
done_ zisofs "Files compressed with zisofs version 1, blocks of 32 KiB."
native -zisofs level=9:block_size=128k -map z / -set_filter_r --zisofs / -- -padding 0
done_ zisofs-128k "Files compressed with zisofs version 1, blocks of 128 KiB."
native -zisofs level=9:version_2=on:block_size_v2=64k -map z / -set_filter_r --zisofs / -- -padding 0
done_ zisofs2 "Files compressed with zisofs version 2."
native -map z / -set_filter_r --gzip / -- -padding 0
done_ gzip-filter "Files compressed with gzip on the way in (names get .gz)."

as -no-pad -R -J -hfsplus -hfsplus-serial-no 0123456789abcdef -o out.iso t
done_ hfsplus "HFS+ beside ISO 9660, Rock Ridge and Joliet."
native -joliet on -map t / -hide iso_rr /DOCS/MANUAL/CHAPTER1.TXT -- -hide joliet /DOCS/MANUAL/CHAPTER2.TXT -- -padding 0
done_ hidden "CHAPTER1.TXT is hidden in the primary tree, CHAPTER2.TXT in Joliet."
TZ=Asia/Kathmandu as -no-pad -R -o out.iso t
done_ tz-east "Made in a time zone 5 hours 45 minutes east of Greenwich."

native -map t / -padding 0 -publisher 'A PUBLISHER' -preparer_id 'A PREPARER' -application_id 'AN APPLICATION' -system_id SYSID -volset_id A_SET -copyright_file README.TXT -abstract_file README.TXT -biblio_file README.TXT -application_use A
done_ all-ids "All identifiers are filled, and the application use field holds the letter A."
native -map t / -volume_date uuid "" -volume_date c 2020010203040506 -volume_date m 2021010203040506 -volume_date x 2030010203040506 -volume_date f 2019010203040506 -padding 0
done_ dates "All four volume dates are set and different."

mkdir m && (cd m && for i in $(seq 1 1000); do : >"file-$i.txt"; done) && printf x >m/file-500.txt && stamp m
as -no-pad -R -J -o out.iso m
done_ 1000-files "1000 files in one directory, all but one empty."
