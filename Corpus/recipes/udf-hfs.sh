#!/bin/bash
# Two file systems in one image: UDF bridge and HFS hybrid by genisoimage.
. "$(dirname "$0")/lib.sh"
need genisoimage
V=$(version genisoimage)
gen() { frun genisoimage -quiet -V CORPUS "$@"; }
done_() { keep "udf-hfs/genisoimage-$1.iso" genisoimage "$V" "$2"; }
tree t
gen -no-pad -udf -o out.iso t
done_ udf "UDF bridge."
gen -udf -o out.iso t
done_ udf-pad150 "UDF bridge with default padding."
gen -no-pad -udf -R -J -o out.iso t
done_ udf-rr-joliet "UDF bridge with Rock Ridge and Joliet."
gen -no-pad -hfs -R -o out.iso t
done_ hfs "HFS hybrid: HFS starts in the system area."
gen -no-pad -hfs -part -R -J -o out.iso t
done_ hfs-partition-map "HFS hybrid with an Apple partition map, Rock Ridge and Joliet."
gen -no-pad -apple -R -o out.iso t
done_ apple "Apple extensions: AA entries in the system use area."
gen -no-pad -hfs -udf -J -o out.iso t
done_ udf-hfs "UDF, HFS, Joliet and ISO 9660 in one image."
mkdir u && printf 1 >'u/grüße 日本.txt' && mkdir u/empty && stamp u
gen -no-pad -udf -R -J -input-charset utf-8 -o out.iso u
done_ udf-unicode "UDF bridge with non-ASCII names."
if command -v mkzftree >/dev/null; then
    mkdir z && seq 1 20000 >z/numbers.txt && printf tiny >z/tiny.txt && stamp z
    run mkzftree z zf
    stamp zf
    gen -no-pad -R -z -o out.iso zf
    keep zisofs/genisoimage-zisofs.iso genisoimage "$V" "Files compressed by mkzftree, marked with ZF entries."
else
    echo "skipped zisofs/genisoimage-zisofs: mkzftree is not installed"
fi
