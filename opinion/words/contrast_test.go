package words

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Every colour of the page stands out from the paper by 4.5 to 1, in light, in
// dark and in print.
func TestContrast(t *testing.T) {
	css, err := pageFiles.ReadFile("page.css")
	if err != nil {
		t.Fatal(err)
	}
	schemes := regexp.MustCompile(`:root\{[^}]*\}`).FindAllString(string(css), -1)
	if len(schemes) != 3 {
		t.Fatalf("%d colour schemes", len(schemes))
	}
	colour := regexp.MustCompile(`--(\w+):#([0-9a-f]{3,6})\b`)
	for i, s := range schemes {
		paper := 0.0
		for _, m := range colour.FindAllStringSubmatch(s, -1) {
			l := luminance(t, m[2])
			if m[1] == "paper" {
				paper = l
			}
			if m[1] == "paper" || m[1] == "line" {
				continue
			}
			if ratio := (math.Max(l, paper) + 0.05) / (math.Min(l, paper) + 0.05); ratio < 4.5 {
				t.Errorf("scheme %d: %s has a contrast of %.2f", i, m[1], ratio)
			}
		}
	}
}

// luminance is the relative luminance of WCAG 2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	if len(hex) == 3 {
		hex = strings.Join([]string{hex[:1], hex[:1], hex[1:2], hex[1:2], hex[2:], hex[2:]}, "")
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	channel := func(shift uint) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
