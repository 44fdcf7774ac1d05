package strictyaml

import (
	"fmt"

	"go.yaml.in/yaml/v4"
)

// syntaxWords says the errors of the parser in the words of someone who writes
// YAML now and then. Where atStart is set, the mistake is where the construct
// began and not where the parser noticed.
var syntaxWords = map[string]struct {
	message, fix string
	atStart      bool
}{
	"mapping values are not allowed in this context": {
		message: "a colon where no name: value can stand",
		fix:     "put text that has a colon in it in quotes, or check the indentation",
	},
	"found character that cannot start any token": {
		message: "a character that nothing can begin with",
		fix:     "indent with spaces instead of tabs, and put text that begins with @, ` or % in quotes",
	},
	"could not find expected ':'": {
		message: "a line without a colon where name: value was expected",
		fix:     "indent it further if it continues the text above, or add the colon",
		atStart: true,
	},
	"did not find expected key": {
		message: "this does not fit with what stands above it",
		fix:     "check the indentation, and that quotes go round the whole text",
	},
	"did not find expected '-' indicator": {
		message: "this does not fit with the list above it",
		fix:     "check the indentation, and begin each entry with a dash",
	},
	"did not find expected node content": {
		message: "a value was expected here",
		fix:     "check for a comma too many and that every bracket is closed",
	},
	"did not find expected ',' or ']'": {
		message: "a list in brackets that is not closed",
		fix:     "put commas between its entries and ] at its end",
	},
	"did not find expected ',' or '}'": {
		message: "a mapping in braces that is not closed",
		fix:     "put commas between its fields and } at its end",
	},
	"found unexpected end of stream": {
		message: "a quotation that is not closed",
		fix:     "add the closing quote",
		atStart: true,
	},
	"found a tab character where an indentation space is expected": {
		message: "a tab in the indentation",
		fix:     "indent with spaces",
	},
	"found undefined tag handle": {
		message: "a tag, which begins with !, is not allowed",
		fix:     "remove it; if the text begins with !, put it in quotes",
	},
}

// syntaxProblem explains a text that is not YAML.
func syntaxProblem(err *yaml.LoadError) Problem {
	mark := err.Mark
	words, known := syntaxWords[err.Message]
	if known && words.atStart && err.ContextMark.Line > 0 {
		mark = err.ContextMark
	}
	if !known {
		words.message = "not readable as YAML: " + err.Message
	}
	return Problem{Line: mark.Line, Column: mark.Column, Message: words.message, Fix: words.fix}
}

func aliasProblem(line, column int) Problem {
	return Problem{
		Line: line, Column: column,
		Message: "an alias, which begins with *, is not allowed",
		Fix:     "write out what it stands for; if the text begins with *, put it in quotes",
	}
}

func depthProblem(line, column, depth int) Problem {
	return Problem{
		Line: line, Column: column,
		Message: fmt.Sprintf("lists and mappings are nested more than %d deep", depth),
		Fix:     "make the structure flatter",
	}
}
