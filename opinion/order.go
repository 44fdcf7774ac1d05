package opinion

import (
	"slices"
	"strings"

	"github.com/comity-dev/comity/law"
	"github.com/comity-dev/comity/opinion/clock"
)

// rank orders instruments: acts of the Union between members, orders straight
// to a provider, what two states agreed between themselves, conventions on
// cybercrime, regional and then worldwide treaties, schemes; last what rests
// on no instrument. A way that only may be granted stands behind those that
// must.
func rank(w *route) int {
	n := 2 * kindRank(w)
	if w.provision != nil && w.provision.Mode != "shall" {
		n++
	}
	if w.text.instrument == nil {
		n += 100
	}
	return n
}

func kindRank(w *route) int {
	i := w.text.instrument
	if i == nil {
		if strings.HasPrefix(w.text.id, policePrefix) {
			return 0
		}
		return 1
	}
	switch {
	case strings.HasPrefix(i.Kind, "eu-"):
		return 0
	case slices.Contains(i.Matters, "direct-access"):
		return 1
	case i.Kind == "bilateral":
		return 2
	case slices.Contains(i.Matters, "cybercrime"):
		return 3
	case i.Kind == "regional":
		return 4
	case i.Depositary == "United Nations (Secretary-General)":
		return 6
	case i.Kind == "scheme" || i.Kind == "model":
		return 7
	}
	return 5
}

// regime is the rule by which a text's periods are reckoned.
type regime = clock.Regime

const regimeNational = clock.National

func regimeOf(i *law.Instrument) regime {
	if strings.HasPrefix(i.Kind, "eu-") {
		return clock.EU1182
	}
	return clock.Treaty
}
