package nlp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	"github.com/barograph/barograph/services/nlp"
)

const ownActors = "state\tXAL\tAldova\t-\tAldovan\tAldovans\tPortmere\t-\t-\nperson\tAnn Orr\tOrr\tXAL\tpresident\t2025\t-\n"

func TestReadActors(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "actors [2026]*") // a name, no pattern
	if err := os.MkdirAll(filepath.Join(dir, "old.tsv"), 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "ours.tsv")
	if err := os.WriteFile(file, []byte(ownActors), 0o600); err != nil {
		t.Fatal(err)
	}
	plain, err := nlp.ReadActors("")
	if err != nil || plain.Known("XAL") || plain.Digest() != "" {
		t.Fatalf("no path: %v", err)
	}
	for _, path := range []string{file, dir} {
		actors, err := nlp.ReadActors(path)
		if err != nil || !actors.Known("XAL") || !actors.Known("KEN") {
			t.Fatalf("%s: %v", path, err)
		}
		tagger, err := nlp.NewTagger([]*initiativev1.Initiative{{Id: "red-sea", Name: "Red Sea Escort Mission"}}, 1, nlp.WithActors(actors))
		if err != nil {
			t.Fatal(err)
		}
		got := tagger.Tag(&articlev1.Article{Id: "a", Text: "Aldova backs the Red Sea Escort Mission. President Ann Orr said it would send a ship to the Red Sea Escort Mission."})
		if want := nlp.EngineVersion + "+actors." + actors.Digest(); got.GetEngineVersion() != want || len(actors.Digest()) != 8 {
			t.Errorf("engine %q, want %q", got.GetEngineVersion(), want)
		}
		found := false
		for _, c := range got.GetClaims() {
			found = found || c.GetActor() == "XAL"
		}
		if !found {
			t.Errorf("no claim of the operator's actor: %v", got.GetClaims())
		}
	}
}

func TestReadActorsFails(t *testing.T) {
	dir := t.TempDir()
	bad := filepath.Join(dir, "bad.tsv")
	if err := os.WriteFile(bad, []byte("# ours\nperson\tAnn Orr\t-\tUSA\tpresident\tsoon\t-\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ path, want string }{
		"broken record": {bad, bad + `:2:32: date "soon"`},
		"no such file":  {filepath.Join(dir, "none.tsv"), "none.tsv"},
		"empty folder":  {t.TempDir(), "no file ends in .tsv"},
	} {
		if _, err := nlp.ReadActors(c.path); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
