package law

import (
	"fmt"

	"github.com/comity-dev/comity/internal/strictyaml"
)

func (k *checker) instrument(f *file, i *Instrument) {
	k.order(f, "", "in_force", i.InForce, "adopted", i.Adopted)
	if i.NotInForce && !i.InForce.IsZero() {
		k.add(f, "in_force", "it is in force from a day and said not to be in force", "remove one of the two")
	}
	rows := map[string]int{}
	for n := range i.Parties {
		k.party(f, strictyaml.Index("parties", n), &i.Parties[n])
		if first, twice := rows[i.Parties[n].State]; twice {
			k.add(f, entry("parties", n, "state"), fmt.Sprintf("%s has a row already in %s", i.Parties[n].State,
				place{f, strictyaml.Index("parties", first)}), "keep one row for each state")
			continue
		}
		rows[i.Parties[n].State] = n
	}
	for n := range i.Reservations {
		k.reservation(f, strictyaml.Index("reservations", n), &i.Reservations[n])
	}
	if i.Text != nil {
		k.instrumentText(f, i.Text)
	}
}

func (k *checker) party(f *file, at string, p *Party) {
	k.isState(f, strictyaml.Key(at, "state"), p.State)
	k.order(f, at, "entry_into_force", p.EntryIntoForce, "consented", p.Consented)
	if p.Kind != "accession" { // who accedes may sign nothing, or something else
		k.order(f, at, "consented", p.Consented, "signed", p.Signed)
	}
	k.order(f, at, "denounced", p.Denounced, "entry_into_force", p.EntryIntoForce)
}

func (k *checker) reservation(f *file, at string, r *Reservation) {
	k.isState(f, strictyaml.Key(at, "state"), r.State)
	k.order(f, at, "withdrawn", r.Withdrawn, "from", r.From)
	for n, e := range r.Effects {
		k.effect(f, strictyaml.Index(strictyaml.Key(at, "effects"), n), e)
	}
}

// isState reports a code that is no state of the corpus.
func (k *checker) isState(f *file, at, code string) {
	if !k.states[code] {
		k.add(f, at, fmt.Sprintf("%q is no state of the corpus", code), suggest(code, sortedKeys(k.states), "use an ISO 3166-1 alpha-3 code"))
	}
}

func (k *checker) instrumentText(f *file, t *Text) {
	for n := range t.Protocols {
		p := &t.Protocols[n]
		k.unique("protocol", p.ID, f, entry("text.protocols", n, "id"))
		k.order(f, strictyaml.Index("text.protocols", n), "in_force", p.InForce, "adopted", p.Adopted)
	}
	for n := range t.Offences {
		k.unique("treaty offence", t.Offences[n].ID, f, entry("text.offences", n, "id"))
		for m := range t.Offences[n].Optional {
			k.effect(f, entry(entry("text.offences", n, "optional"), m, "effect"), t.Offences[n].Optional[m].Effect)
		}
	}
	for n := range t.Provisions {
		k.provision(f, strictyaml.Index("text.provisions", n), &t.Provisions[n])
	}
}

func (k *checker) provision(f *file, at string, p *Provision) {
	k.unique("provision", p.ID, f, strictyaml.Key(at, "id"))
	for n := range p.Refusal {
		mode := p.Refusal[n].Mode
		if known := k.lists["modes"].has[mode]; known && mode != "may" && mode != "shall" {
			k.add(f, entry(strictyaml.Key(at, "refusal"), n, "mode"), fmt.Sprintf("a ground of refusal has the mode %q", mode), "write may or shall")
		}
	}
}
