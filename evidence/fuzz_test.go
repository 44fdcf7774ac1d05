package evidence

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

// What a parser takes, it takes in one form only.
func FuzzParseRecord(f *testing.F) {
	data, err := os.ReadFile("testdata/opened/records.jsonl")
	if err != nil {
		f.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		f.Add(bytes.TrimSuffix(line, []byte("\n")))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		r, err := ParseRecord(line)
		if err != nil {
			return
		}
		if again, err := r.line(); err != nil || !bytes.Equal(again, line) {
			t.Fatalf("%q comes back as %q, %v", line, again, err)
		}
	})
}

func FuzzParseSeal(f *testing.F) {
	data, err := os.ReadFile("testdata/bundle/" + SealName)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, changed []byte) {
		if _, _, err := ParseSeal(t.Context(), changed); err == nil && !bytes.Equal(changed, data) {
			t.Fatalf("a second seal: %q", changed) // nobody guesses a signature
		}
	})
}

func FuzzParseStatement(f *testing.F) {
	k := sealed(f, small, nil)
	text, err := canonical(k.st)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := ParseStatement(data)
		if err != nil {
			return
		}
		if again, err := canonical(s); err != nil || !bytes.Equal(again, data) {
			t.Fatalf("%q comes back as %q, %v", data, again, err)
		}
	})
}

func FuzzManifestLine(f *testing.F) {
	f.Add("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/a\n")
	f.Fuzz(func(t *testing.T, line string) {
		digest, name, err := parseManifestLine(line)
		if err == nil && manifestLine(digest, dataFolder+name) != line && manifestLine(digest, dataFolder+name) != line+"\n" {
			t.Fatalf("%q has a second form", line)
		}
	})
}

func FuzzBagInfo(f *testing.F) {
	f.Add((&info{id: "x", reference: "y", organisation: "z", date: "2026-11-23", octets: 1, exhibits: 2}).text())
	f.Fuzz(func(t *testing.T, text string) {
		if i, err := parseInfo(text); err == nil && i.text() != text {
			t.Fatalf("%q has a second form", text)
		}
	})
}

// No archive makes the check ask for a name that could lead elsewhere, write more
// than the statement allows, or panic.
func FuzzArchive(f *testing.F) {
	f.Add(archive(f, preamble(10, 3)...))
	f.Add(archive(f, slices.Concat(preamble(10, 3), []member{file("data/a", "12345"), file("data/b/c", "12345")})...))
	f.Add(archive(f, file("data/../x", "")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		c := newChecker(inspect3(t), &Verdict{}, nowhere{})
		err := walkTar(bytes.NewReader(raw), root, c.entry)
		if err == nil && c.ledger.octets > 10 {
			t.Fatal("more came out than the statement allows")
		}
		for _, s := range c.ledger.list {
			if CheckName(s.name) != nil {
				t.Fatalf("%q came through", s.name)
			}
		}
	})
}

func FuzzParseParts(f *testing.F) {
	f.Add(partsList([]Sealed{{Part: Part{PartName(1), strings.Repeat("0", 64)}}, {Part: Part{PartName(2), strings.Repeat("f", 64)}}}))
	f.Fuzz(func(t *testing.T, text string) {
		parts, err := ParseParts(text)
		if err != nil {
			return
		}
		var made []Sealed
		for _, p := range parts {
			made = append(made, Sealed{Part: p})
		}
		if again := partsList(made); again != text {
			t.Fatalf("%q comes back as %q", text, again)
		}
	})
}
