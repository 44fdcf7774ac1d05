package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion"
)

// The clock of every script stands still.
var today = time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"comity": func() {
			w := system()
			w.now = func() time.Time { return today }
			os.Exit(run(os.Args[1:], w))
		},
	})
}

func TestScripts(t *testing.T) {
	containers, err := filepath.Abs("../../interop/container/testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			stamps, err := filepath.Abs("../../custody/stamp/testdata")
			e.Setenv("STAMPS", stamps)
			e.Setenv("VECTORS", containers)
			return errors.Join(err, freePorts(e))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json": jsonCommand, "exit": exitCommand, "listens": listensCommand, "authority": authorityCommand},
	})
}

// shapes are the types that the JSON answers of the commands decode into.
var shapes = map[string]func() any{
	"status":   func() any { return new([]status) },
	"match":    func() any { return new([]matched) },
	"list":     func() any { return new([]listed) },
	"found":    func() any { return new([]law.Found) },
	"coverage": func() any { return new(law.Coverage) },
	"claims":   func() any { return new([]claimed) },
	"states":   func() any { return new(law.Comparison) },
	"texts":    func() any { return new(law.TextComparison) },
	"profiles": func() any { return new(law.ConceptComparison) },
	"profile":  func() any { return new(law.Concept) },
	"check":    func() any { return new(checked) },
	"version":  func() any { return new(version) },
	"digest":   func() any { return new(map[string]string) },
	"opinion":  func() any { return new(opinion.Opinion) },
	"stamp":    func() any { return new(stampVerified) },
	"cosigned": func() any { return new(logCosigned) },
	"answered": func() any { return new(witnessAnswered) },
	"fork":     func() any { return new(forkShown) },
	"made":     func() any { return new(witnessMade) },
}

// freePorts names two addresses on which a script can listen.
func freePorts(env *testscript.Env) error {
	for _, name := range []string{"ADDRESS1", "ADDRESS2"} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return err
		}
		defer func() { _ = l.Close() }() // both are open until both are known
		env.Setenv(name, l.Addr().String())
	}
	return nil
}

// listensCommand is "listens ADDRESS": it waits until someone listens there.
func listensCommand(ts *testscript.TestScript, _ bool, args []string) {
	for range 200 {
		if c, err := net.Dial("tcp", args[0]); err == nil {
			_ = c.Close()
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	ts.Fatalf("nobody listens at %s", args[0])
}

// jsonCommand is "json SHAPE [key=value]...": the last output decodes into the
// shape and nothing else, and some object in it has all the values.
func jsonCommand(ts *testscript.TestScript, neg bool, args []string) {
	data := []byte(ts.ReadFile("stdout"))
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	ts.Check(d.Decode(shapes[args[0]]()))
	var any any
	ts.Check(json.Unmarshal(data, &any))
	if has(any, args[1:]) == neg {
		ts.Fatalf("the answer has an object with %v: %v", args[1:], !neg)
	}
}

func has(v any, want []string) bool {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			if has(e, want) {
				return true
			}
		}
	case map[string]any:
		if hasAll(x, want) {
			return true
		}
		for _, e := range x {
			if has(e, want) {
				return true
			}
		}
	}
	return false
}

func hasAll(x map[string]any, want []string) bool {
	for _, w := range want {
		key, value, _ := strings.Cut(w, "=")
		if v, ok := x[key]; !ok || fmt.Sprint(v) != value {
			return false
		}
	}
	return true
}

// exitCommand is "exit CODE ARGS...": comity exits with just that code.
func exitCommand(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("comity", args[1:]...)
	got := "exit status 0"
	if err != nil {
		got = err.Error()
	}
	if got != "exit status "+args[0] {
		ts.Fatalf("%v: %s, want %s", args[1:], got, args[0])
	}
}
