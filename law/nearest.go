package law

// nearest gives the word that is closest to s by edit distance, or "" if none
// is within a third of its length.
func nearest(s string, words []string) string {
	best, at := "", max(len(s)/3, 1)+1
	for _, w := range words {
		if d := distance(s, w, at); d < at {
			best, at = w, d
		}
	}
	return best
}

// distance is Levenshtein's, cut off at limit.
func distance(a, b string, limit int) int {
	ra, rb := []rune(a), []rune(b)
	if len(ra)-len(rb) >= limit || len(rb)-len(ra) >= limit {
		return limit
	}
	prev := make([]int, len(rb)+1)
	for j := range prev {
		prev[j] = j
	}
	for i, x := range ra {
		diag := prev[0]
		prev[0] = i + 1
		for j, y := range rb {
			cost := diag
			if x != y {
				cost++
			}
			diag = prev[j+1]
			prev[j+1] = min(cost, prev[j]+1, diag+1)
		}
	}
	return min(prev[len(rb)], limit)
}
