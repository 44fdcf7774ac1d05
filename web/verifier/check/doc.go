// Package check is what the page of the verifier asks of the rooms of evidence,
// and what it gets: one request, one answer, both plain JSON. It knows no
// browser, so that it can be tested without one; web/verifier/wasm joins it to
// the page.
//
// [Run] takes the files of a bundle, sealed or opened, and what the reader of
// the page typed. It picks the check that fits: an opened folder is checked file
// by file, a sealed bundle with an identity is opened without keeping anything,
// and without one it is checked from outside. What was typed wrongly comes back
// as a [Problem] with the field it stands in; what is wrong with the bundle is in
// the verdict.
//
// [Files] is a list of files as a browser gives it, as an [fs.FS].
package check
