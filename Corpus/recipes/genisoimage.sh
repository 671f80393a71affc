#!/bin/bash
# ISO levels, Joliet, Rock Ridge and hidden entries as genisoimage writes them.
# genisoimage has no option for dates, so its clock is stopped.
. "$(dirname "$0")/lib.sh"
need genisoimage
V=$(version genisoimage)
gen() { frun genisoimage -quiet -V CORPUS "$@"; }
done_() { keep "genisoimage/genisoimage-$1.iso" genisoimage "$V" "$2"; }

tree t
for level in 1 2 3 4; do
    gen -no-pad -iso-level $level -o out.iso t
    done_ "level$level" "Plain ISO 9660, interchange level $level$([ $level = 4 ] && echo ' (a second, enhanced volume descriptor)' || true)."
done

gen -o out.iso t
done_ pad150 "Default padding: 150 sectors of zeros, counted in the volume size."
gen -no-pad -J -o out.iso t
done_ joliet "Joliet tree beside the primary tree."
gen -no-pad -R -J -o out.iso t
done_ rr-joliet "Rock Ridge and Joliet together."
gen -no-pad -r -T -o out.iso t
done_ rr-transtbl "Rock Ridge with rationalised owners, and a TRANS.TBL file per directory."
gen -no-pad -N -d -D -l -allow-lowercase -allow-multidot -relaxed-filenames -o out.iso t
done_ untranslated-l "No version numbers, lower case and many dots allowed: names outside the d-characters."
gen -no-pad -U -o out.iso t
done_ untranslated-u "Untranslated file names (-U)."

mkdir empty && stamp empty
gen -no-pad -o out.iso empty
done_ empty-volume "A volume with an empty root directory."
gen -no-pad -R -J -o out.iso empty
done_ empty-volume-rr-joliet "An empty root directory with Rock Ridge and Joliet."

# 100 characters of Joliet instead of 64.
mkdir j && n=$(printf 'joliet-name-%02d-' 1 2 3 4 5 6) && printf x >"j/${n}end.txt" && printf y >j/short.txt && stamp j
gen -no-pad -J -joliet-long -o out.iso j
done_ joliet-long "Joliet names longer than 64 characters (-joliet-long)."

# Unicode: two-byte, three-byte and four-byte UTF-8. The last one needs a surrogate pair in Joliet.
mkdir u && for n in 'grüße.txt' '日本語.txt' 'Ωμέγα' 'naïve café.md'; do printf '%s' "$n" >"u/$n"; done; stamp u
gen -no-pad -R -J -input-charset utf-8 -o out.iso u
done_ unicode "Non-ASCII names: UTF-8 in Rock Ridge, UCS-2 in Joliet."

# Deeper than eight levels: genisoimage moves directories to RR_MOVED.
mkdir -p d/1/2/3/4/5/6/7/8/9/10/11/12 && printf deep >d/1/2/3/4/5/6/7/8/9/10/11/12/deep.txt && printf mid >d/1/2/3/4/5/6/7/8/mid.txt && stamp d
gen -no-pad -R -o out.iso d
done_ rr-deep-moved "Directories 12 deep, relocated to RR_MOVED with CL, PL and RE entries."
gen -no-pad -R -D -o out.iso d
done_ rr-deep-kept "Directories 12 deep, not relocated (-D)."
gen -no-pad -R -J -o out.iso d
done_ rr-joliet-deep "Directories 12 deep with Rock Ridge relocation, and the same tree whole in Joliet."
gen -no-pad -R -hide-rr-moved -o out.iso d
done_ rr-deep-hidden-moved "Relocation directory renamed .rr_moved (-hide-rr-moved)."

# Names of 250 bytes and links of many parts overflow the directory record into CE areas.
mkdir l && long=$(printf 'n%.0s' {1..245}) && printf 1 >"l/$long.0001" && printf 2 >"l/$long.0002"
ln -s /usr/share/doc l/absolute
ln -s README l/relative && ln -s ../../up/../down l/dots && ln -s . l/dot && ln -s / l/root
# genisoimage 1.1.11 never ends on some links of many parts, so this one is chosen to be safe.
ln -s "$(printf 'component-%03d/' {1..15})end" l/many-parts
ln -s "$(printf 'x%.0s' {1..250})/$(printf 'y%.0s' {1..250})" l/long-parts
stamp l
gen -no-pad -R -o out.iso l
done_ rr-long-names "Names of 250 bytes and long symbolic links: CE areas, continued NM and SL entries."

mkdir s && printf f >s/plain && mkfifo s/fifo && chmod 1777 s
if mknod s/null c 1 3 2>/dev/null && mknod s/disk b 8 17; then :; else echo "note: no device nodes without root"; fi
printf x >s/setuid && chmod 4755 s/setuid && ln s/plain s/hardlink
stamp s
gen -no-pad -R -o out.iso s
done_ rr-special "Devices, a FIFO, a set-uid file and a hard link (Rock Ridge PN and PX)."
gen -no-pad -R -cache-inodes -o out.iso s
done_ rr-hardlinks "Hard links that share one extent (-cache-inodes)."

gen -no-pad -R -J -hidden README.TXT -hide CHAPTER1.TXT -hide-joliet CHAPTER2.TXT -o out.iso t
done_ hidden "README.TXT has the hidden flag, CHAPTER1.TXT is missing in the primary tree, CHAPTER2.TXT in Joliet."

# Time zones east with a quarter hour, and west.
TZ=Asia/Kathmandu gen -no-pad -R -o out.iso t
done_ tz-east "Dates with an offset of 5 hours 45 minutes east of Greenwich."
TZ=America/St_Johns gen -no-pad -R -o out.iso t
done_ tz-west "Dates with an offset of 3 hours 30 minutes west of Greenwich."

gen -no-pad -sysid SYSID -publisher 'A PUBLISHER' -p 'A PREPARER' -A 'AN APPLICATION' -copyright README.TXT -abstract README.TXT -biblio README.TXT -volset A_SET -volset-size 1 -volset-seqno 1 -o out.iso t
done_ all-ids "All identifiers and the three file names of the primary descriptor are filled."

mkdir m && (cd m && for i in $(seq 1 1000); do : >"F$i.TXT"; done) && printf x >m/F500.TXT && stamp m
gen -no-pad -o out.iso m
done_ 1000-files "1000 files in one directory, all but one empty."
