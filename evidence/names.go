package evidence

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const (
	maxName      = 1024
	maxComponent = 255
)

// CheckName says whether an exhibit may have this name: a relative path with
// slashes that means the same file on every system.
func CheckName(name string) error {
	switch {
	case name == "":
		return errors.New("the name is empty")
	case len(name) > maxName:
		return fmt.Errorf("the name has %d bytes, at most %d are allowed", len(name), maxName)
	case !utf8.ValidString(name):
		return fmt.Errorf("the name %q is not UTF-8", name)
	case !norm.NFC.IsNormalString(name):
		return fmt.Errorf("the name %+q is not in Unicode normal form NFC", name)
	}
	for part := range strings.SplitSeq(name, "/") {
		if err := checkComponent(part); err != nil {
			return fmt.Errorf("the name %q: %w", name, err)
		}
	}
	return nil
}

func checkComponent(s string) error {
	switch {
	case s == "":
		return errors.New("a part between slashes is empty, or the path is absolute")
	case s == "." || s == "..":
		return errors.New(`"." and ".." lead elsewhere`)
	case len(s) > maxComponent:
		return fmt.Errorf("a part between slashes has %d bytes, at most %d are allowed", len(s), maxComponent)
	case strings.HasSuffix(s, ".") || strings.HasSuffix(s, " "):
		return errors.New("a part ends with a dot or a space, which Windows drops")
	case isDevice(s):
		return fmt.Errorf("%q is a device on Windows", s)
	}
	if i := strings.IndexFunc(s, forbidden); i >= 0 {
		r, _ := utf8.DecodeRuneInString(s[i:])
		return fmt.Errorf("the character %+q is not allowed", r)
	}
	return nil
}

// forbidden characters split lines, need escapes in a manifest, or mean
// something else on Windows.
func forbidden(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || strings.ContainsRune(`<>:"|?*\%/`, r)
}

var devices = []string{"con", "prn", "aux", "nul", "conin$", "conout$"}

func isDevice(s string) bool {
	base, _, _ := strings.Cut(s, ".")
	base = strings.ToLower(strings.TrimRight(base, " "))
	if slices.Contains(devices, base) {
		return true
	}
	port, ok := strings.CutPrefix(base, "com")
	if !ok {
		port, ok = strings.CutPrefix(base, "lpt")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.Contains("0123456789¹²³", port)
}

// Portable turns the name of a file into one that [CheckName] allows, where it
// can: normal form NFC, and an underscore for what is not allowed. Names that are
// too long, climb with "..", or are not UTF-8 stay as they are, and are refused.
func Portable(name string) string {
	if !utf8.ValidString(name) {
		return name
	}
	parts := strings.Split(norm.NFC.String(name), "/")
	for i, s := range parts {
		if s == "" || s == "." || s == ".." {
			continue
		}
		s = strings.Map(func(r rune) rune {
			if forbidden(r) {
				return '_'
			}
			return r
		}, s)
		if strings.HasSuffix(s, ".") || strings.HasSuffix(s, " ") {
			s = s[:len(s)-1] + "_"
		}
		if isDevice(s) {
			s = "_" + s
		}
		parts[i] = s
	}
	return strings.Join(parts, "/")
}

// sortKey puts names into the order of a bundle. Names that some system would
// take for the same file have the same key, and a folder comes right before what
// is in it, so that all conflicts show between neighbours.
func sortKey(name string) string {
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			folded := norm.NFC.String(cases.Fold().String(norm.NFC.String(name)))
			return strings.ReplaceAll(folded, "/", "\x00")
		}
	}
	return strings.ReplaceAll(strings.ToLower(name), "/", "\x00")
}

// order checks that names come in order and without conflict, one by one.
type order struct{ name, key string }

func (o *order) next(name string) error {
	if err := CheckName(name); err != nil {
		return err
	}
	key := sortKey(name)
	switch {
	case o.name == name:
		return fmt.Errorf("%q is there twice", name)
	case o.name != "" && o.key == key:
		return fmt.Errorf("%q and %q differ only in case: on some systems they are one file", o.name, name)
	case o.name != "" && key < o.key:
		return fmt.Errorf("%q stands after %q, against the order of a bundle", name, o.name)
	case o.name != "" && strings.HasPrefix(key, o.key+"\x00"):
		return fmt.Errorf("%q is a file, and a folder in %q", o.name, name)
	}
	if err := sameFolders(o.name, name); err != nil {
		return err
	}
	o.name, o.key = name, key
	return nil
}

// sameFolders finds two folders that differ only in case.
func sameFolders(a, b string) error {
	for {
		x, restA, okA := strings.Cut(a, "/")
		y, restB, okB := strings.Cut(b, "/")
		if !okA || !okB || x != y && sortKey(x) != sortKey(y) {
			return nil
		}
		if x != y {
			return fmt.Errorf("the folders %q and %q differ only in case: on some systems they are one", x, y)
		}
		a, b = restA, restB
	}
}
