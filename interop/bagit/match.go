package bagit

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// maxGroup bounds what is held about one name.
const maxGroup = 10_000

// match goes through all names in order, those that some system takes for one
// together.
func (c *checker) match() error {
	var group []entry
	for e, err := range c.sorter.all() {
		if err != nil {
			return err
		}
		if len(group) > 0 && group[0].key != e.key {
			if err := c.group(group); err != nil {
				return err
			}
			group = group[:0]
		}
		if len(group) == maxGroup {
			c.wrong(CodeTwice, c.sources[e.source].name, e.line, "%q is there more than %d times", abridged(e.name), maxGroup)
			continue
		}
		group = append(group, e)
	}
	if len(group) == 0 {
		return nil
	}
	return c.group(group)
}

// group is about one name in the spellings that it has.
func (c *checker) group(g []entry) error {
	var files []*file
	var listed, wanted []entry
	for i, e := range g {
		switch {
		case c.sources[e.source].kind == onDisk:
			files = append(files, newFile(e))
		case c.sources[e.source].kind == inFetch:
			wanted = append(wanted, e)
		case i > 0 && g[i-1].source == e.source && g[i-1].name == e.name:
			c.twice(e, g[i-1])
		default:
			listed = append(listed, e)
		}
	}
	if len(files) > 1 {
		c.warn(CodeName, files[0].Name, 0, "%q differs from it in case or normal form alone: some systems hold one of them", files[1].Name)
	}
	for _, f := range files {
		if err := c.read(f, listed); err != nil {
			return err
		}
	}
	for _, e := range listed {
		c.compare(e, files, listed, wanted)
	}
	c.fetched(wanted, files, listed)
	return c.tell(files)
}

func (c *checker) twice(e, before entry) {
	c.judge(c.first || e.value != before.value, CodeTwice, c.sources[e.source].name, e.line,
		"%q is in line %d already%s", abridged(e.name), before.line,
		map[bool]string{true: ", with another digest"}[e.value != before.value])
}

// file is on the disk.
type file struct {
	File
	found  map[string]string // algorithm -> digest
	listed map[int]bool      // by which sources
}

func newFile(e entry) *file {
	size, _ := strconv.ParseInt(e.value, 10, 64) // as written by walk
	return &file{File: File{Name: e.name, Size: size, Payload: strings.HasPrefix(e.name, dataFolder)}, listed: map[int]bool{}}
}

// read makes the digests that anyone states about the file.
func (c *checker) read(f *file, listed []entry) error {
	var algs []string
	for _, e := range listed {
		if a := c.sources[e.source].algorithm; !slices.Contains(algs, a) && strings.HasPrefix(e.name, dataFolder) == f.Payload {
			algs = append(algs, a)
		}
	}
	if f.Payload && leftBehind(f.Name) {
		c.warn(CodeSystem, f.Name, 0, "an operating system makes such files by itself, and may change or remove them")
	}
	if len(algs) == 0 {
		return nil
	}
	var err error
	if f.found, err = c.digestsOf(f.Name, f.Size, algs); errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%q was removed while the bag was being read", f.Name)
	}
	return err
}

// compare finds the file that a line of a manifest is about.
func (c *checker) compare(e entry, files []*file, listed, wanted []entry) {
	s := c.sources[e.source]
	f := c.spelled(e, files, listed)
	switch {
	case f != nil:
		f.listed[e.source] = true
		d := Digest{Algorithm: standard(s.algorithm), By: s.name, Value: e.value, Matches: f.found[s.algorithm] == e.value}
		f.Digests = append(f.Digests, d)
		if !d.Matches {
			c.wrong(CodeDigest, e.name, 0, "%s, line %d, states the %s %s, and it has %s", s.name, e.line, s.algorithm, e.value, f.found[s.algorithm])
		}
	case slices.ContainsFunc(wanted, func(w entry) bool { return w.name == e.name }):
		// told once, by fetched
	default:
		c.wrong(CodeMissing, e.name, 0, "%s lists it in line %d, and it is not there", s.name, e.line)
	}
}

// spelled finds a file by its name, or by a spelling that a file system made of
// it: another normal form, or, if the same manifest lists both spellings with one
// digest, another case.
func (c *checker) spelled(e entry, files []*file, listed []entry) *file {
	for _, f := range files {
		if f.Name == e.name {
			return f
		}
	}
	for _, f := range files {
		both := slices.ContainsFunc(listed, func(o entry) bool {
			return o.name == f.Name && o.source == e.source && o.value == e.value
		})
		if (both || sameText(f.Name, e.name) && !f.listed[e.source]) && f.found[c.sources[e.source].algorithm] == e.value {
			c.warn(CodeName, e.name, 0, "it is there as %+q: the names differ in case or normal form alone", f.Name)
			return f
		}
	}
	return nil
}

// fetched says what is still to be fetched, and whether it is listed at all.
func (c *checker) fetched(wanted []entry, files []*file, listed []entry) {
	for _, w := range wanted {
		if !slices.ContainsFunc(files, func(f *file) bool { return f.Name == w.name || sameText(f.Name, w.name) }) {
			c.Unfetched++
			c.wrong(CodeUnfetched, w.name, 0, "%s, line %d, says to fetch it from elsewhere: that is never done here, so it is missing", fetchName, w.line)
		}
		if c.everyManifest(func(i int) bool {
			return slices.ContainsFunc(listed, func(e entry) bool { return e.source == i && e.name == w.name })
		}) != "" {
			c.wrong(CodeUnlisted, fetchName, w.line, "%q is not in the payload manifests", abridged(w.name))
		}
	}
}

// everyManifest names the first payload manifest that does not list a file: before
// 1.0 one of them was enough.
func (c *checker) everyManifest(lists func(source int) bool) (missing string) {
	for i, s := range c.sources {
		switch {
		case s.kind != payloadManifest:
		case lists(i) && !c.first:
			return ""
		case !lists(i) && missing == "":
			missing = s.name
		}
	}
	return missing
}

// tell judges each file by itself, and hands it on.
func (c *checker) tell(files []*file) error {
	for _, f := range files {
		if f.Payload {
			if m := c.everyManifest(func(i int) bool { return f.listed[i] }); m != "" {
				c.wrong(CodeUnlisted, f.Name, 0, "%s does not list it", m)
			}
		} else {
			c.tagged(f)
		}
		if c.o.Each != nil {
			if err := c.o.Each(f.File); err != nil {
				return err
			}
		}
	}
	return nil
}

// tagged says whether the tag manifests list what they must: every payload
// manifest, and no tag manifest.
func (c *checker) tagged(f *file) {
	s, isManifest := manifestOf(f.Name)
	for i, by := range c.sources {
		switch {
		case by.kind != tagManifest || !isManifest:
		case s.kind == payloadManifest && !f.listed[i]:
			c.judge(c.first, CodeUnlisted, f.Name, 0, "%s does not list it", by.name)
		case s.kind == tagManifest && f.listed[i]:
			c.judge(c.first, CodeForm, f.Name, 0, "%s lists a tag manifest", by.name)
		}
	}
}
