"""Compares claims with other programs; containers.sh starts it.

Everything is made here, by those programs: images of many forms, some damaged;
archives; mail. comity seals all of it, and the records are read from the opened
bundle. What ewfverify, zipfile and dkimpy say of each file must be in its record.
"""
import json, os, pathlib, random, re, subprocess, sys, tempfile, zipfile

import dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

COMITY = sys.argv[1]
rnd = random.Random(17)
passed = failed = 0


def result(name, ok, why=""):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    if not ok:
        print(f"FAILED {name}: {why}")


def run(*args, **more):
    return subprocess.run([str(a) for a in args], capture_output=True, **more)


def content(size):
    """Some that packs well, some that does not, some that is empty."""
    kinds = [lambda n: bytes(n), lambda n: rnd.randbytes(n), lambda n: (b"sector %d " % n * n)[:n]]
    out = b""
    while len(out) < size:
        out += rnd.choice(kinds)(rnd.randrange(512, 200_000))
    return out[:size]


def image(folder, name, data, form, compression, chunk, segment=None):
    args = ["ewfacquirestream", "-q", "-t", folder / name, "-f", form, "-c", compression, "-b", chunk, "-d", "sha1",
            "-C", "1", "-D", "d", "-e", "e", "-E", "1", "-N", "n", "-m", "fixed", "-M", "logical"]
    r = run(*args, *(["-S", segment] if segment else []), input=data)
    result(f"make {name}", r.returncode == 0, r.stderr)


def images(folder):
    sizes = [512, 32768, 32768 * 3 + 512, 1_000_448]
    for form in ("ftk", "encase2", "encase3", "encase5", "encase6", "encase7", "linen6"):
        for compression in ("none", "empty-block", "best"):
            image(folder, f"{form}-{compression}", content(rnd.choice(sizes)), form, compression, rnd.choice([16, 64, 1024]))
    image(folder, "many", content(5_000_192), "encase6", "none", 64, 1 << 20)
    image(folder, "odd", content(1000), "encase6", "best", 64)
    image(folder, "none", b"", "encase6", "best", 64)
    for i in range(10):  # one bit changed in the data
        name = f"bit{i}"
        image(folder, name, rnd.randbytes(50_000).ljust(100_352, b"x"), "encase6", "best", 64)
        path = folder / f"{name}.E01"
        data = bytearray(path.read_bytes())
        data[rnd.randrange(2000, len(data) - 1500)] ^= 1 << rnd.randrange(8)
        path.write_bytes(data)


def ewfverify(first):
    """Stored digests, and whether the peer finds them true."""
    r = run("ewfverify", "-q", "-d", "sha1", first, text=True)
    stored = {m[0].lower(): m[1] for m in re.findall(r"(MD5|SHA1) hash stored in file:\s+([0-9a-f]+)", r.stdout)}
    return stored, "SUCCESS" in r.stdout


def check_images(folder, records):
    for first in sorted(folder.glob("*.E01")):
        segments = sorted(folder.glob(first.stem + ".E*"))
        record = records["images/" + segments[-1].name]
        stored, ok = ewfverify(first)
        claims = [c for c in record.get("claimed", []) if c["by"].startswith("E01")]
        found = {c["algorithm"]: c["value"] for c in claims}
        matches = bool(claims) and all(c["result"] == "matches" for c in claims)
        result(f"{first.stem}: digests", found == stored or not ok and stored == {}, f"{found}, ewfverify {stored}")
        result(f"{first.stem}: verdict", matches == (ok and bool(stored)), f"{claims}, ewfverify {ok} {stored}")


def archives(folder):
    for i in range(20):
        path = folder / f"{i}.zip"
        with zipfile.ZipFile(path, "w", rnd.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])) as z:
            for j in range(rnd.randrange(1, 5)):
                with z.open(f"файл {j}.txt", "w", force_zip64=i % 2 == 0) as f:
                    f.write(content(rnd.randrange(0, 5000)) if i % 3 else b"x" * 1000)
        if i >= 10:  # one bit changed, in the data of the first member
            data = bytearray(path.read_bytes())
            at = rnd.randrange(80, 200)
            data[at] ^= 1 << rnd.randrange(8)
            path.write_bytes(data)


def check_archives(folder, records):
    for path in sorted(folder.glob("*.zip")):
        claims = [c for c in records["archives/" + path.name].get("claimed", []) if c["by"].startswith("ZIP")]
        try:
            with zipfile.ZipFile(path) as z:
                bad, infos = z.testzip(), z.infolist()
        except Exception:  # zlib's own errors too
            bad, infos = "?", zipfile.ZipFile(path).infolist()
        result(f"{path.name}: members", sorted(c["value"] for c in claims) == sorted(f"{i.CRC:08x}" for i in infos), f"{claims}")
        result(f"{path.name}: verdict", all(c["result"] == "matches" for c in claims) == (bad is None), f"{claims}, zipfile {bad}")


def mail(folder):
    key = rsa.generate_private_key(65537, 2048)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    words = [b"a", b"bc ", b" ", b"  ", b"\t", b"\r\n", b"\r\n", "слово".encode(), b"x" * 70]
    for i in range(60):
        body = b"".join(rnd.choice(words) for _ in range(rnd.randrange(40)))
        if body.endswith((b" ", b"\t")):  # mail is sent in whole lines; dkimpy keeps white space at the end of a last one that is not
            body += b"\r\n"
        message = b"From: a@example.org\r\nSubject: x\r\n\r\n" + body
        signature = dkim.sign(message, b"s", b"example.org", pem, canonicalize=(b"relaxed", rnd.choice([b"simple", b"relaxed"])),
                              include_headers=[b"from"], length=rnd.random() < 0.3)
        if i % 3 == 0:
            message += b"more\r\n"
        (folder / f"{i}.eml").write_bytes(signature + message)
    public = key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return b"v=DKIM1; k=rsa; p=" + b"".join(public.splitlines()[1:-1])


def check_mail(folder, records, txt):
    for path in sorted(folder.glob("*.eml")):
        claims = records["mail/" + path.name].get("claimed", [])
        ok = dkim.verify(path.read_bytes(), dnsfunc=lambda *_, **__: txt)
        result(path.name, [c["result"] for c in claims] == ["matches" if ok else "differs"], f"{claims}, dkimpy {ok}")


def seal(tmp, source):
    for role, kind in (("signer", "office"), ("reader", "me")):
        r = run(COMITY, "evidence", "keygen", role, tmp / f"{kind}.key", "--no-passphrase")
        (tmp / f"{kind}.pub").write_bytes(r.stdout)
    for args in (["seal", source, "--out", tmp / "bundle", "--key", tmp / "office.key", "--to", tmp / "me.pub", "--origin", "x", "--basis", "x", "--collector", "x"],
                 ["open", tmp / "bundle", "--into", tmp / "opened", "--key", tmp / "me.key", "--signer", tmp / "office.pub"]):
        r = run(COMITY, "evidence", *args, text=True)
        result(args[0], r.returncode == 0, r.stderr)
    lines = (tmp / "opened" / "records.jsonl").read_text("utf-8").splitlines()
    return {r["name"]: r for r in map(json.loads, lines)}


with tempfile.TemporaryDirectory() as t:
    tmp = pathlib.Path(t)
    kinds = {k: tmp / "exhibits" / k for k in ("images", "archives", "mail")}
    for folder in kinds.values():
        folder.mkdir(parents=True)
    images(kinds["images"])
    archives(kinds["archives"])
    txt = mail(kinds["mail"])
    records = seal(tmp, tmp / "exhibits")
    check_images(kinds["images"], records)
    check_archives(kinds["archives"], records)
    check_mail(kinds["mail"], records, txt)
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0 or passed == 0)
