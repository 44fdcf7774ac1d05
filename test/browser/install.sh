#!/bin/sh
# What the tests in browsers need, on Debian or Ubuntu: both browsers, Node.js of
# version 18 or later, fonts for six languages, pdfinfo, and the pinned packages.
set -eu
cd "$(dirname "$0")"
need=""
have() { command -v "$1" > /dev/null 2>&1; }
have chromium || need="$need chromium"
have firefox-esr || have firefox || need="$need firefox-esr"
have node || need="$need nodejs"
have npm || need="$need npm"
have pdfinfo || need="$need poppler-utils"
for font in fonts-noto-core fonts-noto-cjk; do
	dpkg -s "$font" > /dev/null 2>&1 || need="$need $font"
done
if [ -n "$need" ]; then
	root=""
	[ "$(id -u)" = 0 ] || root=sudo
	$root apt-get update -q
	# shellcheck disable=SC2086 # a list of names
	$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $need
fi
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
	npm ci --no-audit --no-fund --ignore-scripts
fi
