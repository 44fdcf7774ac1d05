// Files: what was chosen or dropped, as one bundle with names from its folder.
const sealName = "seal.dsse.json";

// fromInput reads a file input; a chosen folder gives paths that begin with it.
function fromInput(input) { return [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file })); }

// fromDrop walks what was dropped. Handles work where a page from a file may not
// follow entries; entries work where there are no handles.
async function fromDrop(transfer) {
  const items = [...transfer.items].filter((i) => i.kind === "file");
  const plain = [...transfer.files];
  const entries = items.map((i) => (i.getAsFileSystemHandle ? i.getAsFileSystemHandle() : i.webkitGetAsEntry?.()));
  const out = [];
  for (const [i, waiting] of entries.entries()) {
    const e = await waiting;
    if (e) await (e.kind ? walkHandle(e, "", out) : walkEntry(e, "", out));
    else if (plain[i]) out.push({ path: plain[i].name, file: plain[i] });
  }
  return out;
}

async function walkHandle(handle, prefix, out) {
  if (handle.kind === "file") {
    out.push({ path: prefix + handle.name, file: await handle.getFile() });
    return;
  }
  for await (const child of handle.values()) await walkHandle(child, prefix + handle.name + "/", out);
}

async function walkEntry(entry, prefix, out) {
  if (entry.isFile) {
    out.push({ path: prefix + entry.name, file: await new Promise((yes, no) => entry.file(yes, no)) });
    return;
  }
  const reader = entry.createReader();
  for (;;) { // a reading gives some, and nothing at the end
    const some = await new Promise((yes, no) => reader.readEntries(yes, no));
    if (!some.length) return;
    for (const child of some) await walkEntry(child, prefix + entry.name + "/", out);
  }
}

// bundleOf finds the folder of the bundle: the one highest up that holds a seal,
// or, if there is no seal at all, the parts. It gives the files below it and the
// number of those left out, or the code of a mistake.
function bundleOf(list) {
  if (!list.length) return { mistake: "no-files" };
  const depth = (p) => p.split("/").length;
  for (const mark of [(n) => n === sealName, (n) => /^part-\d{8}\.age$/.test(n) || n === "bagit.txt"]) {
    const homes = new Set(list.filter((f) => mark(f.path.split("/").pop())).map((f) => f.path.split("/").slice(0, -1).join("/")));
    if (!homes.size) continue;
    const sorted = [...homes].sort((a, b) => depth(a) - depth(b));
    const [home, second] = sorted;
    if (second !== undefined && home !== "" && depth(home) === depth(second)) return { mistake: "two-bundles" };
    const start = home === "" ? "" : home + "/";
    const files = list.filter((f) => f.path.startsWith(start)).map((f) => ({ path: f.path.slice(start.length), file: f.file }));
    return { name: home.split("/").pop(), files, left: list.length - files.length, opened: files.some((f) => f.path === "bagit.txt") };
  }
  return { mistake: "no-bundle" };
}
