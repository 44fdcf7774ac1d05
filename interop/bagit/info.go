package bagit

import (
	"fmt"
	"strconv"
	"strings"
)

const maxInfo = 10_000 // entries, and lines that continue one

// infoName of the version; drafts before 0.96 had another.
func (c *checker) infoName() string {
	switch c.Version {
	case "0.93", "0.94", "0.95":
		return "package-info.txt"
	}
	return "bag-info.txt"
}

// info reads bag-info.txt: section 2.2.2.
func (c *checker) info(name string) error {
	lines := 0
	return c.eachLine(name, func(text string, line int) error {
		switch lines++; {
		case lines == maxInfo+1:
			c.wrong(CodeForm, name, line, "it has more than %d lines: the rest was not read", maxInfo)
		case lines > maxInfo || text == "":
		case strings.HasPrefix(text, " ") || strings.HasPrefix(text, "\t"):
			c.continued(name, text, line)
		default:
			c.field(name, text, line)
		}
		return nil
	})
}

// continued adds to the value above. Readers may join with a space.
func (c *checker) continued(name, text string, line int) {
	if len(c.Info) == 0 {
		c.wrong(CodeForm, name, line, "it continues a line, and there is none above")
		return
	}
	last := &c.Info[len(c.Info)-1]
	last.Value = strings.TrimSpace(last.Value + " " + strings.TrimSpace(text))
}

func (c *checker) field(name, text string, line int) {
	label, value, ok := strings.Cut(text, ":")
	trimmed := strings.TrimRight(label, " \t")
	if !ok || trimmed == "" {
		c.wrong(CodeForm, name, line, "it has no label with a colon")
		return
	}
	if trimmed != label {
		c.judge(c.first, CodeForm, name, line, "there is a space before the colon")
	}
	if c.first && value != "" && !strings.HasPrefix(value, " ") && !strings.HasPrefix(value, "\t") {
		c.wrong(CodeForm, name, line, "there is no space after the colon")
	}
	c.Info = append(c.Info, Field{trimmed, strings.TrimSpace(value)})
	c.infoLines = append(c.infoLines, line)
}

// oxum compares Payload-Oxum, octets and number of files, with what is there.
func (c *checker) oxum() {
	seen := false
	for i, f := range c.Info {
		if !strings.EqualFold(f.Label, "Payload-Oxum") {
			continue
		}
		where, line := c.infoName(), c.infoLines[i]
		if seen {
			c.wrong(CodeForm, where, line, "Payload-Oxum is there twice")
		}
		seen = true
		octets, files, err := parseOxum(f.Value)
		switch {
		case err != nil:
			c.wrong(CodeForm, where, line, "%v", err)
		case octets != c.Octets || files != c.Files:
			c.wrong(CodeOxum, where, line, "Payload-Oxum is %s, and data/ has %d.%d", f.Value, c.Octets, c.Files)
		}
	}
}

func parseOxum(s string) (octets, files int64, err error) {
	a, b, ok := strings.Cut(s, ".")
	octets, e1 := strconv.ParseInt(a, 10, 64)
	files, e2 := strconv.ParseInt(b, 10, 64)
	if !ok || e1 != nil || e2 != nil || octets < 0 || files < 0 {
		return 0, 0, fmt.Errorf("the Payload-Oxum %q is not two whole numbers with a dot", s)
	}
	return octets, files, nil
}
