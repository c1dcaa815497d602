package e2e_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/accesstest"
	"github.com/barograph/barograph/internal/transporttest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// leastPolicy gives each service the one method that it needs of another, the
// test itself what a reader has, and one role to each of three people.
const leastPolicy = `
issuers:
  - issuer: https://login.example.org
    audiences: [barograph]
    keys_file: keys.json
bindings:
  - methods: [barograph.initiative.v1.InitiativeService/WatchInitiatives]
    certificates: [{dns: nlp}]
  - methods: [barograph.ingest.v1.IngestService/ReplayArticles]
    certificates: [{dns: aggregate}]
  - roles: [reader]
    certificates: [{dns: e2e}]
  - roles: [submitter]
    tokens: [{issuer: https://login.example.org, subject: wire}]
  - roles: [editor]
    tokens: [{issuer: https://login.example.org, claim: groups, value: desk}]
  - roles: [operator]
    tokens: [{issuer: https://login.example.org, subject: ops}]
`

// The whole system under a policy: the pipeline runs with the identities of its
// services alone, and people can do what their roles let them, and no more.
func TestEverybodyMayDoWhatThePolicySays(t *testing.T) {
	t.Parallel()
	issuer := accesstest.NewIssuer(t, "https://login.example.org")
	secure := secureAll(t, transporttest.NewAuthority(t, "authority"))
	s := distributed(t, options{
		dir: folder(t), initiatives: catalogue(t), secure: secure,
		access: accesstest.Write(t, leastPolicy, map[string][]byte{"keys.json": accesstest.Keys(issuer)}),
	})
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	as := func(subject string, groups ...string) context.Context {
		return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+issuer.Token(subject, map[string]any{"groups": groups}))
	}
	wire, ann, ops := as("wire"), as("ann", "desk"), as("ops")
	submission := &ingestv1.SubmitArticleRequest{Submission: article(t, "nr-a-07")}
	refused := func(what string, err error, want codes.Code) {
		t.Helper()
		if status.Code(err) != want {
			t.Errorf("%s: %v, want %s", what, err, want)
		}
	}
	for what, who := range map[string]context.Context{"a reader": ctx, "an editor": ann, "an operator": ops} {
		_, err := s.clients.Ingest().SubmitArticle(who, submission)
		refused(what+" submits", err, codes.PermissionDenied)
	}
	_, err := s.clients.Ingest().SubmitArticle(as("mallory"), submission)
	refused("a stranger submits", err, codes.PermissionDenied)
	expired := metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+issuer.Token("wire", map[string]any{"exp": 1}))
	_, err = s.clients.Ingest().SubmitArticle(expired, submission)
	refused("with an old token", err, codes.Unauthenticated)

	if _, err := s.clients.Ingest().SubmitArticle(wire, submission); err != nil {
		t.Fatalf("a submitter submits: %v", err)
	}
	s.settled(1)
	_, err = s.clients.Assessments().ListAssessments(wire, &assessmentv1.ListAssessmentsRequest{})
	refused("a submitter reads", err, codes.PermissionDenied)

	// A changed catalogue makes aggregate ask ingest for a replay, as itself.
	create := &initiativev1.CreateInitiativeRequest{Initiative: &initiativev1.Initiative{Id: "new", Name: "New", Class: catalogue(t)[0].GetClass(), Aliases: []*initiativev1.Alias{{Text: "International Stabilization Force"}}}}
	_, err = s.clients.Initiatives().CreateInitiative(ops, create)
	refused("an operator defines an initiative", err, codes.PermissionDenied)
	before, err := s.clients.Assessments().GetBackfill(ctx, &assessmentv1.GetBackfillRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.clients.Initiatives().CreateInitiative(ann, create); err != nil {
		t.Fatalf("an editor defines an initiative: %v", err)
	}
	eventually(t, "the article is read again for the new initiative", func(ctx context.Context) bool {
		now, err := s.clients.Assessments().GetBackfill(ctx, &assessmentv1.GetBackfillRequest{})
		return err == nil && now.GetCatalogueRevision() > before.GetCatalogueRevision() && now.GetArticlesCurrent() == 1
	})
	s.settled(1)

	replay := &ingestv1.ReplayArticlesRequest{ReplayId: "by-hand"}
	_, err = s.clients.Ingest().ReplayArticles(ann, replay)
	refused("an editor replays", err, codes.PermissionDenied)
	if _, err := s.clients.Ingest().ReplayArticles(ops, replay); err != nil {
		t.Errorf("an operator replays: %v", err)
	}
	s.judgesAs(ctx, t, secure, issuer)
}

// judgesAs is the command line of an editor who judges in the name of another.
func (s *system) judgesAs(ctx context.Context, t *testing.T, secure *secured, issuer *accesstest.Issuer) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "token")
	judge := func(token string) (string, int) {
		if err := os.WriteFile(file, []byte(token+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, notes, code := s.cli(ctx, "", "--tls-dir", secure.path("e2e"), "--token-file", file,
			"judge", "gaza-isf", "--probability", "60%", "--until", "2026-06-30", "--author", "the minister", "--why", "heard")
		if strings.Contains(notes, token) {
			t.Errorf("the command line shows the token: %s", notes)
		}
		return notes, code
	}
	if notes, code := judge(issuer.Token("ops", nil)); code != exit.Denied || !strings.Contains(notes, "it needs the role editor") {
		t.Errorf("an operator judges: exit %d, %s", code, notes)
	}
	if notes, code := judge(accesstest.NewIssuer(t, issuer.URL).Token("ann", nil)); code != exit.Denied || !strings.Contains(notes, "does not know who you are") {
		t.Errorf("a forger judges: exit %d, %s", code, notes)
	}
	if notes, code := judge(issuer.Token("ann", map[string]any{"groups": "desk"})); code != exit.OK {
		t.Fatalf("an editor judges: exit %d, %s", code, notes)
	}
	list, err := s.clients.Judgements().ListJudgements(ctx, &assessmentv1.ListJudgementsRequest{InitiativeId: "gaza-isf"})
	if err != nil || len(list.GetJudgements()) != 1 {
		t.Fatalf("judgements: %v, %v", list, err)
	}
	if j := list.GetJudgements()[0]; j.GetAuthor() != "the minister" || j.GetRecordedBy() != "ann" {
		t.Errorf("said by %q, recorded by %q", j.GetAuthor(), j.GetRecordedBy())
	}
}
