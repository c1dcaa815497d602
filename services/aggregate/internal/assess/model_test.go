package assess_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/aggregate/internal/assess"
)

func defaultModel(t testing.TB) *assess.Model {
	t.Helper()
	model, err := assess.DefaultModel()
	if err != nil {
		t.Fatal(err)
	}
	return model
}

func TestDefaultModelIsValid(t *testing.T) {
	if version := defaultModel(t).Version; version == "" {
		t.Fatal("no version")
	}
}

func TestEveryParameterHasItsReason(t *testing.T) {
	file, err := os.Open("model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	above := false // a comment stands directly above
	for lines, number := bufio.NewScanner(file), 1; lines.Scan(); number++ {
		line := strings.TrimSpace(lines.Text())
		comment := strings.HasPrefix(line, "#")
		_, value, keyed := strings.Cut(line, ": ")
		if !comment && keyed && value != "" && !strings.Contains(line, "#") && !above && !strings.HasPrefix(line, "source:") && !strings.HasPrefix(line, "version:") {
			t.Errorf("model.yaml:%d: %q has no reason beside it", number, line)
		}
		above = comment || line != "" && above && strings.HasSuffix(line, ":")
	}
}

func TestParseModelNamesEveryWrongField(t *testing.T) {
	data, err := os.ReadFile("model.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ old, new, want string }{
		"unknown field":           {"kappa: 1.5", "kapa: 1.5", "kapa"},
		"unknown dimension":       {"funding: 0.7", "founding: 0.7", "founding"},
		"unknown field of a rung": {"{limit: 0.1, offset: 4.0", "{limt: 0.1, offset: 4.0", "limt"},
		"too many decimals":       {"tau: 1.0", "tau: 1.0001", "three decimals"},
		"hedges weigh too much":   {"probable: 0.1", "probable: 0.2", "factuality.probable"},
		"letters rise":            {"reliability_c: 0.6", "reliability_c: 0.9", "letters A to E"},
		"offsets rise":            {"offset: 2.2", "offset: 3.5", "rungs.mandated.offset"},
		"two ways of being met":   {"{rung: funded}", "{rung: funded, host_supports: true}", "conditions.funding"},
		"similarity not exact":    {"similarity: 0.8", "similarity: 0.5", "similarity"},
		"no version":              {"version: additive/0.5.0", "version: ''", "version"},
	} {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(string(data), test.old, test.new, 1)
			if text == string(data) {
				t.Fatalf("model.yaml has no %q", test.old)
			}
			_, err := assess.ParseModel(strings.NewReader(text))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got error %v, want one about %q", err, test.want)
			}
		})
	}
}

func FuzzParseModel(f *testing.F) {
	data, err := os.ReadFile("model.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data))
	f.Add("version: x\nkappa: 1e3")
	f.Add("dimensions: {funding: [1]}")
	f.Add("rungs: &a {proposed: *a}")
	f.Fuzz(func(t *testing.T, text string) {
		model, err := assess.ParseModel(strings.NewReader(text))
		if (model == nil) == (err == nil) {
			t.Fatalf("model %v with error %v", model, err)
		}
		if err == nil && model.Version == "" {
			t.Fatal("a model without a version was accepted")
		}
	})
}

func TestSelfTestOfDefaultModel(t *testing.T) {
	if err := defaultModel(t).SelfTest(); err != nil {
		t.Fatal(err)
	}
}
