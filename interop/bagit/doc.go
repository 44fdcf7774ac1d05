// Package bagit checks bags that others made: RFC 8493 (BagIt 1.0) and the drafts
// 0.93 to 0.97 that came before it. docs/spec/bags.md says what is checked, and
// how each doubt is decided.
//
// [Check] reads a bag once and gives a [Report]. Options.Each is told of every
// file, payload and tag file, with the digests that the manifests state for it and
// whether they were found true: what is needed to seal it as an exhibit.
//
//	report, err := bagit.Check(ctx, os.DirFS(dir), bagit.Options{})
//	if err == nil && !report.Valid {
//		fmt.Println(report.Findings)
//	}
//
// # What the answer means
//
// A complete bag has everything that it lists and nothing in data/ that it does
// not list, and each of its own files has the form that its version asks for. A
// valid bag is complete, and every digest matches. That proves that the bag is
// whole, not who made it: whoever changes a file can change its manifest too. MD5
// and SHA-1 do not even prove that it is whole against somebody who tries; the
// report says which algorithms were used.
//
// # What it never does
//
// It follows no link and no line of fetch.txt: what must still be fetched is
// missing. It opens no file because a manifest names it, only because it is there.
//
// # Limits
//
// Memory does not grow with the number of files if Options.Spool gives temporary
// space (BenchmarkWide: 110 MB); without it, some 400 bytes for each file and each
// line of a manifest are in use. Findings and warnings beyond a thousand are only
// counted. An error is returned, and no report, when the bag could not be read for
// a reason that is not its own.
package bagit
