package e2e_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	eventv1 "github.com/barograph/barograph/proto/gen/barograph/event/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/proto/subject"
)

// updateRelease records what a system of this version stores; docs/compatibility.md
// says when. What was recorded is never written again.
var updateRelease = flag.String("update-release", "", `"v0.2.0" records the store of that release, and what its model makes of all of them; "model" the latter alone`)

const releases = "testdata/release"

// record writes the store of a new release.
func record(t *testing.T) {
	t.Helper()
	dir := filepath.Join(releases, *updateRelease)
	if _, err := os.Stat(dir); err == nil {
		t.Fatalf("%s is recorded already: stored messages of a release do not change; remove nothing, choose the next version", dir)
	}
	s := allInOne(t, options{dir: folder(t), initiatives: few(t)})
	recordScenario(t, s)
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	all, err := dump(ctx, s.conn.JetStream())
	if err != nil {
		t.Fatal(err)
	}
	writeStore(t, dir, all)
	t.Logf("%d messages in %s", len(all), dir)
}

// releasesRecorded are the folders of all releases.
func releasesRecorded(t *testing.T) []string {
	t.Helper()
	dirs, err := filepath.Glob(filepath.Join(releases, "v*"))
	if err != nil || len(dirs) == 0 {
		t.Fatalf("no release is recorded: %v", err)
	}
	return dirs
}

// Every message that a release stored decodes to what it said then, and there is
// one of each kind.
func TestStoredMessagesOfReleasesDecode(t *testing.T) {
	if strings.HasPrefix(*updateRelease, "v") {
		record(t)
	}
	for _, dir := range releasesRecorded(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			missing := slices.AppendSeq(slices.Clone(plain), maps.Keys(shapes))
			missing = append(missing, string(subject.DeadLettered), "initiatives.deleted", "assessments.head.deleted")
			for _, m := range readStore(t, dir) {
				text, err := m.text()
				want, wantErr := canonical(m.Text)
				if err != nil || wantErr != nil || !bytes.Equal(text, want) {
					t.Errorf("%s decodes to\n%s, %v\nwant\n%s", m.path(""), text, err, want)
				}
				missing = slices.DeleteFunc(missing, func(kind string) bool { return kind == m.kind() })
			}
			if filepath.Base(dir) == newest(t) && len(missing) > 0 {
				t.Errorf("not recorded: %v", missing)
			}
		})
	}
}

func newest(t *testing.T) string {
	t.Helper()
	dirs := releasesRecorded(t)
	return filepath.Base(dirs[len(dirs)-1])
}

// A system that finds the store of a release serves everything in it, comes to
// the assessments that are recorded for its model, and gives nothing up. So does
// one that finds the ledger, the articles and what people said alone.
func TestSystemStartsOnStoresOfReleases(t *testing.T) {
	t.Parallel()
	for _, dir := range releasesRecorded(t) {
		for name, kept := range map[string]func(storedMessage) bool{
			"as it was":           func(storedMessage) bool { return true },
			"without assessments": func(m storedMessage) bool { return !strings.Contains(strings.ToLower(m.Stream), "assessments") },
		} {
			t.Run(filepath.Base(dir)+" "+name, func(t *testing.T) {
				t.Parallel()
				all := slices.DeleteFunc(readStore(t, dir), func(m storedMessage) bool { return !kept(m) })
				s := startOnStore(t, all)
				s.settle()
				checkAssessments(t, dir, s.records())
				for i, m := range all {
					replaced := func(later storedMessage) bool {
						return later.Subject == m.Subject && strings.HasPrefix(m.Stream, "KV_")
					}
					if !slices.ContainsFunc(all[i+1:], replaced) {
						s.serves(m)
					}
				}
				s.letters(all)
			})
		}
	}
}

func startOnStore(t *testing.T, all []storedMessage) *system {
	t.Helper()
	dir := folder(t)
	server := bustest.Start(t, bustest.Options{Dir: dir, Log: quiet(t)})
	provisioned(t, bus.Config{}, bus.Deps{InProcess: server}, all)
	server.Stop()
	return distributed(t, options{dir: dir})
}

// checkAssessments compares with what was recorded of this version's model for a
// release. With -update-release it records what is not recorded.
func checkAssessments(t *testing.T, dir string, records map[string]*assessmentv1.Record) {
	t.Helper()
	type assessment struct {
		Hash        string  `json:"hash"`
		Probability float64 `json:"probability"`
	}
	got, model := map[string]assessment{}, ""
	for id, r := range records {
		got[id] = assessment{Hash: r.GetHash(), Probability: r.GetAssessment().GetProbability()}
		model = r.GetAssessment().GetModelVersion()
	}
	path := filepath.Join(dir, "assessments."+strings.ReplaceAll(model, "/", "-")+".json")
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) && *updateRelease != "" {
		text, err = json.MarshalIndent(got, "", "  ")
		if err == nil {
			err = os.WriteFile(path, append(text, '\n'), 0o600)
		}
	}
	if err != nil {
		t.Fatalf("nothing is recorded of model %s for this release: look at what it makes of it, then run with -update-release: %v", model, err)
	}
	want := map[string]assessment{}
	if err := json.Unmarshal(text, &want); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(got, want) {
		t.Errorf("the assessments are\n%v\nunder this model they were\n%v", got, want)
	}
}

// serves asks for what a message stored.
func (s *system) serves(m storedMessage) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	same := func(got, want proto.Message, err error) {
		s.t.Helper()
		if err != nil || !proto.Equal(got, want) {
			s.t.Errorf("%s: got %v, %v\nwant %v", m.path(""), got, err, want)
		}
	}
	article := func(a *articlev1.Article) {
		s.t.Helper()
		answer, err := s.clients.Ingest().GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: a.GetId(), Revision: a.GetRevision()})
		same(answer.GetArticle(), a, err)
	}
	switch stored := m.decoded(s.t).(type) {
	case *eventv1.ArticleAccepted:
		article(stored.GetArticle())
	case *eventv1.ArticleRevised:
		article(stored.GetArticle())
	case *eventv1.ArticleRetracted:
		answer, err := s.clients.Ingest().GetArticle(ctx, &ingestv1.GetArticleRequest{ArticleId: stored.GetRetraction().GetArticleId()})
		same(answer.GetRetraction(), stored.GetRetraction(), err)
	case *initiativev1.Initiative:
		answer, err := s.clients.Initiatives().GetInitiative(ctx, &initiativev1.GetInitiativeRequest{Id: stored.GetId()})
		stored.Etag = answer.GetInitiative().GetEtag()
		same(answer.GetInitiative(), stored, err)
	case *sourcev1.Source:
		answer, err := s.clients.Sources().GetSource(ctx, &sourcev1.GetSourceRequest{Id: stored.GetId()})
		got := answer.GetSource()
		if got.GetManager() == sourcev1.Manager_MANAGER_API { // else the present file counts
			got.Etag = ""
			for _, feed := range got.GetFeeds() {
				feed.Status = nil
			}
			same(got, stored, err)
		}
	case *assessmentv1.Judgement:
		answer, err := s.clients.Judgements().ListJudgements(ctx, &assessmentv1.ListJudgementsRequest{InitiativeId: stored.GetInitiativeId()})
		if !slices.ContainsFunc(answer.GetJudgements(), func(j *assessmentv1.Judgement) bool {
			return j.GetNumber() == stored.GetNumber() && j.GetRationale() == stored.GetRationale() && j.GetWithdrawReason() == stored.GetWithdrawReason()
		}) {
			s.t.Errorf("judgements are %v, %v; want %v", answer.GetJudgements(), err, stored)
		}
	case *assessmentv1.Record:
		got := s.records()[stored.GetAssessment().GetInitiativeId()]
		if got.GetAssessment().GetModelVersion() == stored.GetAssessment().GetModelVersion() {
			same(&assessmentv1.Record{Hash: got.GetHash(), Revision: got.GetRevision()}, &assessmentv1.Record{Hash: stored.GetHash(), Revision: stored.GetRevision()}, nil)
		}
	case *assessmentv1.Ruling:
		answer, err := s.clients.Judgements().ListRulings(ctx, &assessmentv1.ListRulingsRequest{InitiativeId: stored.GetInitiativeId()})
		if !slices.ContainsFunc(answer.GetRulings(), func(r *assessmentv1.Ruling) bool { return proto.Equal(r, stored) }) {
			s.t.Errorf("rulings are %v, %v; want %v among them", answer.GetRulings(), err, stored)
		}
	}
}

// decoded is the message, nil where it is none.
func (m storedMessage) decoded(t testing.TB) proto.Message {
	t.Helper()
	shape, ok := shapes[m.kind()]
	if !ok || strings.HasPrefix(m.Headers.Get(subject.HeaderMsgID), "poison:") {
		return nil
	}
	into := shape()
	if err := proto.Unmarshal(m.data, into); err != nil {
		t.Fatalf("%s: %v", m.path(""), err)
	}
	return into
}

// letters checks that the dead letters are those that were stored, in full, and
// that nothing was added.
func (s *system) letters(all []storedMessage) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	page, err := s.clients.DeadLetters().ListDeadLetters(ctx, &operationsv1.ListDeadLettersRequest{})
	if err != nil {
		s.t.Fatal(err)
	}
	got := map[uint64]string{}
	for _, l := range page.GetDeadLetters() {
		got[l.GetSequence()] = l.GetSubject() + " " + l.GetReason() + " " + l.GetError()
	}
	want := map[uint64]string{}
	for _, m := range all {
		if m.Stream == subject.StreamDeadLetter {
			h := m.Headers
			want[m.Sequence] = h.Get(subject.HeaderDeadLetterSubject) + " " + h.Get(subject.HeaderDeadLetterReason) + " " + h.Get(subject.HeaderDeadLetterError)
		}
	}
	if !maps.Equal(got, want) {
		s.t.Errorf("dead letters are %v, want %v", got, want)
	}
}
