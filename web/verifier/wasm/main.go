//go:build js && wasm

// Command wasm is the check inside the page of the verifier. The worker puts an
// object "comity" into its global scope and starts the program, which reads the
// request from there, answers once and ends:
//
//	request   the request of package check, as JSON
//	paths     the names of the files
//	sizes     their sizes in bytes
//	block     a Uint8Array
//	read      (file, at, n) reads into the block => how many bytes, or a text that says why not
//	progress  (done, total)
//	records   (JSON array)
//	answer    (JSON)
package main

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"syscall/js"
	"time"

	"github.com/comity-dev/comity/web/verifier/check"
)

func main() {
	host := host{js.Global().Get("comity")}
	var a check.Answer
	var q check.Request
	err := json.Unmarshal([]byte(host.Get("request").String()), &q)
	if err == nil {
		var bundle fs.FS
		if bundle, err = check.Files(host.files(), host.read); err == nil {
			a = check.Run(context.Background(), bundle, q, &page{host: host})
		}
	}
	if err != nil {
		a.Problem = &check.Problem{Field: check.FieldBundle, Code: "unreadable", Text: err.Error(), Args: []string{err.Error()}}
	}
	out, err := json.Marshal(a)
	if err != nil {
		panic(err) // the types hold nothing that JSON does not
	}
	host.Call("answer", string(out))
}

// host is the worker.
type host struct{ js.Value }

func (h host) files() []check.File {
	paths, sizes := h.Get("paths"), h.Get("sizes")
	out := make([]check.File, paths.Length())
	for i := range out {
		out[i] = check.File{Path: paths.Index(i).String(), Size: int64(sizes.Index(i).Float())}
	}
	return out
}

func (h host) read(file int, p []byte, at int64) (int, error) {
	n := h.Call("read", file, float64(at), len(p))
	if n.Type() == js.TypeString {
		return 0, errors.New(n.String())
	}
	return js.CopyBytesToGo(p[:n.Int()], h.Get("block")), nil
}

// page passes on what a check tells, the progress not more often than it can be
// seen.
type page struct {
	host host
	last time.Time
	next int64
}

const (
	every = 100 * time.Millisecond
	step  = 1 << 20 // bytes between two looks at the clock
)

func (p *page) Progress(done, total int64) {
	if done < p.next && done != total {
		return
	}
	p.next = done + step
	if now := time.Now(); now.Sub(p.last) >= every || done == total {
		p.last = now
		p.host.Call("progress", float64(done), float64(total))
	}
}

func (p *page) Records(list json.RawMessage) { p.host.Call("records", string(list)) }
