"""Compares comity with bagit-python; bagit.sh starts it.

Three things: each bag of the vectors, each bag of the conformance suite if there
is a copy, and bundles that comity sealed and opened, which are bags. Every
disagreement must be explained, and every explained one must be there still.
"""
import base64, json, logging, os, pathlib, subprocess, sys, tempfile

import bagit

COMITY, VECTORS, SUITE = sys.argv[1:4]
logging.disable(logging.CRITICAL)

# Bags of the suite about which the two do not agree: what the peer says, and why.
SUITE_DIFFERS = {
    "v0.97/warning/duplicate-file-with-different-case": (False, "the peer takes names as they stand, on a system that tells case apart"),
    "v0.97/warning/same-filename-listed-twice-with-different-normalization": (False, "the peer looks for two files"),
    "v0.97/windows-only/out-of-scope-file-paths-using-absolute-path-for-fetch": (True, "the peer judges names by its own system; ours travel"),
    "v0.97/windows-only/out-of-scope-file-paths-using-shortcut-for-fetch": (True, "the same"),
    "v0.97/windows-only/out-of-scope-file-paths-using-unc-for-fetch": (True, "the same"),
    "v1.0/invalid/bagit-with-invalid-whitespace": (True, "the peer takes spaces before the colon, which the suite forbids"),
}

# Names as they come from everywhere; comity makes them portable where it must.
NAMES = {
    "arabic": "مستند/دليل رقم ١.txt", "chinese": "证据/硬盘镜像.bin", "cyrillic": "доказательство/файл №1.txt", "devanagari": "साक्ष्य/फ़ाइल.txt",
    "ethiopic": "ማስረጃ.txt", "georgian": "მტკიცებულება.txt", "greek": "ΑΠΟΔΕΙΞΗ/αρχείο.txt", "hebrew": "ראיה.txt", "japanese": "証拠/ファイル.txt",
    "khmer": "ភស្តុតាង.txt", "korean": "증거/파일.txt", "latin": "preuve/é à ü ß ø.txt", "nfd": "Nu\u0301n\u0303ez.txt", "tamil": "சான்று.txt", "thai": "หลักฐาน.txt",
    "vietnamese": "bằng chứng.txt", "emoji": "👁‍🗨.txt", "spaces": "a b/c  d.txt", "percent": "100%25 %7E.txt", "line-feed": "line\nfeed.txt",
    "windows": "con.txt", "colon": "12:30.txt", "backslash": "a\\b.txt", "dot": "trailing./x .", "tilde": "~root/~x", "dash": "-rf", "hidden": ".hidden/.x",
    "quotes": "'\"`$(x).txt", "long": "x" * 200 + ".txt", "manifest": "manifest-sha256.txt", "data": "data/data/data",
}

passed = failed = 0


def result(name, ok, why=""):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    if not ok:
        print(f"FAILED {name}: {why}")


def peer(folder):
    try:
        bagit.Bag(str(folder)).validate()
        return True, ""
    except Exception as e:  # besides BagError, it fails on some bags that are not valid
        return False, repr(e)


def run(*args):
    return subprocess.run([COMITY, *map(str, args)], capture_output=True, text=True)


def ours(folder):
    r = run("evidence", "import", "bag", folder, "--json")
    if r.returncode not in (0, 1):
        return None, r.stderr
    return json.loads(r.stdout)["valid"], r.stdout


def write(folder, files):
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict) and "link" in content:
            path.symlink_to(content["link"])
        else:
            path.write_bytes(content.encode() if isinstance(content, str) else base64.b64decode(content["base64"]))


def compare(name, folder, want, explained):
    """explained: the verdict of the peer and why, if it differs from want."""
    mine, detail = ours(folder)
    result(f"{name}, ours", mine == want, f"{mine}, want {want}: {detail}")
    theirs, detail = peer(folder)
    expected = explained[0] if explained else want
    result(f"{name}, bagit-python", theirs == expected, f"{theirs}, want {expected}: {detail}")
    if explained:
        print(f"differs: {name}: ours {want}, bagit-python {theirs}: {explained[1]}")


def vectors(tmp):
    for v in json.loads(pathlib.Path(VECTORS).read_text("utf-8")):
        folder = tmp / "vectors" / v["name"]
        folder.mkdir(parents=True)
        write(folder, v["files"])
        p = v.get("peer")
        compare(v["name"], folder, v["valid"], (p["valid"], p["why"]) if p else None)


def suite():
    if not SUITE:
        print("COMITY_BAGIT_SUITE is not set: the conformance suite was not compared")
        return
    for folder in sorted(p.parent for p in pathlib.Path(SUITE).glob("v*/*/*/data")):
        name = folder.relative_to(SUITE).as_posix()
        want = name.split("/")[1] in ("valid", "warning") and not name.endswith("/special-system-files")  # .DS_Store is not in the suite
        compare(name, folder, want, SUITE_DIFFERS.get(name))


def sealed(tmp):
    for role, kind in (("signer", "office"), ("reader", "me")):
        r = run("evidence", "keygen", role, tmp / f"{kind}.key", "--no-passphrase")
        result(f"keygen {role}", r.returncode == 0, r.stderr)
        (tmp / f"{kind}.pub").write_text(r.stdout)
    sets = {name: {path: f"content of {name}"} for name, path in NAMES.items()}
    sets["everything"] = {path: name * 1000 for name, path in NAMES.items() if name != "data"} | {"empty": "", "folder/empty": ""}
    sets["empty files"] = {"a": "", "b/c": "", "b/d": ""}
    sets["no files"] = {}
    for name, files in sets.items():
        source = tmp / "exhibits" / name
        source.mkdir(parents=True)
        write(source, files)
        for more in ([], ["--sha512"]):
            roundtrip(tmp, name, source, len(files), more)


def roundtrip(tmp, name, source, count, more):
    name = " ".join(["sealed", name, *more])
    bundle, opened = tmp / "bundles" / name, tmp / "opened" / name
    bundle.parent.mkdir(exist_ok=True)
    opened.parent.mkdir(exist_ok=True)
    r = run("evidence", "seal", source, "--out", bundle, "--key", tmp / "office.key", "--to", tmp / "me.pub",
            "--origin", "x", "--basis", "x", "--collector", "x", "--reference", "Дело № 7", *more)
    if r.returncode == 0:
        r = run("evidence", "open", bundle, "--into", opened, "--key", tmp / "me.key", "--signer", tmp / "office.pub")
    if r.returncode != 0:
        result(name, False, r.stderr)
        return
    compare(name, opened, True, None)
    found = len(list(bagit.Bag(str(opened)).payload_files()))
    result(f"{name}, files", found == count, f"{found}, want {count}")


with tempfile.TemporaryDirectory() as t:
    vectors(pathlib.Path(t))
    suite()
    sealed(pathlib.Path(t))
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0 or passed == 0)
