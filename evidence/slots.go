package evidence

// slot is a place in the order of the archive.
type slot struct {
	name   string
	folder bool // for all files below name
	must   bool
}

// slots are the places of a bag, in order.
func slots(digests []string) []slot {
	out := []slot{{name: readmeName, must: true}, {name: infoName, must: true}, {name: bagitName, must: true},
		{name: custodyFolder, folder: true}, {name: sourceFolder, folder: true}, {name: dataFolder, folder: true}, {name: descriptionName}}
	for _, d := range digests {
		out = append(out, slot{name: manifestName(d), must: true})
	}
	out = append(out, slot{name: recordsName, must: true})
	for _, d := range digests {
		out = append(out, slot{name: tagManifestName(d), must: true})
	}
	return out
}
