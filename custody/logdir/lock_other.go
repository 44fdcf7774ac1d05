//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package logdir

import (
	"errors"
	"fmt"
	"os"
)

// lock refuses: without a lock two writers would fork the log.
func lock(*os.File) error {
	return fmt.Errorf("this system has no lock that ends with its process, so a log can only be read here: %w", errors.ErrUnsupported)
}
