package evidence

import (
	"archive/tar"
	"crypto/sha256"
	"crypto/sha512"
	_ "embed"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"
	"time"
)

// The files of a bag, in the order in which they stand in the archive. The
// manifests come after what they list, so that one pass is enough.
const (
	readmeName  = "READ-ME-FIRST.txt"
	infoName    = "bag-info.txt"
	bagitName   = "bagit.txt"
	dataFolder  = "data/"
	recordsName = "records.jsonl"

	custodyFolder   = "custody/"           // optional
	sourceFolder    = "source/"            // optional
	descriptionName = "description.jsonld" // optional

	bagitText  = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
	maxTagFile = 1 << 20 // of those before data/
)

func manifestName(digest string) string    { return "manifest-" + digest + ".txt" }
func tagManifestName(digest string) string { return "tagmanifest-" + digest + ".txt" }

//go:embed readme.txt
var readme string

// the date of every file in the archive; tar warns of 1970
var tarTime = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

func tarHeader(name string, size int64) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o644, ModTime: tarTime}
}

// info is bag-info.txt.
type info struct {
	id, reference, organisation, date string
	octets, exhibits                  int64
}

func (i *info) text() string {
	var b strings.Builder
	line := func(label, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", label, value)
		}
	}
	line("Bagging-Date", i.date)
	line("External-Identifier", i.id)
	line("Internal-Sender-Identifier", i.reference)
	line("Payload-Oxum", fmt.Sprintf("%d.%d", i.octets, i.exhibits))
	line("Source-Organization", i.organisation)
	return b.String()
}

// parseInfo reads bag-info.txt in its one form.
func parseInfo(text string) (*info, error) {
	i := new(info)
	for line := range strings.Lines(text) {
		label, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if !ok {
			return nil, fmt.Errorf("the line %q has no label", line)
		}
		var err error
		switch label {
		case "Bagging-Date":
			i.date = value
		case "External-Identifier":
			i.id = value
		case "Internal-Sender-Identifier":
			i.reference = value
		case "Source-Organization":
			i.organisation = value
		case "Payload-Oxum":
			i.octets, i.exhibits, err = parseOxum(value)
		default:
			err = fmt.Errorf("the label %q is not known", label)
		}
		if err != nil {
			return nil, err
		}
	}
	if i.text() != text {
		return nil, fmt.Errorf("it is not in the one form that it has")
	}
	return i, nil
}

func parseOxum(s string) (octets, count int64, err error) {
	a, b, _ := strings.Cut(s, ".")
	if octets, err = strconv.ParseInt(a, 10, 64); err == nil {
		count, err = strconv.ParseInt(b, 10, 64)
	}
	if err != nil || octets < 0 || count < 0 {
		return 0, 0, fmt.Errorf("the Payload-Oxum %q is not two whole numbers with a dot", s)
	}
	return octets, count, nil
}

// digests are hashes of one file, in the order of the statement.
type digests []hash.Hash

func newDigests(names []string) digests {
	var d digests
	for _, n := range names {
		if n == "sha512" {
			d = append(d, sha512.New())
		} else {
			d = append(d, sha256.New())
		}
	}
	return d
}

func (d digests) Write(p []byte) (int, error) {
	for _, h := range d {
		_, _ = h.Write(p) // a hash does not fail
	}
	return len(p), nil
}

// take gives the digests in hex and starts anew.
func (d digests) take() []string {
	out := make([]string, len(d))
	for i, h := range d {
		out[i] = hex.EncodeToString(h.Sum(nil))
		h.Reset()
	}
	return out
}

func manifestLine(digest, name string) string { return digest + "  " + name + "\n" }

// parseManifestLine reads a line in the form that sha256sum has too. The name is
// still to be checked.
func parseManifestLine(line string) (digest, name string, err error) {
	digest, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
	if _, e := hex.DecodeString(digest); !ok || e != nil || len(digest) != 64 && len(digest) != 128 || strings.ToLower(digest) != digest {
		return "", "", fmt.Errorf("it is not a digest, two spaces and a name")
	}
	path, ok := strings.CutPrefix(name, dataFolder)
	if !ok {
		return "", "", fmt.Errorf("%q is not below data/", name)
	}
	return digest, path, nil
}

// counter counts what passes.
type counter struct {
	w io.Writer
	n int64
}

func (c *counter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
