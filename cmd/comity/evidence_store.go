package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/comity-dev/comity/evidence"
)

// stateName is the file of unfinished work. It holds a secret.
const stateName = "unfinished.json"

// store keeps a sealed bundle in a folder.
type store struct {
	root   *os.Root
	spools []*os.File
}

func openStore(dir string, resume bool) (*store, error) {
	if !resume {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return nil, fmt.Errorf("--out: %w; --resume goes on with unfinished work", err)
		}
	}
	r, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &store{root: r}, nil
}

func (s *store) close() {
	s.discardSpools()
	_ = s.root.Close()
}

func (s *store) discardSpools() {
	for _, f := range s.spools {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}
}

func (s *store) spool() (io.ReadWriteSeeker, error) {
	f, err := os.CreateTemp("", "comity-evidence-*")
	if err == nil {
		s.spools = append(s.spools, f)
	}
	return f, err
}

func (s *store) checkpoint(now evidence.State) error {
	text, err := json.Marshal(now)
	if err != nil {
		return err
	}
	f, err := s.Create(stateName)
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		f.Abort()
		return err
	}
	return f.Commit()
}

// state reads unfinished work and makes sure that its parts are still there.
func (s *store) state() (*evidence.State, error) {
	if _, err := s.root.Stat(evidence.SealName); err == nil {
		return nil, errors.Join(s.finished(), errors.New("--resume: the bundle is finished"))
	}
	text, err := s.root.ReadFile(stateName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errors.New("--resume: no part was finished here; remove the folder and begin anew")
	}
	if err != nil {
		return nil, fmt.Errorf("--resume: %w", err)
	}
	st := new(evidence.State)
	if json.Unmarshal(text, st) != nil { // the error could quote the secret
		return nil, fmt.Errorf("--resume: %s is damaged: begin anew", stateName)
	}
	for _, p := range st.Parts {
		if err := s.same(p.Part); err != nil {
			return nil, fmt.Errorf("--resume: %s: %w: begin anew", p.Name, err)
		}
	}
	return st, nil
}

func (s *store) same(p evidence.Part) error {
	f, err := s.root.Open(p.Name)
	if err != nil {
		return err
	}
	h := sha256.New()
	_, err = io.Copy(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if hex.EncodeToString(h.Sum(nil)) != p.SHA256 {
		return errors.New("it was changed")
	}
	return nil
}

// finished removes the state once the bundle is signed.
func (s *store) finished() error {
	if err := s.root.Remove(stateName); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the bundle is sealed, but remove %s by hand, it holds a secret: %w", stateName, err)
	}
	return nil
}

// storeFile has its name only once it is whole and on disk.
type storeFile struct {
	*os.File
	root           *os.Root
	name           string
	written, begun int64 // bytes; begun are those that the disk has begun to write
}

// stretch is how much the disk is given to write at a time.
const stretch = 16 << 20

func (f *storeFile) Write(b []byte) (int, error) {
	n, err := f.File.Write(b)
	if f.written += int64(n); f.written-f.begun >= stretch {
		writeBack(f.File, f.begun, f.written-f.begun)
		f.begun = f.written
	}
	return n, err
}

// Create starts a file of the bundle.
func (s *store) Create(name string) (evidence.File, error) {
	f, err := s.root.OpenFile(name+".partial", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	return &storeFile{File: f, root: s.root, name: name}, nil
}

// Commit gives the file its name.
func (f *storeFile) Commit() error {
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := f.root.Rename(f.name+".partial", f.name); err != nil {
		return err
	}
	d, err := f.root.Open(".")
	if err != nil {
		return err
	}
	_ = d.Sync() // not every system can; the file itself is safe
	return d.Close()
}

// Abort removes what was written.
func (f *storeFile) Abort() {
	_ = f.Close()
	_ = f.root.Remove(f.name + ".partial")
}

// staging is a folder that gets its name only if what is in it is proved.
type staging struct {
	root *os.Root
	dir  string
}

// Create makes a file and the folders above it. It never writes over another.
func (s *staging) Create(name string) (io.WriteCloser, error) {
	for i, c := range name {
		if c != '/' {
			continue
		}
		if err := s.root.Mkdir(name[:i], 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
			return nil, err
		}
	}
	return s.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
}

func (s *staging) remove() {
	_ = s.root.Close()
	_ = os.RemoveAll(s.dir)
}
