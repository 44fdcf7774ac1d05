// Package words turns an opinion into sentences, from catalogues of messages,
// so that another language is only another catalogue.
//
//	p, err := words.New(corpus, "en")
//	err = p.Text(os.Stdout, o, words.TextOptions{Width: 100})
//	err = p.HTML(file, o) // one printable page that needs nothing else
//
// A [Printer] is made once for a corpus and a language and may be used by many
// goroutines. Nothing is written free-hand: every sentence is a message of the
// catalogue, filled from one finding of the opinion, and the order of its words
// is the catalogue's. What the corpus says in words of its own (a gist, a
// requirement, the name of an authority) passes through as it is.
//
// # Catalogues
//
// catalogue/LANG.json holds groups of messages by code. The group say holds
// sentences; each other group holds the words for one closed list of codes.
// Placeholders are named, {requested}, and may stand in any order or be left
// out. A message whose words depend on a number is an object by CLDR plural
// category (zero, one, two, few, many, other); other is required, and {n} is
// the number. The group list holds how things are joined: what stands between
// {a} and {b} is the separator, and the entry that ends in -last is put before
// the last member.
//
// A code without a message falls back to the English catalogue, then to its
// meaning in the vocabulary, then to the code itself, so that a code added to
// the corpus is readable on the day it is added. Elements and grounds have two
// forms: the short one of the catalogue, for lists, and the long one, the
// vocabulary's meaning.
//
// To add a language, copy en.json, translate the values and run the tests:
// they say which messages lack a placeholder or a plural form.
//
// # The page
//
// Both forms are drawn from one description of the page (package-private), so
// they say the same. It is made afresh from each opinion and costs some tens of
// microseconds; catalogues are read once for the life of the program.
package words
