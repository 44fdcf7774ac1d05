// Package verifier makes the page with which anyone can check a bundle of
// evidence offline: one HTML file with everything in it, the rooms of evidence
// and custody compiled to WebAssembly among it. docs/guide/verifier-page.md says
// how it is used, rebuilt and compared.
//
// The page stands on three things. What it checks is done by package check, in a
// worker, so that large bundles freeze nothing. What it says stands in the
// catalogues of words/, one a language. What it may do is in its own content
// security policy: run the one script whose digest stands there, and no
// connection of any kind.
//
// [Page] is deterministic: the same program and glue give the same bytes.
package verifier

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"strings"
)

//go:embed page.html style.css worker.js script words
var sources embed.FS

// Languages are those of the page, in the order in which it names them without a
// script.
func Languages() []string { return []string{"ar", "zh", "en", "fr", "ru", "es"} }

// Page puts the page together from the program, web/verifier/wasm compiled, and
// the glue that the same Go tool chain brings for it, wasm_exec.js. The tool is
// named in the page.
func Page(program, glue []byte, tool string) ([]byte, error) {
	shell, err := sources.ReadFile("page.html")
	if err != nil {
		return nil, err
	}
	style, script, worker, err := codes(glue)
	if err != nil {
		return nil, err
	}
	catalogues, err := catalogues()
	if err != nil {
		return nil, err
	}
	words, err := json.Marshal(catalogues)
	if err != nil {
		return nil, err
	}
	packed, err := pack(program)
	if err != nil {
		return nil, err
	}
	parts := strings.NewReplacer(
		"{{policy}}", policy(script, style),
		"{{generator}}", html.EscapeString("comity web/verifier, "+tool),
		"{{style}}", style,
		"{{noscript}}", byHand(catalogues),
		"{{words}}", string(words),
		"{{worker}}", worker,
		"{{wasm}}", packed,
		"{{script}}", script)
	return []byte(parts.Replace(string(shell))), nil
}

// policy lets the page run its own script and style and nothing else, and lets
// it reach nobody: no connection, picture, font, form or frame.
func policy(script, style string) string {
	return "default-src 'none'; script-src '" + digest(script) + "' 'wasm-unsafe-eval'; style-src '" + digest(style) +
		"'; worker-src blob:; connect-src 'none'; form-action 'none'; base-uri 'none'"
}

func digest(text string) string {
	h := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(h[:])
}

// codes gives what stands inside elements, and sees that none can end its own.
func codes(glue []byte) (style, script, worker string, err error) {
	css, err := sources.ReadFile("style.css")
	if err != nil {
		return "", "", "", err
	}
	own, err := sources.ReadFile("worker.js")
	if err != nil {
		return "", "", "", err
	}
	b := bytes.NewBufferString("\"use strict\";\n")
	names, err := fs.Glob(sources, "script/*.js") // sorted
	if err != nil {
		return "", "", "", err
	}
	for _, n := range names {
		js, err := sources.ReadFile(n)
		if err != nil {
			return "", "", "", err
		}
		b.Write(js)
	}
	style, script, worker = string(css), b.String(), string(glue)+"\n"+string(own)
	for _, s := range []string{style, script, worker} {
		if low := strings.ToLower(s); strings.Contains(low, "</s") || strings.Contains(low, "<!--") {
			return "", "", "", fmt.Errorf("a style or a script holds what would end its element in the page")
		}
	}
	return style, script, worker, nil
}

// pack compresses without a name or a time, so that it comes out the same.
func pack(program []byte) (string, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return "", err
	}
	if _, err := z.Write(program); err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// byHand says in every language how to check with common programs: for those
// whose browser runs no script.
func byHand(c map[string]Catalogue) string {
	var b strings.Builder
	for _, l := range Languages() {
		dir := "ltr"
		if l == "ar" {
			dir = "rtl"
		}
		say := func(code string) string { return html.EscapeString(c[l]["hand"][code].Text) }
		fmt.Fprintf(&b, "<section class=\"hand\" lang=%q dir=%q><h2>%s</h2>\n", l, dir, say("title"))
		for _, step := range [][2]string{
			{"parts", "sha256sum -c parts-sha256.txt"},
			{"open", "for p in part-*.age; do age -d -i me.key \"$p\"; done | tar -x"},
			{"content", "sha256sum -c manifest-sha256.txt"},
			{"signature", ""}} {
			fmt.Fprintf(&b, "<p>%s</p>\n", say(step[0]))
			if step[1] != "" {
				fmt.Fprintf(&b, "<code dir=\"ltr\">%s</code>\n", html.EscapeString(step[1]))
			}
		}
		b.WriteString("</section>\n")
	}
	return b.String()
}
