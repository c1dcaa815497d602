package e2e_test

import (
	"context"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// reader is somebody with the command line and no more.
type reader struct {
	*system
	ctx context.Context
}

// json runs a command with -o json and reads what it printed.
func (r reader) json(into proto.Message, args ...string) {
	r.t.Helper()
	out, notes, code := r.cli(r.ctx, "", append(args, "-o", "json")...)
	if code != 0 {
		r.t.Fatalf("barograph %s: exit %d: %s", strings.Join(args, " "), code, notes)
	}
	if err := protojson.Unmarshal([]byte(out), into); err != nil {
		r.t.Fatalf("barograph %s: %v", strings.Join(args, " "), err)
	}
}

// sentences are the pieces of evidence that a command lists, each of which is
// found in its article by a further command.
func (r reader) sentences(args ...string) float64 {
	r.t.Helper()
	list := &assessmentv1.ListEvidenceResponse{}
	r.json(list, append([]string{"evidence"}, args...)...)
	sum := 0.0
	for _, c := range list.GetContributions() {
		sum += c.GetLogOdds()
		words := c.GetClaim().GetEvidence()
		if words.GetQuote() == "" {
			r.t.Errorf("claim %s has no words", c.GetClaimId())
		}
	}
	if len(list.GetContributions()) > 0 {
		r.find(list.GetContributions()[0])
	}
	return sum
}

// find looks the words up in the stored text.
func (r reader) find(c *assessmentv1.Contribution) {
	r.t.Helper()
	article := &ingestv1.GetArticleResponse{}
	r.json(article, "articles", "get", c.GetArticle().GetId())
	words := c.GetClaim().GetEvidence()
	if text := article.GetArticle().GetText(); text[words.GetStartByte():words.GetEndByte()] != words.GetQuote() {
		r.t.Errorf("claim %s: %q is not at its place in the article", c.GetClaimId(), words.GetQuote())
	}
}

// Any number of an assessment leads to sentences in three commands: assess,
// evidence (or explain, or a view), articles get.
func TestAnyNumberLeadsToItsSentences(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s := allInOne(t, options{dir: folder(t), initiatives: catalogue(t)})
	s.submit(articles(t)...)
	s.settle()
	r := reader{s, ctx}
	list := &assessmentv1.ListAssessmentsResponse{}
	r.json(list, "list")
	for _, listed := range list.GetRecords() {
		id := listed.GetAssessment().GetInitiativeId()
		record := &assessmentv1.Record{}
		r.json(record, "assess", id)
		a := record.GetAssessment()
		for _, term := range a.GetTerms() { // each dimension and rung is the sum of its evidence
			var got float64
			switch {
			case term.GetTimePressure():
				continue
			case term.GetMilestone() != 0:
				got = r.sentences(id, "--rung", term.GetMilestone().String(), "--limit", "0")
			default:
				got = r.sentences(id, "--dimension", term.GetDimension().String(), "--limit", "0")
			}
			if math.Abs(got-term.GetLogOdds()) > exact {
				t.Errorf("%s: %v has %v log-odds, its evidence %v", id, term.GetOwner(), term.GetLogOdds(), got)
			}
		}
		r.explains(id, a)
		r.traces(id, a)
	}
}

// explains checks that the probability and its trend are rows with sentences.
func (r reader) explains(id string, a *assessmentv1.Assessment) {
	r.t.Helper()
	for _, args := range [][]string{{"explain", id}, {"explain", id, "--since", "7d"}, {"explain", id, "--since", "30d"}} {
		why := &assessmentv1.ExplainAssessmentResponse{}
		r.json(why, args...)
		if !proto.Equal(why.GetAssessment(), a) {
			r.t.Errorf("%v explains another assessment", args)
		}
		points := 0.0
		for _, c := range why.GetChanges() {
			points += c.GetPoints()
			if c.GetContribution() != nil && c.GetContribution().GetClaim().GetEvidence().GetQuote() == "" {
				r.t.Errorf("%v: a row without words: %v", args, c)
			}
		}
		from := a.GetPriorProbability()
		if why.GetBefore() != nil {
			from = why.GetBefore().GetProbability()
		}
		if math.Abs(points-100*(a.GetProbability()-from)) > exact {
			r.t.Errorf("%v: rows sum to %v points, from %v to %v", args, points, from, a.GetProbability())
		}
	}
}

// traces checks that every claim that an assessment names is found by its id.
func (r reader) traces(id string, a *assessmentv1.Assessment) {
	r.t.Helper()
	parts := map[string][]string{}
	for _, p := range a.GetPositions() {
		parts["positions"] = append(parts["positions"], p.GetClaimId())
		for _, other := range p.GetStanding() {
			parts["positions"] = append(parts["positions"], other.GetClaimId())
		}
		for _, c := range p.GetConditions() {
			if c.GetClosedBy() != "" {
				parts["conditions"] = append(parts["conditions"], c.GetClosedBy())
			}
		}
	}
	for _, c := range a.GetCommitments() {
		parts["commitments"] = append(parts["commitments"], c.GetClaimId())
	}
	for _, c := range a.GetContradictions() {
		parts["contradictions"] = append(parts["contradictions"], append(c.GetClaimIds(), c.GetAgainstClaimIds()...)...)
	}
	for _, m := range a.GetMilestones() {
		parts["assess"] = append(parts["assess"], m.GetClaimIds()...)
		r.rung(id, m)
	}
	parts["brief"], parts["timeline"] = r.cited(id), r.happened(id)
	for view, claims := range parts {
		out, notes, code := r.cli(r.ctx, "", view, id)
		if code != 0 {
			r.t.Fatalf("%s %s: exit %d: %s", view, id, code, notes)
		}
		for i, claim := range claims {
			if view != "assess" && !strings.Contains(out, claim[:8]) {
				r.t.Errorf("%s %s does not name claim %s", view, id, claim)
			}
			if i > 0 {
				continue // one of each is enough to look up
			}
			one := &assessmentv1.ListEvidenceResponse{}
			r.json(one, "evidence", id, "--claim", claim[:8])
			if len(one.GetContributions()) != 1 {
				r.t.Fatalf("claim %s of %s: %d pieces of evidence", claim, id, len(one.GetContributions()))
			}
			r.find(one.GetContributions()[0])
		}
	}
}

// rung checks that what is said of a rung is listed under it.
func (r reader) rung(id string, m *assessmentv1.MilestoneStatus) {
	r.t.Helper()
	list := &assessmentv1.ListEvidenceResponse{}
	r.json(list, "evidence", id, "--rung", m.GetKind().String(), "--all", "--limit", "0")
	for _, claim := range m.GetClaimIds() {
		if !slices.ContainsFunc(list.GetContributions(), func(c *assessmentv1.Contribution) bool { return c.GetClaimId() == claim }) {
			r.t.Errorf("%s: claim %s on %v is not listed under it", id, claim, m.GetKind())
		}
	}
}

// cited are the claims that the brief names, by the beginnings of their ids.
func (r reader) cited(id string) []string {
	r.t.Helper()
	out, notes, code := r.cli(r.ctx, "", "brief", id)
	if code != 0 {
		r.t.Fatalf("brief %s: exit %d: %s", id, code, notes)
	}
	_, list, _ := strings.Cut(out, "\n## Evidence\n")
	var claims []string
	for _, found := range regexp.MustCompile("`([0-9a-f]{8})`").FindAllStringSubmatch(list, -1) {
		claims = append(claims, found[1])
	}
	if len(claims) == 0 {
		r.t.Errorf("the brief on %s names no claims", id)
	}
	return claims
}

// happened are the claims of what happened from day to day.
func (r reader) happened(id string) []string {
	r.t.Helper()
	line := &assessmentv1.GetTimelineResponse{}
	r.json(line, "timeline", id)
	var claims []string
	for _, d := range line.GetDevelopments() {
		claims = append(claims, d.GetClaimId())
	}
	return claims
}
