package explain

import (
	"fmt"
	"strings"
)

// mostReasons is how many reasons are told for what a sentence does to the prospects.
const mostReasons = 4

// prospects says what each sentence about an initiative tells of its prospects.
func (b *builder) prospects() {
	if b.Effect == nil {
		return
	}
	for i := range b.e.Sentences {
		if len(b.e.Sentences[i].Focus) == 0 {
			continue
		}
		e, ok := b.Effect(i)
		if !ok {
			continue
		}
		var why []string
		for _, r := range b.Why(i, mostReasons) {
			why = append(why, fmt.Sprintf("%s %+.2f", r.Words(), float64(r.Milli)/1000))
		}
		b.e.Sentences[i].Prospects = fmt.Sprintf("raised with %d%%, lowered with %d%%: %s", e.Raises/10, e.Lowers/10, strings.Join(why, ", "))
	}
}
