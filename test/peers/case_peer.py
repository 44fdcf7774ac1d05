"""Seals bundles with comity, describes them in CASE/UCO, and holds the
descriptions against case_validate 0.17.0 and against what Python computes itself:
digests of the files and the names of nodes. See case.sh."""

import base64
import glob
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import uuid
import warnings

import rdflib
from case_utils.case_validate import validate

CORE = "https://ontology.unifiedcyberontology.org/uco/core/"
OBSERVABLE = "https://ontology.unifiedcyberontology.org/uco/observable/"
TYPES = "https://ontology.unifiedcyberontology.org/uco/types/"
VERSION = "case-1.4.0"

passed = failed = 0


def check(what, ok, why=""):
    global passed, failed
    passed, failed = passed + bool(ok), failed + (not ok)
    print(("ok      " if ok else "FAILED  ") + what + ("" if ok else ": " + str(why)))


def comity(*args, code=0):
    got = subprocess.run([program, *args], capture_output=True, text=True)
    if got.returncode != code:
        raise SystemExit("comity %s: exit %d\n%s%s" % (" ".join(args), got.returncode, got.stdout, got.stderr))
    return got.stdout


def judge(file):
    """Every finding of any severity, and every term that is not in the ontology."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        result = validate(file, case_version=VERSION, inference="none", allow_infos=False, allow_warnings=False)
    concepts = [str(w.message) for w in told if "Concept" in w.category.__name__ or "concepts" in str(w.message)]
    good = result.conforms and not result.undefined_concepts and not concepts
    return good, "%s %s" % (concepts, result.text)


def conforms(what, file):
    check(what + " conforms to CASE 1.4.0", *judge(file))


def bites(file):
    """The validator is no use if it takes everything: a small change must be found."""
    with open(file, encoding="utf-8") as f:
        text = f.read()
    for what, old, new in (("a misspelt term", "uco-observable:filePath", "uco-observable:filepath"),
                           ("a name that does not end in a UUID", '","@type":"uco-types:Hash"', 'x","@type":"uco-types:Hash"'),
                           ("a digest that is no hex", '"@type":"xsd:hexBinary","@value":"', '"@type":"xsd:string","@value":"')):
        with open("changed.jsonld", "w", encoding="utf-8") as f:
            f.write(text.replace(old, new))
        check("the validator finds " + what, old in text and not judge("changed.jsonld")[0], "it does not")


def files_of(graph):
    """The files that a description names, with their digests, as rdflib reads it."""
    found = {}
    for file in graph.subjects(rdflib.RDF.type, rdflib.URIRef(OBSERVABLE + "File")):
        digests = {}
        for facet in graph.objects(file, rdflib.URIRef(CORE + "hasFacet")):
            for one in graph.objects(facet, rdflib.URIRef(OBSERVABLE + "hash")):
                method = graph.value(one, rdflib.URIRef(TYPES + "hashMethod"))
                value = graph.value(one, rdflib.URIRef(TYPES + "hashValue"))
                digests[str(method)] = str(value).lower()
        found[str(graph.value(file, rdflib.URIRef(CORE + "name")))] = digests
    return found


def bundle(name, contents, *more, openings=()):
    """Seals, opens, describes; compares with the files; reads back."""
    os.makedirs(name + "-in")
    for path, data in contents.items():
        path = os.path.join(name + "-in", path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)
    comity("evidence", "seal", name + "-in", "--out", name, "--key", "office.key", "--to", "me.pub", "--sha512", *more)
    comity("evidence", "open", name, "--into", name + "-opened", "--key", "me.key", "--signer", "office.pub")
    custody = [x for o in openings for x in ("--custody", o)]
    comity("evidence", "export", "case", name + "-opened", "-o", name + ".jsonld", *custody)
    compare(name, contents)


def compare(name, contents):
    file = name + ".jsonld"
    conforms(name, file)
    graph = rdflib.Graph().parse(file, format="json-ld")
    want = {p: {"SHA256": hashlib.sha256(d).hexdigest(), "SHA512": hashlib.sha512(d).hexdigest()} for p, d in contents.items()}
    got = files_of(graph)
    check(name + ": the files and their digests are those on disk", got == want, "%s is not %s" % (got, want))
    answer = json.loads(comity("evidence", "import", "case", file, "--json"))
    check(name + ": nothing is left when it is read back", answer["not_understood"] == [] and len(answer["exhibits"]) == len(contents),
          answer["not_understood"])
    read = {e["name"]: {h["algorithm"]: h["value"] for h in e.get("hashes", [])} for e in answer["exhibits"]}
    check(name + ": the exhibits are read back", read == want, read)


def entry(opening, *args):
    comity("log", "append", "log", opening, "--keys", "keys", *args)
    return opening


def names_of_vector(folder):
    """The names of nodes, computed a second time from the specification."""
    space = uuid.uuid5(uuid.NAMESPACE_URL, "https://comity.dev/case-uco/v1")

    def name(n, kind, text):
        return "urn:uuid:%s" % uuid.uuid5(n, kind + " " + hashlib.sha256(text.encode()).hexdigest())

    with open(folder + "/description.jsonld", encoding="utf-8") as f:
        there = {}
        for n in json.load(f)["@graph"]:  # a node may stand more than once
            there.setdefault(n["@id"], {}).update(n)
    with open(folder + "/bundle.json", encoding="utf-8") as f:
        own = uuid.UUID(json.load(f)["ID"])
    with open(folder + "/records.jsonl", "rb") as f:
        lines = f.read().splitlines()
    for line in lines:
        leaf, record = hashlib.sha256(b"\0" + line).hexdigest(), json.loads(line)
        file = there.get(name(space, "exhibit", leaf), {})
        ok = file.get("uco-core:name") == record["name"] and name(space, "collection", leaf) in there
        ok = ok and name(own, "provenance", "sha256:" + record["sha256"]) in there
        check("vector: the nodes of %s have their names" % record["name"], ok, file)
    for path in sorted(glob.glob(folder + "/custody/*.opening")):
        with open(path, "rb") as f:
            head, record = f.read().split(b"\n\n", 1)
        salt = base64.b64decode(head.split(b"salt ")[1])
        text = base64.b64encode(hashlib.sha256(b"comity.dev/custody-commitment@v1\n" + salt + record).digest()).decode()
        check("vector: the nodes of %s have their names" % os.path.basename(path),
              name(space, "entry", text) in there and name(space, "held", text) in there, text)


def lines(file, *records):
    with open(file, "w", encoding="utf-8") as f:
        for r in records:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")


def main(data):
    for key, kind in (("office", "signer"), ("me", "reader")):
        with open(key + ".pub", "w", encoding="utf-8") as f:
            f.write(comity("evidence", "keygen", kind, key + ".key", "--no-passphrase"))
    with open("policy", "w", encoding="utf-8") as f:
        f.write(comity("log", "init", "log", "--origin", "peer.example/custody", "--keys", "keys"))
    said = ("--origin", "server 4", "--basis", "order 17", "--collector", "Unit 5")

    bundle("simple", {"a.txt": b"first\n", "mail/b.eml": b"second\n"}, *said, "--tool", "imager 2.1",
           "--collected", "2026-11-20T08:00:00Z", "--signer-name", "Authority X", "--reference", "DCI/17")
    bundle("scripts", {"证据/照片.jpg": b"1", "доказательства/файл.txt": b"2", "دليل/رسالة.txt": b"3", "साक्ष्य/पत्र.txt": b"4", "pièce/à l’appui.txt": b"5",
                       "same.txt": b"1"},
           "--origin", "خادم البريد", "--basis", "令状 17/2026", "--collector", "Группа «5» \\ \"a\"", "--signer-name", "高等検察庁")
    bundle("empty", {}, *said)
    os.makedirs("held")
    for name, content in (("phone.img", b"sectors\n"), ("part.bin", b"sector\n")):
        with open("held/" + name, "wb") as f:
            f.write(content)
    openings = [entry("c1", "--kind", "collected", "--exhibit", "held/phone.img", "--actor", "Officer 4411")]
    openings.append(entry("c2", "--kind", "handed-over", "--exhibit", "held/phone.img", "--actor", "Officer 4411", "--to", "国家警察庁",
                          "--after", "c1", "--note", "bag 4411"))
    openings.append(entry("c3", "--kind", "received", "--exhibit", "held/phone.img", "--actor", "国家警察庁", "--from", "Officer 4411", "--after", "c2"))
    openings.append(entry("c4", "--kind", "derived", "--exhibit", "held/part.bin", "--source", "held/phone.img", "--actor", "Examiner 9"))
    openings += [entry("k-" + k, "--kind", k, "--exhibit", "held/phone.img", "--actor", "Examiner 9") for k in ("sealed", "opened", "copied", "destroyed")]
    bundle("custody", {"phone.img": b"sectors\n", "part.bin": b"sector\n"}, *said, openings=openings)
    answer = json.loads(comity("evidence", "import", "case", "custody.jsonld", "--json"))
    kinds = sorted(a.get("name", "") for a in answer["actions"] if any("custody/entry" in r.get("context", "") for r in a.get("references", [])))
    check("custody: every entry is read back", kinds == sorted(["collected", "handed-over", "received", "derived", "sealed", "opened", "copied", "destroyed"]), kinds)

    with open("custody-opened/records.jsonl", "rb") as f:
        leaf = hashlib.sha256(b"\0" + f.read().splitlines()[0]).hexdigest()
    lines("derived.jsonl", {"name": "part.txt", "origin": "part of another bundle", "derived": {"how": "extraction", "sources": [leaf]},
                            "claimed": [{"algorithm": "md5", "by": "E01 hash section", "result": "unchecked", "value": "00112233445566778899aabbccddeeff"},
                                        {"algorithm": "crc32", "by": "list", "result": "unchecked", "value": "deadbeef"}]})
    bundle("derived", {"part.txt": b"made\n"}, *said, "--exhibits", "derived.jsonl")

    bites("simple.jsonld")
    conforms("vector", data + "/vector/description.jsonld")
    names_of_vector(data + "/vector")
    for path in sorted(glob.glob(data + "/case-examples/*.json")):
        answer = json.loads(comity("evidence", "import", "case", path, "--json"))
        graph = rdflib.Graph().parse(path, format="json-ld")
        hashes = sum(1 for _ in graph.subjects(rdflib.RDF.type, rdflib.URIRef(TYPES + "Hash")))
        read = sum(len(e.get("hashes", [])) for e in answer["exhibits"])
        check("%s: as many digests as rdflib finds" % os.path.basename(path), read == hashes, "%d, not %d" % (read, hashes))


program = sys.argv[1]
with tempfile.TemporaryDirectory() as work:
    source = os.path.abspath(sys.argv[2])
    os.chdir(work)
    main(source)
    os.chdir("/")
print("%d passed, %d failed" % (passed, failed))
sys.exit(1 if failed else 0)
