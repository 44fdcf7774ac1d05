package law

import (
	"fmt"

	"github.com/comity-dev/comity/rule"
)

// source reports a citation that leads nowhere.
func (w *walker) source(key string) {
	if _, ok := w.sources[key]; ok {
		return
	}
	w.add(w.file, w.at(), fmt.Sprintf("%q is no source of this file", key),
		suggest(key, sortedKeys(w.sources), "add it under sources"))
}

// fact reports a statement that claims a source and names none. What a state
// states itself has the state as its source.
func (w *walker) fact(f *Fact) {
	if f.Confidence == rule.Sourced && f.Source == "" && len(f.MoreSources) == 0 {
		w.below(step{"confidence", -1}, func() {
			w.add(w.file, w.at(), "the statement is sourced, but names no source", "add source, or lower the confidence")
		})
	}
}
