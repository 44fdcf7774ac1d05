package main

import (
	"bytes"
	"context"
	"crypto"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/comity-dev/comity/custody"
	"github.com/comity-dev/comity/custody/logdir"
	"github.com/comity-dev/comity/custody/stamp"
	"github.com/comity-dev/comity/evidence"
)

// attaching is how others come to vouch for since when a seal exists.
type attaching struct {
	Log       string   `help:"Folder of your custody log: the seal is entered in it, and the proof laid beside the seal." placeholder:"DIR"`
	LogKeys   string   `help:"Folder of the secret keys of the log." placeholder:"DIR"`
	LogPolicy string   `help:"Policy file of the log, with the witnesses that must have seen it." placeholder:"FILE"`
	Actor     string   `help:"Who seals, in the custody entry; without it, the name of the signer." placeholder:"WHO"`
	TSA       []string `name:"tsa" help:"Address of a time stamper; may be given again." placeholder:"URL" sep:"none"`

	stamped []string // files of time stamps that came in another way
}

func (t *attaching) check() error {
	for _, u := range t.TSA {
		if err := tsaAddress(u); err != nil {
			return err
		}
	}
	if len(t.TSA)+len(t.stamped) > evidence.MaxStamps {
		return fmt.Errorf("a seal has at most %d time stamps", evidence.MaxStamps)
	}
	if (t.Log == "") != (t.LogKeys == "") || (t.Log == "") != (t.LogPolicy == "") {
		return errors.New("--log, --log-keys and --log-policy belong together")
	}
	return nil
}

// kinds are the kinds of proofs that will be there.
func (t *attaching) kinds() []string {
	var out []string
	if t.Log != "" {
		out = append(out, evidence.ProofLog)
	}
	if len(t.TSA)+len(t.stamped) > 0 {
		out = append(out, evidence.ProofTime)
	}
	return out
}

type evidenceAttach struct {
	passphrase
	attaching
	Bundle string   `arg:"" help:"Folder of a sealed bundle, or of an opened one."`
	Key    string   `required:"" help:"Key file of the signer of the bundle." placeholder:"FILE"`
	Stamp  []string `help:"A time stamp over seal.dsse.json that you got in another way; may be given again." placeholder:"FILE" sep:"none"`
}

func (evidenceAttach) Help() string {
	return `A seal says when it was made, and only its signer vouches for that. With a custody log, or a time stamper, others do: the seal is entered in your log, or its digest is stamped, and the proofs are laid beside it, under a list that the signer signs. Whoever gets the bundle has them at hand and needs no network.

"comity evidence seal" takes the same options and does this at once. This command is for the rest: the time stamper did not answer, the witnesses had to be asked first, or the machine has no network. Then make a query with "comity stamp query bundle/seal.dsse.json", carry it to a time stamper, and lay the answer beside the seal with --stamp.

An entry that is in the log already keeps its place, so the command can be given again after an interruption.

Examples:

    comity evidence attach bundle/ --key office.key --log custody/ --log-keys keys/ --log-policy policy --actor "Registry, Nairobi"
    comity evidence attach bundle/ --key office.key --tsa https://tsa.example/
    comity evidence attach bundle/ --key office.key --stamp seal.tsr`
}

// attached is the answer of attach.
type attached struct {
	Bundle string         `json:"bundle"`
	Log    string         `json:"log,omitempty"`
	Index  *custody.Index `json:"index,omitempty"`
	Stamps []string       `json:"stamps,omitempty"`
}

func (k *evidenceAttach) Run(a *app) error {
	k.stamped = k.Stamp
	if err := k.check(); err != nil {
		return err
	}
	if len(k.kinds()) == 0 {
		return errors.New("name a log (--log), a time stamper (--tsa), or a time stamp (--stamp)")
	}
	file, err := secretFile(k.Key)
	if err != nil {
		return fmt.Errorf("--key: %w", err)
	}
	key, err := evidence.ParseSigningKey(file, k.asker(a, k.Key))
	if err != nil {
		return fmt.Errorf("--key: %s: %w", k.Key, err)
	}
	out, err := openStore(k.Bundle, true)
	if err != nil {
		return fmt.Errorf("read the bundle: %w", err)
	}
	defer out.close()
	ctx, stop := interruptible()
	defer stop()
	answer, err := k.attach(ctx, a, out, key)
	if err != nil {
		return err
	}
	if a.JSON {
		return a.json(answer)
	}
	answer.write(a.page())
	return nil
}

func (t *attached) write(p *page) {
	if t.Index != nil {
		p.line(fmt.Sprintf("the seal is entry %d of the log %s", *t.Index, t.Log))
	}
	for _, s := range t.Stamps {
		p.line("stamped " + s)
	}
}

// attach makes the proofs and lays them beside the seal.
func (t *attaching) attach(ctx context.Context, a *app, out *store, key *evidence.SigningKey) (*attached, error) {
	if _, err := out.root.Stat(evidence.ProofsName); err == nil {
		return nil, fmt.Errorf("%s is there already", evidence.ProofsName)
	}
	seal, err := out.root.ReadFile(evidence.SealName)
	if err != nil {
		return nil, fmt.Errorf("read the bundle: %w", err)
	}
	st, digest, err := evidence.ParseSeal(ctx, seal)
	if err != nil {
		return nil, err
	}
	answer := &attached{Bundle: st.Predicate.Bundle}
	var proofs evidence.Attachments
	if t.Log != "" {
		if err := t.enter(a, out, st, digest, &proofs, answer); err != nil {
			return nil, fmt.Errorf("enter the seal in the log: %w", err)
		}
	}
	if err := t.stamps(ctx, a, seal, &proofs, answer); err != nil {
		return nil, err
	}
	return answer, evidence.Attach(ctx, out, seal, proofs, key)
}

// enter puts the seal in the log. The opening is kept before the log is touched.
func (t *attaching) enter(a *app, out *store, st *evidence.Statement, digest string, p *evidence.Attachments, answer *attached) error {
	keys, err := logKeys(t.LogKeys)
	if err != nil {
		return err
	}
	policy, err := readPolicy(t.LogPolicy)
	if err != nil {
		return err
	}
	opening, err := t.opening(a, out, st, digest)
	if err != nil {
		return err
	}
	p.Opening = opening.Marshal()
	return withLog(t.Log, func(d *logdir.Dir) error {
		if _, _, err := appendTo(d, keys, a.now(), opening.Commitment()); err != nil {
			return err
		}
		found, err := proveIn(d, policy, opening.Commitment())
		p.LogProof, answer.Log, answer.Index = []byte(found.Proof), found.Log.Origin, &found.Index
		if err != nil {
			err = fmt.Errorf("the entry is in the log, but the policy is not satisfied: %w; if witnesses are missing, ask them "+
				"(comity log cosign), and then run comity evidence attach", err)
		}
		return err
	})
}

func (t *attaching) opening(a *app, out *store, st *evidence.Statement, digest string) (*custody.Opening, error) {
	text, err := out.root.ReadFile(evidence.OpeningName)
	if err == nil { // an earlier try
		o, r, err := custody.ParseOpening(text)
		if err == nil && (r.Kind != custody.Sealed || r.Exhibit.String() != digest) {
			err = errors.New("it is about something else")
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", evidence.OpeningName, err)
		}
		return o, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	d, err := custody.ParseDigest(digest)
	if err != nil {
		return nil, err
	}
	r := &custody.Record{Kind: custody.Sealed, Time: a.now().UTC().Truncate(time.Second), Exhibit: d, Actor: t.Actor}
	if r.Actor == "" {
		r.Actor = st.Predicate.Signer.Name
	}
	if r.Actor == "" {
		return nil, errors.New("say who seals: --actor")
	}
	o, err := custody.Seal(r)
	if err != nil {
		return nil, err
	}
	f, err := out.Create(evidence.OpeningName)
	if err != nil {
		return nil, err
	}
	if _, err := f.Write(o.Marshal()); err != nil {
		f.Abort()
		return nil, err
	}
	return o, f.Commit()
}

// stamps gathers time stamps and makes sure that they are on this seal.
func (t *attaching) stamps(ctx context.Context, a *app, seal []byte, p *evidence.Attachments, answer *attached) error {
	i, err := stamp.ImprintOf(crypto.SHA256, bytes.NewReader(seal))
	if err != nil {
		return err
	}
	for _, address := range t.TSA {
		nonce := make([]byte, 8)
		_, _ = rand.Read(nonce) // it does not fail
		query, err := stamp.Query(i, nonce)
		if err != nil {
			return err
		}
		response, r, err := askForStamp(ctx, a, address, query, i, nil)
		if err != nil {
			return fmt.Errorf("ask the time stamper %s: %w", address, err)
		}
		p.Stamps, answer.Stamps = append(p.Stamps, response), append(answer.Stamps, stampedBy(r))
	}
	for _, name := range t.stamped {
		response, r, err := stampOn(a, name, seal)
		if err != nil {
			return fmt.Errorf("--stamp: %s: %w", name, err)
		}
		p.Stamps, answer.Stamps = append(p.Stamps, response), append(answer.Stamps, stampedBy(r))
	}
	return nil
}

func stampedBy(r *stamp.Result) string {
	return fmt.Sprintf("%s by %q", r.Time.Format(time.RFC3339), r.TSA)
}

// stampOn reads a stamp and holds it against the seal.
func stampOn(a *app, name string, seal []byte) ([]byte, *stamp.Result, error) {
	response, err := smallFile(name)
	if err != nil {
		return nil, nil, err
	}
	s, err := stamp.Parse(response)
	if err != nil {
		return nil, nil, err
	}
	i, err := stamp.ImprintOf(s.Hash(), bytes.NewReader(seal))
	if err != nil {
		return nil, nil, err
	}
	r, err := s.Verify(i, nil, a.now())
	return response, r, err
}

// past reads the openings of custody entries, each with the proof beside it, or
// with one from the log.
func (t *attaching) past(openings []string) ([]evidence.Held, error) {
	var out []evidence.Held
	for _, name := range openings {
		h, err := t.held(name)
		if err != nil {
			return nil, fmt.Errorf("--history: %w", err)
		}
		out = append(out, h)
	}
	return out, nil
}

func (t *attaching) held(name string) (h evidence.Held, err error) {
	o, _, err := readOpening(name)
	if err != nil {
		return h, err
	}
	h.Opening = o.Marshal()
	proof := strings.TrimSuffix(name, ".opening") + ".tlog-proof"
	h.Proof, err = os.ReadFile(proof) //nolint:gosec // beside what the user names
	if err == nil && t.LogPolicy != "" {
		var policy *custody.Policy
		if policy, err = readPolicy(t.LogPolicy); err == nil {
			_, err = custody.Verify(h.Proof, o.Commitment(), policy)
		}
		if err != nil {
			return h, fmt.Errorf("%s: %w", proof, err)
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return h, err
	}
	if t.Log == "" {
		return h, fmt.Errorf("%s: its proof %s is not there; give it, or the log with --log", name, proof)
	}
	policy, err := readPolicy(t.LogPolicy)
	if err != nil {
		return h, err
	}
	err = withLog(t.Log, func(d *logdir.Dir) error {
		found, err := proveIn(d, policy, o.Commitment())
		if err == nil && !found.Found {
			err = fmt.Errorf("%s: the entry is not in the log %s", name, t.Log)
		}
		h.Proof = []byte(found.Proof)
		return err
	})
	return h, err
}
