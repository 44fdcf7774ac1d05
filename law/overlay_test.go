package law_test

import (
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/law/corpus"
)

// kenyaSays is the small corpus's file of Kenya as the state itself would
// publish it, laid over the rest.
func kenyaSays(t *testing.T) fstest.MapFS {
	files := small(t)
	replace(t, files, kenya, "label: Access", "label: Unauthorised access")
	return only(files, kenya)
}

func TestOverlayReplacesStateByState(t *testing.T) {
	base := load(t, small(t), nil)
	c, err := base.Overlay(load(t, kenyaSays(t), base))
	if err != nil {
		t.Fatal(err)
	}
	if _, o := c.OffenceByID("ken.cmca.14"); o == nil || o.Label != "Unauthorised access" {
		t.Errorf("Kenya says %+v", o)
	}
	if !c.SelfStated("KEN") || c.SelfStated("FRA") || base.SelfStated("KEN") {
		t.Error("which states speak for themselves is wrong")
	}
	if c.State("FRA") != base.State("FRA") || c.Instrument("treaty") != base.Instrument("treaty") {
		t.Error("more than the one state has changed")
	}
	if c.Digest() == base.Digest() {
		t.Error("another corpus has the same digest")
	}
	if _, o := base.OffenceByID("ken.cmca.14"); o.Label != "Access" {
		t.Error("the corpus below has changed")
	}
}

// The digest is that of the corpus as it lies, however it came about.
func TestOverlayIsAsIfWrittenAtOnce(t *testing.T) {
	base := load(t, small(t), nil)
	over, err := base.Overlay(load(t, kenyaSays(t), base))
	if err != nil {
		t.Fatal(err)
	}
	files := small(t)
	files[kenya] = kenyaSays(t)[kenya]
	if at := load(t, files, nil); at.Digest() != over.Digest() {
		t.Errorf("digest %s, written at once %s", over.Digest(), at.Digest())
	}
}

// An overlay may name what lies below it, and nothing else.
func TestOverlayIsCheckedWithItsBase(t *testing.T) {
	base := load(t, small(t), nil)
	files := only(small(t), treaty)
	if ps := law.CheckFiles(files, base); ps != nil {
		t.Errorf("an instrument in the place of that below: %v", ps)
	}
	for _, m := range []mistake{
		{"state", treaty, "{state: KEN, kind", "{state: UGA, kind",
			`instruments/treaty.yaml:46:11: "UGA" is no state of the corpus; use one of FRA, KEN`},
		{"code", treaty, "mode: may", "mode: mai",
			`instruments/treaty.yaml:41:13: "mai" is no code of modes; do you mean "may"?`},
	} {
		t.Run(m.name, func(t *testing.T) {
			files := only(small(t), treaty)
			replace(t, files, m.file, m.old, m.new)
			if got := law.CheckFiles(files, base).Error(); got != m.want {
				t.Errorf("got  %s\nwant %s", got, m.want)
			}
		})
	}
}

// A provision has one id in all instruments, those below included.
func TestOverlayRepeatsAProvision(t *testing.T) {
	files := only(small(t), treaty)
	replace(t, files, treaty, "id: treaty\n", "id: other\n")
	replace(t, files, treaty, "id: treaty-2-p1", "id: other-p1")
	replace(t, files, treaty, "instrument: 'treaty#P1'", "instrument: treaty")
	files["instruments/other.yaml"] = files[treaty]
	delete(files, treaty)
	const want = `instruments/other.yaml:20:9: the treaty offence "treaty-art2" is already in instrument treaty of the corpus below; give each its own, or remove one
instruments/other.yaml:29:9: the provision "treaty-c1" is already in instrument treaty of the corpus below; give each its own, or remove one`
	if got := law.CheckFiles(files, load(t, small(t), nil)).Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func BenchmarkCheckOverlay(b *testing.B) {
	data, err := fs.ReadFile(corpus.Files(), kenya)
	if err != nil {
		b.Fatal(err)
	}
	files := fstest.MapFS{kenya: &fstest.MapFile{Data: data}}
	for b.Loop() {
		base, err := corpus.Open() // anew, since what is decoded stays so
		if err != nil {
			b.Fatal(err)
		}
		if ps := law.CheckFiles(files, base); ps != nil {
			b.Fatal(ps)
		}
	}
}
