package main

import (
	"fmt"
	"strings"

	"github.com/comity-dev/comity/rule"
)

// conditionWords writes a condition as a reader says it.
func conditionWords(c *rule.Condition) string {
	s := "always"
	switch {
	case c.Fact != "":
		s = c.Fact
	case c.Threshold != nil:
		s = thresholdWords(c.Threshold)
	case c.Status != nil:
		s = statusWords(c.Status)
	case len(c.All) > 0:
		s = members(c.All, " and ")
	case len(c.Any) > 0:
		s = members(c.Any, " or ")
	case c.Not != nil:
		s = "not " + bracketed(c.Not)
	}
	if c.Unless != nil {
		s += ", unless " + bracketed(c.Unless)
	}
	return s
}

func members(list []rule.Condition, word string) string {
	parts := make([]string, len(list))
	for n := range list {
		parts[n] = bracketed(&list[n])
	}
	return strings.Join(parts, word)
}

// bracketed keeps apart what has more than one part.
func bracketed(c *rule.Condition) string {
	s := conditionWords(c)
	if len(c.All)+len(c.Any) > 1 || c.Unless != nil {
		return "(" + s + ")"
	}
	return s
}

func thresholdWords(t *rule.Threshold) string {
	unit := t.Unit
	if unit == "" {
		unit = "years"
	}
	whose := "the maximum in the law of " + t.Of
	if t.Of == "sentence" {
		whose = "the sentence imposed"
	}
	if t.MoreThan > 0 {
		return fmt.Sprintf("%s is more than %v %s", whose, t.MoreThan, unit)
	}
	return fmt.Sprintf("%s is at least %v %s", whose, t.AtLeast, unit)
}

func statusWords(s *rule.Status) string {
	instrument := s.Instrument
	if instrument == "" {
		instrument = "this instrument"
	}
	what := s.Is + " under"
	if s.Effect != "" {
		what = s.Is + " " + s.Effect + " under"
	}
	return fmt.Sprintf("%s is %s %s", s.Of, what, instrument)
}
