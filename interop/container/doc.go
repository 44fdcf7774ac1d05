// Package container finds the digests that exhibits carry themselves or that lie
// beside them: in disk images (EWF, known as E01, and AFF4), ZIP archives, signed
// mail, and checksum files. docs/spec/claimed-digests.md says where each stands and
// what is computed again.
//
//	f := container.NewFinder(os.DirFS(dir), nil)
//	found, err := f.Claims(ctx, "images/disk.E03")
//
// A claim becomes a part of the record of its exhibit: matches if it was computed
// again and is the same, differs if it is another, unchecked if nobody could.
//
// # What a claim means
//
// That the content of an image has the digest that the tool wrote into the image
// when it was taken. Whoever can change the image can change that digest too; only
// where the digest is known from elsewhere, from a report or a witness, does it tell
// anything about the time before sealing.
//
// # Odd files
//
// What looks like a container and cannot be read as one is evidence all the same:
// it gives a note and no error. The only error is a stop that the caller asked for.
// Memory does not grow with the size of a file: chunks are streamed, lists have
// limits, and what is beyond them is said in a note.
package container
