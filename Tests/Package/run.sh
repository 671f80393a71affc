#!/usr/bin/env bash
# Proves the Debian package: lintian has nothing to say of it, and in a system that has never seen Swift it installs, checks
# images, has its manual and its completions, and goes without a trace. `run.sh PACKAGE.deb`; ROOT=FOLDER keeps the system.
set -euo pipefail
package=$(realpath "$1")
corpus=$(cd "$(dirname "$0")/../../Corpus/images" && pwd)
release=${RELEASE:-$(. /etc/os-release && echo "${VERSION_CODENAME-}")}

skip() { echo "skipped: $*"; exit 0; }
need() { command -v "$1" >/dev/null || skip "$1 is not installed"; }
failures=0
check() { # check WHAT COMMAND...: the command succeeds.
    local what=$1; shift
    if "$@" >"$work/said" 2>&1; then echo "ok   $what"; return; fi
    echo "FAIL $what"; sed 's/^/     /' "$work/said"; failures=$((failures + 1))
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "package  $(basename "$package"), $(stat -c %s "$package") bytes; installed $(dpkg-deb -f "$package" Installed-Size) KiB"
echo "depends  $(dpkg-deb -f "$package" Depends)"
if command -v lintian >/dev/null; then
    check "lintian: no error, no warning" lintian --fail-on error,warning --no-user-dirs --allow-root "$package"
    sed 's/^/     /' "$work/said"
else
    echo "skipped: lintian is not installed"
fi

[ "$(id -u)" -eq 0 ] || skip "a root file system can only be made by root"
need debootstrap
need chroot
root=${ROOT:-$work/root}
if [ ! -x "$root/usr/bin/apt-get" ]; then
    # The mirror that this system itself is installed from.
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' "Codename: $release" | sort -u | head -1)
    begin=$SECONDS
    debootstrap --variant=minbase "$release" "$root" "${mirror:-https://deb.debian.org/debian}" >"$work/debootstrap" 2>&1 ||
        skip "debootstrap made no system: $(tail -1 "$work/debootstrap")"
    echo "system   Debian $release, minbase, made in $((SECONDS - begin)) s"
fi
cp /etc/resolv.conf "$root/etc/resolv.conf" 2>/dev/null || true
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
has_swift() { find "$root/usr" "$root/opt" -name 'libswift*' -o -name 'swift*' -type f | grep -q .; }
code() { local expected=$1; shift; local got=0; inside "$@" || got=$?; [ "$got" -eq "$expected" ]; }

mkdir -p "$root/images"
cp "$package" "$root/isocheck.deb"
cp "$corpus/boot/xorriso-isolinux.iso" "$root/images/good.iso"
head -c 40000 "$root/images/good.iso" >"$root/images/cut.iso"
printf 'a letter\n' >"$root/images/letter.iso"

check "no Swift in the system" bash -c "! $(declare -f has_swift); root='$root'; ! has_swift"
check "apt-get update" inside apt-get -qq update
begin=$SECONDS
check "apt-get install" inside apt-get -qq -y --no-install-recommends install /isocheck.deb
echo "     in $((SECONDS - begin)) s, with $(grep -c '^Setting up' "$work/said") packages"
says_why() { local got=0; inside isocheck /images/good.iso >"$work/why" 2>&1 || got=$?; [ "$got" -eq 2 ] && grep -q /proc "$work/why"; }
check "exit 2 and the reason where /proc is missing" says_why
mount -t proc proc "$root/proc" 2>/dev/null || skip "no /proc can be mounted in the system"
trap 'umount "$root/proc"; rm -rf "$work"' EXIT
check "exit 0 for a good image" code 0 isocheck /images/good.iso
sed 's/^/     /' "$work/said"
check "exit 1 for a cut one" code 1 isocheck /images/cut.iso
check "exit 3 for a letter" code 3 isocheck /images/letter.iso
check "--version" inside isocheck --version
sed 's/^/     /' "$work/said"
check "pages of the manual" inside sh -c 'pages=$(isocheck man | sed -E "s/\(([0-9])\).*/.\1/")
    [ -n "$pages" ] && for page in $pages; do zcat "/usr/share/man/man${page##*.}/$page.gz" | grep -q "^\.TH " || exit 1; done'
check "apt-get install man-db" inside apt-get -qq -y --no-install-recommends install man-db
check "man shows them" inside sh -c 'man isocheck | grep -q "EXIT STATUS" && man isocheck-rules | grep -q path-table-l-vs-m'
check "completion by bash" inside bash -c 'source /usr/share/bash-completion/completions/isocheck
    COMP_WORDS=(isocheck --pro); COMP_CWORD=1; _isocheck isocheck --pro isocheck; [ "${COMPREPLY[*]}" = "--profile --progress" ]'
check "files of zsh and fish" inside ls /usr/share/zsh/vendor-completions/_isocheck /usr/share/fish/vendor_completions.d/isocheck.fish \
    /usr/share/doc/isocheck/rules.html
check "still no Swift" bash -c "$(declare -f has_swift); root='$root'; ! has_swift"
check "apt-get purge" inside apt-get -qq -y purge isocheck
check "nothing is left" bash -c "! find '$root/usr' '$root/etc' '$root/var/lib' -name '*isocheck*' -not -path '*/apt/*' | grep ."
[ "$failures" -eq 0 ] || { echo "$failures failed"; exit 1; }
echo "the package holds"
