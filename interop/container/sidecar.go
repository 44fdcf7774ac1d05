package container

import (
	"bufio"
	"crypto/md5"  //nolint:gosec // what a checksum file states in it is to be checked
	"crypto/sha1" //nolint:gosec // the same
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

const maxSums = 16 << 20 // bytes of a checksum file; what it says is held in memory

// fileHashes are the algorithms of checksum files.
var fileHashes = []struct {
	name string
	make func() hash.Hash
}{{"md5", md5.New}, {"sha1", sha1.New}, {"sha224", sha256.New224}, {"sha256", sha256.New}, {"sha384", sha512.New384}, {"sha512", sha512.New}}

func newHash(algorithm string) hash.Hash {
	for _, h := range fileHashes {
		if h.name == algorithm {
			return h.make()
		}
	}
	return nil
}

// sumFolder has what the checksum files of one folder state.
type sumFolder struct {
	dir   string
	sums  map[string][]stored // by the name as the file writes it
	own   map[string]bool     // files that have the name of a checksum file about one other
	notes []string
}

// beside looks for checksum files: NAME.sha256 and the like beside the exhibit, and
// SHA256SUMS and the like in its folder and those above it.
func (x *exhibit) beside(r readable) {
	var claims []stored
	folders := x.f.folders(x)
	for _, h := range fileHashes {
		for _, suffix := range []string{"." + h.name, "." + h.name + "sum", "." + strings.ToUpper(h.name)} {
			if name := x.name + suffix; folders[len(folders)-1].own[path.Base(name)] {
				claims = append(claims, x.ownSum(name, h.name)...)
			}
		}
	}
	for _, f := range folders {
		below := strings.TrimPrefix(strings.TrimPrefix(x.name, f.dir), "/")
		claims = append(claims, f.sums[below]...)
	}
	if len(claims) == 0 {
		return
	}
	hashes := map[string]hash.Hash{}
	var all []hash.Hash
	for _, c := range claims {
		if hashes[c.algorithm] == nil {
			hashes[c.algorithm] = newHash(c.algorithm)
			all = append(all, hashes[c.algorithm])
		}
	}
	x.done = 0
	n, err := x.hash(io.NewSectionReader(r, 0, x.size), x.size, all...)
	if err == nil && n != x.size {
		err = errors.New("it became shorter")
	}
	if err != nil {
		x.note("the checksum files beside it were not compared: %v", err)
		return
	}
	for _, c := range claims {
		x.claim(c.algorithm, c.by, verdict(c.value, hashes[c.algorithm]), c.value)
	}
}

// ownSum reads a checksum file that is about this exhibit alone: a digest, or a
// line with its name.
func (x *exhibit) ownSum(name, algorithm string) []stored {
	var out []stored
	err := x.f.sumLines(name, func(line string) {
		value, file, ok := sumLine(line, algorithm)
		if ok && (file == "" || path.Base(file) == path.Base(x.name)) && len(out) < 4 {
			out = append(out, stored{algorithm, "checksum file " + name, value})
		}
	})
	if err != nil {
		x.note("the checksum file %q was not read: %v", name, err)
	}
	return out
}

func (f *Finder) sumLines(name string, each func(string)) error {
	file, err := f.dir.Open(name)
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	i, err := file.Stat()
	if err != nil {
		return err
	}
	if !i.Mode().IsRegular() || i.Size() > maxSums {
		return fmt.Errorf("it is no plain file, or longer than %d bytes", maxSums)
	}
	lines := bufio.NewScanner(io.LimitReader(file, maxSums))
	for lines.Scan() {
		each(lines.Text())
	}
	return lines.Err()
}

var (
	hexSum = regexp.MustCompile(`^\\?([0-9A-Fa-f]{32,128})(?:[ \t]+\*?(.+))?$`)          // md5sum, sha256sum
	bsdSum = regexp.MustCompile(`^([A-Za-z0-9-]+) ?\((.+)\) ?= ?([0-9A-Fa-f]{32,128})$`) // md5, openssl dgst
)

// sumLine reads a line of a checksum file, in the form of GNU or of BSD.
func sumLine(line, algorithm string) (value, file string, ok bool) {
	line = strings.TrimRight(strings.TrimPrefix(line, "\ufeff"), " \t\r")
	if m := hexSum.FindStringSubmatch(line); m != nil {
		value, file = m[1], m[2]
	} else if m := bsdSum.FindStringSubmatch(line); m != nil {
		if named := strings.ReplaceAll(strings.ToLower(m[1]), "-", ""); named != algorithm {
			return "", "", false
		}
		value, file = m[3], m[2]
	}
	h := newHash(algorithm)
	if h == nil || hex.DecodedLen(len(value)) != h.Size() {
		return "", "", false
	}
	return strings.ToLower(value), strings.TrimPrefix(file, "./"), true
}

var ownName = regexp.MustCompile(`(?i).\.(md5|sha1|sha224|sha256|sha384|sha512)(sum)?$`)

var sumsName = regexp.MustCompile(`(?i)^(md5|sha1|sha224|sha256|sha384|sha512)sums?(\.txt)?$`)

// folders gives the checksum files of the folder of an exhibit and of those above.
func (f *Finder) folders(x *exhibit) []sumFolder {
	dirs := []string{""}
	for i, c := range x.name {
		if c == '/' {
			dirs = append(dirs, x.name[:i])
		}
	}
	for i, d := range dirs {
		if i < len(f.sums) && f.sums[i].dir == d {
			continue
		}
		f.sums = append(f.sums[:min(i, len(f.sums))], f.folder(d))
		x.Notes = append(x.Notes, f.sums[i].notes...)
	}
	f.sums = f.sums[:len(dirs)]
	return f.sums
}

func (f *Finder) folder(dir string) sumFolder {
	s := sumFolder{dir: dir, sums: map[string][]stored{}, own: map[string]bool{}}
	list, err := fs.ReadDir(f.dir, path.Join(".", dir))
	if err != nil {
		s.notes = append(s.notes, plain(fmt.Sprintf("the folder %q was not searched for checksum files: %v", dir, err)))
		return s
	}
	for _, e := range list {
		if !e.Type().IsRegular() {
			continue
		}
		if ownName.MatchString(e.Name()) {
			s.own[e.Name()] = true
		}
		m := sumsName.FindStringSubmatch(e.Name())
		if m == nil {
			continue
		}
		name, algorithm := path.Join(dir, e.Name()), strings.ToLower(m[1])
		err := f.sumLines(name, func(line string) {
			if value, file, ok := sumLine(line, algorithm); ok && file != "" && len(s.sums[file]) < 8 {
				s.sums[file] = append(s.sums[file], stored{algorithm, "checksum file " + name, value})
			}
		})
		if err != nil {
			s.notes = append(s.notes, plain(fmt.Sprintf("the checksum file %q was not read: %v", name, err)))
		}
	}
	return s
}
