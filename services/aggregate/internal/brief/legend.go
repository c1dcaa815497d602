package brief

import (
	"regexp"
	"strings"
)

// qualifiers of a reading, with what they mean.
var qualifiers = []struct{ mark, meaning string }{
	{"inferred", "a reading that the passage does not give in words"},
	{"hedged", "the source does not vouch for it"},
	{"a supposition", "the source only supposes it"},
	{"background", "it was so before the news"},
}

// qualifier finds the marks behind a reading.
var qualifier = regexp.MustCompile(`\((?:inferred|hedged|a supposition|background)(?:, inferred)?\)`)

// legend explains the grades, and those marks of readings that the brief uses.
func (p *page) legend() []Statement {
	if len(p.doc.Articles) == 0 {
		return nil
	}
	said := []Statement{figure(strong("grade"), text(": reliability of the source from A to F and credibility of what it says, from 1, confirmed, to 5, improbable; F and 6 cannot be judged."))}
	used := p.qualifiersUsed()
	for _, q := range qualifiers {
		if strings.Contains(used, q.mark) {
			said = append(said, figure(strong(q.mark), text(": "+q.meaning+".")))
		}
	}
	return said
}

// qualifiersUsed are all the marks of readings in the brief so far.
func (p *page) qualifiersUsed() string {
	var b strings.Builder
	look := func(parts []Part) {
		for _, part := range parts {
			if part.Kind == Plain {
				b.WriteString(strings.Join(qualifier.FindAllString(part.Text, -1), ""))
			}
		}
	}
	for _, paragraph := range p.doc.Lead {
		for _, s := range paragraph {
			look(s.Parts)
		}
	}
	for _, section := range p.doc.Sections {
		for _, block := range section.Blocks {
			for _, s := range block.List {
				look(s.Parts)
			}
			if block.Table == nil {
				continue
			}
			for _, row := range block.Table.Rows {
				for _, parts := range row.Cells {
					look(parts)
				}
			}
		}
	}
	return b.String()
}
