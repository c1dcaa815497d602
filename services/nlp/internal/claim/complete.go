package claim

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/nlp/internal/reading"
	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// maxQuote is the length in bytes up to which the whole sentence is quoted;
// of longer ones the clauses around the predicate.
const maxQuote = 360

// complete adds what all claims have in common.
func (r *reader) complete(d draft, ordinals map[string]int) *taggingv1.Claim {
	c := d.claim
	clause := r.ClauseAt(d.token)
	cl := *r.ClauseOf(d.token)
	c.InitiativeId = r.catalogue[d.initiative].id
	c.Actor = d.actor
	c.Rule = d.rule
	c.ConfidenceMilli = d.confidence
	c.Background = r.Background(clause)
	c.Factuality = factuality(cl, d.negated)
	c.Tense = tense(cl)
	c.Evidence = Evidence(r.Doc, r.quoteAt(d.token), r.source)
	r.attribute(c, d)
	c.EventTime = r.eventTime(clause)
	c.Event = r.event(d, c)
	quote := strings.ToLower(strings.Join(strings.Fields(c.Evidence.Quote), " "))
	key := strings.Join([]string{r.source.GetId(), c.InitiativeId, d.kind, d.slot, quote}, "\x00")
	sum := sha256.Sum256([]byte(key + "\x00" + strconv.Itoa(ordinals[key])))
	ordinals[key]++
	c.Id = hex.EncodeToString(sum[:16])
	return c
}

// Evidence cites a span of a document of the article, in bytes and in runes.
func Evidence(doc *text.Document, s text.Span, source *articlev1.Article) *taggingv1.Evidence {
	from, to := doc.Runes(s)
	return &taggingv1.Evidence{
		ArticleId: source.GetId(), Revision: source.GetRevision(),
		StartByte: uint32(s.Start), EndByte: uint32(s.End), StartRune: uint32(from), EndRune: uint32(to), // texts are at most 512 KiB
		Quote: doc.Text(s),
	}
}

// quoteAt is the sentence of token t, or the clauses around t if it is long.
func (r *reader) quoteAt(t int) text.Span {
	s := r.Doc.Sentences[r.Doc.Tokens[t].Sentence]
	if s.Len() <= maxQuote {
		return s.Span
	}
	c := r.ClauseAt(t)
	span := r.Clauses[c].Span
	for lo, hi := c-1, c+1; ; {
		grown := false
		if lo >= 0 && r.Clauses[lo].Sentence == r.Clauses[c].Sentence && r.Clauses[lo].Span.Union(span).Len() <= maxQuote {
			span, lo, grown = span.Union(r.Clauses[lo].Span), lo-1, true
		}
		if hi < len(r.Clauses) && r.Clauses[hi].Sentence == r.Clauses[c].Sentence && r.Clauses[hi].Span.Union(span).Len() <= maxQuote {
			span, hi, grown = span.Union(r.Clauses[hi].Span), hi+1, true
		}
		if !grown {
			return r.trimmed(span)
		}
	}
}

// trimmed drops the marks by which a clause hangs on the one before it, so that
// a citation starts with a word.
func (r *reader) trimmed(s text.Span) text.Span {
	for s.Start < s.End {
		c, n := utf8.DecodeRuneInString(r.Doc.Raw[s.Start:s.End])
		if !unicode.IsSpace(c) && !strings.ContainsRune(",;:.)]—–-", c) {
			break
		}
		s.Start += n
	}
	return s
}

func factuality(c reading.Clause, negated bool) taggingv1.Factuality {
	table := [...][2]taggingv1.Factuality{
		reading.Certain:  {taggingv1.Factuality_FACTUALITY_CERTAIN, taggingv1.Factuality_FACTUALITY_CERTAIN_NOT},
		reading.Probable: {taggingv1.Factuality_FACTUALITY_PROBABLE, taggingv1.Factuality_FACTUALITY_PROBABLE_NOT},
		reading.Possible: {taggingv1.Factuality_FACTUALITY_POSSIBLE, taggingv1.Factuality_FACTUALITY_POSSIBLE_NOT},
		reading.Unknown:  {taggingv1.Factuality_FACTUALITY_UNKNOWN, taggingv1.Factuality_FACTUALITY_UNKNOWN},
	}
	if negated {
		return table[c.Certainty][1]
	}
	return table[c.Certainty][0]
}

func tense(c reading.Clause) taggingv1.Tense {
	switch {
	case c.Hypothetical:
		return taggingv1.Tense_TENSE_HYPOTHETICAL
	case c.Future:
		return taggingv1.Tense_TENSE_FUTURE
	case c.Past:
		return taggingv1.Tense_TENSE_PAST
	}
	return taggingv1.Tense_TENSE_PRESENT
}

// eventTime is the date that the passage gives, else the day of publication,
// else the day on which the article became known.
func (r *reader) eventTime(clause int) *taggingv1.EventTime {
	if d, ok := r.DateAt(clause); ok {
		precision := map[when.Precision]taggingv1.DatePrecision{
			when.Day: taggingv1.DatePrecision_DATE_PRECISION_DAY, when.Month: taggingv1.DatePrecision_DATE_PRECISION_MONTH,
			when.Year: taggingv1.DatePrecision_DATE_PRECISION_YEAR,
		}[d.Precision]
		return &taggingv1.EventTime{Date: d.From.Format("2006-01-02"), Precision: precision, Basis: taggingv1.DateBasis_DATE_BASIS_TEXT}
	}
	day := func(s string, basis taggingv1.DateBasis) *taggingv1.EventTime {
		return &taggingv1.EventTime{Date: s, Precision: taggingv1.DatePrecision_DATE_PRECISION_DAY, Basis: basis}
	}
	switch {
	case !r.Published.IsZero():
		return day(r.Published.UTC().Format("2006-01-02"), taggingv1.DateBasis_DATE_BASIS_PUBLICATION)
	case r.source.GetKnownTime() != nil:
		return day(r.source.GetKnownTime().AsTime().Format("2006-01-02"), taggingv1.DateBasis_DATE_BASIS_KNOWN)
	}
	return nil
}
