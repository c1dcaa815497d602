// Package names knows which metrics there are, with which labels, as
// docs/metrics.md tells, and finds queries that ask for others.
package names

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/prometheus/prometheus/promql/parser"
)

// target are the labels that Prometheus adds to what it collects.
var target = []string{"job", "instance", "namespace", "pod", "container", "endpoint"}

// Book says of each metric which labels it has.
type Book map[string][]string

var row = regexp.MustCompile("^\\| `([a-z_]+)` \\| (\\w+) \\|([^|]*)\\|")

// Read reads the tables of a page: name, type, labels, meaning.
func Read(file string) (Book, error) {
	page, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	book := Book{}
	for line := range strings.Lines(string(page)) {
		found := row.FindStringSubmatch(line)
		if found == nil {
			continue
		}
		all := append(strings.FieldsFunc(found[3], func(r rune) bool { return r == ',' || r == ' ' }), target...)
		if found[2] != "histogram" {
			book[found[1]] = all
			continue
		}
		book[found[1]+"_bucket"] = append(slices.Clone(all), "le")
		book[found[1]+"_sum"], book[found[1]+"_count"] = all, all
	}
	if len(book) == 0 {
		return nil, fmt.Errorf("%s: no table of metrics", file)
	}
	return book, nil
}

// Record adds the metric that a recording rule makes, with the labels of its query.
func (b Book) Record(name, query string) error {
	expr, err := parser.NewParser(parser.Options{}).ParseExpr(query)
	if err != nil {
		return err
	}
	b[name] = b.labelsOf(expr)
	return nil
}

// Check parses a query and names each metric and label in it that does not exist.
// It returns the labels that the answer may have.
func (b Book) Check(query string) (result, complaints []string) {
	expr, err := parser.NewParser(parser.Options{}).ParseExpr(query)
	if err != nil {
		return nil, []string{err.Error()}
	}
	parser.Inspect(expr, func(node parser.Node, _ []parser.Node) error {
		switch n := node.(type) {
		case *parser.VectorSelector:
			complaints = append(complaints, b.checkSelector(n)...)
		case *parser.AggregateExpr:
			if !n.Without {
				complaints = append(complaints, missing(n.Grouping, b.labelsOf(n.Expr), n.String())...)
			}
		case *parser.BinaryExpr:
			if m := n.VectorMatching; m != nil && m.On {
				complaints = append(complaints, missing(m.MatchingLabels, b.labelsOf(n.LHS), n.String())...)
				complaints = append(complaints, missing(m.MatchingLabels, b.labelsOf(n.RHS), n.String())...)
			}
		}
		return nil
	})
	return b.labelsOf(expr), complaints
}

func (b Book) checkSelector(s *parser.VectorSelector) []string {
	known, ok := b[s.Name]
	if !ok {
		return []string{"no such metric: " + s.Name}
	}
	var used []string
	for _, m := range s.LabelMatchers {
		if m.Name != "__name__" {
			used = append(used, m.Name)
		}
	}
	return missing(used, known, s.String())
}

func missing(used, known []string, where string) []string {
	var complaints []string
	for _, label := range used {
		if !slices.Contains(known, label) {
			complaints = append(complaints, fmt.Sprintf("no label %s in %s", label, where))
		}
	}
	return complaints
}

// labelsOf are the labels that the answer to an expression may have.
func (b Book) labelsOf(expr parser.Expr) []string {
	switch e := expr.(type) {
	case *parser.VectorSelector:
		return b[e.Name]
	case *parser.AggregateExpr:
		inner := b.labelsOf(e.Expr)
		switch {
		case e.Op == parser.TOPK || e.Op == parser.BOTTOMK:
			return inner
		case e.Without:
			return slices.DeleteFunc(slices.Clone(inner), func(l string) bool { return slices.Contains(e.Grouping, l) })
		default:
			return e.Grouping
		}
	case *parser.BinaryExpr:
		if e.Op == parser.LOR {
			return append(slices.Clone(b.labelsOf(e.LHS)), b.labelsOf(e.RHS)...)
		}
		if e.VectorMatching != nil && e.VectorMatching.Card == parser.CardOneToMany {
			return b.labelsOf(e.RHS)
		}
		if left := b.labelsOf(e.LHS); len(left) > 0 {
			return left
		}
		return b.labelsOf(e.RHS)
	case *parser.Call:
		return b.labelsOfCall(e)
	}
	var all []string
	for child := range parser.ChildrenIter(expr) {
		if inner, ok := child.(parser.Expr); ok {
			all = append(all, b.labelsOf(inner)...)
		}
	}
	return all
}

func (b Book) labelsOfCall(call *parser.Call) []string {
	var all []string
	for _, arg := range call.Args {
		all = append(all, b.labelsOf(arg)...)
	}
	if call.Func.Name == "histogram_quantile" {
		all = slices.DeleteFunc(slices.Clone(all), func(l string) bool { return l == "le" })
	}
	return all
}
