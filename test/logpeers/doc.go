// Package logpeers holds our custody log and our witness against those of
// others: the log and the client of Tessera, and the witness of
// transparency-dev, in one process and over loopback. It is a module of its
// own, so that their dependencies are none of ours.
//
//	cd test/logpeers && go test ./...
package logpeers
