package witness

import "errors"

// A Store keeps what a witness must not forget.
type Store interface {
	// Load gives the state of a log, or nil if there is none.
	Load(origin string) ([]byte, error)
	// Swap puts a new state in the place of the one that Load gave, or returns
	// [ErrSwapped]. When it returns without an error, the new state stays,
	// whatever happens to the process or the machine.
	Swap(origin string, old, next []byte) error
	// Accuse keeps evidence against a log and gives the name it is kept by. The
	// same evidence is kept once.
	Accuse(origin string, evidence []byte) (name string, err error)
}

// Errors of a store.
var (
	ErrSwapped = errors.New("the state of the witness is another one than it was: someone else writes to it")
	ErrFull    = errors.New("there is as much evidence against this log as is kept")
)
