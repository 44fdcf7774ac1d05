#!/bin/sh
# Holds our CASE/UCO descriptions against case_validate of case-utils, the
# validator of the CASE community, and reads them back. Usage: case.sh COMITY, the
# program. Findings of every severity and terms that the ontology does not have
# count as failures.
set -eu
comity=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
venv=${XDG_CACHE_HOME:-$HOME/.cache}/comity/peers/case-utils-0.17.0
if [ ! -x "$venv/bin/case_validate" ]; then
	command -v python3 >/dev/null || { echo "python3 is missing: install it (apt-get install python3 python3-venv)" >&2; exit 1; }
	mkdir -p "$(dirname "$venv")"
	python3 -m venv "$venv" 2>/dev/null || { echo "python3 has no venv: install it (apt-get install python3-venv)" >&2; exit 1; }
	"$venv/bin/pip" install --quiet --disable-pip-version-check case-utils==0.17.0
fi
exec "$venv/bin/python" "$here/case_peer.py" "$comity" "$here/../../interop/caseuco/testdata"
