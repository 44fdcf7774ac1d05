package strictyaml

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// byteOrderMark is what some editors put before UTF-8.
var byteOrderMark = []byte("\uFEFF")

// checkSize refuses by counting alone what would be dear to parse.
func checkSize(data []byte, limits Limits, out *report) {
	if len(data) > limits.Bytes {
		out.add(Problem{
			Message: fmt.Sprintf("the file has %d bytes, more than the %d allowed", len(data), limits.Bytes),
			Fix:     "divide it into several files",
		})
		return
	}
	flow := 0
	for _, c := range data {
		if c == ',' || c == '[' || c == '{' {
			flow++
		}
	}
	if flow > limits.Flow {
		out.add(Problem{
			Message: fmt.Sprintf("the file has %d commas and opening brackets, more than the %d allowed", flow, limits.Flow),
			Fix:     "divide it into several files",
		})
	}
}

// checkCharacters refuses bytes that are no UTF-8 and characters that change
// how a text is read without showing. It counts lines as the parser does, for
// which the characters refused here would be line breaks or errors without a
// place. It returns where the text ends.
func checkCharacters(data []byte, out *report) (line, column int) {
	line, column = 1, 1
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if message, fix := badRune(r, size, data[i]); message != "" {
			out.add(Problem{Line: line, Column: column, Message: message, Fix: fix})
		}
		crlf := r == '\r' && bytes.HasPrefix(data[i:], []byte("\r\n"))
		if i += size; crlf {
			continue // the \n that follows ends the line
		}
		if column++; r == '\n' || r == '\r' {
			line, column = line+1, 1
		}
	}
	return line, column
}

// badRune says what is wrong with a rune, or nothing.
func badRune(r rune, size int, first byte) (message, fix string) {
	switch {
	case r >= 0x20 && r < 0x7F, r == '\t', r == '\n', r == '\r':
		return "", ""
	case r == utf8.RuneError && size == 1:
		return fmt.Sprintf("the byte 0x%02X is not UTF-8", first), "save the file as UTF-8"
	case r == 0:
		return "a NUL character", "remove it, or save the file as UTF-8"
	case r == 0x85, r == 0x2028, r == 0x2029:
		return fmt.Sprintf("the invisible line separator U+%04X", r), "use an ordinary line break"
	case r == 0xFEFF:
		return "an invisible byte order mark U+FEFF inside the text", "remove it"
	case r < 0xA0, r == 0xFFFE, r == 0xFFFF:
		return fmt.Sprintf("the invisible control character U+%04X", r), "remove it"
	}
	return "", ""
}
