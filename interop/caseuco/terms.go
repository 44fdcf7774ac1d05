package caseuco

import "strings"

// The namespaces of CASE and UCO 1.4.0, without their versions: the terms keep
// their names.
const (
	nsAction        = "https://ontology.unifiedcyberontology.org/uco/action/"
	nsCore          = "https://ontology.unifiedcyberontology.org/uco/core/"
	nsIdentity      = "https://ontology.unifiedcyberontology.org/uco/identity/"
	nsInvestigation = "https://ontology.caseontology.org/case/investigation/"
	nsLocation      = "https://ontology.unifiedcyberontology.org/uco/location/"
	nsObservable    = "https://ontology.unifiedcyberontology.org/uco/observable/"
	nsRole          = "https://ontology.unifiedcyberontology.org/uco/role/"
	nsTool          = "https://ontology.unifiedcyberontology.org/uco/tool/"
	nsTypes         = "https://ontology.unifiedcyberontology.org/uco/types/"
	nsXSD           = "http://www.w3.org/2001/XMLSchema#"
)

// prefixes is the context of what is written: a few names and nothing to fetch.
var prefixes = map[string]string{
	"case-investigation": nsInvestigation,
	"uco-action":         nsAction,
	"uco-core":           nsCore,
	"uco-identity":       nsIdentity,
	"uco-observable":     nsObservable,
	"uco-role":           nsRole,
	"uco-tool":           nsTool,
	"uco-types":          nsTypes,
	"xsd":                nsXSD,
}

// What our external references refer to.
const (
	contextRecord    = "https://comity.dev/evidence/record"    // leaf hash of a record
	contextBundle    = "https://comity.dev/evidence/bundle"    // id of a bundle
	contextStatement = "https://comity.dev/evidence/statement" // digest of a signed statement
	contextSigner    = "https://comity.dev/evidence/signer"    // public key
	contextEntry     = "https://comity.dev/custody/entry"      // commitment
)

// tagClaim marks an annotation that is a digest which an exhibit came with.
const tagClaim = "claimed digest"

// hashNames are the terms of UCO's vocabulary, which is open, beside our names.
var hashNames = map[string]string{
	"md5": "MD5", "md6": "MD6", "sha1": "SHA1", "sha224": "SHA224", "sha256": "SHA256", "sha384": "SHA384", "sha512": "SHA512",
	"sha3-224": "SHA3-224", "sha3-256": "SHA3-256", "sha3-384": "SHA3-384", "sha3-512": "SHA3-512", "ssdeep": "SSDEEP",
}

// shortened gives the terms of CASE and UCO the names that people know.
func shortened(terms []string) []string {
	var out []string
	for _, t := range terms {
		out = append(out, short(t))
	}
	return out
}

func short(term string) string {
	for prefix, ns := range prefixes {
		if rest, ok := strings.CutPrefix(term, ns); ok && rest != "" {
			return prefix + ":" + rest
		}
	}
	if rest, ok := strings.CutPrefix(term, nsLocation); ok { // it is read, and never written
		return "uco-location:" + rest
	}
	if rest, ok := strings.CutPrefix(term, undefined); ok {
		return rest + " (not defined by the context)"
	}
	return term
}
