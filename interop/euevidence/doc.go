// Package euevidence writes the manifest that goes with electronic evidence when
// it reaches an authority of the European Union by other means than the
// decentralised IT system of Regulation (EU) 2023/1543: because it is larger than
// that system carries, or for another ground of Article 19(5). What it must say
// is laid down in Commission Implementing Regulation (EU) 2025/1550;
// docs/spec/eu-manifest.md tells how well that is known, and gives every field.
//
//	files, err := euevidence.Files(ctx, opened) // of a bundle that was proved
//	m, err := euevidence.New(euevidence.Manifest{
//		Sender: "…", Recipient: "…", Order: "…", At: "2026-11-23T12:00:00Z",
//		Means: "…", AvailableUntil: "2026-12-23", Files: files,
//	})
//	text, err := m.JSON()
//
// The regulation prescribes no syntax as far as is known. [Manifest.JSON] is for
// programs, [Manifest.Text] and [Manifest.HTML] are for print.
//
// Check the bundle with the evidence package first: [Files] takes names, sizes
// and SHA-256 from its records, and SHA-512 from its manifest or from the exhibits.
package euevidence
