// Launch runs a command and writes how long it took, in nanoseconds, and the
// most memory it held, in bytes. It is a program of its own because a process
// begins with the memory of the one that started it, and bench is large.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

func main() {
	c := exec.Command(os.Args[1], os.Args[2:]...) //nolint:gosec // what bench asks for
	from := time.Now()
	err := c.Run()
	took := time.Since(from)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var rss int64
	if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
		rss = usage.Maxrss
		if runtime.GOOS != "darwin" {
			rss *= 1024 // elsewhere it is told in kibibytes
		}
	}
	fmt.Println(took.Nanoseconds(), rss)
}
