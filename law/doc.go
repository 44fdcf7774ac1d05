// Package law knows the texts: states and their own law, instruments with
// their provisions, who was bound by what on a date, and the closed
// vocabularies in which all of it is written.
//
// A [Corpus] is the whole of it. Most callers open the embedded one with
// package corpus, ask it for a [State] or an [Instrument], for the status of
// a state on a date ([Corpus.Bound]), or which offences a conduct makes
// ([Corpus.Match]). A directory of the same format lies over it state by state
// and instrument by instrument ([Corpus.Overlay]), so that a state can
// publish its own law.
//
// Three rules hold everywhere. Every statement carries its source and a
// confidence. Law is asked as of a date, and what the facts do not reach is
// open, never no. A code that is not in its list is an error when the corpus
// is loaded, so that no misspelling can turn into a silent answer.
//
// The package does no input or output of its own: it reads the file systems
// it is given. The written format is docs/spec/corpus.md.
package law
