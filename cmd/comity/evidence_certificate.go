package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/comity-dev/comity/evidence/certificate"
)

type evidenceCertificate struct {
	trust
	Opened  string   `arg:"" help:"Folder of an opened bundle."`
	Form    string   `required:"" help:"Which certificate: in-bsa-63-4-a, in-bsa-63-4-b, us-fre-902-13, us-fre-902-14, general, or one of --forms." placeholder:"NAME"`
	Exhibit []string `help:"An exhibit to certify; may be given again. Without it all are certified." placeholder:"NAME" sep:"none"`
	Answers string   `help:"What the person who signs states: a YAML file of lines \"id: text\"." placeholder:"FILE"`
	Forms   string   `help:"A folder of further forms, one file each." placeholder:"DIR"`
	Out     string   `short:"o" help:"A new file for it; without one it goes to standard output." placeholder:"FILE"`
}

func (evidenceCertificate) Help() string {
	return `Courts ask for a certificate with electronic evidence: India under section 63(4) of the Bharatiya Sakshya Adhiniyam (Part A by the party, Part B by the expert), the United States under Rules 902(13) and 902(14) of the Federal Rules of Evidence. "general" is for courts that have no form.

The bundle is checked first; what is not proved is not certified. The program fills in what the bundle proves: exhibits, digests, algorithm, signer, digest of the statement; with --policy the custody entries, with --tsa-roots the time of the seal. What a person must state, and often swear, it asks for by name and takes from --answers alone; a confirmation is given by "yes". As long as something is missing, the certificate is a draft that names it, and the command exits with 1.

A form says what a law asks for in our own words, with sources and how sure they are. It is no legal advice.

Example:

    comity evidence certificate opened/ --signer office.pub --form us-fre-902-14 --exhibit phone.img --answers answers.yaml -o certificate.txt

A file of answers:

    name: Ada Example
    where: outside the United States
    perjury: yes
    date: 2026-11-24`
}

func (k *evidenceCertificate) Run(a *app) error {
	if k.Out != "" {
		if err := free(k.Out); err != nil {
			return err
		}
	}
	form, err := k.form()
	if err != nil {
		return err
	}
	answers, err := k.answers()
	if err != nil {
		return err
	}
	dir, v, done, err := a.provedFolder(k.Opened, &k.trust)
	if err != nil {
		return err
	}
	defer done()
	records, err := recordsOf(dir)
	if err != nil {
		return err
	}
	c, err := certificate.Make(form, certificate.Bundle{Verdict: v, Records: records, Checked: a.now()}, k.Exhibit, answers)
	if err != nil {
		return err
	}
	return k.write(a, c)
}

func (k *evidenceCertificate) form() (*certificate.Form, error) {
	all, err := certificate.Builtin()
	if err == nil && k.Forms != "" {
		var more certificate.Forms
		if more, err = certificate.Load(os.DirFS(k.Forms)); err != nil {
			return nil, fmt.Errorf("--forms: %w", err)
		}
		all, err = all.Join(more)
	}
	if err != nil {
		return nil, err
	}
	if f := all.Find(k.Form); f != nil {
		return f, nil
	}
	return nil, fmt.Errorf("--form: %q is none%s; there are %s", k.Form, meant(k.Form, all.Names()), strings.Join(all.Names(), ", "))
}

func (k *evidenceCertificate) answers() (certificate.Answers, error) {
	if k.Answers == "" {
		return nil, nil
	}
	data, err := os.ReadFile(k.Answers)
	if err != nil {
		return nil, fmt.Errorf("--answers: %w", err)
	}
	answers, err := certificate.ParseAnswers(data)
	if err != nil {
		return nil, fmt.Errorf("--answers: %s: %w", k.Answers, err)
	}
	return answers, nil
}

// write writes the certificate, complete or not, and makes that the exit code.
func (k *evidenceCertificate) write(a *app, c *certificate.Certificate) error {
	text := c.Text()
	if a.JSON {
		var err error
		if text, err = indented(c); err != nil {
			return err
		}
	}
	if err := a.deliver(k.Out, text); err != nil || c.Complete {
		return err
	}
	_, _ = fmt.Fprintf(a.err, "missing: %s\n", strings.Join(c.Missing, ", "))
	return errNo
}
