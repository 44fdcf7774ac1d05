package law_test

import "testing"

func TestFind(t *testing.T) {
	c := open(t)
	for id, want := range map[string]string{
		"KEN": "state", "ke": "state", "肯尼亚": "state", "budapest-185": "instrument", "Budapest Convention": "instrument",
		"bud-c29": "provision", "bud-art2": "treaty-offence", "ken.cmca.14": "offence", "ASEAN": "profile",
		"access": "act", "illegal-access": "class", "freeze": "aim", "knowledge": "mens-rea",
	} {
		found := c.Find(id)
		if len(found) != 1 || found[0].Kind != want {
			t.Errorf("Find(%q) = %v, want one %s", id, found, want)
		}
	}
	if found := c.Find("sovereignty"); len(found) != 2 {
		t.Errorf("sovereignty is a ground and a fact, found %d", len(found))
	}
	if found := c.Find("nothing-of-the-kind"); found != nil {
		t.Errorf("found %v", found)
	}
}
