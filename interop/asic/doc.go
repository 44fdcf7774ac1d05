// Package asic writes ASiC-E containers (ETSI EN 319 162-1): a ZIP file with data
// objects and a CAdES baseline signature (ETSI EN 319 122-1, level B-B or B-T) over
// a list of their digests. Courts and authorities of the European Union have programs
// that validate them. docs/spec/asic.md gives the container to the byte.
//
//	key, err := asic.ParseKey(keyPEM)
//	chain, err := asic.ParseChain(chainPEM)
//	err = asic.Write(ctx, w, files, asic.Signer{Key: key, Chain: chain, Time: now, Random: rand.Reader})
//
// [Write] reads every file twice, for a stored file says its checksum before its
// content, and keeps none in memory. Everything but the signature is the same
// each time. A container takes less than 4 GiB, and programs that make one or get
// it as a stream may hold all of it in memory (test/peers/dss.sh measures that): hand
// over large evidence as a bundle, and its manifest this way.
//
// The time in the signature is the signer's claim. With [Signer.Stamp] a time stamp
// of an authority stands beside it (level B-T).
package asic
