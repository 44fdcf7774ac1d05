package stamp

import "crypto/x509"

// Certificates are those that the stamp carries.
func Certificates(s *Stamp) []*x509.Certificate { return s.certs }
