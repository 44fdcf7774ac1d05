package witness

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"

	"github.com/comity-dev/comity/custody"
)

// A DirStore keeps the state of a witness in a directory, which it locks.
type DirStore struct {
	dir  custody.Dir
	lock io.Closer
	mu   sync.Mutex // guards the directory against two who write at once
}

const (
	lockFile  = "lock"
	stateDir  = "checkpoints"
	forkDir   = "forks"
	nextEnd   = ".next"
	forkEnd   = ".fork"
	maxForks  = 16 // for each log: who has its key could fill the disk otherwise
	nameBytes = 8  // of the digest of the evidence, in its name
)

// ErrNoState says that there is no state in the directory. One that was made
// anew in its place would not know what the witness has cosigned.
var ErrNoState = errors.New("there is no state of a witness: it is made once, with its keys, and never again for the same keys")

// CreateDir makes the state of a witness that has never cosigned anything.
func CreateDir(dir custody.Dir) error {
	if err := createDir(dir); err != nil {
		return fmt.Errorf("make the state of a witness: %w", err)
	}
	return nil
}

func createDir(dir custody.Dir) (err error) {
	lock, err := dir.Lock(lockFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	files, err := fs.ReadDir(dir, ".")
	if err != nil {
		return err
	}
	for _, f := range files {
		// What an interrupted call has left is empty.
		inside, _ := fs.ReadDir(dir, f.Name())
		if f.Name() != lockFile && (f.Name() != stateDir && f.Name() != forkDir || len(inside) > 0) {
			return fmt.Errorf("the directory is not empty: %s is there", f.Name())
		}
	}
	for _, name := range []string{stateDir, forkDir} {
		if err := dir.Mkdir(name); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	return dir.SyncDir(".")
}

// OpenDir opens the state in a directory. One process can do so at a time.
func OpenDir(dir custody.Dir) (*DirStore, error) {
	for _, name := range []string{stateDir, forkDir} {
		if _, err := fs.Stat(dir, name); errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("open the state of the witness: %w", ErrNoState)
		}
	}
	lock, err := dir.Lock(lockFile)
	if err != nil {
		return nil, fmt.Errorf("open the state of the witness: %w", err)
	}
	s := &DirStore{dir: dir, lock: lock}
	if err := s.recover(); err != nil {
		return nil, fmt.Errorf("open the state of the witness: %w", errors.Join(err, lock.Close()))
	}
	return s, nil
}

// Close gives the directory free.
func (s *DirStore) Close() error { return s.lock.Close() }

// recover removes what was never in force, and makes last what may have been
// seen by a process that ended before it lasted.
func (s *DirStore) recover() error {
	for _, name := range []string{stateDir, forkDir} {
		files, err := fs.ReadDir(s.dir, name)
		if err != nil {
			return err
		}
		for _, f := range files {
			if strings.HasSuffix(f.Name(), nextEnd) {
				if err := s.dir.Remove(name + "/" + f.Name()); err != nil {
					return err
				}
			}
		}
		if err := s.dir.SyncDir(name); err != nil {
			return err
		}
	}
	return s.dir.SyncDir(".")
}

// hashName is the name of a log in paths.
func hashName(origin string) string {
	h := sha256.Sum256([]byte(origin))
	return hex.EncodeToString(h[:])
}

// Load gives the state of a log.
func (s *DirStore) Load(origin string) ([]byte, error) {
	data, err := fs.ReadFile(s.dir, stateDir+"/"+hashName(origin))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// Swap replaces the state of a log.
func (s *DirStore) Swap(origin string, old, next []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, err := s.Load(origin)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, old) {
		return ErrSwapped
	}
	return s.replace(stateDir, hashName(origin), next)
}

// replace writes a file under another name first, so that the name always has
// a whole file.
func (s *DirStore) replace(dir, name string, data []byte) error {
	name = dir + "/" + name
	f, err := s.dir.Create(name + nextEnd)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := s.dir.Rename(name+nextEnd, name); err != nil {
		return err
	}
	return s.dir.SyncDir(dir)
}

// Accuse keeps evidence against a log.
func (s *DirStore) Accuse(origin string, evidence []byte) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	digest := sha256.Sum256(evidence)
	prefix := hashName(origin) + "-"
	name := prefix + hex.EncodeToString(digest[:nameBytes]) + forkEnd
	files, err := fs.ReadDir(s.dir, forkDir)
	if err != nil {
		return "", err
	}
	n := 0
	for _, f := range files {
		switch {
		case f.Name() == name:
			return forkDir + "/" + name, nil
		case strings.HasPrefix(f.Name(), prefix) && strings.HasSuffix(f.Name(), forkEnd):
			n++
		case strings.HasPrefix(f.Name(), prefix): // the rest of one that could not be kept
			if err := s.dir.Remove(forkDir + "/" + f.Name()); err != nil {
				return "", err
			}
		}
	}
	if n >= maxForks {
		return "", ErrFull
	}
	return forkDir + "/" + name, s.replace(forkDir, name, evidence)
}
