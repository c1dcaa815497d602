package command

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"Shell: ${enum}."`
}

// Help shows examples.
func (completionCommand) Help() string {
	return "Examples:\n\n  source <(barograph completion bash)\n  barograph completion zsh > ~/.zfunc/_barograph\n" +
		"  barograph completion fish > ~/.config/fish/completions/barograph.fish"
}

// The scripts ask the program itself, so that they never grow stale.
const (
	bashScript = `_barograph() {
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$(barograph __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _barograph barograph
`
	zshScript = `#compdef barograph
_barograph() {
  local -a candidates
  candidates=("${(@f)$(barograph __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
  [[ -n "${candidates[1]}" ]] && compadd -a candidates || _files
}
compdef _barograph barograph
`
	fishScript = `complete -c barograph -a '(barograph __complete -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`
)

// Run prints the script.
func (c *completionCommand) Run(s *session) error {
	return s.print(map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}[c.Shell], nil)
}

// completeCommand is what the scripts call.
type completeCommand struct {
	Words []string `arg:"" optional:""`
}

// Run prints what the last word may become, one candidate a line.
func (c *completeCommand) Run(ctx context.Context, s *session, model *kong.Application) error {
	words := c.Words
	if len(words) > 0 && words[0] == "--" {
		words = words[1:]
	}
	if len(words) == 0 {
		words = []string{""}
	}
	var out strings.Builder
	last := words[len(words)-1]
	for _, candidate := range candidates(ctx, s, model.Node, words[:len(words)-1], last) {
		if strings.HasPrefix(candidate, last) {
			out.WriteString(candidate + "\n")
		}
	}
	return s.print(out.String(), nil)
}

func candidates(ctx context.Context, s *session, node *kong.Node, before []string, last string) []string {
	for _, word := range before {
		if i := slices.IndexFunc(node.Children, func(child *kong.Node) bool { return child.Name == word }); i >= 0 {
			node = node.Children[i]
		}
	}
	flags := slices.Concat(node.AllFlags(true)...)
	if len(before) > 0 {
		previous := before[len(before)-1]
		for _, flag := range flags {
			if !flag.IsBool() && (previous == "--"+flag.Name || flag.Short != 0 && previous == "-"+string(flag.Short)) {
				return flag.EnumSlice() // none: the shell offers files
			}
		}
	}
	var names []string
	if strings.HasPrefix(last, "-") {
		for _, flag := range flags {
			names = append(names, "--"+flag.Name)
		}
		return names
	}
	for _, child := range node.Children {
		if !child.Hidden {
			names = append(names, child.Name)
		}
	}
	for _, argument := range node.Positional {
		names = append(names, argument.EnumSlice()...)
		switch argument.Name {
		case "initiative":
			names = append(names, s.initiativeIDs(ctx)...)
		case "source":
			names = append(names, s.sourceIDs(ctx)...)
		}
	}
	return names
}

// momentForIDs is how long somebody who completes a word waits.
const momentForIDs = 300 * time.Millisecond

// initiativeIDs asks for the ids, for a moment only: none if nobody answers.
func (s *session) initiativeIDs(ctx context.Context) []string {
	ctx, cancel := context.WithTimeout(ctx, momentForIDs)
	defer cancel()
	page, err := s.clients.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{PageSize: 1000})
	if err != nil {
		return nil
	}
	var ids []string
	for _, r := range page.GetRecords() {
		ids = append(ids, r.GetAssessment().GetInitiativeId())
	}
	return ids
}

// sourceIDs is initiativeIDs for sources.
func (s *session) sourceIDs(ctx context.Context) []string {
	ctx, cancel := context.WithTimeout(ctx, momentForIDs)
	defer cancel()
	page, err := s.clients.Sources().ListSources(ctx, &sourcev1.ListSourcesRequest{PageSize: 1000})
	if err != nil {
		return nil
	}
	var ids []string
	for _, source := range page.GetSources() {
		ids = append(ids, source.GetId())
	}
	return ids
}
