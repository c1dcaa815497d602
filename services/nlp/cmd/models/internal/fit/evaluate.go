package fit

import (
	"hash/fnv"

	"github.com/barograph/barograph/services/nlp/internal/effect"
)

// Scores say how well passages of initiatives are read that were not trained on.
type Scores struct {
	// Passages counts those that raise, lower or do neither; Telling those that
	// raise or lower.
	Passages, Telling int
	// Right counts the passages whose likeliest label is theirs, Sides the telling
	// ones whose balance is on their side, Flips the telling ones whose likeliest
	// label is the opposite.
	Right, Sides, Flips int
}

// folds is the number of parts of the cross-validation.
const folds = 8

// CrossValidate trains on all initiatives but those of one part and reads that
// part, for all parts. Passages of one initiative are of one part.
func CrossValidate(examples []Example, r Recipe) Scores {
	var s Scores
	for fold := range uint32(folds) {
		var rest, part []Example
		for _, e := range examples {
			if foldOf(e.Initiative) == fold {
				part = append(part, e)
			} else {
				rest = append(rest, e)
			}
		}
		s.read(Train(rest, r), part)
	}
	return s
}

func foldOf(initiative string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(initiative))
	return h.Sum32() % folds
}

func (s *Scores) read(m *effect.Model, examples []Example) {
	for _, e := range examples {
		if e.Label == Both {
			continue
		}
		got := m.Read(e.Features)
		s.Passages++
		likeliest := Neither
		switch rest := 1000 - got.Raises - got.Lowers; {
		case got.Raises > rest && got.Raises >= got.Lowers:
			likeliest = Raises
		case got.Lowers > rest:
			likeliest = Lowers
		}
		if likeliest == e.Label {
			s.Right++
		}
		if e.Label == Neither {
			continue
		}
		s.Telling++
		if (got.Balance() > 0) == (e.Label == Raises) {
			s.Sides++
		}
		if likeliest != Neither && likeliest != e.Label {
			s.Flips++
		}
	}
}
