package e2e_test

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// What an operator sees of another model before it is in use is what is
// published once it is, from the stored readings and from scratch.
func TestModelInUseKeepsWhatItPromised(t *testing.T) {
	inBoth(t, func(t *testing.T, start starter) {
		o := options{dir: folder(t), initiatives: catalogue(t)}
		s := start(t, o)
		all := but(articles(t), "nr-b-05")
		s.submit(all...)
		s.settle()
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		file, notes, code := s.cli(ctx, "", "model", "show")
		if code != 0 {
			t.Fatalf("exit %d: %s", code, notes)
		}
		for key, value := range map[string]string{"version": "ours/1", "tau": "1.75", "kappa": "2"} {
			file = regexp.MustCompile(`(?m)^(`+key+`: )[^ \n]+`).ReplaceAllString(file, "${1}"+value)
		}
		o.model = filepath.Join(t.TempDir(), "model.yaml")
		if err := os.WriteFile(o.model, []byte(file), 0o600); err != nil {
			t.Fatal(err)
		}
		compared, err := s.clients.Models().CompareModels(ctx, &assessmentv1.CompareModelsRequest{ModelFile: file})
		if err != nil {
			t.Fatal(err)
		}
		promised := map[string]string{}
		for _, c := range compared.GetComparisons() {
			promised[c.GetInitiativeId()] = c.GetAfter().GetHash()
		}
		if out, notes, code := s.cli(ctx, "", "model", "compare", "--model", o.model); code != 0 || !strings.Contains(out, "by parameter: ") || !strings.Contains(out, "  tau: ") {
			t.Errorf("exit %d: %s%s", code, notes, out)
		}
		s.stop()

		s = start(t, o)
		if got := hashesOf(s.records()); !maps.Equal(got, promised) {
			t.Errorf("in use %v\npromised %v", got, promised)
		}
		if out, notes, code := s.cli(ctx, "", "model", "compare"); code != 0 || !strings.Contains(out, "BEFORE") || !strings.Contains(out, "ours/1+") {
			t.Errorf("exit %d: %s%s", code, notes, out)
		}
		s.stop()

		o.dir = folder(t)
		s = start(t, o)
		s.submit(all...)
		s.settle()
		if got := hashesOf(s.records()); !maps.Equal(got, promised) {
			t.Errorf("from scratch %v\npromised %v", got, promised)
		}
	})
}
