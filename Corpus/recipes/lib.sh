# Shared by all recipes. Usage in a recipe:
#
#   . "$(dirname "$0")/lib.sh"      reads OUTDIR from $1, makes a scratch folder and enters it
#   need TOOL...                    skips the recipe with a message if a tool is missing
#   tree NAME                       makes the standard input tree in folder NAME
#   stamp NAME                      gives everything under NAME the fixed date
#   run CMD...                      runs CMD and remembers it for the manifest
#   frun CMD...                     the same with the clock stopped (faketime, stat-shim.c),
#                                   for tools that have no option for a fixed date
#   keep FAMILY/NAME PRODUCER VERSION ABOUT
#                                   moves out.iso to its place and writes its note
#
# Every recipe works with relative paths only, so no path of the building
# machine reaches an image or the manifest.
set -euo pipefail

RECIPES=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
RECIPE=$(basename "$0")
mkdir -p "${1:-$RECIPES/../images}"
OUTDIR=$(cd "${1:-$RECIPES/../images}" && pwd)
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
cd "$WORK"

# One instant for everything: 2021-03-04 05:06:07 UTC.
EPOCH=1614834367
CLOCK='2021-03-04 05:06:07'
export SOURCE_DATE_EPOCH=$EPOCH TZ=UTC LC_ALL=C.UTF-8
umask 022

need() {
    local t
    for t in "$@"; do
        if ! command -v "$t" >/dev/null 2>&1; then
            echo "skipped $RECIPE: $t is not installed"
            exit 0
        fi
    done
}

# Returns the version without a leading program name.
version() {
    case $1 in
    xorriso) xorriso -version 2>/dev/null | sed -n 's/^xorriso version *: *//p' ;;
    genisoimage) genisoimage --version | sed -n 's/^genisoimage \([^ ]*\).*/\1/p' ;;
    bsdtar) bsdtar --version | sed -n 's/^bsdtar \([^ ]*\).*/\1/p' ;;
    isohybrid|isolinux) package "$1" syslinux-utils ;;
    grub-mkrescue) grub-mkrescue --version | sed -n 's/.*(GRUB) //p' ;;
    *) package "$1" "$1" ;;
    esac
}

# For tools that do not tell their version: that of the Debian package $2.
package() { dpkg-query -W -f '${Version}' "$2" 2>/dev/null || echo unknown; }

stamp() { find "$@" -exec touch -h -d "@$EPOCH" {} +; }

# A few small files and folders with names that every ISO level can carry.
tree() {
    mkdir -p "$1/DOCS/MANUAL" "$1/EMPTYDIR"
    printf 'A small file.\n' >"$1/README.TXT"
    printf 'Chapter one\n' >"$1/DOCS/MANUAL/CHAPTER1.TXT"
    printf 'Chapter two\n' >"$1/DOCS/MANUAL/CHAPTER2.TXT"
    : >"$1/DOCS/EMPTY.DAT"
    # More than one sector, and no whole number of sectors.
    seq 1 1000 | head -c 3000 >"$1/DOCS/NUMBERS.TXT"
    stamp "$1"
}

COMMANDS=
remember() {
    local text
    text=$(printf '%q ' "$@")
    COMMANDS="${COMMANDS:+$COMMANDS && }${text% }"
}

quietly() {
    if ! timeout 300 "$@" >log.txt 2>&1; then
        cat log.txt >&2
        echo "failed in $RECIPE: $*" >&2
        return 1
    fi
}

run() { remember "$@"; quietly "$@"; }

# Without faketime or a C compiler the image is good, but not the same twice.
SHIM=
if command -v cc >/dev/null 2>&1 && cc -shared -fPIC -o stat-shim.so "$RECIPES/stat-shim.c" -ldl 2>/dev/null; then
    SHIM=$PWD/stat-shim.so
fi
frun() {
    remember "$@"
    if command -v faketime >/dev/null 2>&1; then
        LD_PRELOAD=$SHIM quietly faketime -f "$CLOCK" "$@"
    else
        LD_PRELOAD=$SHIM quietly "$@"
    fi
}

# Images above this size that shrink to less than two thirds are stored packed.
PACK_ABOVE=70000

keep() {
    local name=$1 size packed
    mkdir -p "$OUTDIR/$(dirname "$name")"
    size=$(stat -c %s out.iso)
    if [ "$size" -gt $PACK_ABOVE ]; then
        python3 "$RECIPES/sparse.py" pack out.iso out.sparse
        packed=$(stat -c %s out.sparse)
        if [ $((packed * 3)) -lt $((size * 2)) ]; then
            mv out.sparse out.iso
            name=${name%.iso}.sparse
        fi
    fi
    mv out.iso "$OUTDIR/$name"
    # One line per image; manifest.py reads them. Fields are separated by tabs.
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$2" "$3" "$RECIPE" "$COMMANDS" "$4" \
        >"$OUTDIR/$name.note"
    COMMANDS=
    if [ "$name" = "$1" ]; then
        echo "made $name ($size bytes)"
    else
        echo "made $name ($packed bytes for $size)"
    fi
}

# A boot loader of our own: prints nothing, waits for ever. It is big enough
# for a boot info table (64 bytes at offset 8).
loader() {
    printf '\xeb\x3e' >"$1"                         # jump over the table
    head -c 62 /dev/zero >>"$1"
    printf '\xfa\xf4\xeb\xfd' >>"$1"                # cli; hlt; jump back
    head -c $((2048 - 68)) /dev/zero >>"$1"
}

# The smallest program image for UEFI that has correct MZ and PE headers for
# machine $2 (x64, ia32 or aa64): one section with a return instruction.
pe() {
    python3 - "$1" "$2" <<'END'
import struct, sys
path, machine = sys.argv[1:]
code, wide, text = {
    "x64": (0x8664, True, b"\x31\xc0\xc3"),
    "ia32": (0x014C, False, b"\x31\xc0\xc3"),
    "aa64": (0xAA64, True, b"\x00\x00\x80\xd2\xc0\x03\x5f\xd6"),
}[machine]
dos = b"MZ" + bytes(58) + struct.pack("<I", 64)
optional = struct.pack("<HBBIIIII", 0x20B if wide else 0x10B, 1, 0, 512, 0, 0, 4096, 4096)
if wide:
    optional += struct.pack("<Q", 0x400000)
else:
    optional += struct.pack("<II", 8192, 0x400000)
optional += struct.pack("<IIHHHHHHIIIIHH", 4096, 512, 0, 0, 0, 0, 1, 0, 0, 8192, 512, 0, 10, 0)
optional += struct.pack("<QQQQ" if wide else "<IIII", 65536, 65536, 0, 0) + struct.pack("<II", 0, 16) + bytes(128)
coff = b"PE\0\0" + struct.pack("<HHIIIHH", code, 1, 0, 0, 0, len(optional), 0x22E if wide else 0x32E)
section = b".text\0\0\0" + struct.pack("<IIIIIIHHI", len(text), 4096, 512, 512, 0, 0, 0, 0, 0x60000020)
head = dos + coff + optional + section
with open(path, "wb") as file:
    file.write(head + bytes(512 - len(head)) + text + bytes(512 - len(text)))
END
}

# A FAT12 file system of $2 KiB with EFI/BOOT/BOOTX64.EFI, and more machines if named.
esp() {
    local image=$1 size=$2 machine
    shift 2
    rm -f "$image"
    mformat -i "$image" -C -T $((size * 2)) -h 1 -s 1 -c 1 -r 1 -N 20210304 -v ESP ::
    mmd -i "$image" ::/EFI ::/EFI/BOOT
    for machine in "${@:-x64}"; do
        pe "boot$machine.efi" "$machine"
        touch -d "@$EPOCH" "boot$machine.efi"
        mcopy -m -i "$image" "boot$machine.efi" "::/EFI/BOOT/BOOT${machine^^}.EFI"
    done
    touch -d "@$EPOCH" "$image"
}
