// Package rule holds conditions of law as data and says whether they are met.
//
// A condition is written in the corpus as a small tree: a fact, a threshold of
// penalty, the status of a state under an instrument, joined by all, any, not
// and unless. There are no other forms and no free formulas, so that every
// condition can be checked when it is loaded, shown to a lawyer as a table, and
// evaluated in two ways that must agree. This package has the evaluator that
// explains one matter; the atlas has the one that answers for many at once.
//
// # Use
//
// Decode a [Condition], ask [Condition.Validate] for its faults, [Compile] it
// once, and evaluate the [Program] as often as needed:
//
//	program, err := rule.Compile(condition, number) // number gives each leaf its atom
//	nodes := make([]rule.Finding, program.Len())    // scratch, used again and again
//	found := program.Eval(atoms, nodes)             // atoms: what is known, one finding each
//	found.Value()                                   // true, false or open
//	found.Confidence()                              // how sure that is
//	program.Explain(nodes)                          // why, as a tree
//	for atom := range program.Decisive(nodes) {}    // on what it rests, without the tree
//
// # Three values
//
// A [Value] is true, false or open, in Kleene's strong logic: open is what is
// not known, and a formula is open when what is not known could turn it either
// way, as far as one look at each member can tell. Missing is open, never false.
// Nothing is simplified: "x and not x" is open where x is open, since the values
// say what is known about a text, not what could be proved about it.
//
// Refining what is open never turns a true or a false around.
//
// # Confidence
//
// Facts are not equally sure. A [Finding] therefore carries the value four times,
// once for each [Confidence]: as it is when all facts are believed, when the
// unsure ones are opened, when the known ones are opened too, and when only what
// was stated by the state itself is left. The four are computed together, in one
// byte, by the same operation that computes one. From them follow both rules of
// the project without any bookkeeping: a conclusion is as sure as the weakest fact
// it needs ([Finding.Confidence]), and an unsure fact never alone closes a door
// ([Finding.Value]).
//
// The second rule looks at false only, so ask it where the door is. A ground of
// refusal that is true closes a route by being negated in the route's condition:
// read the value of that, or of the ground's [Finding.Not], not of the ground.
//
// # What not to do
//
// Do not combine what [Finding.Value] returned and go on reasoning with it: it is
// the answer shown, and the confidence is gone from it. Combine findings. Do not
// build findings from bytes; [Settled] and [At] make all that there are.
//
// # Compatibility
//
// The JSON form of a [Condition], the words of values, confidences, findings and
// kinds are kept. The bits of a [Value] and of a [Finding] are relied on by tables
// elsewhere and are kept too. How a [Program] is laid out is not.
package rule
