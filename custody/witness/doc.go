// Package witness cosigns the checkpoints of logs that it is told to watch. It
// vouches for one thing: every checkpoint of a log that it has cosigned extends
// the one that it cosigned before. Who sees its cosignature need not compare
// checkpoints with others to be shown the same history as they. The protocol is
// that of c2sp.org/tlog-witness; what it leaves open is in docs/spec/custody.md.
//
// # Cosigning
//
//	err := witness.CreateDir(dir) // once, with the keys
//	store, err := witness.OpenDir(dir)
//	w, err := witness.New(store, keys, policies)
//	lines, err := w.Cosign(ctx, time.Now(), request)
//
// A policy says which keys sign for a log; the one that "comity log init"
// writes will do. Cosign returns signature lines, or a [Refusal] that tells
// what kind of answer the protocol has for it. Any other error says that the
// witness itself can not go on.
//
// # What is promised
//
// A cosignature leaves the package after the state of its log is on disk, and
// the requests for one log are taken one at a time. So no crash, and no two
// requests at once, make the witness cosign two histories. Two checkpoints of
// one log that can not both be true are kept as a [custody.Fork].
//
// # What not to do
//
// Do not put an old copy of the state back in service: a witness that has
// forgotten a checkpoint can cosign another history. Make a new witness, with
// new keys under a new name, and let the policies name that one.
//
// # Asking
//
// [NewRequest] makes a request from the files of a log. The package witnesshttp
// carries requests and answers.
package witness
