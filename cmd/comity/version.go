package main

import (
	"runtime"
	"runtime/debug"
)

// release is the version of the program; an opinion names it, since another
// version may reason otherwise.
const release = "0.1"

type versionCommand struct{}

func (versionCommand) Help() string {
	return `The version comes with the revision of the source where it was built from one. "comity law digest" tells which corpus is in it.

Example:

    comity version --json`
}

// version is what is known of how the program was built.
type version struct {
	Version  string `json:"version"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
}

func (versionCommand) Run(a *app) error {
	v := version{Version: release, Go: runtime.Version()}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				v.Revision = s.Value
			}
		}
	}
	if a.JSON {
		return a.json(v)
	}
	a.page().line(joined(" ", "comity", v.Version, v.Revision, v.Go))
	return nil
}
