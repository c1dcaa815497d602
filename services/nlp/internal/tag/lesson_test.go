package tag_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// The tests of this file are what five real articles taught, retold of an
// invented mission: each trap once, under its own name.

// said writes the claims of a reading whose quotation holds part, one a line:
// "position NOR rejects", "dimension funding hurts", with their certainty
// where it is not full, the class of the speaker where there is one, and the chain.
func said(r *taggingv1.TaggedArticle, part string) string {
	var out []string
	for _, c := range r.GetClaims() {
		if !strings.Contains(c.GetEvidence().GetQuote(), part) {
			continue
		}
		s := what(c)
		if f := strings.ToLower(strings.TrimPrefix(c.GetFactuality().String(), "FACTUALITY_")); f != "certain" {
			s += " " + f
		}
		if k := strings.ToLower(strings.TrimPrefix(c.GetAttribution().GetSpeakerClass().String(), "SPEAKER_CLASS_")); k != "unattributed" {
			s += " by " + k
		}
		out = append(out, s+" ["+strings.Join(c.GetAttribution().GetChain(), ">")+"]")
	}
	slices.Sort(out)
	return strings.Join(out, "\n")
}

func what(c *taggingv1.Claim) string {
	switch {
	case c.GetPosition() != nil:
		s := "position " + c.GetActor() + " " + short(c.GetPosition().GetStance())
		for _, k := range c.GetPosition().GetConditions() {
			s += " if " + short(k.GetKind())
		}
		return s
	case c.GetCommitment() != nil:
		return "commitment " + c.GetActor() + " " + short(c.GetCommitment().GetKind()) + " " + short(c.GetCommitment().GetStatus())
	case c.GetMilestone() != nil:
		return "milestone " + short(c.GetMilestone().GetKind()) + " " + short(c.GetMilestone().GetState())
	}
	impact := "open"
	if c.GetImpactMilli() > 0 {
		impact = "helps"
	} else if c.GetImpactMilli() < 0 {
		impact = "hurts"
	}
	return "dimension " + short(c.GetDimension()) + " " + impact
}

// told has a line that begins with want, as said writes it.
func told(lines, want string) bool {
	return slices.ContainsFunc(strings.Split(lines, "\n"), func(l string) bool { return strings.HasPrefix(l, want) })
}

// Seven words for one judgement are one judgement: nothing of it helps, nobody
// takes a side, and nothing has come about.
func TestLessonOneJudgementInSevenWords(t *testing.T) {
	r := tagger(t, invented).Tag(article("Doubts over harbour mission for Malta", lead+
		"The prospects of the mission are slim. Its realisation is increasingly unlikely. A swift start of the mission is highly improbable. "+
		"Its future is uncertain. The mission is likely to remain stalled. The mission faces insurmountable hurdles. Consensus on the mission is a distant goal."))
	in := of(r, "malta-watch")
	if in.GetDirection() != taggingv1.Direction_DIRECTION_HINDERING {
		t.Errorf("direction %v", in.GetDirection())
	}
	if got := positions(in); got != "" {
		t.Errorf("positions %q", got)
	}
	for _, c := range r.GetClaims() {
		if c.GetImpactMilli() > 0 {
			t.Errorf("%q helps: %v", c.GetEvidence().GetQuote(), c)
		}
	}
	if got := milestones(in); strings.Contains(got, "reached") {
		t.Errorf("milestones %q", got)
	}
}

// What lies beside the subject is no evidence of it, wherever it stands.
func TestLessonFillerIsNoEvidence(t *testing.T) {
	tg := tagger(t, invented)
	for _, filler := range []string{
		"A radio station reported on Saturday that Kenyans in Peru keep to their routine amid gang violence.",
		"Notably, the speech omitted any mention of Brazil.",
		"The speech took 94 minutes, and a medal was awarded to a pilot.",
	} {
		r := tg.Tag(article("", lead+"\n\n"+filler))
		if got := said(r, strings.Fields(filler)[2]); got != "" {
			t.Errorf("%q says\n%s", filler, got)
		}
	}
}

// Figures that are dates are no commitments.
func TestLessonDatesAreNoFigures(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"The mission was discussed on 24 February 2026. Since the February 24 address nobody has spoken of soldiers for the mission."))
	if got := commitments(of(r, "malta-watch")); got != "" {
		t.Errorf("commitments %q", got)
	}
}

// Captions, counters and lists of other articles are not what the text says.
func TestLessonFurnitureAndCaptions(t *testing.T) {
	const caption = "Norwegian soldiers at the coordination centre of the Harbour Observation Mission for Malta"
	body := "World3 min read\n\n" + lead + "\n\n" + caption + "\n" + caption + "\n\nNorway backs the mission, and there was no more to it than that.\n\n" +
		"Liked this?Share with your friends\n\nSimilar articles\n\n1\n2\n3\n4\n"
	r := tagger(t, invented).Tag(article("", body))
	for _, part := range []string{"min read", "Share with", "Similar", caption} {
		if got := said(r, part); got != "" {
			t.Errorf("%q says\n%s", part, got)
		}
	}
	if got := positions(of(r, "malta-watch")); got != "NOR supports" {
		t.Errorf("positions %q", got)
	}
}

// To be present where a mission is planned is to be open to it, and promises nothing.
func TestLessonPresenceIsOpenness(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"The coordination centre of the mission includes personnel from Norway, Portugal and Kenya. "+
		"At the centre some 200 Italian soldiers work beside delegations of the partners."))
	in := of(r, "malta-watch")
	for _, a := range []string{"KEN open", "NOR open", "PRT open"} {
		if !strings.Contains(positions(in), a) {
			t.Errorf("positions %q, want %q", positions(in), a)
		}
	}
	for _, c := range in.GetCommitments() {
		if c.GetActor() != "ITA" {
			t.Errorf("commitments %q", commitments(in))
		}
	}
}

// A requirement of those who are sought is their condition, not the asker's.
func TestLessonSoughtOnesHaveConditions(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Many potential participant countries require a United Nations mandate before committing troops to the mission."))
	switch got := positions(of(r, "malta-watch")); got {
	case "GROUP open if un_mandate", "GROUP undecided if un_mandate", "GROUP supports if un_mandate":
	default:
		t.Errorf("positions %q", got)
	}
}

// A ruling against what is done contradicts it, and is the law's.
func TestLessonRulingContradicts(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Italy keeps the aid agency out of the mission despite a court’s ruling that the agency must be admitted."))
	var law bool
	for _, c := range r.GetClaims() {
		law = law || c.GetDimension() == taggingv1.Dimension_DIMENSION_LEGAL_MANDATE && c.GetImpactMilli() < 0
	}
	if !law {
		t.Errorf("says\n%s", said(r, "ruling"))
	}
}

// A title that stands again over the text is one title.
func TestLessonTitleTwice(t *testing.T) {
	const title = "Norway backs Harbour Observation Mission for Malta"
	tg := tagger(t, invented)
	once, twice := tg.Tag(article(title, title+"\n\n"+lead)), tg.Tag(article(title, title+"\n\n"+title+"\n\n"+lead))
	if a, b := len(once.GetClaims()), len(twice.GetClaims()); a != b {
		t.Errorf("%d claims with one title, %d with two", a, b)
	}
}

// Who holds an office is decided by the date of the article, not by what
// another text calls him.
func TestLessonOfficeByTheDate(t *testing.T) {
	tg := tagger(t, invented)
	for _, tc := range []struct {
		published time.Time
		class     string
	}{
		{time.Date(2025, 8, 20, 0, 0, 0, 0, time.UTC), "named_official"},
		{time.Date(2023, 8, 20, 0, 0, 0, 0, time.UTC), "named_nonofficial"},
	} {
		a := article("", lead+"“We back the mission,” former President Donald Trump said.")
		a.PublishedTime, a.KnownTime = timestamppb.New(tc.published), timestamppb.New(tc.published)
		if got := said(tg.Tag(a), "We back"); !told(got, "position USA supports by "+tc.class) {
			t.Errorf("%v: %s", tc.published.Year(), got)
		}
	}
}

// What a newspaper is quoted for is told at second hand.
func TestLessonSecondHand(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Portugal, as reported by the Financial Times, has floated the mission."))
	got := said(r, "floated")
	if !strings.Contains(got, "position PRT open by other_media") || len(r.GetOriginCues().GetReportedBy()) == 0 {
		t.Errorf("origins %v, says\n%s", r.GetOriginCues(), got)
	}
}

// What follows from a supposition is never certain, nor are the points of a list of it.
func TestLessonSuppositionsInBullets(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"\n\nIf Italy were to start the mission, it could:\n\n"+
		"• Divide NATO: It might be seen by allies as an attempt to bypass the alliance.\n"+
		"• Deter attacks: The mission could deter Russia and win support in Portugal.\n"+
		"• Lack of money: The mission would be without funds for years.\n"))
	for _, c := range r.GetClaims() {
		if c.GetFactuality() == taggingv1.Factuality_FACTUALITY_CERTAIN || c.GetFactuality() == taggingv1.Factuality_FACTUALITY_CERTAIN_NOT {
			t.Errorf("certain: %s %q", what(c), c.GetEvidence().GetQuote())
		}
	}
	if r.GetHedgedShare() < 0.4 {
		t.Errorf("hedged %g", r.GetHedgedShare())
	}
}

// Those who gather have a condition, a source among them contradicts what was
// announced of them, and neither is named.
func TestLessonSourceContradicts(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Italy announced that 14 countries agreed to send soldiers to the mission. "+
		"A source within the European Union’s council told *The Valletta Courier*, \"The numbers are misleading. "+
		"Most of these countries are still at the start of their talks on the mission, and their pledge is conditional on American guarantees.\""))
	if got := positions(of(r, "malta-watch")); !strings.Contains(got, "if us_backstop") || !strings.Contains(got, "GROUP") {
		t.Errorf("positions %q", got)
	}
	var contradicted, insider bool
	for _, c := range r.GetClaims() {
		contradicted = contradicted || c.GetContradiction() == "misleading"
		insider = insider || c.GetAttribution().GetSpeakerClass() == taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_INSIDER
	}
	if !contradicted || !insider || !r.GetAnonymousSources() {
		t.Errorf("contradicted %v, insider %v, anonymous sources %v", contradicted, insider, r.GetAnonymousSources())
	}
}

// What is told from a closed room has two sources: who spoke, and who let it out.
func TestLessonToldFromAClosedRoom(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"In a closed-door meeting with foreign ministers, President Vladimir Putin warned that the mission would be \"a direct provocation\"."))
	if got := said(r, "closed-door"); !told(got, "position RUS rejects by unnamed_insider") || !strings.Contains(got, "by unnamed_insider [AUTHOR>RUS]") {
		t.Errorf("says\n%s", got)
	}
}

// An official without a name refuses for his state, and is no named source.
func TestLessonUnnamedRefusal(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"However, Portuguese officials have privately expressed concerns about the mission. "+
		"A senior defence ministry official told *Diário de Évora*, \"We’re not prepared to send troops to the mission. Our focus is our own defence.\""))
	if got := commitments(of(r, "malta-watch")); got != "PRT troops declined" {
		t.Errorf("commitments %q", got)
	}
	if got := said(r, "not prepared"); !told(got, "position PRT rejects by unnamed_official") && !told(got, "position PRT skeptical by unnamed_official") {
		t.Errorf("says\n%s", got)
	}
	if got := said(r, "privately"); !told(got, "position PRT skeptical by unnamed_official") {
		t.Errorf("says\n%s", got)
	}
}

// A line that breaks off behind an abbreviation goes on in the next one.
func TestLessonLinesBrokenAfterAbbreviations(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"\nA U.S.\nState Department official said that the U.S. backs the mission."))
	if got := said(r, "A U.S.\nState Department official"); !told(got, "position USA supports by unnamed_official") {
		t.Errorf("says\n%s", got)
	}
}

// What a text asserts on nobody’s word is its author’s, unattributed; so is
// what it narrates with loaded words.
func TestLessonNarrationWithoutASource(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Norway’s swift and unambiguous rejection of the mission has sent shockwaves through Valletta."))
	if got := said(r, "shockwaves"); !told(got, "position NOR rejects [AUTHOR]") {
		t.Errorf("says\n%s", got)
	}
}

// The rests of a form under a text are no sentences of it.
func TestLessonFormDebris(t *testing.T) {
	body := lead + "Norway backs the mission, and there was no more to it than that.\nAdd Row\nAdd\nWrite A Comment\n"
	r := tagger(t, invented).Tag(article("", body))
	for _, c := range r.GetClaims() {
		if q := c.GetEvidence().GetQuote(); strings.Contains(q, "Add") || strings.Contains(q, "Comment") {
			t.Errorf("cites %q", q)
		}
	}
	if got := positions(of(r, "malta-watch")); got != "NOR supports" {
		t.Errorf("positions %q", got)
	}
}

// A question that nobody is to answer asserts nothing.
func TestLessonRhetoricalQuestions(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Will the mission win the support of Portugal, or will it deepen resentment? The answers to these questions matter to everybody."))
	if got := said(r, "Will the mission") + said(r, "answers"); got != "" {
		t.Errorf("says\n%s", got)
	}
}

// A quotation with a parenthesis inside is one quotation of one speaker.
func TestLessonParenthesisInAQuotation(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"Norwegian Foreign Minister Espen Barth Eide noted, \"We support the mission (as far as we can) — and so do our neighbours,\" and left."))
	if got := said(r, "as far as"); !told(got, "position NOR supports by named_official [AUTHOR>NOR]") {
		t.Errorf("says\n%s", got)
	}
}

// A loaded word belongs to those who use it, not to the author who reports it.
func TestLessonLoadedWordsOfOthers(t *testing.T) {
	r := tagger(t, invented).Tag(article("", lead+"The word “vassals” is heard among skeptics in Portugal, where some fear that the mission might end the country’s independence."))
	got := said(r, "vassals")
	for _, l := range strings.Split(got, "\n") {
		if !strings.Contains(l, " by vague_experts") {
			t.Errorf("not told by skeptics: %s", l)
		}
	}
	if p := positions(of(r, "malta-watch")); !strings.Contains(p, "PRT:PUBLIC skeptical") {
		t.Errorf("positions %q", p)
	}
}
