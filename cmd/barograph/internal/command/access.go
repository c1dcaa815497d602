package command

import (
	"context"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/render"
	"github.com/barograph/barograph/internal/access"
)

type accessCommand struct {
	Check accessCheckCommand `cmd:"" help:"Read an access policy as a service does, and show who may do what; no server needed."`
}

type accessCheckCommand struct {
	Policy string `arg:"" type:"path" help:"The policy file; the files with keys that it names are read, too, but nothing is fetched."`
}

// Help shows examples.
func (accessCheckCommand) Help() string {
	return "It ends with code 2 and names every line that is wrong. docs/security.md says what a policy holds.\n\nExamples:\n\n" +
		"  barograph access check policy.yaml"
}

// Run reads the policy and shows it.
func (c *accessCheckCommand) Run(_ context.Context, s *session) error {
	policy, err := access.ReadPolicy(c.Policy)
	if err != nil {
		return &exit.Error{Code: exit.Usage, Err: err}
	}
	return s.print(render.Policy(s.style, policy), nil)
}
