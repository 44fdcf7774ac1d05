package certificate

import (
	"bytes"
	"fmt"
	"strings"
)

const columns = 96

// Text is the certificate as plain text for print and signature. As long as
// something is missing it is marked as a draft, and the gaps as gaps.
func (c *Certificate) Text() []byte {
	p := &printer{}
	p.line(strings.ToUpper(c.Form.Title))
	p.para("", c.Form.Law)
	if !c.Complete {
		p.line("")
		p.para("", fmt.Sprintf("DRAFT, NOT TO BE SIGNED: %d statements are missing: %s.", len(c.Missing), strings.Join(c.Missing, ", ")))
	}
	for i, s := range c.Statements {
		p.line("")
		p.para(fmt.Sprintf("%d. ", i+1), s.States)
		p.statement(s)
	}
	p.exhibits(c.Exhibits)
	p.custody(c.Custody)
	p.line("")
	p.line("Signature, by " + c.Form.Signer + ":")
	p.line("")
	p.line("________________________________________")
	p.rest(c)
	return p.Bytes()
}

type printer struct{ bytes.Buffer }

func (p *printer) line(s string) { _, _ = p.WriteString(strings.TrimRight(s, " ") + "\n") }

// para writes a text that hangs behind its lead.
func (p *printer) para(lead, text string) {
	for part := range strings.SplitSeq(text, "\n") {
		line := lead
		for _, w := range strings.Fields(part) {
			if n := len([]rune(line)); n > len([]rune(lead)) && n+1+len([]rune(w)) > columns {
				p.line(line)
				line = strings.Repeat(" ", len([]rune(lead)))
			} else if strings.TrimSpace(line) != strings.TrimSpace(lead) {
				line += " "
			}
			line += w
		}
		p.line(line)
		lead = strings.Repeat(" ", len([]rune(lead)))
	}
}

func (p *printer) statement(s Stated) {
	for _, f := range s.Facts {
		p.para("     ", f.Text)
	}
	switch {
	case s.By == byBundle:
	case s.Missing && s.Answer != "":
		p.para("   > ", "MISSING: the person does not confirm it. "+s.Ask)
	case s.Missing:
		p.para("   > ", "MISSING, to be stated by the person who signs: "+s.Ask)
	case s.Answer == "":
		p.para("   > ", "not stated")
	default:
		p.para("   > ", s.Answer)
	}
}

func (p *printer) exhibits(list []Exhibit) {
	p.line("")
	p.line("EXHIBITS")
	for i, e := range list {
		p.line("")
		p.line(fmt.Sprintf("%d. %s", i+1, e.Name))
		p.line(fmt.Sprintf("   %d bytes", e.Size))
		p.line("   SHA-256 " + e.SHA256)
		for _, f := range [][2]string{{"original name", e.Original}, {"origin", e.Origin}, {"legal basis", e.Basis},
			{"collector", e.Collector}, {"collected", e.Collected}, {"tool", e.Tool}} {
			if f[1] != "" {
				p.para("   "+f[0]+", as claimed: ", f[1])
			}
		}
	}
}

func (p *printer) custody(list []Entry) {
	if len(list) == 0 {
		return
	}
	p.line("")
	p.line("CUSTODY UP TO SEALING, AS CLAIMED")
	for _, e := range list {
		p.line("")
		text := fmt.Sprintf("%s %s, by %s", e.Time, e.Kind, e.Actor)
		for _, f := range [][2]string{{"from", e.From}, {"to", e.To}} {
			if f[1] != "" {
				text += ", " + f[0] + " " + f[1]
			}
		}
		p.para("- ", text)
		p.line("  exhibit SHA-256 " + e.Exhibit)
		if e.Proved {
			p.para("  ", fmt.Sprintf("entry %d of the log %s, which the checker trusts", e.Index, e.Log))
		} else {
			p.line("  not shown to stand in a log")
		}
	}
}

func (p *printer) rest(c *Certificate) {
	for _, part := range []struct {
		title string
		list  []string
	}{{"BESIDES THIS CERTIFICATE", c.Form.Besides}, {"NOTES, NOT PART OF THE CERTIFICATE", c.Form.Notes}, {"SOURCES OF THIS FORM", c.sources()}} {
		if len(part.list) == 0 {
			continue
		}
		p.line("")
		p.line(part.title)
		for _, s := range part.list {
			p.para("- ", s)
		}
	}
}

func (c *Certificate) sources() []string {
	var out []string
	for _, s := range c.Form.Sources {
		text := s.Title
		if s.URL != "" {
			text += ", " + s.URL
		}
		out = append(out, fmt.Sprintf("%s (seen %s; %s)", text, s.Seen, s.Confidence))
	}
	return out
}
