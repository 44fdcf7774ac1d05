package main

type evidenceExport struct {
	Case evidenceExportCase `cmd:"" help:"Describe an opened bundle in CASE/UCO, for tools of digital forensics."`
}
