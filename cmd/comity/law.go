package main

// lawCommands look into the corpus.
type lawCommands struct {
	Show     showCommand     `cmd:"" help:"Show all that is held about one thing, by its id."`
	Status   statusCommand   `cmd:"" help:"Say which states an instrument binds on a day, since when and why."`
	Match    matchCommand    `cmd:"" help:"Say which offences a conduct makes, element by element."`
	Compare  compareCommand  `cmd:"" help:"Set two states, instruments or profiles side by side."`
	Coverage coverageCommand `cmd:"" help:"Say which instrument reaches which class of offences."`
	Profile  profileCommand  `cmd:"" help:"Show how a state or organisation conceives of the field."`
	List     listCommand     `cmd:"" help:"List codes with their meaning."`
	Check    checkCommand    `cmd:"" help:"Check a corpus, file by file."`
	Digest   digestCommand   `cmd:"" help:"Write the digest that identifies the corpus."`
}

type digestCommand struct{}

func (digestCommand) Help() string {
	return `The digest depends on the content alone, not on the form or order of the files. An answer that names it can be given again.

Example:

    comity law digest`
}

func (digestCommand) Run(a *app) error {
	c, err := a.corpus()
	if err != nil {
		return err
	}
	if a.JSON {
		return a.json(map[string]string{"digest": c.Digest()})
	}
	a.page().line(c.Digest())
	return nil
}
