//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package logdir

import (
	"errors"
	"os"
	"syscall"

	"github.com/comity-dev/comity/custody"
)

// lock takes the lock or says at once that it is taken.
func lock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return custody.ErrLocked
		default:
			return err
		}
	}
}
