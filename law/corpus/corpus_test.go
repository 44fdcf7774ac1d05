package corpus_test

import (
	"testing"
	"time"

	"github.com/comity-dev/comity/law/corpus"
)

// The files are sound, and the snapshot is what they give.
func TestSnapshotIsMadeFromTheFiles(t *testing.T) {
	if err := corpus.Drift(); err != nil {
		t.Fatal(err)
	}
}

// Every unit of the snapshot decodes, and to the same corpus as the files.
func TestSnapshotOpens(t *testing.T) {
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range c.States() {
		if c.State(id).ID != id {
			t.Errorf("the unit %s is of state %s", id, c.State(id).ID)
		}
	}
	for _, id := range c.Instruments() {
		if c.Instrument(id).ID != id {
			t.Errorf("the unit %s is of instrument %s", id, c.Instrument(id).ID)
		}
	}
	for _, id := range c.Concepts() {
		if c.Concept(id).ID != id {
			t.Errorf("the unit %s is of concept %s", id, c.Concept(id).ID)
		}
	}
}

// Other machines have other zones, so the checker looks at the form of a name
// only. Here is the machine to look at the rest.
func TestTimeZonesExist(t *testing.T) {
	if _, err := time.LoadLocation("Africa/Nairobi"); err != nil {
		t.Skip("no time zones on this machine")
	}
	c, err := corpus.Open()
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range c.States() {
		for _, zone := range c.State(id).TimeZones {
			if _, err := time.LoadLocation(zone); err != nil {
				t.Errorf("states/%s: %v", id, err)
			}
		}
	}
}
