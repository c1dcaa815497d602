package assess

import "strings"

// media maps the names of publishers in the book to their origins, so that
// "as reported by X" and X itself are one origin.
type media struct {
	origins   map[string]map[string]int      // by lower-case name: how many articles name each origin
	reporters map[string]map[*entry]struct{} // by name: articles that take words from it
	renamed   map[string]struct{}            // names whose origin changed
}

func newMedia() media {
	return media{
		origins: make(map[string]map[string]int), reporters: make(map[string]map[*entry]struct{}), renamed: make(map[string]struct{}),
	}
}

// origin of a name, empty when no publisher in the book has it; the least one
// where a publisher moved from one family to another.
func (m media) origin(name string) string {
	least := ""
	for origin := range m.origins[name] {
		if least == "" || origin < least {
			least = origin
		}
	}
	return least
}

func (m media) add(e *entry)    { m.change(e, 1) }
func (m media) remove(e *entry) { m.change(e, -1) }

func (m media) change(e *entry, by int) {
	if reported := e.article.GetOriginCues().GetReportedBy(); len(reported) > 0 {
		if m.reporters[reported[0]] == nil {
			m.reporters[reported[0]] = make(map[*entry]struct{})
		}
		if m.reporters[reported[0]][e] = struct{}{}; by < 0 {
			delete(m.reporters[reported[0]], e)
		}
	}
	source := e.article.GetSource()
	if source.GetFamily() == "" {
		return
	}
	for _, name := range []string{source.GetName(), source.GetId(), source.GetFamily()} {
		m.name(strings.ToLower(name), "family:"+source.GetFamily(), by)
	}
}

// name counts an article that gives a name to an origin, or no longer does.
func (m media) name(name, origin string, by int) {
	before := m.origin(name)
	if m.origins[name] == nil {
		m.origins[name] = make(map[string]int)
	}
	if m.origins[name][origin] += by; m.origins[name][origin] == 0 {
		delete(m.origins[name], origin)
	}
	if m.origin(name) != before {
		m.renamed[name] = struct{}{}
	}
}
