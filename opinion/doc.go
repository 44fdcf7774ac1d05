// Package opinion answers a question about one matter: which lawful ways lead
// from one state to another, what stands in each, what is still to be known,
// and why, with citations.
//
//	r, err := opinion.New(corpus, opinion.Options{Version: "1.0"})
//	o, err := r.Opinion(matter)
//
// A [Matter] goes in; everything in it but the two states, the day and the
// measure may be missing, and what is missing is unknown, never false. An
// [Opinion] comes out. Findings are true, false or open, and carry a
// confidence, that of the weakest fact they need; refining an open fact never
// turns a true or a false finding around. The same matter, corpus and program
// give the same bytes.
//
// The work has two parts. Deciding evaluates every condition of every way and
// keeps the finding of each of its parts; reporting names them. Both are done
// by [Reasoner.Opinion]; [Reasoner.Decide] stops after the first.
//
// What a provision asks is data (package law), written as conditions (package
// rule). A state's own law is turned into provisions of the same kind, so that
// one evaluator serves all ways. Nothing here knows an article by heart.
package opinion
