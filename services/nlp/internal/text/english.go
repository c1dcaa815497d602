package text

import (
	"fmt"
	"strings"
	"unicode"
)

// Support is the verdict of the English check.
type Support struct {
	// Supported is true when the text can be tagged.
	Supported bool
	// Share is the part of the words that are English stop words, 0..1.
	Share float64
	// Words is the number of words looked at.
	Words int
	// Reason says in a few words why a text is not supported; empty otherwise.
	Reason string
}

const (
	minWords      = 20   // below this a share means little: see short
	maxWords      = 2000 // enough to tell; keeps the check cheap on long texts
	minShare      = 0.18 // English prose has 0.3 to 0.5, its neighbours below 0.15
	minTelegram   = 0.08 // of headlines and telegrams, if no word speaks against English
	minDistinct   = 3    // of the stop words, so that one shared word proves nothing
	minLatinShare = 0.6
)

// stopWords are frequent English words; those that neighbouring languages also
// use often (in, is, was, me, or, on, as) are left out on purpose.
var stopWords = words(`the and of to that with for from has have had were are by it its he his she her they their
	which but not this would will been said be an who into than when there we you our after before about
	could should more other over under between what while against also because these those`)

// foreignWords are frequent words of languages in Latin script that are no
// English words: they speak against a text that is too short for shares.
var foreignWords = words(`der das und nicht ein eine einen den dem des ist sich auf wird dass le les une du est dans pour qui sur avec
	sont el los las un una del por para que se su es de het een niet van voor dat zijn il lo della che di per non sono
	da um uma em ao och att det som av til ikke yang dan di ke dari untuk dengan telah akan bahwa tidak ini ve bir bu
	nie jest na w z si je ktor az egy nem hogy`)

// CheckEnglish says whether a text is English enough to be tagged. From twenty
// words on the share of English stop words over title and body decides; a
// telegram may have few of them, but no word of another language. A
// shorter text is taken for English if its script is Latin and it holds no
// frequent words of another language, or more of English.
func CheckEnglish(title, body string) Support {
	c := stopCounter{seen: map[string]bool{}}
	c.count(title)
	c.count(body)
	s := Support{Words: c.words}
	if c.words > 0 {
		s.Share = float64(c.stops) / float64(c.words)
	}
	switch {
	case c.letters > 0 && float64(c.latin) < minLatinShare*float64(c.letters):
		s.Reason = "not in Latin script"
	case c.words == 0:
		s.Reason = "no words"
	case c.words < minWords:
		s.Supported = c.foreign == 0 || c.foreign < c.stops
		if !s.Supported {
			s.Reason = fmt.Sprintf("%d words of another language against %d English ones", c.foreign, c.stops)
		}
	case s.Share < minShare && (s.Share < minTelegram || c.foreign > 0 || c.marked > 0):
		s.Reason = fmt.Sprintf("English stop words are %.0f%% of the words, at least %.0f%% are expected", 100*s.Share, 100*minShare)
	case len(c.seen) < minDistinct:
		s.Reason = fmt.Sprintf("only %d different English stop words", len(c.seen))
	default:
		s.Supported = true
	}
	return s
}

type stopCounter struct {
	words, stops   int
	foreign        int
	marked         int
	letters, latin int
	seen           map[string]bool
}

func (c *stopCounter) count(s string) {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if c.words >= maxWords {
			return
		}
		for _, r := range w {
			c.letters++
			if r < unicode.MaxLatin1 || unicode.Is(unicode.Latin, r) {
				c.latin++
			}
		}
		c.words++
		if len(w) > 8 {
			continue
		}
		if l := strings.ToLower(w); stopWords[l] {
			c.stops++
			c.seen[l] = true
		} else if foreignWords[l] {
			c.foreign++
		} else if l == w && !isASCII(w) {
			c.marked++ // a word with a diacritic that is no name
		}
	}
}
