#!/bin/sh
# Makes the vectors of this folder with the programs of others: EnCase images with
# Debian's ewf-tools, signed mail with dkimpy, archives with Python's zipfile. The
# images hold the time of the day, so a new run gives other bytes and the same claims.
set -eu
cd "$(dirname "$0")"
command -v ewfacquirestream >/dev/null || { echo "ewfacquirestream is missing: apt-get install ewf-tools" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check dkimpy==1.1.8 cryptography
image() { # NAME FORMAT COMPRESSION SECTORS-IN-A-CHUNK, content on standard input
	ewfacquirestream -q -t "$work/$1" -f "$2" -c "$3" -b "$4" -d sha1 -C 1 -D test -e tester -E 1 -N none -m fixed -M logical >/dev/null 2>&1
	cp "$work/$1.E01" .
}
seq 1 40000 | head -c 131072 >"$work/text"
{ cat "$work/text"; head -c 100 /dev/zero; } >"$work/odd"
image encase6 encase6 best 64 <"$work/text"
image ftk ftk fast 16 <"$work/text"
head -c 20480 "$work/text" | image plain encase5 none 16
head -c 65536 /dev/zero | image zeros encase6 empty-block 64
image odd encase6 best 64 <"$work/odd" # 100 bytes more than its sectors: ewfverify says failure too
for i in encase6 ftk plain zeros odd; do ewfverify "$i.E01" 2>&1 | grep -E 'MD5|SHA1|FAIL|SUCC' | sed "s/^/$i: /" || true; done >ewfverify.txt
"$work/venv/bin/python" make.py
