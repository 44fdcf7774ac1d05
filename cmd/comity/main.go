// Command comity answers matters of cooperation against cybercrime, and looks
// into the corpus of law: who is bound by what, what a conduct makes in which
// law, where two laws differ, and what no treaty reaches.
//
//	comity opinion matter.yaml
//	comity law status budapest-185 --state Japan
//	comity law match conduct.yaml --state KEN --state JPN
//
// It exits with 0, with 1 if the answer is that something is wrong, and with
// 2 if it could not be asked. Answers go to standard output, everything else
// to standard error. With --json the answer is one JSON document.
//
// A command is a struct with a Run method in a file of its own, and one line
// in [commands]. It parses, calls one function of a room, and renders.
package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"
)

// commands are all there are.
type commands struct {
	options

	Opinion  opinionCommand   `cmd:"" help:"Answer a matter: the lawful ways, what stands in each, and why."`
	Law      lawCommands      `cmd:"" help:"Look into the corpus of law."`
	Log      logCommands      `cmd:"" help:"Keep and verify a log of who held which exhibit, and when."`
	Witness  witnessCommands  `cmd:"" help:"Cosign the logs of others, so that none can show two histories."`
	Evidence evidenceCommands `cmd:"" help:"Seal evidence, check it, open it."`
	Stamp    stampCommands    `cmd:"" help:"Have files stamped with the time, and verify time stamps."`
	Version  versionCommand   `cmd:"" help:"Say which version of the program this is."`
}

const about = `Lawful ways for states to cooperate against cybercrime, with reasons and citations.`

func main() { os.Exit(run(os.Args[1:], system())) }

// world is what the program takes from outside, so that a test can give it.
type world struct {
	out, err io.Writer
	in       io.Reader
	now      func() time.Time
	env      func(string) string
	terminal func() (width int, ok bool) // of out
}

// Exit codes.
const (
	exitFine  = 0
	exitNo    = 1 // the answer is no
	exitUsage = 2 // the question could not be asked
)

// errNo is the answer no; what is wrong was written already.
var errNo = errors.New("the answer is no")

// exited carries the code out of the parser, which exits after --help.
type exited int

func run(args []string, w world) (code int) {
	out := bufio.NewWriter(w.out)
	defer func() {
		if err := out.Flush(); err != nil && code == exitFine {
			code = complain(w, fmt.Errorf("write the answer: %w", err))
		}
	}()
	defer func() {
		if e := recover(); e != nil {
			stop, ok := e.(exited)
			if !ok {
				panic(e)
			}
			code = int(stop)
		}
	}()
	var all commands
	parser, err := kong.New(&all, kong.Name("comity"), kong.Description(about), kong.Writers(out, w.err),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}))
	if err != nil {
		return complain(w, err)
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		return complain(w, usage(err))
	}
	a := &app{options: all.options, world: w, out: out}
	return complain(w, parsed.Run(a))
}

// usage tells where to read on after a mistake on the command line.
func usage(err error) error {
	command := "comity"
	var wrong *kong.ParseError
	if errors.As(err, &wrong) && wrong.Context != nil {
		if c := wrong.Context.Selected(); c != nil {
			command = "comity " + c.Path()
		}
	}
	return fmt.Errorf("%w; read %q", err, command+" --help")
}

func complain(w world, err error) int {
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errNo):
		return exitNo
	}
	_, _ = fmt.Fprintf(w.err, "comity: %v\n", err) // there is nowhere else to say it
	return exitUsage
}
