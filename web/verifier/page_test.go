package verifier

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io"
	"regexp"
	"strings"
	"testing"
)

func page(t *testing.T) string {
	t.Helper()
	p, err := Page([]byte("a program"), []byte("// glue"), "go1.0 <test>")
	if err != nil {
		t.Fatal(err)
	}
	return string(p)
}

// between cuts out what stands between two texts that are there once.
func between(t *testing.T, s, from, to string) string {
	t.Helper()
	_, rest, ok := strings.Cut(s, from)
	out, _, end := strings.Cut(rest, to)
	if !ok || !end || strings.Contains(rest, from) {
		t.Fatalf("%q … %q is not there just once", from, to)
	}
	return out
}

func TestThePolicyAllowsTheScriptAndNothingElse(t *testing.T) {
	p := page(t)
	policy := between(t, p, `http-equiv="Content-Security-Policy" content="`, `"`)
	for kind, text := range map[string]string{"script-src": between(t, p, "<script>", "</script>"), "style-src": between(t, p, "<style>", "</style>")} {
		h := sha256.Sum256([]byte(text))
		if want := kind + " 'sha256-" + base64.StdEncoding.EncodeToString(h[:]) + "'"; !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	for _, want := range []string{"default-src 'none'", "connect-src 'none'", "form-action 'none'", "base-uri 'none'"} {
		if !strings.Contains(policy, want) {
			t.Errorf("the policy lacks %s", want)
		}
	}
	for _, never := range []string{"unsafe-inline", "'unsafe-eval'", "http:", "https:", "data:", "*"} {
		if strings.Contains(policy, never) {
			t.Errorf("the policy holds %s", never)
		}
	}
	if strings.Index(p, "Content-Security-Policy") > strings.Index(p, "<style>") {
		t.Error("the policy comes after what it governs")
	}
}

func TestThePageNamesNoOtherPlace(t *testing.T) {
	p := page(t)
	for _, bad := range []string{"{{", "<link", "<iframe", "<img", " src=", "@import", "url(", "innerHTML", "XMLHttpRequest", "WebSocket", "sendBeacon", "localStorage", "document.cookie", " style=\""} {
		if strings.Contains(p, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	for _, a := range regexp.MustCompile(`https?://[^\s"'<)]*`).FindAllString(p, -1) {
		if a != "http://www.w3.org/2000/svg" {
			t.Errorf("the page holds the address %s", a)
		}
	}
}

func TestTheProgramComesBackOut(t *testing.T) {
	text := between(t, page(t), `<script type="text/plain" id="wasm">`, "</script>")
	raw, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(z)
	if err != nil || string(got) != "a program" {
		t.Errorf("%q: %v", got, err)
	}
	if !z.ModTime.IsZero() || z.Name != "" {
		t.Errorf("the packed program has a time or a name: %v %q", z.ModTime, z.Name)
	}
}

func TestGlueThatWouldEndItsElement(t *testing.T) {
	for _, glue := range []string{"'</script>'", "// <!-- ", "'</SCRIPT'"} {
		if _, err := Page(nil, []byte(glue), "go"); err == nil {
			t.Errorf("%s was taken", glue)
		}
	}
}

func TestTheToolIsEscaped(t *testing.T) {
	if !strings.Contains(page(t), "go1.0 &lt;test&gt;") {
		t.Error("the name of the tool stands in the page as it is")
	}
}

func TestByHandInEveryLanguage(t *testing.T) {
	p := between(t, page(t), "<noscript>", "</noscript>")
	for _, l := range Languages() {
		if !strings.Contains(p, `lang="`+l+`"`) {
			t.Errorf("nothing in %s", l)
		}
	}
	if n := strings.Count(p, "sha256sum -c parts-sha256.txt"); n != len(Languages()) {
		t.Errorf("the command for the parts stands there %d times", n)
	}
	if !strings.Contains(p, `lang="ar" dir="rtl"`) {
		t.Error("Arabic does not run from the right")
	}
}
