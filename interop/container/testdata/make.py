"""Archives, AFF4 volumes and signed mail; make.sh starts it."""
import hashlib, io, zipfile, dkim
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

DATE = (2026, 11, 23, 12, 0, 0)


def archive(name, files, comment=b"", zip64=False, patch=None):
    b = io.BytesIO()
    with zipfile.ZipFile(b, "w", zipfile.ZIP_DEFLATED) as z:
        z.comment = comment
        for n, data in files.items():
            with z.open(zipfile.ZipInfo(n, DATE), "w", force_zip64=zip64) as f:
                f.write(data)
    data = b.getvalue()
    open(name, "wb").write(patch(data) if patch else data)


def flip_crc(data):
    """Another CRC-32 for the last member in the list of members."""
    at = data.rindex(b"PK\x01\x02") + 16
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]


def encrypted(data):
    """The flag of encryption for the last member."""
    at = data.rindex(b"PK\x01\x02") + 8
    return data[:at] + bytes([data[at] | 1]) + data[at + 1:]


text = "".join(f"line {i}\n" for i in range(200)).encode()
archive("good.zip", {"a.txt": text, "folder/": b"", "folder/б.txt": b"", "c.bin": bytes(1000)})
archive("zip64.zip", {"a.txt": text}, zip64=True)
archive("crc.zip", {"a.txt": text, "b.txt": text[:50]}, patch=flip_crc)
archive("locked.zip", {"a.txt": text, "b.txt": text[:50]}, patch=encrypted)

VOLUME = "aff4://11111111-2222-3333-4444-555555555555"
TURTLE = f"""@prefix aff4: <http://aff4.org/Schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
# a file that is one member
<{VOLUME}/notes/мемо.txt> a aff4:FileImage, aff4:Image, aff4:zip_segment ;
    aff4:hash "{hashlib.md5(text).hexdigest()}"^^aff4:MD5,
        "{'0' * 40}"^^aff4:SHA1 ;
    aff4:originalFileName "./notes; \\"мемо\\".txt"@ru ;
    aff4:size {len(text)} ;
    aff4:stored <{VOLUME}> .

<aff4://aaaaaaaa-0000-0000-0000-000000000000/blockhash.sha512>
    a aff4:BlockHashes ; aff4:hash "{'ab' * 64}"^^aff4:SHA512 .

<aff4://aaaaaaaa-0000-0000-0000-000000000000> a aff4:ImageStream ;
    aff4:chunkSize "32768"^^xsd:int ;
    aff4:compressionMethod <http://code.google.com/p/snappy/> ;
    aff4:hash "{hashlib.sha256(b'x').hexdigest().upper()}"^^aff4:SHA256 ;
    aff4:stored <{VOLUME}> .
"""
aff4 = {"container.description": VOLUME.encode(), "version.txt": b"major=1\nminor=1\ntool=test\n", "notes/мемо.txt": text}
archive("volume.aff4", aff4 | {"information.turtle": TURTLE.encode()}, VOLUME.encode())
archive("broken.aff4", aff4 | {"information.turtle": TURTLE.encode()[:700]}, VOLUME.encode())

key = rsa.generate_private_key(65537, 2048).private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
BODIES = {
    "empty": b"",
    "lines": b"\r\n\r\n \r\n",
    "white": b"one  two \t three  \r\n\r\n\r\n  x\t\r\n \r\n\r\n",
    "open": b"no end of the line",
    "text": "Привет,\r\n\r\nобразец во вложении.\r\n".encode(),
}
for name, body in BODIES.items():
    for form in (b"simple", b"relaxed"):
        message = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: " + name.encode() + b"\r\nDate: Mon, 23 Nov 2026 12:00:00 +0000\r\n\r\n" + body
        signature = dkim.sign(message, b"sel", b"example.org", key, canonicalize=(b"relaxed", form), include_headers=[b"from", b"subject"],
                              length=name == "text" and form == b"simple")
        open(f"{name}-{form.decode()}.eml", "wb").write(signature + message)
