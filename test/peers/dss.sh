#!/bin/sh
# The signed container beside the reference validator of the European Commission (esig/dss): our ASiC-E must be totally
# passed, a broken one not, and a table shows what large containers and large bundles cost in memory.
#
#     test/peers/dss.sh ./comity
#
# Installs a JDK, Maven, Python, zip and GNU time from Debian if they are missing, and the libraries from Maven Central.
# Takes two to four minutes and 2 GB of disk. SIZES="100 250" and HEAP=512m change what is measured.
set -eu

[ $# -eq 1 ] || { echo "usage: $0 BINARY" >&2; exit 2; }
comity=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/comity/peers/dss
SIZES=${SIZES:-"100 250 400"}
HEAP=${HEAP:-512m}

missing=
for want in mvn:maven javac:default-jdk-headless zip:zip unzip:unzip openssl:openssl python3:python3 /usr/bin/time:time; do
	command -v "${want%%:*}" >/dev/null || missing="$missing ${want#*:}"
done
if [ -n "$missing" ]; then
	echo "installing$missing" >&2
	if [ "$(id -u)" = 0 ]; then as=; else as=sudo; fi
	$as apt-get update -q >&2
	$as apt-get install -q -y --no-install-recommends $missing >&2
fi

mkdir -p "$cache"
cp -r "$here/dss/." "$cache/"
mvn -q -B -f "$cache/pom.xml" dependency:copy-dependencies -DoutputDirectory="$cache/lib" >&2
classes="$cache/classes:$cache/lib/*"
javac --release 17 -cp "$classes" -d "$cache/classes" "$cache/Peer.java"

work=$(mktemp -d "${TMPDIR:-/tmp}/comity-dss-XXXXXX")
stamper=
trap '[ -z "$stamper" ] || kill "$stamper"; rm -rf "$work"' EXIT
cd "$work"
umask 077

passed=0 failed=0
check() { # NAME COMMAND...: the command must succeed
	name=$1; shift
	if "$@" >check.out 2>&1; then passed=$((passed + 1)); echo "ok      $name"
	else failed=$((failed + 1)); echo "FAILED  $name"; sed 's/^/        /' check.out; fi
}
dss() { java "-Xmx$HEAP" -cp "$classes" Peer file ca.pem ca.crl "$1"; }
says() { # CONTAINER WORD...: the validator's line has all the words
	line=$(dss "$1") || true; shift
	echo "$line"
	for w in "$@"; do case " $line " in *" $w "*) ;; *) echo "missing: $w"; return 1 ;; esac; done
}
never_passes() { line=$(dss "$1") || true; echo "$line"; case "$line" in *TOTAL_PASSED*) return 1 ;; *indication=*) ;; *) return 1 ;; esac; }

# A root, its revocation list, and signers under it.
cat >ca.cnf <<'CNF'
[ca]
default_ca = root
[root]
database = index.txt
default_md = sha256
default_crl_days = 30
[req]
distinguished_name = name
[name]
[leaf]
basicConstraints = critical,CA:FALSE
keyUsage = critical,nonRepudiation
[stamper]
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = this
[this]
serial = tsa.serial
signer_cert = tsa.leaf
signer_key = tsa.pem
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.2.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[top]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
CNF
: >index.txt
openssl req -x509 -config ca.cnf -extensions top -newkey rsa:3072 -nodes -keyout ca.key -out ca.pem -days 30 -subj "/C=XX/CN=Test root" 2>/dev/null
extensions=leaf
signer() { # NAME OPENSSL-OPTIONS...
	name=$1; shift
	openssl req -new -config ca.cnf -nodes -keyout "$name.pem" -out "$name.csr" -subj "/C=XX/CN=Test $name" "$@" 2>/dev/null
	openssl x509 -req -in "$name.csr" -CA ca.pem -CAkey ca.key -CAcreateserial -days 20 -extfile ca.cnf -extensions "$extensions" -out "$name.crt" 2>/dev/null
	cp "$name.crt" "$name.leaf"
	cat ca.pem >>"$name.crt"
}
signer p256 -newkey ec -pkeyopt ec_paramgen_curve:P-256
signer p384 -newkey ec -pkeyopt ec_paramgen_curve:P-384
signer rsa -newkey rsa:2048
extensions=stamper
signer tsa -newkey rsa:2048
openssl ca -config ca.cnf -gencrl -keyfile ca.key -cert ca.pem 2>/dev/null | openssl crl -outform DER -out ca.crl

# A time stamper: openssl behind a web server of a few lines.
echo 01 >tsa.serial
cat >tsa.py <<'PY'
import http.server, subprocess
class Stamper(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        open("query", "wb").write(self.rfile.read(int(self.headers["Content-Length"])))
        subprocess.run(["openssl", "ts", "-reply", "-config", "ca.cnf", "-queryfile", "query", "-out", "response"], check=True)
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(open("response", "rb").read())
server = http.server.HTTPServer(("127.0.0.1", 0), Stamper)
open("tsa.part", "w").write(str(server.server_port))
import os; os.rename("tsa.part", "tsa.port")
server.serve_forever()
PY
python3 tsa.py >tsa.log 2>&1 &
stamper=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -e tsa.port ] || sleep 1; done

"$comity" evidence keygen signer office.key --no-passphrase >office.pub 2>/dev/null
"$comity" evidence keygen reader me.key --no-passphrase >me.pub 2>/dev/null
bundle() { # NAME: seals the folder NAME.exhibits and opens it again
	"$comity" evidence seal "$1.exhibits" --out "$1.bundle" --key office.key --to me.pub --origin "test" --basis "test" --collector "test" >/dev/null 2>&1
	"$comity" evidence open "$1.bundle" --into "$1.opened" --key me.key --signer office.pub >/dev/null 2>&1
}
container() { # BUNDLE KEY OUT OPTIONS...
	b=$1 k=$2 o=$3; shift 3
	"$comity" evidence export asic-e "$b.opened" --signer office.pub --order "EPOC 17/2026" --from "Provider X" --to "Prosecutor Y" \
		--means "courier 4711" --key "$k.pem" --cert "$k.crt" -o "$o" "$@" >/dev/null 2>&1
}

mkdir -p small.exhibits/mail
echo first >small.exhibits/a.txt
echo second >"small.exhibits/mail/聊天 a&b.txt"
bundle small
container small p256 manifest.asice
container small p384 p384.asice
container small rsa rsa.asice
container small p256 full.asice --with-exhibits
container small p256 stamped.asice --tsa "http://127.0.0.1:$(cat tsa.port)/" --tsa-roots ca.pem

good="container=ASiC-E signatures=1 format=CAdES-BASELINE-B intact=true references=true indication=TOTAL_PASSED"
check "ECDSA P-256: totally passed, ASiC-E, CAdES-BASELINE-B" says manifest.asice $good covered=3
check "ECDSA P-384: totally passed" says p384.asice $good covered=3
check "RSA 2048: totally passed" says rsa.asice $good covered=3
check "with a time stamp: totally passed, CAdES-BASELINE-T" says stamped.asice container=ASiC-E format=CAdES-BASELINE-T indication=TOTAL_PASSED covered=3
check "with exhibits: totally passed, all of them covered" says full.asice $good covered=5

# Broken ones: a manifest, an exhibit, the list of digests, the signature; and one that nobody trusts.
mkdir parts && (cd parts && unzip -q ../full.asice)
broken() { # NAME FILE: the container with one file changed
	cp full.asice "$1.asice"
	mkdir -p "$1.d/$(dirname "$2")"
	sed 's/X/Z/;s/first/fraud/;s/MimeType="text/MimeType="TEXT/' "parts/$2" >"$1.d/$2"
	cmp -s "parts/$2" "$1.d/$2" && printf x >>"$1.d/$2"
	(cd "$1.d" && zip -q -0 "../$1.asice" "$2")
}
broken changed-manifest eu-manifest.json
broken changed-exhibit data/a.txt
broken changed-list META-INF/ASiCManifest001.xml
for b in changed-manifest changed-exhibit; do check "$b: failed" says $b.asice indication=TOTAL_FAILED references=false; done
check "changed-list: failed" never_passes changed-list.asice
cp full.asice added.asice
echo more >more.txt && zip -q -0 added.asice more.txt
check "added file: not among the covered ones" says added.asice covered=5
openssl req -x509 -config ca.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout alone.pem -out alone.crt -days 20 -subj "/CN=Nobody" 2>/dev/null
container small alone alone.asice
check "a signer nobody trusts: not passed, but whole" says alone.asice intact=true references=true sub=NO_CERTIFICATE_CHAIN_FOUND

# Large ones. Java has HEAP; the peak is that of the whole process.
megabytes() { echo $(($(tail -1 "$1" | cut -d" " -f1) / 1024)); }
measure() { out=$1; shift; /usr/bin/time -o "$out.time" -f "%M %e" "$@" >"$out.out" 2>/dev/null || true; }
cost() { # NAME: what came out, the peak and the time
	r=$(sed -n 's/.*indication=\([A-Z_]*\).*/\1/p; s/^Proved$/PROVED/p; s/^signed .*/SIGNED/p' "$1.out")
	printf '%-13s %4d MB %5.1f s' "${r:-NO_ANSWER}" "$(megabytes "$1.time")" "$(tail -1 "$1.time" | cut -d" " -f2)"
}
echo
echo "Peak memory and time. DSS $(sed -n 's|.*<dss>\(.*\)</dss>.*|\1|p' "$here/dss/pom.xml") with -Xmx$HEAP:"
echo "| evidence | DSS validates a file           | DSS validates a stream         | DSS makes a container          | comity makes a container       | comity verifies a bundle       |"
echo "| -------- | ------------------------------ | ------------------------------ | ------------------------------ | ------------------------------ | ------------------------------ |"
for mb in $SIZES; do
	mkdir "l$mb.exhibits"
	openssl enc -aes-128-ctr -K 00000000000000000000000000000000 -iv 00000000000000000000000000000000 -in /dev/zero 2>/dev/null | head -c "${mb}000000" >"l$mb.exhibits/disk.img"
	bundle "l$mb"
	measure make "$comity" evidence export asic-e "l$mb.opened" --signer office.pub --order x --from x --to x --means x \
		--key p256.pem --cert p256.crt --with-exhibits -o "l$mb.asice"
	for mode in file stream; do measure $mode java "-Xmx$HEAP" -cp "$classes" Peer $mode ca.pem ca.crl "l$mb.asice"; done
	measure sign java "-Xmx$HEAP" -cp "$classes" Peer sign p256.leaf - "l$mb.exhibits/disk.img"
	measure our "$comity" evidence verify "l$mb.bundle" --key me.key --signer office.pub
	printf '| %5d MB | %s | %s | %s | %s | %s |\n' "$mb" "$(cost file)" "$(cost stream)" "$(cost sign)" "$(cost make)" "$(cost our)"
	check "a bundle of $mb MB is proved in less than 128 MB" sh -c '[ "$1" = Proved ] && [ "$2" -lt 128 ]' sh "$(head -1 our.out)" "$(megabytes our.time)"
	rm -rf "l$mb".*
done
echo
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
