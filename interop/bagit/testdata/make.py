#!/usr/bin/env python3
"""Makes bags.json: bags, and what a reader must say of each. Run it here.

The digests are those of Python's hashlib. A bag is a map of names to content;
content that is not UTF-8 is {"base64": ...}, a link is {"link": target}.
"complete", "valid": the verdict. "codes": those of the findings, "warnings": at
least these. "peer": what bagit-python 1.9.0 says where it differs, and why.
"""
import base64, hashlib, json

BAGS = []
DRAFT = "0.97"


def digest(alg, data):
    return hashlib.new(alg, data).hexdigest()


def raw(v, enc="utf-8"):
    return v if isinstance(v, bytes) else v.encode(enc)


def bag(name, why, files=None, version="1.0", algs=("sha256",), encoding="UTF-8", info=None, fetch=None,
        manifest=None, tagmanifest=True, declare=None, extra=None, drop=(), listed=None, eol="\n", codes=(),
        warnings=(), valid=None, complete=None, peer=None, sep="  "):
    """manifest: a function that changes the lines of the payload manifests."""
    files = {"hello.txt": "hello\n"} if files is None else files
    enc = {"UTF-16": "utf-16", "ISO-8859-1": "latin-1"}.get(encoding, "utf-8")
    out = {"bagit.txt": raw(declare if declare is not None else
                            f"BagIt-Version: {version}{eol}Tag-File-Character-Encoding: {encoding}{eol}")}
    for n, v in files.items():
        out["data/" + n] = v if isinstance(v, dict) else raw(v)
    if info is not None:
        out["package-info.txt" if version in ("0.93", "0.94", "0.95") else "bag-info.txt"] = raw(info, enc)
    if fetch is not None:
        out["fetch.txt"] = raw(fetch, enc)
    for a in algs:
        names = listed if listed is not None else {"data/" + n: "data/" + n for n in files}
        lines = [digest(a, out[src]) + sep + n for n, src in sorted(names.items()) if not isinstance(out[src], dict)]
        if manifest:
            lines = manifest(lines)
        out[f"manifest-{a}.txt"] = raw("".join(l + eol for l in lines), enc)
    for n, v in (extra or {}).items():
        out[n] = v if isinstance(v, dict) else raw(v)
    if tagmanifest:
        for a in algs:
            tags = sorted(n for n in out if not n.startswith(("data/", "tagmanifest-")) and not isinstance(out[n], dict))
            text = "".join(digest(a, out[n]) + sep + n + eol for n in tags)
            out[f"tagmanifest-{a}.txt"] = raw(tagmanifest(text) if callable(tagmanifest) else text, enc)
    for n in drop:
        del out[n]
    codes = sorted(codes)
    complete = (not [c for c in codes if c != "digest"]) if complete is None else complete
    BAGS.append({"name": name, "why": why, "complete": complete, "valid": not codes if valid is None else valid,
                 "codes": codes, "warnings": sorted(warnings), **({"peer": peer} if peer else {}),
                 "files": {n: content(v) for n, v in sorted(out.items())}})


def content(v):
    if isinstance(v, dict):
        return v
    try:
        return v.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(v).decode()}


def adds(*lines):
    return lambda old: old + list(lines)


SHA = digest("sha256", b"hello\n")
MD5 = digest("md5", b"hello\n")

# What every version has.
for v in ("0.93", "0.94", "0.95", "0.96", "0.97"):
    bag(f"draft-{v}", "a bag of a draft", version=v, algs=["md5"], warnings=["algorithm"], eol="\r\n",
        info="Source-Organization: X\r\nExternal-Description: one\r\n   two\r\nSource-Organization: Y\r\n")
bag("basic", "RFC 8493 2.1")
bag("all-digests", "every algorithm that the field uses", algs=["md5", "sha1", "sha224", "sha256", "sha384", "sha512"],
    warnings=["algorithm"])
bag("sha3", "algorithms of FIPS 202 under the names that RFC 8493 2.4 makes of them", algs=["sha3_256"])
bag("empty-files", "files without content", files={"a": "", "b/c": ""})
bag("no-bag-info", "bag-info.txt is not required (2.2.2)")
bag("no-tag-manifest", "tag manifests are not required (2.2.1)", tagmanifest=False)
bag("tag-folders", "tag files may lie in folders (2.2.4)", extra={"meta/about.xml": "<x/>"})
bag("bag-in-a-bag", "a bag as payload is files like others",
    files={"bag/bagit.txt": "BagIt-Version: 0.97\n", "bag/manifest-md5.txt": "x\n", "bag/data/x": "x"})
bag("line-ends-cr", "a line may end with CR alone (2.1.3)", eol="\r")
bag("line-ends-mixed", "LF and CRLF in one file", info="A: 1\r\nB: 2\nC: 3\r\n")
bag("no-last-line-end", "the last line may lack its end", declare="BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8")
bag("upper-case-digest", "hex in any case (2.1.3)", manifest=lambda l: [x[:64].upper() + x[64:] for x in l])
bag("tab-after-digest", "any white space after the digest", sep="\t")
bag("spaces-in-names", "names with spaces", files={"a b.txt": "1", "folder x/y z": "3"})
bag("scripts", "names in many scripts, in NFC", files={"文档/证据.txt": "1", "доказательство": "2", "مستند": "3", "साक्ष्य": "4",
    "Ξ/παράδειγμα": "5", "évidence": "6", "증거": "7", "เอกสาร": "8", "👁.txt": "9"})

# Percent-encoding.
bag("percent-first", "CR, LF and % are encoded (2.1.3)", files={"a\nb": "1", "c\rd": "2", "100%": "3", "%0A": "4"},
    listed={"data/a%0Ab": "data/a\nb", "data/c%0Dd": "data/c\rd", "data/100%25": "data/100%", "data/%250A": "data/%0A"},
    peer={"valid": False, "why": "the peer does not decode %25"})
bag("percent-small", "hex digits of a percent code in small letters", files={"a\nb": "1"}, listed={"data/a%0ab": "data/a\nb"},
    peer={"valid": False, "why": "the peer decodes capital hex digits alone"})
bag("percent-draft", "before 1.0 a percent sign stood for itself", version=DRAFT, files={"%7Ex/%20": "1", "100%25": "2"})
bag("percent-loose", "1.0 with a percent sign that is not encoded", files={"a%7Eb": "1"}, warnings=["form"])
bag("percent-climbs", "no encoding of a dot or slash is decoded", manifest=adds(SHA + "  data/%2e%2e/%2e%2e/x"), codes=["missing"], warnings=["form"])

# bag-info.txt.
bag("info-continued", "a line that begins with white space goes on (2.2.2)", info="A: one\n two\n\tthree\nB: four\n")
bag("info-repeated", "labels may be repeated, in any case", info="Contact-Name: A\ncontact-name: B\nContact-Name: C\n")
bag("info-colon", "a value may have colons", info="External-Identifier: urn:x:y\n")
bag("info-space-draft", "before 1.0 white space stood before the colon", version=DRAFT, info="A : 1\nB   :   2\n", warnings=["form"])
bag("info-space-first", "1.0: no white space before the colon", info="A : 1\n", codes=["form"],
    peer={"valid": True, "why": "the peer does not look at the form of bag-info.txt beyond the colon"})
bag("info-no-space", "1.0: white space after the colon", info="A:1\n", codes=["form"],
    peer={"valid": True, "why": "as info-space-first"})
bag("info-no-label", "a line without a colon", info="A: 1\nnothing\n", codes=["form"])
bag("info-continues-nothing", "it goes on, and nothing is before it", info=" x\n", codes=["form"])
bag("oxum", "Payload-Oxum that is right", info="Payload-Oxum: 6.1\n")
bag("oxum-octets", "Payload-Oxum with other octets", info="Payload-Oxum: 7.1\n", codes=["oxum"])
bag("oxum-files", "Payload-Oxum with another number of files", info="payload-oxum: 6.2\n", codes=["oxum"],
    peer={"valid": True, "why": "the peer knows the label in one case only"})
bag("oxum-form", "Payload-Oxum that is no number", info="Payload-Oxum: six\n", codes=["form"])
bag("oxum-twice", "Payload-Oxum must not be repeated", info="Payload-Oxum: 6.1\nPayload-Oxum: 6.1\n", codes=["form"],
    peer={"valid": True, "why": "the peer leaves a repeated Payload-Oxum alone"})

# bagit.txt.
bag("no-declaration", "bagit.txt is required", drop=["bagit.txt"], codes=["missing"])
bag("declaration-bom", "no byte order mark in bagit.txt (2.1.1)", declare="\ufeffBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", codes=["form"])
bag("declaration-one-line", "two lines", declare="BagIt-Version: 1.0\n", codes=["form"])
bag("declaration-three-lines", "two lines and no more", declare="BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nX: y\n", codes=["form"],
    peer={"valid": True, "why": "the peer takes further lines"})
bag("declaration-spaces", "1.0: no space before the colon", declare="BagIt-Version : 1.0\nTag-File-Character-Encoding : UTF-8\n", codes=["form", "form"],
    peer={"valid": True, "why": "the peer takes spaces before the colon"})
bag("declaration-spaces-draft", "before 1.0 spaces are taken", declare="BagIt-Version : 0.97\nTag-File-Character-Encoding : UTF-8\n", warnings=["form"])
bag("version-form", "a version has two numbers", declare="BagIt-Version: .97\nTag-File-Character-Encoding: UTF-8\n", codes=["form"])
bag("version-unknown", "a version that does not exist", declare="BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n", codes=["version"])
bag("encoding-unknown", "an encoding that nobody knows", declare="BagIt-Version: 1.0\nTag-File-Character-Encoding: X-OURS\n", codes=["encoding"])
bag("encoding-utf16", "tag files in UTF-16 with a mark", encoding="UTF-16", info="A: é\n", files={"é": "1"})
bag("encoding-latin", "tag files in ISO-8859-1", encoding="ISO-8859-1", info="A: é\n", files={"é": "1"})
bag("encoding-broken", "a manifest that is not in its encoding", extra={"manifest-sha256.txt": SHA.encode() + b"  data/\xe9\n"}, codes=["encoding", "unlisted"])

# Payload.
bag("no-data", "the folder data/ is required", files={}, codes=["missing"])
bag("no-manifest", "a payload manifest is required", drop=["manifest-sha256.txt", "tagmanifest-sha256.txt"], codes=["missing"])
bag("payload-changed", "a file that differs", manifest=lambda l: [("0" if x[0] != "0" else "1") + x[1:] for x in l], codes=["digest"])
bag("payload-missing", "a file that is not there", manifest=adds(SHA + "  data/gone"), codes=["missing"])
bag("payload-extra", "a file that is not listed", extra={"data/extra": "x"}, codes=["unlisted"])
bag("payload-not-in-all", "1.0: every manifest lists every file (3)", algs=["sha256", "sha512"], extra={"data/b": "x",
    "manifest-sha256.txt": f"{SHA}  data/hello.txt\n{digest('sha256', b'x')}  data/b\n"}, codes=["unlisted"],
    peer={"valid": True, "why": "the peer asks that one manifest lists a file, in 1.0 too"})
bag("payload-in-one-draft", "before 1.0 one manifest was enough", version=DRAFT, algs=["sha256", "sha512"], extra={"data/b": "x",
    "manifest-sha256.txt": f"{SHA}  data/hello.txt\n{digest('sha256', b'x')}  data/b\n"})
bag("one-digest-wrong", "every digest counts", algs=["md5", "sha256"], extra={"manifest-md5.txt": "0" * 32 + "  data/hello.txt\n"},
    codes=["digest"], warnings=["algorithm"])
bag("twice-first", "1.0: a file is listed once", manifest=adds(SHA + "  data/hello.txt"), codes=["twice"])
bag("twice-draft", "before 1.0 it could be listed twice", version=DRAFT, manifest=adds(SHA + "  data/hello.txt"), warnings=["twice"])
bag("twice-differs", "two digests for one file", version=DRAFT, manifest=adds("0" * 64 + "  data/hello.txt"), codes=["twice"])
bag("algorithm-unknown", "a manifest that cannot be checked", extra={"manifest-whirlpool.txt": "00" * 64 + "  data/hello.txt\n"}, codes=["algorithm"],
    peer={"valid": True, "why": "the peer leaves manifests out whose algorithm it does not know"})
bag("digest-length", "a digest of another length", manifest=lambda l: [MD5 + "  data/hello.txt"], codes=["form", "unlisted"])
bag("manifest-no-name", "a digest without a name", manifest=adds(SHA), codes=["form"],
    peer={"valid": True, "why": "the peer logs the line as an error, and goes on"})
bag("link", "a link in data/ is not followed", files={"hello.txt": "hello\n", "link": {"link": "/etc/hostname"}}, codes=["kind"])

# Tag manifests.
bag("tag-changed", "a tag file that differs", tagmanifest=lambda t: ("0" if t[0] != "0" else "1") + t[1:], codes=["digest"])
bag("tag-missing", "a tag file that is not there", info="A: 1\n", drop=["bag-info.txt"], codes=["missing"])
bag("tag-lists-payload", "a tag manifest lists tag files", tagmanifest=lambda t: t + SHA + "  data/hello.txt\n", codes=["path"])
bag("tag-lacks-manifest", "1.0: a tag manifest lists every payload manifest (2.2.1)", tagmanifest=lambda t: "".join(l for l in t.splitlines(True) if "manifest" not in l),
    codes=["unlisted"], peer={"valid": True, "why": "the peer does not ask that tag manifests list the manifests"})
bag("tag-lacks-manifest-draft", "before 1.0 that is a warning", version=DRAFT, tagmanifest=lambda t: "".join(l for l in t.splitlines(True) if "manifest" not in l),
    warnings=["unlisted"])

# Paths.
OUT = {"parent": "../x", "parent-inside": "data/../../x", "parent-backslash": "data/..\\..\\x", "absolute": "/etc/passwd",
       "home": "~/x", "home-user": "~root/x", "drive": "C:\\Windows\\x", "unc": "\\\\server\\share\\x", "long-unc": "\\\\?\\UNC\\s\\x",
       "variable": "%HomeDrive%\\x", "not-data": "bagit.txt"}
for n, p in OUT.items():
    bag(f"path-{n}", "a name that leads elsewhere on some system", version=DRAFT, manifest=adds(SHA + "  " + p), codes=["path"])
    peer = None
    if n in ("drive", "unc", "long-unc", "variable", "not-data", "parent-backslash"):
        peer = {"valid": True, "why": "the peer refuses a URL to fetch only for a name that climbs on its own system"}
    bag(f"fetch-path-{n}", "the same in fetch.txt", version=DRAFT, fetch=f"https://example.org/x - {p}\n", codes=["path"], peer=peer)
bag("path-dot", "a leading ./ was usual", manifest=lambda l: [l[0].replace("data/", "./data/")], warnings=["form"])
bag("path-asterisk", "md5sum writes an asterisk", version=DRAFT, manifest=lambda l: [l[0].replace("  data/", " *data/")], warnings=["form"])

# Names that systems hold differently.
bag("case-twice", "two spellings in one manifest, one file, one digest", version=DRAFT, manifest=adds(SHA + "  data/HELLO.txt"), warnings=["name"],
    peer={"valid": False, "why": "the peer takes names as they stand, on a system that tells case apart"})
bag("case-other", "the manifest has another case than the disk", listed={"data/HELLO.TXT": "data/hello.txt"}, codes=["missing", "unlisted"])
bag("normal-form", "the manifest has NFD, the disk NFC", files={"Núñez": "1"}, listed={"data/Nu\u0301n\u0303ez": "data/Núñez"}, warnings=["name"],
    peer={"valid": False, "why": "the peer finds the other normal form, and then opens the one that is listed"})
bag("normal-form-twice", "both normal forms in the manifest, one on the disk", version=DRAFT, files={"Núñez": "1"},
    listed={"data/Nu\u0301n\u0303ez": "data/Núñez", "data/Núñez": "data/Núñez"}, warnings=["name"],
    peer={"valid": False, "why": "the peer looks for two files"})
bag("normal-form-changed", "another normal form, and another content", files={"Núñez": "1"}, extra={"manifest-sha256.txt": SHA + "  data/Nu\u0301n\u0303ez\n"},
    codes=["missing", "unlisted"])
bag("system-files", "files that systems leave behind", files={".DS_Store": "", "Thumbs.db": "", "x": "1"}, warnings=["system"])

# fetch.txt.
bag("fetched", "what fetch.txt lists is there", fetch="https://example.org/hello.txt 6 data/hello.txt\n")
bag("unfetched", "what fetch.txt lists is not there: not complete", fetch="https://example.org/b - data/b\n",
    manifest=adds(SHA + "  data/b"), codes=["unfetched"])
bag("fetch-not-listed", "what is to be fetched must be in the manifests (2.2.3)", fetch="https://example.org/b 1 data/b\n", codes=["unfetched", "unlisted"],
    peer={"valid": True, "why": "the peer does not compare fetch.txt with the manifests"})
bag("fetch-form", "a line of fetch.txt has three parts", fetch="https://example.org/b data/hello.txt\n", codes=["form"])

with open("bags.json", "w", encoding="utf-8") as f:
    json.dump(BAGS, f, ensure_ascii=True, indent=1)
    f.write("\n")
print(len(BAGS), "bags")
