// The check runs in a worker of its own. The worker is made from this page, does
// one check and is thrown away with all that it held: also the key.
let worker = null;

function packed() {
  const text = atob(byId("wasm").textContent.trim());
  return Uint8Array.from(text, (c) => c.charCodeAt(0));
}

// warm starts a worker, which begins to make the program ready.
function warm() {
  const source = new Blob([byId("worker").textContent], { type: "text/javascript" });
  const address = URL.createObjectURL(source);
  worker = new Worker(address);
  URL.revokeObjectURL(address);
  const wasm = packed();
  worker.postMessage({ wasm }, [wasm.buffer]);
}

// check gives the answer and the records, or null if it was cancelled.
function check(files, request, progress) {
  if (!worker) warm();
  const mine = worker;
  return new Promise((done) => {
    const records = [];
    const end = (answer) => {
      mine.terminate();
      worker = null;
      done(answer && { answer, records });
    };
    stopCheck = () => end(null);
    mine.onmessage = ({ data }) => {
      if (data.progress) progress(...data.progress);
      if (data.records) for (const r of JSON.parse(data.records)) records.push(r);
      if (data.answer) end(JSON.parse(data.answer));
      if (data.failed) end({ problem: { field: "bundle", code: "failed", text: data.failed, args: [data.failed] } });
    };
    mine.onerror = (e) => end({ problem: { field: "bundle", code: "failed", text: e.message, args: [e.message ?? ""] } });
    mine.postMessage({ request: JSON.stringify(request), paths: files.map((f) => f.path), files: files.map((f) => f.file) });
  });
}

let stopCheck = () => {};

// pacer tells how far a check has come: often to the eye, seldom to the ear.
function pacer() {
  const start = performance.now();
  let spoken = start;
  return (done, total) => {
    const now = performance.now(), seconds = (now - start) / 1000;
    byId("bar").value = total ? done / total : 0;
    const rate = done / Math.max(seconds, 0.001);
    const line = say("pace", { done: octets(done), total: octets(total), rate: octets(rate, "-per-second"), left: span((total - done) / Math.max(rate, 1)) });
    byId("pace").textContent = line;
    if (now - spoken > 10000) { spoken = now; byId("spoken").textContent = line; }
  };
}
