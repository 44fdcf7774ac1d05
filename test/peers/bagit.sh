#!/bin/sh
# Compares our bags and verdicts with bagit-python, the checker of the Library of
# Congress. Usage: bagit.sh COMITY, the program. COMITY_BAGIT_SUITE may name a copy
# of the BagIt conformance suite; its bags are compared too then.
set -eu
comity=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
venv=${XDG_CACHE_HOME:-$HOME/.cache}/comity/peers/bagit-1.9.0
if [ ! -x "$venv/bin/bagit.py" ]; then
	command -v python3 >/dev/null || { echo "python3 is missing: install it (apt-get install python3 python3-venv)" >&2; exit 1; }
	mkdir -p "$(dirname "$venv")"
	python3 -m venv "$venv" 2>/dev/null || { echo "python3 has no venv: install it (apt-get install python3-venv)" >&2; exit 1; }
	"$venv/bin/pip" install --quiet --disable-pip-version-check bagit==1.9.0
fi
exec "$venv/bin/python" "$here/bagit_peer.py" "$comity" "$here/../../interop/bagit/testdata/bags.json" "${COMITY_BAGIT_SUITE:-}"
