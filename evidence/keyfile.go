package evidence

// KeyFile gives what a key file holds: the file itself, or if it is an armored
// age file, what its passphrase opens. Other programs' keys can so be kept as
// those of this package are. No error holds any of it.
func KeyFile(file []byte, passphrase func() (string, error)) ([]byte, error) {
	return unprotect(file, passphrase)
}
