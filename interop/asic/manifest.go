package asic

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"
)

const (
	asicNamespace   = "http://uri.etsi.org/02918/v1.2.1#"
	dsigNamespace   = "http://www.w3.org/2000/09/xmldsig#"
	sha512Algorithm = "http://www.w3.org/2001/04/xmlenc#sha512"
)

// manifestXML is ASiCManifest (EN 319 162-1, A.4): the list of data objects that
// the signature covers.
func manifestXML(files []measured) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	fmt.Fprintf(&b, "<asic:ASiCManifest xmlns:asic=%q xmlns:ds=%q>\n", asicNamespace, dsigNamespace)
	fmt.Fprintf(&b, "  <asic:SigReference URI=%q MimeType=\"application/pkcs7-signature\"/>\n", signatureName)
	for _, f := range files {
		b.WriteString(`  <asic:DataObjectReference URI="`)
		if err := xml.EscapeText(&b, []byte(uri(f.Name))); err != nil {
			return nil, err
		}
		b.WriteString(`" MimeType="`)
		if err := xml.EscapeText(&b, []byte(f.MIME)); err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "\">\n    <ds:DigestMethod Algorithm=%q/>\n    <ds:DigestValue>%s</ds:DigestValue>\n  </asic:DataObjectReference>\n",
			sha512Algorithm, base64.StdEncoding.EncodeToString(f.digest))
	}
	b.WriteString("</asic:ASiCManifest>\n")
	return b.Bytes(), nil
}

// uri is the name as a relative reference (RFC 3986).
func uri(name string) string {
	parts := strings.Split(name, "/")
	for i, p := range parts {
		parts[i] = url.PathEscape(p)
	}
	return strings.ReplaceAll(strings.Join(parts, "/"), ":", "%3A") // else the part before it is a scheme
}
