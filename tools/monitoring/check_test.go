package main_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/tools/monitoring/board"
	"github.com/barograph/barograph/tools/monitoring/names"
	"github.com/barograph/barograph/tools/monitoring/rules"
)

const (
	component = "../../deploy/k8s/components/monitoring"
	metrics   = "../../docs/metrics.md"
	runbook   = "../../docs/runbook.md"
	pages     = "https://github.com/barograph/barograph/blob/main/docs/runbook.md#"
)

func load(t *testing.T) ([]rules.Group, names.Book) {
	t.Helper()
	groups, err := rules.Load(filepath.Join(component, "rules.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	book, err := names.Read(metrics)
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range all(groups) {
		if rule.Record != "" {
			if err := book.Record(rule.Record, rule.Expr); err != nil {
				t.Errorf("%s: %v", rule.Record, err)
			}
		}
	}
	return groups, book
}

func all(groups []rules.Group) (flat []rules.Rule) {
	for _, g := range groups {
		flat = append(flat, g.Rules...)
	}
	return flat
}

var templated = regexp.MustCompile(`\$labels\.(\w+)`)

// Rules ask for what there is, and their texts name labels that they have.
func TestRulesAskForWhatThereIs(t *testing.T) {
	groups, book := load(t)
	for _, rule := range all(groups) {
		labels, complaints := book.Check(rule.Expr)
		for _, c := range complaints {
			t.Errorf("%s%s: %s", rule.Alert, rule.Record, c)
		}
		for _, text := range rule.Annotations {
			for _, found := range templated.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(labels, found[1]) {
					t.Errorf("%s says %s, which it does not have", rule.Alert, found[0])
				}
			}
		}
	}
}

// Whoever is called finds out how bad it is, what it means and what to do.
func TestEachAlertHasASectionOfTheRunbook(t *testing.T) {
	groups, _ := load(t)
	page, err := os.ReadFile(runbook)
	if err != nil {
		t.Fatal(err)
	}
	headings := map[string]bool{}
	for line := range strings.Lines(string(page)) {
		if name, ok := strings.CutPrefix(strings.TrimSpace(line), "### "); ok {
			headings[name] = false
		}
	}
	for _, rule := range all(groups) {
		if rule.Alert == "" {
			continue
		}
		if severity := rule.Labels["severity"]; severity != "page" && severity != "ticket" {
			t.Errorf("%s has severity %q", rule.Alert, severity)
		}
		if rule.Annotations["summary"] == "" || rule.Annotations["description"] == "" {
			t.Errorf("%s lacks a summary or description", rule.Alert)
		}
		if want := pages + strings.ToLower(rule.Alert); rule.Annotations["runbook_url"] != want {
			t.Errorf("%s links to %s, want %s", rule.Alert, rule.Annotations["runbook_url"], want)
		}
		if _, ok := headings[rule.Alert]; !ok {
			t.Errorf("docs/runbook.md has no section %s", rule.Alert)
		}
		headings[rule.Alert] = true
	}
	for name, used := range headings {
		if !used && !strings.Contains(name, " ") {
			t.Errorf("docs/runbook.md has a section %s, which is no alert", name)
		}
	}
}

var block = regexp.MustCompile("(?s)```promql\n(.*?)```")

// What the runbook has asked can be asked.
func TestRunbookAsksForWhatThereIs(t *testing.T) {
	_, book := load(t)
	page, err := os.ReadFile(runbook)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, found := range block.FindAllStringSubmatch(string(page), -1) {
		for query := range strings.Lines(found[1]) {
			asked++
			if _, complaints := book.Check(query); complaints != nil {
				t.Errorf("%s: %v", query, complaints)
			}
		}
	}
	if asked < 20 {
		t.Errorf("%d queries", asked)
	}
}

var logged = regexp.MustCompile(`"msg":"([^"'\x60]+)`)

// Lines of the log that the runbook looks for are written by some service.
func TestRunbookLooksForLinesThatAreWritten(t *testing.T) {
	page, err := os.ReadFile(runbook)
	if err != nil {
		t.Fatal(err)
	}
	var sources strings.Builder
	for _, root := range []string{"../../internal", "../../services"} {
		if err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			sources.Write(text)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	found := logged.FindAllStringSubmatch(string(page), -1)
	for _, message := range found {
		if !strings.Contains(sources.String(), `"`+message[1]) {
			t.Errorf("nobody logs %q", message[1])
		}
	}
	if len(found) < 10 {
		t.Errorf("%d messages", len(found))
	}
}

// Each alert is seen to fire by the cases that promtool runs; that it is silent in
// harmless ones is seen there, too, since every case tells all that fires.
func TestEachAlertHasACase(t *testing.T) {
	groups, _ := load(t)
	cases, err := os.ReadFile("testdata/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range all(groups) {
		if rule.Alert != "" && !strings.Contains(string(cases), `alertname="`+rule.Alert+`"`) {
			t.Errorf("no case in which %s fires", rule.Alert)
		}
	}
}

func boards(t *testing.T) []board.Dashboard {
	t.Helper()
	all, err := board.Load(filepath.Join(component, "dashboards"))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var placeholder = regexp.MustCompile(`{{\s*(\w+)\s*}}`)

// Panels ask for what there is, and legends and columns name labels of the answers.
func TestPanelsAskForWhatThereIs(t *testing.T) {
	_, book := load(t)
	for _, d := range boards(t) {
		for _, p := range d.Panels {
			answered := []string{"Time", "Value", "__name__", "service", "prometheus"}
			for _, target := range p.Targets {
				labels, complaints := book.Check(target.Query(map[string]string{"service": "nlp"}))
				for _, c := range complaints {
					t.Errorf("%s, %s: %s", d.File, p.Title, c)
				}
				for _, found := range placeholder.FindAllStringSubmatch(target.Legend, -1) {
					if !slices.Contains(labels, found[1]) {
						t.Errorf("%s, %s: the legend names %s", d.File, p.Title, found[0])
					}
				}
				answered = append(append(answered, labels...), "Value #"+target.RefID)
			}
			for _, transformation := range p.Transformations {
				for _, name := range slices.Concat(slices.Collect(maps.Keys(transformation.Options.Rename)), slices.Collect(maps.Keys(transformation.Options.Exclude))) {
					if !slices.Contains(answered, name) {
						t.Errorf("%s, %s: no column %s", d.File, p.Title, name)
					}
				}
			}
		}
	}
}

var units = []string{"short", "s", "ops", "percent", "percentunit", "bytes"}

// What Grafana would show wrongly, or not at all, without a word.
func TestDashboardsAreWhole(t *testing.T) {
	uids := map[string]string{}
	for _, d := range boards(t) {
		if other, taken := uids[d.UID]; taken || d.UID == "" || d.Title == "" || d.Description == "" || d.SchemaVersion < 36 {
			t.Errorf("%s: uid %q (also of %q), title %q, description %q, schema %d", d.File, d.UID, other, d.Title, d.Description, d.SchemaVersion)
		}
		uids[d.UID] = d.File
		if !slices.ContainsFunc(d.Templating.List, func(v board.Variable) bool { return v.Name == "datasource" && v.Type == "datasource" }) {
			t.Errorf("%s has no variable datasource", d.File)
		}
		ids, cells := map[int]bool{}, map[[2]int]string{}
		for _, p := range d.Panels {
			where := d.File + ", " + p.Title
			if ids[p.ID] {
				t.Errorf("%s: id %d is taken", where, p.ID)
			}
			ids[p.ID] = true
			for _, fault := range append(faults(p), occupy(cells, p)...) {
				t.Errorf("%s: %s", where, fault)
			}
		}
	}
}

func faults(p board.Panel) (found []string) {
	if p.Title == "" || !slices.Contains([]string{"row", "stat", "table", "timeseries"}, p.Type) {
		found = append(found, fmt.Sprintf("type %q, title %q", p.Type, p.Title))
	}
	if p.Type == "row" {
		return found
	}
	if len(p.Description) < 8 || !strings.HasSuffix(p.Description, ".") {
		found = append(found, fmt.Sprintf("description %q", p.Description))
	}
	if !slices.Contains(units, p.FieldConfig.Defaults.Unit) {
		found = append(found, fmt.Sprintf("unit %q", p.FieldConfig.Defaults.Unit))
	}
	if len(p.Targets) == 0 {
		found = append(found, "no query")
	}
	refs := map[string]bool{}
	for _, target := range p.Targets {
		if refs[target.RefID] || target.Datasource.UID != "${datasource}" || p.Datasource.UID != "${datasource}" {
			found = append(found, fmt.Sprintf("query %s of datasource %s", target.RefID, target.Datasource.UID))
		}
		if p.Type == "timeseries" && target.Legend == "" {
			found = append(found, "a line without a name")
		}
		refs[target.RefID] = true
	}
	for i, step := range p.FieldConfig.Defaults.Thresholds.Steps {
		if (i == 0) != (step.Value == nil) {
			found = append(found, "thresholds begin with one that has no value")
		}
	}
	return found
}

// occupy takes the place of a panel.
func occupy(cells map[[2]int]string, p board.Panel) (found []string) {
	g := p.GridPos
	if g.X < 0 || g.W < 1 || g.H < 1 || g.X+g.W > 24 {
		return []string{fmt.Sprintf("place %+v", g)}
	}
	for x := g.X; x < g.X+g.W; x++ {
		for y := g.Y; y < g.Y+g.H; y++ {
			if other := cells[[2]int{x, y}]; other != "" {
				return []string{"lies over " + other}
			}
			cells[[2]int{x, y}] = p.Title
		}
	}
	return nil
}
