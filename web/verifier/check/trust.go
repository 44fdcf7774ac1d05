package check

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/stamp"
	"github.com/comity-dev/comity/evidence"
)

var (
	digestForm = regexp.MustCompile(`^sha256:[0-9a-f]{64}$`)
	idForm     = regexp.MustCompile(`^[0-9a-f]{32}$`)
)

// trust reads what the reader was given by another channel, a thing a line. Empty
// lines and comments are passed over, so that a file of keys can be pasted.
func trust(ctx context.Context, bundle fs.FS, text string) (evidence.Trust, error) {
	var t evidence.Trust
	n := 0
	for line := range strings.Lines(text) {
		n++
		s := strings.TrimSpace(line)
		if s == "" || strings.HasPrefix(s, "#") {
			continue
		}
		if k, err := evidence.ParseVerifyingKey(s); err == nil {
			t.Keys = append(t.Keys, k)
			continue
		}
		low := strings.ToLower(s)
		switch {
		case !digestForm.MatchString(low) && !idForm.MatchString(low):
			return t, &Problem{Field: FieldExpect, Code: "expect", Args: []string{strconv.Itoa(n)}, Text: fmt.Sprintf(
				`line %d is no public key of a signer (ed25519:…), no digest (sha256: and 64 digits) and no id of a bundle (32 digits)`, n)}
		case t.Expect != "" && t.Expect != low:
			return t, &Problem{Field: FieldExpect, Code: "expect-twice", Args: []string{strconv.Itoa(n)},
				Text: fmt.Sprintf("line %d is a second digest or id: one bundle has one", n)}
		}
		t.Expect = low
	}
	return byFingerprint(ctx, bundle, t), nil
}

// byFingerprint takes a digest for the fingerprint of the signer where it is
// just that. The fingerprint is the digest of the key, so it names the key.
func byFingerprint(ctx context.Context, bundle fs.FS, t evidence.Trust) evidence.Trust {
	if !digestForm.MatchString(t.Expect) {
		return t
	}
	f, err := bundle.Open(evidence.SealName)
	if err != nil {
		return t // the check will say it
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxSeal))
	if err != nil {
		return t
	}
	st, _, err := evidence.ParseSeal(ctx, data)
	if err != nil {
		return t
	}
	k, err := evidence.ParseVerifyingKey(st.Predicate.Signer.Key)
	if err == nil && k.ID() == t.Expect {
		t.Keys, t.Expect = append(t.Keys, k), ""
	}
	return t
}

const maxSeal = 4 << 20 // as evidence reads at most

// policy reads the policy as it was pasted: what gets lost on the way, the last
// line end, and what other systems put there, is mended.
func policy(text string) (*custody.Policy, error) {
	text = strings.ReplaceAll(strings.TrimSpace(text), "\r\n", "\n")
	if text == "" {
		return nil, nil // no log counts
	}
	p, err := custody.ParsePolicy([]byte(text + "\n"))
	if err != nil {
		why := strings.TrimPrefix(err.Error(), "read a policy: ")
		return nil, &Problem{Field: FieldPolicy, Code: "policy", Text: err.Error(), Args: []string{why}}
	}
	return p, nil
}

func roots(text string) (*stamp.Roots, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil // no time stamper counts
	}
	r, err := stamp.ParseRoots([]byte(text))
	if err != nil {
		return nil, &Problem{Field: FieldRoots, Code: "roots", Text: err.Error(), Args: []string{err.Error()}}
	}
	return r, nil
}
