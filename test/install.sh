#!/bin/sh
# What the tests in Go need beside Go, on Debian or Ubuntu.
set -eu
command -v openssl > /dev/null 2>&1 && exit 0
root=""
[ "$(id -u)" = 0 ] || root=sudo
$root apt-get update -q
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends openssl
