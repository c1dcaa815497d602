package render

import (
	"slices"
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	"github.com/barograph/barograph/internal/access"
)

// Policy is who may do what under an access policy: who has each role, and who
// may call each method.
func Policy(style terminal.Style, policy *access.Policy) string {
	p := &page{Style: style}
	for _, role := range access.Roles() {
		who := policy.Callers(role)
		if len(who) == 0 {
			who = []string{"nobody"}
		}
		p.line("%s", p.Bold(string(role)))
		for _, one := range who {
			p.wrapped("  ", terminal.Clean(one))
		}
	}
	p.line("")
	methods := access.Methods()
	width := 0
	for _, name := range methods {
		width = max(width, terminal.Width(methodWord(name)))
	}
	p.line("%s  %s", p.Bold(terminal.Left("METHOD", width)), p.Bold("WHO MAY CALL IT"))
	for _, name := range methods {
		var who []string
		for _, role := range policy.RolesOf(name) {
			who = append(who, string(role))
		}
		slices.Sort(who)
		for _, one := range policy.Direct(name) {
			who = append(who, terminal.Clean(one))
		}
		p.line("%s  %s", terminal.Left(methodWord(name), width), strings.Join(who, ", "))
	}
	p.line("%s  everybody", terminal.Left("Health", width))
	return p.String()
}

// methodWord is the name of a method without its packages.
func methodWord(method string) string {
	service, name, _ := strings.Cut(strings.TrimPrefix(method, "/"), "/")
	if strings.HasPrefix(service, "barograph.") {
		service = service[strings.LastIndex(service, ".")+1:]
	}
	return service + "/" + name
}
