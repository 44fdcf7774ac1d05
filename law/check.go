package law

// check looks for what is wrong between the parts of a corpus that decode.
func check(c, base *Corpus, files []file) Problems { return nil }
