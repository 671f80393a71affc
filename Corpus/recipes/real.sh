#!/bin/bash
# Images that ship inside Debian packages: real.sh [OUTDIR], default
# Corpus/real, which is not part of the repository. Nothing is installed.
# Without apt, network or a package it says so and ends well.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "${1:-$here/../real}"
out=$(cd "${1:-$here/../real}" && pwd)
for tool in apt-get dpkg-deb; do
    if ! command -v $tool >/dev/null 2>&1; then
        echo "skipped: $tool is not installed"
        exit 0
    fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# apt downloads as another user, who must be able to write here.
chmod 777 "$work"
for package in memtest86+ ipxe grub-rescue-pc; do
    mkdir -m 777 "$work/$package"
    cd "$work/$package"
    if ! apt-get -q -o Acquire::Retries=1 -o Acquire::http::Timeout=30 download "$package" >log 2>&1; then
        echo "skipped: $package cannot be fetched: $(tail -1 log)"
        continue
    fi
    deb=$(ls -- *.deb | head -1)
    dpkg-deb -x "$deb" files
    find files -type f -name '*.iso' | sort | while read -r image; do
        cp "$image" "$out/"
        echo "fetched $(basename "$image") ($(stat -c %s "$image") bytes) from $package $(dpkg-deb -f "$deb" Version)"
    done
done
