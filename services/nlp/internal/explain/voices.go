package explain

import (
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/text"
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
			token := b.Doc.Tokens[t]
			v := b.Article.VoiceAt(t)
			n := len(voices)
			mark := token.Shape.Has(text.Punct)
			switch {
			case n > 0 && (v == last || mark): // marks go with the words before them
				voices[n-1].End = token.End
			case mark: // and the first ones with the words behind them
			case n == 0:
				last = v
				voices = append(voices, b.voice(v, s.Start, token.End))
			default:
				last = v
				voices = append(voices, b.voice(v, token.Start, token.End))
			}
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
