package law

import "github.com/comity-dev/comity/rule"

// Fact says how sure a statement of the corpus is and where it comes from.
// Every statement embeds one.
type Fact struct {
	Confidence  rule.Confidence `json:"confidence"`
	Source      string          `json:"source,omitempty"` // key of the file's sources
	MoreSources []string        `json:"more_sources,omitempty"`
}

// Source tells what stands behind a source key, and how far it was read.
type Source struct {
	What  string `json:"what"`
	Where string `json:"where,omitempty"`
	Read  string `json:"read,omitempty" enum:"read"` // full, partial, secondary, none
}

// Sources are the source keys of one file.
type Sources map[string]Source

// Gist is one rule in our own words, with the article it stands in.
type Gist struct {
	Topic    string   `json:"topic,omitempty"`
	Articles []string `json:"articles,omitempty"`
	Gist     string   `json:"gist,omitempty"`
	Mode     string   `json:"mode,omitempty"`
	Items    []string `json:"items,omitempty"`
	Note     string   `json:"note,omitempty"`
	// Confidence and Source are given where they differ from those of the
	// statement it stands in.
	Confidence string `json:"confidence,omitempty" enum:"confidence"`
	Source     string `json:"source,omitempty"`
}
