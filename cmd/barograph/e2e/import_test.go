package e2e_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// archived are the bundled articles as an archive has them: each with the time
// at which it was captured, in files of seven.
func archived(t testing.TB, all []*ingestv1.Submission, order []int, dir string) {
	t.Helper()
	var packed bytes.Buffer
	lines := gzip.NewWriter(&packed)
	for n, index := range order {
		a := all[index]
		a.RetrievedTime = timestamppb.New(time.Date(2026, 4, 1, 0, index, 0, 0, time.UTC))
		line, err := protojson.Marshal(a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := lines.Write(append(line, '\n')); err != nil {
			t.Fatal(err)
		}
		if n%7 == 6 || n == len(order)-1 {
			if err := errors.Join(lines.Close(), os.WriteFile(filepath.Join(dir, fmt.Sprintf("%02d.jsonl.gz", n)), packed.Bytes(), 0o600)); err != nil {
				t.Fatal(err)
			}
			packed.Reset()
			lines.Reset(&packed)
		}
	}
}

// withoutRevisions is an assessment in JSON, without the numbers of the revisions
// that it cites: an older version that comes after the newer one is not stored,
// and does not count.
func withoutRevisions(t testing.TB, a *assessmentv1.Assessment) string {
	t.Helper()
	data, err := protojson.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	var whole any
	if err := json.Unmarshal(data, &whole); err != nil {
		t.Fatal(err)
	}
	strip(whole)
	if data, err = json.Marshal(whole); err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func strip(value any) {
	switch value := value.(type) {
	case map[string]any:
		delete(value, "revision")
		for _, inner := range value {
			strip(inner)
		}
	case []any:
		for _, inner := range value {
			strip(inner)
		}
	}
}

// Whatever the order of an archive, and however often it is imported: the same
// assessments, byte for byte but for the numbers of revisions.
func TestImportInAnyOrder(t *testing.T) {
	all := articles(t)
	sorted := make([]int, len(all))
	for i := range sorted {
		sorted[i] = i
	}
	var first map[string]string
	for n, order := range [][]int{sorted, rand.New(rand.NewPCG(1, 2)).Perm(len(all)), rand.New(rand.NewPCG(3, 4)).Perm(len(all))} {
		s := allInOne(t, options{dir: folder(t), initiatives: catalogue(t)})
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		dir := t.TempDir()
		archived(t, all, order, dir)
		for again := range 2 {
			out, notes, code := s.cli(ctx, "", "import", dir, "-o", "json")
			var counts struct{ Files, Records, Accepted, Revised, Unchanged, Duplicates, Refused int }
			if err := json.Unmarshal([]byte(out), &counts); err != nil || code != 0 {
				t.Fatalf("exit %d, %s, %s", code, out, notes)
			}
			if counts.Files != 4 || counts.Records != len(all) || again == 1 && (counts.Accepted > 0 || counts.Revised > 0) {
				t.Errorf("order %d: %+v", n, counts)
			}
		}
		s.settle()
		got := map[string]string{}
		for id, r := range s.records() {
			got[id] = withoutRevisions(t, r.GetAssessment())
		}
		if first == nil {
			first = got
		} else if !maps.Equal(got, first) {
			t.Errorf("order %d: other assessments", n)
		}
		s.stop()
	}
}

func TestImportCommand(t *testing.T) {
	s := allInOne(t, options{dir: folder(t), initiatives: catalogue(t)})
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	dir := t.TempDir()
	file, state := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "state")
	lines := "{\"url\":\"https://example.org/1\",\"text\":\"The force was agreed.\"}\nnonsense\n{\"text\":\"The force was delayed.\",\"id\":\"2\"}\n"
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	out, notes, code := s.cli(ctx, "", "import", file, "--dry-run")
	if code != exit.Failure || !strings.Contains(notes, "a.jsonl:2: no JSON") || !strings.Contains(out, "Nothing was sent") {
		t.Errorf("dry run: exit %d, %s, %s", code, out, notes)
	}
	out, notes, code = s.cli(ctx, "", "import", file, "--state", state, "--source", "Example")
	if code != exit.Failure || !strings.Contains(out, "2 new") || !strings.Contains(notes, "1 of 3 records failed") {
		t.Errorf("exit %d, %s, %s", code, out, notes)
	}
	out, _, code = s.cli(ctx, "", "import", file, "--state", state)
	if code != 0 || !strings.Contains(out, "0 files, 0 records") {
		t.Errorf("again: exit %d, %s", code, out)
	}
	if err := os.WriteFile(file, []byte(lines+"{\"text\":\"Funds were found.\"}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, notes, code = s.cli(ctx, "", "import", file, "--state", state)
	if code != 0 || !strings.Contains(out, "1 records, 1 articles") || !strings.Contains(out, "1 new") {
		t.Errorf("grown: exit %d, %s, %s", code, out, notes)
	}
	out, _, code = s.cli(ctx, lines, "import", "-")
	if code != exit.Failure || !strings.Contains(out, "2 unchanged") && !strings.Contains(out, "1 unchanged") {
		t.Errorf("standard input: exit %d, %s", code, out)
	}
	if out, _, _ := s.cli(ctx, "", "sources", "list"); !strings.Contains(out, "example") {
		t.Errorf("the source is missing: %s", out)
	}
	if _, notes, code := s.cli(ctx, "", "import", filepath.Join(dir, "none")); code != exit.Failure || !strings.Contains(notes, "no such file") {
		t.Errorf("missing file: exit %d, %s", code, notes)
	}
}

func TestReplayCommand(t *testing.T) {
	s := allInOne(t, options{dir: folder(t), initiatives: catalogue(t)})
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	s.submit(articles(t)...)
	s.settle()
	before := states(s.records())
	source := articles(t)[0].GetSource()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--id", "a", "--wait"}, "Queued 22 articles, sequences 1 to 22."},
		{[]string{"--from", "3", "--to", "5", "--rate", "2"}, "Queued 3 articles, sequences 3 to 5."},
		{[]string{"--from", "2020-01-01", "--to", "2030-01-01", "--wait"}, "Queued 22 articles"},
		{[]string{"--to", "2020-01-01"}, "No article in this range."},
		{[]string{"--from", "2098-01-01"}, "No article in this range."},
		{[]string{"--source", "nobody.example"}, "No article in this range."},
	} {
		out, notes, code := s.cli(ctx, "", append([]string{"replay"}, c.args...)...)
		if code != 0 || !strings.Contains(out, c.want) {
			t.Errorf("%v: exit %d, %s, %s", c.args, code, out, notes)
		}
	}
	for _, args := range [][]string{{"--from", "soon"}, {"--from", "5", "--to", "3"}, {"--rate", "-1"}, {"--from", "2026-02-01", "--to", "2026-01-01"}} {
		if _, notes, code := s.cli(ctx, "", append([]string{"replay"}, args...)...); code != exit.Usage {
			t.Errorf("%v: exit %d, %s", args, code, notes)
		}
	}
	out, _, _ := s.cli(ctx, "", "replay", "--source", source, "--wait")
	if !strings.Contains(out, "Queued ") || strings.Contains(out, "Queued 22 ") {
		t.Errorf("source %s: %s", source, out)
	}
	s.settle()
	if after := states(s.records()); !maps.Equal(before, after) {
		t.Error("a replay changed assessments")
	}
}
