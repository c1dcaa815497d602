package train

// Recipe are the settings of a training run.
type Recipe struct {
	// TaggerEpochs and ParserEpochs are passes over the sentences.
	TaggerEpochs, ParserEpochs int
	// TaggerRuns and ParserRuns are how many perceptrons, each with an order of
	// sentences of its own, are trained and summed: their errors differ, their
	// knowledge does not.
	TaggerRuns, ParserRuns int
	// Folds are the parts of the jackknife: every sentence of the parser's
	// training is tagged by a tagger that has not seen it.
	Folds int
	// TaggerUpdates and ParserUpdates are how often a feature must have been
	// changed to be kept.
	TaggerUpdates, ParserUpdates uint32
	// ExploreFrom is the first epoch, from 0, in which the parser goes on from
	// its own errors; Explore is the share of them.
	ExploreFrom int
	Explore     float64
	// Drill is how many sentences are made of each template of our own;
	// Headings the share of the treebanks' sentences copied in the style of headings.
	Drill    int
	Headings float64
	// Seed of all chance.
	Seed uint64
	// Parallel is how many taggers are trained at once; it changes nothing but the time.
	Parallel int
}

// Default is the recipe of the embedded model.
func Default() Recipe {
	return Recipe{
		TaggerEpochs: 6, ParserEpochs: 9, Folds: 5, TaggerRuns: 3, ParserRuns: 3, TaggerUpdates: 2, ParserUpdates: 4,
		ExploreFrom: 1, Explore: 0.9, Drill: 25, Headings: 0.05, Seed: 20250501, Parallel: 2,
	}
}
