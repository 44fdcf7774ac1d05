// The worker holds the check: Go's own glue stands above, the program comes in a
// message, and files are read slice by slice. It can be reached from the page
// alone, and can reach nothing.
let program;

async function ready(packed) {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

async function check({ request, paths, files }) {
  const reader = new FileReaderSync();
  const go = new Go();
  let answered = false;
  const block = new Uint8Array(4 << 20); // the same for all: what Go sees of a value it keeps for long
  self.comity = {
    request, paths, block,
    sizes: files.map((f) => f.size),
    read(file, at, n) {
      try {
        const data = new Uint8Array(reader.readAsArrayBuffer(files[file].slice(at, at + Math.min(n, block.length))));
        block.set(data);
        return data.length;
      } catch (e) {
        return `${paths[file]}: ${e.message || e.name}`;
      }
    },
    progress: (done, total) => postMessage({ progress: [done, total] }),
    records: (records) => postMessage({ records }),
    answer: (answer) => { answered = true; postMessage({ answer }); },
  };
  await go.run(await WebAssembly.instantiate(await program, go.importObject));
  if (!answered) postMessage({ failed: "the program ended without an answer" });
}

onmessage = ({ data }) => {
  if (data.wasm) {
    program = ready(data.wasm);
    program.catch(() => {}); // told when it is needed
    return;
  }
  check(data).catch((e) => postMessage({ failed: String(e.message || e) }));
};
