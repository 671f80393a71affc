# A small Linux guest: a Debian kernel with busybox, on an emulated processor, so that no KVM is needed. For `. guest.sh` after
# $work, a folder for what is made, is set; what follows goes into $tree, the guest's only file system. A guest that cannot be
# made is "skipped" with the reason, and that succeeds. GUEST_ROOT is where boot/ and lib/modules/ are looked for.

skip() { echo "skipped: the tests in a guest need $1"; exit 0; }
need() { command -v "$1" >/dev/null || skip "$2"; }
need qemu-system-x86_64 "qemu-system-x86"
need cpio cpio
busybox=$(command -v busybox || true)
{ [ -n "$busybox" ] && ! ldd "$busybox" >/dev/null 2>&1; } || skip "busybox-static"

root=${GUEST_ROOT:-}
tree=$work/tree
rm -rf "$tree"
mkdir -p "$tree"/{bin,dev,proc,sys,tmp,modules,lib64,etc}
cp "$busybox" "$tree/bin/busybox"

# add_module NAME: copies a module and those that it depends on, by the kernel's own list; what is built in needs nothing.
add_module() {
    local pattern=${1//[-_]/[-_]} line module name
    grep -qE "/$pattern\.ko" "$modules/modules.builtin" && return
    line=$(grep -m 1 -E "^[^:]*/$pattern\.ko[^:]*:" "$modules/modules.dep") || return
    # The list has the module first and then, each before those that it depends on itself, all others.
    for module in $(echo "${line/:/ }" | tr ' ' '\n' | tac); do
        name=$(basename "${module%%.ko*}")
        [ ! -e "$tree/modules/$name.ko" ] || continue
        case $module in
        *.xz) xz -dc "$modules/$module" >"$tree/modules/$name.ko" ;;
        *.zst) zstd -dqc "$modules/$module" >"$tree/modules/$name.ko" ;;
        *.gz) gzip -dc "$modules/$module" >"$tree/modules/$name.ko" ;;
        *) cp "$modules/$module" "$tree/modules/$name.ko" ;;
        esac || return
        echo "$name" >>"$tree/modules/order"
    done
}

# add_modules NAME...: all that the guest wants of the kernel $version; what is missing is in $reason.
add_modules() {
    rm -f "$tree"/modules/*
    : >"$tree/modules/order"
    modules=$root/lib/modules/$version
    for list in modules.dep modules.builtin; do
        [ -r "$modules/$list" ] || { reason="the list $list of the kernel $version"; return 1; }
    done
    for wanted in "$@"; do
        add_module "$wanted" || { reason="the module $wanted of the kernel $version"; return 1; }
    done
}

# find_kernel PACKAGE MODULE...: sets $kernel and $version. Kernels for the cloud are small and boot fastest; then the newest.
find_kernel() {
    local kernels package=$1
    shift
    reason="a kernel in $root/boot, such as $package"
    kernels=$(find "$root/boot" -name 'vmlinuz-*' -readable 2>/dev/null | sort -rV)
    for kernel in $(grep cloud <<<"$kernels") $(grep -v cloud <<<"$kernels"); do
        version=${kernel##*/vmlinuz-}
        if add_modules "$@"; then return; fi
    done
    skip "$reason"
}

# add PROGRAM NAME: a program and the libraries that it wants.
add() {
    cp "$1" "$tree/bin/$2"
    # A program without dynamic libraries makes ldd fail, and leaves nothing to find.
    { ldd "$1" 2>/dev/null | grep -oE '/[^ ]+\.so[^ ]*' || true; } | while read -r library; do
        [ -e "$tree/lib64/${library##*/}" ] || cp -L "$library" "$tree/lib64/"
    done
}

# boot [QEMU OPTION...]: runs the guest until it switches itself off; its console is in $work/console.
boot() {
    (cd "$tree" && find . | LC_ALL=C sort | cpio -o -H newc --quiet) >"$work/initrd"
    : >"$work/console"
    timeout "${GUEST_TIMEOUT:-600}" qemu-system-x86_64 -accel tcg -M pc,usb=off -m 768 -nodefaults -no-reboot \
        -display none -kernel "$kernel" -initrd "$work/initrd" \
        -append "console=ttyS0 quiet panic=-1 nokaslr mitigations=off" -serial "file:$work/console" "$@" </dev/null
}
