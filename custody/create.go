package custody

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

// Create makes an empty log. The keys sign its checkpoints; one of them is an
// Ed25519 key, and all are named after the origin, which is the log's name.
func Create(dir Dir, at time.Time, keys ...*Key) error {
	if err := create(dir, at, keys); err != nil {
		return fmt.Errorf("create a custody log: %w", err)
	}
	return nil
}

func create(dir Dir, at time.Time, keys []*Key) (err error) {
	origin, err := originOf(keys)
	if err != nil {
		return err
	}
	lock, err := dir.Lock(lockFile)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Close()) }()
	names, err := fs.ReadDir(dir, ".")
	if err != nil {
		return err
	}
	for _, n := range names {
		// What an interrupted Create leaves has been seen by nobody.
		if n.Name() != lockFile && n.Name() != nextFile {
			return fmt.Errorf("the directory is not empty: %s is there", n.Name())
		}
	}
	if err := removeIfThere(dir, nextFile); err != nil {
		return err
	}
	head, err := headOf(origin, 0, nil)
	if err != nil {
		return err
	}
	if err := signCheckpoint(&head, at, keys); err != nil {
		return err
	}
	return replaceCheckpoint(dir, head.Signed)
}

// originOf holds the keys against each other.
func originOf(keys []*Key) (string, error) {
	ed := 0
	for i, k := range keys {
		if k.name != keys[0].name {
			return "", fmt.Errorf("the keys are named after two logs, %s and %s", keys[0].name, k.name)
		}
		if k.alg == Ed25519Cosigned {
			return "", fmt.Errorf("%s is the key of a witness: a log does not sign with it", k.name)
		}
		for _, other := range keys[:i] {
			if k.alg == other.alg {
				return "", fmt.Errorf("two keys sign with %s", k.alg)
			}
		}
		if k.alg == Ed25519 {
			ed++
		}
	}
	if ed == 0 {
		return "", errors.New("no Ed25519 key to sign with")
	}
	return keys[0].name, nil
}

func headOf(origin string, size int64, r tlog.HashReader) (Checkpoint, error) {
	root, err := tlog.TreeHash(size, r)
	return Checkpoint{Origin: origin, Size: size, Root: root}, err
}
