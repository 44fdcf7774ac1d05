package law

import "math/bits"

// set is a set of codes of one vocabulary list, as bits in list order.
type set [4]uint64

// setSize is the number of codes a list may hold.
const setSize = 256

func (s *set) add(i int)         { s[i>>6] |= 1 << (i & 63) }
func (s *set) has(i int) bool    { return s[i>>6]&(1<<(i&63)) != 0 }
func (s set) within(t *set) bool { return s[0]&^t[0]|s[1]&^t[1]|s[2]&^t[2]|s[3]&^t[3] == 0 }
func (s set) meets(t *set) bool  { return s[0]&t[0]|s[1]&t[1]|s[2]&t[2]|s[3]&t[3] != 0 }
func (s set) and(t *set) set     { return set{s[0] & t[0], s[1] & t[1], s[2] & t[2], s[3] & t[3]} }
func (s set) without(t *set) set { return set{s[0] &^ t[0], s[1] &^ t[1], s[2] &^ t[2], s[3] &^ t[3]} }
func (s set) with(t *set) set    { return set{s[0] | t[0], s[1] | t[1], s[2] | t[2], s[3] | t[3]} }
func (s set) empty() bool        { return s[0]|s[1]|s[2]|s[3] == 0 }

func (s set) count() int {
	return bits.OnesCount64(s[0]) + bits.OnesCount64(s[1]) + bits.OnesCount64(s[2]) + bits.OnesCount64(s[3])
}

// list numbers the codes of a vocabulary list.
type list struct {
	codes []string
	at    map[string]int
	// implied holds, for each code, what is true when it is: itself and all
	// that follows. implying is the other way round: what is false when it is.
	implied  []set
	implying []set
}

func newList(n int, code func(int) (string, []string)) list {
	l := list{at: make(map[string]int, n)}
	for i := range n {
		c, _ := code(i)
		l.at[c] = i
		l.codes = append(l.codes, c)
	}
	l.implied = make([]set, n)
	for i := range n {
		l.close(i, i, code)
	}
	l.implying = make([]set, n)
	for i := range n {
		for w, word := range l.implied[i] {
			for ; word != 0; word &= word - 1 { // its lowest bit goes
				l.implying[64*w+bits.TrailingZeros64(word)].add(i)
			}
		}
	}
	return l
}

func (l *list) close(from, i int, code func(int) (string, []string)) {
	if l.implied[from].has(i) {
		return
	}
	l.implied[from].add(i)
	_, implies := code(i)
	for _, c := range implies {
		if j, ok := l.at[c]; ok {
			l.close(from, j, code)
		}
	}
}

// of gives the set of the codes; a code that is not in the list is given
// back, and a checked corpus has none.
func (l *list) of(codes []string) set {
	var s set
	for _, c := range codes {
		if i, ok := l.at[c]; ok {
			s.add(i)
		}
	}
	return s
}

// closed gives the codes and all that follows from them.
func (l *list) closed(codes []string) set {
	var s set
	for _, c := range codes {
		if i, ok := l.at[c]; ok {
			s = s.with(&l.implied[i])
		}
	}
	return s
}

// excluded gives the codes that are false when these are: each that implies
// one of them.
func (l *list) excluded(codes []string) set {
	var s set
	for _, c := range codes {
		if i, ok := l.at[c]; ok {
			s = s.with(&l.implying[i])
		}
	}
	return s
}

// names gives the codes of a set in list order.
func (l *list) names(s set) []string {
	var out []string
	for i, c := range l.codes {
		if s.has(i) {
			out = append(out, c)
		}
	}
	return out
}
