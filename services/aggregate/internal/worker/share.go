package worker

import (
	"google.golang.org/protobuf/proto"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

const (
	// mostShared bounds what is remembered for the readings to come: then it begins
	// anew, which costs memory and changes nothing.
	mostShared = 1 << 13
	// longestShared, in bytes, is more than actors, rules and dates have; what is
	// longer is hardly ever repeated, and would be remembered for nothing.
	longestShared = 256
)

// sharing lets readings have in common what says the same in many of them: words
// such as those of actors and rules, and whole parts of claims such as who says
// so. Readings are never changed once they are in the ledger, so nobody can tell.
// Of the memory that a claim takes there it saves about half.
type sharing struct {
	words map[string]string
	parts map[string]proto.Message
	buf   []byte
}

func newSharing() *sharing {
	return &sharing{words: map[string]string{}, parts: map[string]proto.Message{}}
}

// reading replaces what others have too. The reading must not be known to anybody else yet.
func (s *sharing) reading(article *taggingv1.TaggedArticle) {
	if len(article.GetClaims()) == 0 {
		return // hardly anything of it is kept
	}
	article.EngineVersion, article.Language = s.word(article.GetEngineVersion()), s.word(article.GetLanguage())
	article.Source, article.OriginCues = part(s, 's', article.Source), part(s, 'o', article.OriginCues)
	quotes := map[string]string{}
	for _, claim := range article.GetClaims() {
		s.claim(claim)
		if evidence := claim.GetEvidence(); evidence != nil {
			if evidence.GetArticleId() == article.GetArticleId() {
				evidence.ArticleId = article.GetArticleId()
			}
			evidence.Quote = remember(quotes, evidence.GetQuote()) // a passage often says several things
		}
	}
}

func (s *sharing) claim(claim *taggingv1.Claim) {
	claim.InitiativeId, claim.Actor = s.word(claim.GetInitiativeId()), s.word(claim.GetActor())
	claim.Rule, claim.Contradiction = s.word(claim.GetRule()), s.word(claim.GetContradiction())
	claim.Event, claim.EventTime = part(s, 'e', claim.Event), part(s, 't', claim.EventTime)
	claim.Attribution = part(s, 'a', claim.Attribution)
	for i, factuality := range claim.GetFactualities() {
		claim.Factualities[i] = part(s, 'f', factuality)
	}
	switch body := claim.GetBody().(type) {
	case *taggingv1.Claim_Position:
		if len(body.Position.GetConditions()) == 0 { // else it quotes the text
			body.Position = part(s, 'p', body.Position)
		}
	case *taggingv1.Claim_Commitment:
		body.Commitment = part(s, 'c', body.Commitment)
	case *taggingv1.Claim_Milestone:
		body.Milestone = part(s, 'm', body.Milestone)
	case *taggingv1.Claim_DimensionEvidence:
		body.DimensionEvidence = part(s, 'd', body.DimensionEvidence)
	}
}

func (s *sharing) word(word string) string {
	if len(word) > longestShared {
		return word
	}
	if len(s.words) >= mostShared {
		clear(s.words)
	}
	return remember(s.words, word)
}

func remember(words map[string]string, word string) string {
	if held, ok := words[word]; ok {
		return held
	}
	words[word] = word
	return word
}

// part is one message for all of a type, which tag stands for, that are equal
// byte for byte, unknown fields included.
func part[M interface {
	comparable
	proto.Message
}](s *sharing, tag byte, message M) M {
	var none M
	if message == none || proto.Size(message) > longestShared {
		return message
	}
	data, err := proto.MarshalOptions{Deterministic: true}.MarshalAppend(append(s.buf[:0], tag), message)
	s.buf = data
	if err != nil {
		return message
	}
	if held, ok := s.parts[string(data)].(M); ok {
		return held
	}
	if len(s.parts) >= mostShared {
		clear(s.parts)
	}
	s.parts[string(data)] = message
	return message
}
