#!/bin/sh
# Compares what comity finds in disk images, archives and mail with ewf-tools,
# Python's zipfile and dkimpy. Usage: containers.sh COMITY, the program.
set -eu
comity=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
if ! command -v ewfacquirestream >/dev/null || ! command -v ewfverify >/dev/null; then
	{ apt-get update && apt-get install -y --no-install-recommends ewf-tools; } >/dev/null 2>&1 ||
		{ echo "ewf-tools are missing: install them (apt-get install ewf-tools)" >&2; exit 1; }
fi
venv=${XDG_CACHE_HOME:-$HOME/.cache}/comity/peers/dkimpy-1.1.8
if [ ! -x "$venv/bin/dkimverify" ]; then
	command -v python3 >/dev/null || { echo "python3 is missing: install it (apt-get install python3 python3-venv)" >&2; exit 1; }
	mkdir -p "$(dirname "$venv")"
	python3 -m venv "$venv" 2>/dev/null || { echo "python3 has no venv: install it (apt-get install python3-venv)" >&2; exit 1; }
	"$venv/bin/pip" install --quiet --disable-pip-version-check dkimpy==1.1.8 cryptography
fi
exec "$venv/bin/python" "$here/containers_peer.py" "$comity"
