package bagit

import (
	"errors"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

const dataFolder = "data/"

// clean reads the path of a line: what is percent-encoded, and a leading "./". It
// refuses whatever could lead out of the bag on any system.
func (c *checker) clean(s string) (name string, dotted bool, err error) {
	if dotted = strings.HasPrefix(s, "./"); dotted {
		s = strings.TrimLeft(s[1:], "/")
	}
	s = c.unescape(s)
	switch {
	case s == "":
		return "", dotted, errors.New("it names no file")
	case strings.ContainsRune(s, 0):
		return "", dotted, errors.New("the name has a zero byte")
	case climbs(s):
		return "", dotted, errors.New(`the name climbs out of the bag with ".."`)
	case s[0] == '/' || s[0] == '\\' || driveLetter.MatchString(s):
		return "", dotted, errors.New("the name is absolute, and must be relative")
	case s[0] == '~':
		return "", dotted, errors.New("the name begins with a tilde, which some systems take for a home folder")
	case path.Clean(s) != s:
		return "", dotted, errors.New("the name has an empty part, or a dot as a part")
	}
	return s, dotted, nil
}

var driveLetter = regexp.MustCompile(`^[A-Za-z]:`)

// climbs takes a backslash for a separator too, as Windows does.
func climbs(s string) bool {
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '/' || r == '\\' }) {
		if part == ".." {
			return true
		}
	}
	return false
}

var (
	oldEscapes   = strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r")
	firstEscapes = strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%25", "%")
)

// unescape reads a name as section 2.1.3 writes it: line ends and, since 1.0, the
// percent sign. Anything else after a percent sign stands for itself.
func (c *checker) unescape(s string) string {
	if c.first {
		return firstEscapes.Replace(s)
	}
	return oldEscapes.Replace(s)
}

// loosePercent finds a percent sign that 1.0 would have written %25.
var loosePercent = regexp.MustCompile(`%($|[^02]|0($|[^AaDd])|2($|[^5]))`)

// keyOf is the same for names that some system takes for one: those that differ in
// case or Unicode normal form. Folders come before what follows them.
func keyOf(name string) string {
	if !utf8.ValidString(name) {
		return strings.ReplaceAll(name, "/", "\x00")
	}
	for i := range len(name) {
		if name[i] >= utf8.RuneSelf {
			folded := norm.NFC.String(cases.Fold().String(norm.NFC.String(name)))
			return strings.ReplaceAll(folded, "/", "\x00")
		}
	}
	return strings.ReplaceAll(strings.ToLower(name), "/", "\x00")
}

// sameText says whether two names differ in normal form alone.
func sameText(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }

// leftBehind are files that operating systems make by themselves.
func leftBehind(name string) bool {
	base := path.Base(name)
	switch strings.ToLower(base) {
	case ".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", ".directory":
		return true
	}
	return strings.HasPrefix(base, "._")
}
