package notice

// Data is what programs embed that is not under the project's own licence.
type Data struct {
	// What says what it is.
	What string
	// File is its path from the root.
	File string
	// Licence is its SPDX identifier.
	Licence string
	// Text is the path of its licence text from the root.
	Text string
	// Module is the module that embeds it: programs with that module hold the data.
	Module string
	// Programs are the names of these programs.
	Programs []string
}

// Embedded lists such data. A licence that is not permissive is right for data here, not for code.
func Embedded() []Data {
	const model = "services/nlp/internal/syntax/model/"
	return []Data{{
		What: "weights of the tagger and parser", File: model + "english.bin.gz",
		Licence: "CC-BY-SA-4.0", Text: model + "LICENSE.txt",
		Module: "github.com/barograph/barograph/services/nlp", Programs: []string{"barograph", "nlp"},
	}}
}
