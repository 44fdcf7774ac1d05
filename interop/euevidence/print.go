package euevidence

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
)

// source is what the printed forms say about where their fields come from.
const source = "Manifest of electronic evidence sent or made available by other means than the decentralised IT system " +
	"(Regulation (EU) 2023/1543, Article 19(5); Commission Implementing Regulation (EU) 2025/1550, Annex). " +
	"The regulation prescribes no syntax as far as is known; this form is described in docs/spec/eu-manifest.md of Comity."

// row is a field as it is printed.
type row struct{ Label, Text string }

func (m *Manifest) rows() []row {
	out := []row{{"Sender", m.Sender}, {"Recipient", m.Recipient}, {"Order", m.Order}}
	if m.AvailableUntil == "" {
		return append(out, row{"Sent", m.At}, row{"By", m.Means})
	}
	out = append(out, row{"Made available", m.At}, row{"By", m.Means}, row{"To be fetched until", m.AvailableUntil + ", end of the day, UTC"})
	if m.Extension != "" {
		out = append(out, row{"Extended at the request", m.Extension})
	}
	return out
}

// Text is the manifest as plain text for print.
func (m *Manifest) Text() []byte {
	var b bytes.Buffer
	b.WriteString("MANIFEST OF ELECTRONIC EVIDENCE\n\n")
	for _, r := range m.rows() {
		fmt.Fprintf(&b, "%-24s %s\n", r.Label+":", r.Text)
	}
	fmt.Fprintf(&b, "%-24s %d, %d bytes\n", "Files:", len(m.Files), m.Octets())
	for i, f := range m.Files {
		fmt.Fprintf(&b, "\n%d. %s\n   %d bytes\n", i+1, f.Name, f.Size)
		for _, d := range f.Digests {
			fmt.Fprintf(&b, "   %s %s\n", d.Algorithm, d.Value)
		}
	}
	b.WriteString("\n" + folded(source, 100) + "\n")
	return b.Bytes()
}

// folded breaks a sentence into lines of at most so many characters.
func folded(s string, columns int) string {
	var lines []string
	line := ""
	for _, w := range strings.Fields(s) {
		if line != "" && len(line)+1+len(w) > columns {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + w)
	}
	return strings.Join(append(lines, line), "\n")
}

//go:embed manifest.html
var page string

var pageTemplate = template.Must(template.New("manifest").Parse(page))

// HTML is the manifest as one page for print, without scripts or anything to load.
func (m *Manifest) HTML() ([]byte, error) {
	var b bytes.Buffer
	err := pageTemplate.Execute(&b, map[string]any{"Rows": m.rows(), "Files": m.Files, "Octets": m.Octets(), "Source": source})
	return b.Bytes(), err
}
