package journey_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/barograph/barograph/cmd/barograph/internal/journey"
)

const article = "e42d8205adcc1a171bc6e357d09e7518"

func accepted(id string, seq int) string {
	return fmt.Sprintf(`{"time":"2026-11-22T18:50:22.934Z","msg":"article taken","service":"ingest","article_id":%q,"submit_outcome":"accepted","revision":1,"stream":"ARTICLES","stream_seq":%d,"correlation_id":"c-1"}`+"\n", id, seq)
}

func TestPackedLinesAndLongOnes(t *testing.T) {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	for _, text := range []string{accepted(article, 1), `{"msg":"` + strings.Repeat("x", 3<<20) + `"}` + "\n", "no JSON\n", accepted(article, 2)} {
		if _, err := io.WriteString(zip, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	follower := journey.New(article)
	if err := follower.Read(&packed); err != nil {
		t.Fatal(err)
	}
	if got := follower.Journey(); len(got.Steps) != 2 || got.Skipped != 2 || got.Lines["ingest"] != 2 {
		t.Errorf("%d steps, %d skipped, lines %v", len(got.Steps), got.Skipped, got.Lines)
	}
}

// TestMemoryIsBounded reads far more lines than are kept, of one piece of work
// and of others.
func TestMemoryIsBounded(t *testing.T) {
	var text strings.Builder
	for i := range 30_000 {
		text.WriteString(accepted(fmt.Sprintf("%032x", i), i+1))
		fmt.Fprintf(&text, `{"time":"2026-11-22T18:50:23Z","msg":"message handled","service":"s-%d","stream":"S-%d","outcome":"ack","stream_seq":1}`+"\n", i, i)
	}
	follower := journey.New("c-1")
	if err := follower.Read(strings.NewReader(text.String())); err != nil {
		t.Fatal(err)
	}
	got := follower.Journey()
	if len(got.Steps) > 2000 || got.More != 30_000-len(got.Steps) || len(got.Lines) > 32 || len(got.Reached) > 32 || got.Forgotten == 0 {
		t.Errorf("%d steps and %d more, %d services, %d streams, %d forgotten", len(got.Steps), got.More, len(got.Lines), len(got.Reached), got.Forgotten)
	}
}

// TestAnotherArticleOfTheSameCall is none of the article's business.
func TestAnotherArticleOfTheSameCall(t *testing.T) {
	other := strings.Repeat("0", 32)
	follower := journey.New(article)
	if err := follower.Read(strings.NewReader(accepted(other, 1) + accepted(article, 2))); err != nil {
		t.Fatal(err)
	}
	if got := follower.Journey(); len(got.Articles) != 1 || got.Articles[0].ID != article || got.Articles[0].Seq != 2 {
		t.Errorf("articles %+v", got.Articles)
	}
}

// FuzzRead reads anything: it ends, within bounds, and two reads tell the same.
func FuzzRead(f *testing.F) {
	f.Add(article, accepted(article, 1))
	f.Add("c-1", "[pod/x] "+accepted(article, 1)+"{}\n")
	f.Add(article+":1:accepted", `{"log":"{\"time\":\"2026-11-22T18:50:22Z\",\"msg\":\"x\",\"service\":\"nlp\"}"}`)
	f.Fuzz(func(t *testing.T, id, text string) {
		var told []string
		for range 2 {
			follower := journey.New(id)
			if err := follower.Learn(strings.NewReader(text)); err != nil {
				return // broken gzip
			}
			if err := follower.Read(strings.NewReader(text)); err != nil {
				t.Fatal(err)
			}
			told = append(told, fmt.Sprintf("%+v", follower.Journey().Articles))
		}
		if len(told[0]) != len(told[1]) {
			t.Errorf("told %s, then %s", told[0], told[1])
		}
	})
}
