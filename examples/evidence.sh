#!/bin/sh
# Two exhibits are collected, sealed, handed over and checked; then one byte is
# changed, and the verdict says which exhibit it is. All in a folder that is
# removed at the end.
set -eu
comity=$(cd "$(dirname "${1:?the program}")" && pwd)/$(basename "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
say() { printf '\n— %s\n' "$1"; }

mkdir exhibits
i=0; while [ $i -lt 2000 ]; do echo "sector $i of a seized telephone"; i=$((i + 1)); done > exhibits/phone.img
echo "From: the provider's export" > exhibits/messages.eml

# Keys without a passphrase are for a demonstration only.
"$comity" evidence keygen signer nairobi.key --no-passphrase > nairobi.pub 2> /dev/null
"$comity" evidence keygen reader tokyo.key --no-passphrase > tokyo.pub 2> /dev/null
"$comity" log init custody --origin kenya.example/custody --keys keys > policy

say "An officer in Nairobi collects two exhibits, and writes it down"
for e in phone.img messages.eml; do
	"$comity" log append custody "collected-$e" --keys keys --kind collected --exhibit "exhibits/$e" --actor "Officer 4411, Nairobi"
done

say "They are sealed for Tokyo, with who held them, and the seal is entered in the log"
"$comity" evidence seal exhibits --out bundle --key nairobi.key --to tokyo.pub \
	--origin "telephone of the suspect, export of the provider" --basis "search warrant 17/2026" --collector "Officer 4411, Nairobi" \
	--history collected-phone.img --history collected-messages.eml --log custody --log-keys keys --log-policy policy --actor "Registry, Nairobi" 2> /dev/null

say "Handed over, which is written down too"
"$comity" log append custody handed-over --keys keys --kind handed-over --exhibit exhibits/phone.img \
	--actor "Officer 4411, Nairobi" --to "National Police Agency, Tokyo" --after collected-phone.img
"$comity" log prove custody handed-over --policy policy > handed-over.proof

say "Tokyo opens the bundle, without a network"
"$comity" evidence open bundle --into opened --key tokyo.key --signer nairobi.pub --policy policy 2> /dev/null

say "and checks the proof that the log holds the hand-over of this very exhibit"
"$comity" log verify handed-over.proof handed-over --policy policy --exhibit opened/data/phone.img

say "One byte of one exhibit is changed"
printf X | dd of=opened/data/phone.img bs=1 seek=31415 conv=notrunc 2> /dev/null
if "$comity" evidence verify opened --signer nairobi.pub; then
	echo "the change was not found" >&2
	exit 1
fi
