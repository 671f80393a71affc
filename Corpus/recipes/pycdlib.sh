#!/bin/bash
# pycdlib, a writer in Python (package pycdlib of the Python package index).
# PYTHON may name the interpreter that has it.
. "$(dirname "$0")/lib.sh"
PYTHON=${PYTHON:-python3}
need "$PYTHON" mformat
if ! V=$("$PYTHON" -c 'import importlib.metadata as m, pycdlib; print(m.version("pycdlib"))' 2>/dev/null); then
    echo "skipped $RECIPE: the Python package pycdlib is not installed"
    exit 0
fi
# One function per image; the text of its body is what the manifest tells as options.
cat >make.py <<'END'
import inspect, io, sys
import pycdlib

def add(iso, path, data, **names):
    iso.add_fp(io.BytesIO(data), len(data), path, **names)

def plain(iso):
    "Interchange level 1."
    iso.new(interchange_level=1, vol_ident="CORPUS")
    add(iso, "/README.TXT;1", b"A small file.\n")
    iso.add_directory("/DIR1")
    add(iso, "/DIR1/EMPTY.;1", b"")

def level3(iso):
    "Interchange level 3 with all identifiers."
    iso.new(interchange_level=3, vol_ident="CORPUS", sys_ident="SYSID", pub_ident_str="A PUBLISHER", app_ident_str="AN APPLICATION")
    add(iso, "/A_LONGER_NAME_OF_30_CHARS.TEXT;1", b"text")

def level4(iso):
    "Interchange level 4: an enhanced volume descriptor."
    iso.new(interchange_level=4, vol_ident="CORPUS")
    add(iso, "/a name in lower case.txt", b"text")
    iso.add_directory("/a directory")

def joliet(iso):
    "Joliet level 3."
    iso.new(joliet=3, vol_ident="CORPUS")
    add(iso, "/FOO.;1", b"foo\n", joliet_path="/grüße 日本.txt")
    iso.add_directory("/DIR1", joliet_path="/a directory")

def joliet_only_name(iso):
    "A Joliet name for a file that the primary tree does not show."
    iso.new(joliet=3, vol_ident="CORPUS")
    add(iso, "/FOO.;1", b"foo\n", joliet_path="/foo")
    iso.add_hard_link(iso_old_path="/FOO.;1", joliet_new_path="/bar")
    iso.rm_hard_link(iso_path="/FOO.;1")

def rr_joliet(iso):
    "Rock Ridge 1.09 and Joliet."
    iso.new(rock_ridge="1.09", joliet=3, vol_ident="CORPUS")
    add(iso, "/FOO.;1", b"foo\n", rr_name="foo", joliet_path="/foo")
    iso.add_directory("/DIR1", rr_name="dir1", joliet_path="/dir1")
    iso.add_symlink("/SYM.;1", "sym", "../dir1/none", joliet_path="/sym")

def rr112(iso):
    "Rock Ridge 1.12 with names of 248 bytes and long links."
    iso.new(interchange_level=3, rock_ridge="1.12", vol_ident="CORPUS")
    for i in range(10):
        add(iso, "/FOO%d.;1" % i, b"foo\n", rr_name="n" * 247 + str(i))
    iso.add_symlink("/SYM.;1", "sym", "/".join(["part%d" % i for i in range(40)]))

def rr_deep(iso):
    "Directories ten deep, relocated to RR_MOVED."
    iso.new(rock_ridge="1.09", vol_ident="CORPUS")
    path = ""
    for i in range(1, 11):
        path += "/DIR%d" % i
        iso.add_directory(path, rr_name="dir%d" % i)
    add(iso, path + "/FOO.;1", b"foo\n", rr_name="foo")

def eltorito(iso):
    "El Torito with BIOS and UEFI entries, boot info table, Joliet."
    iso.new(joliet=3, vol_ident="CORPUS")
    add(iso, "/BOOT.;1", open("boot.img", "rb").read(), joliet_path="/boot")
    add(iso, "/EFI.;1", open("efi.img", "rb").read(), joliet_path="/efi")
    iso.add_eltorito("/BOOT.;1", "/BOOT.CAT;1", boot_load_size=4, boot_info_table=True)
    iso.add_eltorito("/EFI.;1", efi=True, platform_id=0xef)

def udf(iso):
    "UDF 2.60 bridge."
    iso.new(udf="2.60", vol_ident="CORPUS")
    add(iso, "/FOO.;1", b"foo\n", udf_path="/foo")
    iso.add_directory("/DIR1", udf_path="/dir1")

def xa(iso):
    "XA attributes, with Rock Ridge."
    iso.new(xa=True, vol_ident="CORPUS", rock_ridge="1.09")
    add(iso, "/FOO.;1", b"foo\n", rr_name="foo")

def duplicate_pvd(iso):
    "A duplicate of the primary volume descriptor."
    iso.new(vol_ident="CORPUS")
    add(iso, "/FOO.;1", b"foo\n")
    iso.duplicate_pvd()

def hidden(iso):
    "A file and a directory with the hidden flag."
    iso.new(vol_ident="CORPUS")
    add(iso, "/FOO.;1", b"foo\n")
    iso.add_directory("/DIR1")
    iso.set_hidden("/FOO.;1")
    iso.set_hidden("/DIR1")

def modified(iso):
    "A file was removed and one added after the first write."
    iso.new(joliet=3, vol_ident="CORPUS")
    add(iso, "/FOO.;1", b"foo\n", joliet_path="/foo")
    first = io.BytesIO()
    iso.write_fp(first)
    iso.close()
    iso.open_fp(first)
    iso.rm_file("/FOO.;1")
    add(iso, "/BAR.;1", b"bar\n", joliet_path="/bar")

all_images = [plain, level3, level4, joliet, joliet_only_name, rr_joliet, rr112, rr_deep,
              eltorito, udf, xa, duplicate_pvd, hidden, modified]
if len(sys.argv) == 1:
    for function in all_images:
        lines = inspect.getsource(function).splitlines()[2:]
        print(function.__name__, function.__doc__, " ".join(l.strip() for l in lines), sep="\t")
else:
    image = pycdlib.PyCdlib()
    globals()[sys.argv[1]](image)
    image.write("out.iso")
    image.close()
END
loader boot.img && esp efi.img 64
"$PYTHON" make.py >list
while IFS=$'\t' read -r name about body; do
    if ! frun "$PYTHON" make.py "$name"; then
        COMMANDS=
        continue
    fi
    COMMANDS=$body
    keep "pycdlib/pycdlib-${name//_/-}.iso" pycdlib "$V" "$about"
done <list
