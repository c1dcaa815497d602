package explain

import (
	"github.com/barograph/barograph/services/nlp/internal/reading"
)

// voices cuts every sentence into runs that rest on the same word.
func (b *builder) voices() {
	if b.Article == nil {
		return
	}
	for i, s := range b.Doc.Sentences {
		var voices []Voice
		var last reading.Voice
		for t := s.First; t < s.Last; t++ {
			v := b.Article.VoiceAt(t)
			token := b.Doc.Tokens[t]
			if n := len(voices); n > 0 && v == last {
				voices[n-1].End = token.End
				continue
			}
			last = v
			voices = append(voices, b.voice(v, token.Start, token.End))
		}
		b.e.Sentences[i].Voices = voices
	}
}

func (b *builder) voice(v reading.Voice, start, end int) Voice {
	out := Voice{Start: start, End: end, Class: spaced(v.Class)}
	out.Form = [...]string{reading.None: "author", reading.Indirect: "indirect", reading.Direct: "direct", reading.Mixed: "mixed"}[v.Form]
	if v.Speaker >= 0 && v.Speaker < len(b.Article.Actors) {
		out.Actor = b.Article.Actors[v.Speaker].ID
		out.Speaker = b.Doc.Text(v.Span)
	}
	return out
}
