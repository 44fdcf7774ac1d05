#!/bin/sh
# Makes the vectors of time stamps with OpenSSL 3.0 or later: make.sh DIR, a
# new folder. Two certificate authorities and several TSAs are made, and their
# private keys thrown away. The stamps have the time at which this ran.
set -eu
command -v openssl >/dev/null || { echo "make.sh: openssl is missing: apt-get install openssl" >&2; exit 2; }
mkdir "$1"
out=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat > ca.cnf <<'END'
[ca]
default_ca = this
[this]
database = index
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
organizationName = optional
countryName = optional
[req]
distinguished_name = dn
prompt = no
[dn]
[root]
basicConstraints = critical, CA:TRUE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, keyCertSign, cRLSign
[tsa]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[no-eku]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
[loose-eku]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
extendedKeyUsage = timeStamping
[two-eku]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping, codeSigning
[other-usage]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = critical, timeStamping
[unknown-critical]
basicConstraints = critical, CA:FALSE
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
1.3.6.1.4.1.55555.1 = critical, ASN1:NULL
END
: > index
echo 1000 > serial

key() { # NAME ALGORITHM [OPTION...]
	name=$1; algorithm=$2; shift 2
	openssl genpkey -quiet -algorithm "$algorithm" "$@" -out "$name.key" 2>/dev/null ||
		openssl genpkey -algorithm "$algorithm" "$@" -out "$name.key" 2>/dev/null
}
ask() { openssl req -new -config ca.cnf -key "$1.key" -subj "/C=KE/O=Comity test vectors/CN=$1" -out "$1.csr"; }
selfsigned() { # NAME SECTION
	ask "$1"
	openssl ca -batch -notext -config ca.cnf -selfsign -keyfile "$1.key" -in "$1.csr" -extensions "$2" \
		-startdate 20200101000000Z -enddate 20491231235959Z -out "$1.pem" 2>/dev/null
}
issue() { # NAME ISSUER SECTION FROM TO
	ask "$1"
	openssl ca -batch -notext -config ca.cnf -cert "$2.pem" -keyfile "$2.key" -in "$1.csr" -extensions "$3" \
		-startdate "$4" -enddate "$5" -out "$1.pem" 2>/dev/null
}
from=20260101000000Z
to=20351231235959Z
p256="EC -pkeyopt ec_paramgen_curve:P-256"
rsa="RSA -pkeyopt rsa_keygen_bits:2048"

key root $p256; selfsigned root root
key other-root $p256; selfsigned other-root root
key middle $p256; issue middle root root 20200101000000Z 20451231235959Z
key rsa $rsa; issue rsa root tsa $from $to
key ecdsa $p256; issue ecdsa middle tsa $from $to
key weak RSA -pkeyopt rsa_keygen_bits:1024; issue weak root tsa $from $to
for n in no-eku loose-eku two-eku other-usage unknown-critical; do key $n $p256; issue $n root $n $from $to; done
key expired $p256; issue expired root tsa 20240101000000Z 20250101000000Z
key early $p256; issue early root tsa 20400101000000Z 20450101000000Z
key self-tsa $p256; selfsigned self-tsa tsa
key self-no-eku $p256; selfsigned self-no-eku no-eku
cp root.pem other-root.pem self-tsa.pem self-no-eku.pem "$out"

printf 'The exhibit of the vectors.\n' > "$out/message"
printf 'Another exhibit.\n' > "$out/other-message"

config() { # NAME CHAIN-FILE-OR-EMPTY EXTRA-LINES
	cat > "$1.cnf" <<END
[tsa]
default_tsa = this
[this]
serial = $work/$1.serial
signer_cert = $work/$1.pem
signer_key = $work/$1.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.55555.2.1
digests = sha256, sha384, sha512
${2:+certs = $work/$2}
$3
END
	echo 01$(od -An -N7 -tx1 /dev/urandom | tr -d ' \n') > "$1.serial"
}
stamp() { # NAME CONFIG QUERY-OPTIONS...
	name=$1; config=$2; shift 2
	openssl ts -query -data "$out/message" -cert "$@" -out "$out/$name.tsq" 2>/dev/null
	openssl ts -reply -config "$config.cnf" -queryfile "$out/$name.tsq" -out "$out/$name.tsr" 2>/dev/null
}
resign() { # NAME SIGNER TSTINFO [OPTION...]: another signer over a TSTInfo
	name=$1 signer=$2 info=$3; shift 3
	openssl cms -sign -cades -binary -nodetach -nosmimecap -outform DER -econtent_type 1.2.840.113549.1.9.16.1.4 \
		-signer "$signer.pem" -inkey "$signer.key" -md sha256 "$@" -in "$info" -out "$signer.token"
	openssl ts -reply -token_in -in "$signer.token" -out "$out/$name.tsr" 2>/dev/null
}
tstinfo() { # TSR: its TSTInfo
	openssl ts -reply -in "$1" -token_out -out token
	openssl cms -verify -noverify -inform DER -in token -out tstinfo 2>/dev/null
}

v1='ess_cert_id_alg = sha1'
v2='ess_cert_id_alg = sha256'
full='accuracy = secs:1, millisecs:500, microsecs:100
ordering = yes
tsa_name = yes
clock_precision_digits = 6'

mkdir "$out/good" "$out/bad"
config rsa root.pem "$v2
$full"
stamp good/rsa rsa -sha256
stamp good/rsa-sha512 rsa -sha512
stamp good/rsa-no-nonce rsa -sha384 -no_nonce
config rsa root.pem "$v1
accuracy = secs:1"
stamp good/ess-v1 rsa -sha256
cat middle.pem root.pem > chain.pem
config ecdsa chain.pem "$v2
ess_cert_id_chain = yes
accuracy = millisecs:20"
stamp good/ecdsa ecdsa -sha256
config ecdsa middle.pem "$v2"
stamp good/ecdsa-no-root ecdsa -sha256
config self-tsa '' "$v2"
stamp good/self self-tsa -sha256

tstinfo "$out/good/ecdsa-no-root.tsr"
resign good/rsa-pss rsa tstinfo -certfile root.pem -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:digest

for n in no-eku loose-eku two-eku other-usage unknown-critical expired early weak; do
	resign "bad/$n" $n tstinfo -certfile root.pem
done
resign bad/self-no-eku self-no-eku tstinfo
cat chain.pem other-root.pem > beside.pem
resign bad/stranger-beside ecdsa tstinfo -certfile beside.pem
resign bad/salt rsa tstinfo -certfile root.pem -keyopt rsa_padding_mode:pss -keyopt rsa_pss_saltlen:16
openssl cms -sign -binary -nodetach -nosmimecap -outform DER -econtent_type 1.2.840.113549.1.9.16.1.4 \
	-signer ecdsa.pem -inkey ecdsa.key -md sha256 -certfile middle.pem -in tstinfo -out no-ess.token
openssl ts -reply -token_in -in no-ess.token -out "$out/bad/no-signing-certificate.tsr" 2>/dev/null
openssl cms -resign -cades -binary -nosmimecap -inform DER -outform DER -signer rsa.pem -inkey rsa.key -md sha256 \
	-in ecdsa.token -out two.token
openssl ts -reply -token_in -in two.token -out "$out/bad/two-signers.tsr" 2>/dev/null

# One that the TSA refuses, one without certificates, digests of old.
config rsa root.pem "$v2"
stamp bad/rejected rsa -sha256 -tspolicy 1.3.6.1.4.1.55555.9
openssl ts -query -data "$out/message" -sha256 -out nocert.tsq 2>/dev/null
openssl ts -reply -config rsa.cnf -queryfile nocert.tsq -out "$out/bad/no-certificate.tsr" 2>/dev/null
sed -i 's/^digests.*/digests = sha1, md5/' rsa.cnf
stamp bad/sha1 rsa -sha1
stamp bad/md5 rsa -md5
rm -f "$out"/bad/*.tsq
