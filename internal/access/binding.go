package access

import (
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/barograph/barograph/internal/caller"
)

// binding gives roles, or single methods, to whom one of its entries matches.
type binding struct {
	Roles        []Role              `yaml:"roles"`
	Methods      []string            `yaml:"methods"`
	Certificates []certificateFilter `yaml:"certificates"`
	Tokens       []tokenFilter       `yaml:"tokens"`
}

// certificateFilter has exactly one field.
type certificateFilter struct {
	URI        string `yaml:"uri"`
	URIPrefix  string `yaml:"uri_prefix"`
	DNS        string `yaml:"dns"`
	CommonName string `yaml:"common_name"`
}

// tokenFilter has an issuer and exactly one of subject, subject_prefix, claim.
type tokenFilter struct {
	Issuer        string    `yaml:"issuer"`
	Subject       string    `yaml:"subject"`
	SubjectPrefix string    `yaml:"subject_prefix"`
	Claim         claimPath `yaml:"claim"`
	Value         string    `yaml:"value"`
}

// claimPath is the name of a claim, or names from the outside in.
type claimPath []string

// UnmarshalYAML takes a text or a list of texts.
func (c *claimPath) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.ScalarNode {
		*c = claimPath{node.Value}
		return nil
	}
	return node.Decode((*[]string)(c))
}

func (b binding) matches(id Identity) bool {
	switch id.Kind {
	case caller.Certificate:
		return id.names != nil && slices.ContainsFunc(b.Certificates, func(f certificateFilter) bool { return f.matches(id.names) })
	case caller.Token:
		return id.claims != nil && slices.ContainsFunc(b.Tokens, func(f tokenFilter) bool { return f.matches(id.claims) })
	}
	return false
}

func (f certificateFilter) matches(n *names) bool {
	switch {
	case f.URI != "":
		return slices.Contains(n.uris, f.URI)
	case f.URIPrefix != "":
		return slices.ContainsFunc(n.uris, func(uri string) bool { return below(uri, f.URIPrefix) })
	case f.DNS != "":
		return slices.ContainsFunc(n.dns, func(name string) bool { return strings.EqualFold(name, f.DNS) })
	}
	return f.CommonName != "" && f.CommonName == n.common
}

// below reports whether a name goes on after a prefix, and stays there: dots
// and escapes in a path could mean another place.
func below(name, prefix string) bool {
	rest, ok := strings.CutPrefix(name, prefix)
	return ok && rest != "" && !strings.Contains(rest, "%") && !slices.Contains(strings.Split(rest, "/"), "..")
}

func (f tokenFilter) matches(c *claims) bool {
	switch {
	case f.Issuer == "" || f.Issuer != c.issuer:
		return false
	case f.Subject != "":
		return f.Subject == c.subject
	case f.SubjectPrefix != "":
		return below(c.subject, f.SubjectPrefix)
	}
	return len(f.Claim) > 0 && f.Value != "" && c.has(f.Claim, f.Value)
}

// who says in words whom a binding is for.
func (b binding) who() []string {
	var out []string
	for _, f := range b.Certificates {
		switch {
		case f.URI != "":
			out = append(out, "certificate "+f.URI)
		case f.URIPrefix != "":
			out = append(out, "certificate "+f.URIPrefix+"*")
		case f.DNS != "":
			out = append(out, "certificate "+f.DNS)
		default:
			out = append(out, "certificate CN="+f.CommonName)
		}
	}
	for _, f := range b.Tokens {
		switch {
		case f.Subject != "":
			out = append(out, fmt.Sprintf("token %s of %s", f.Subject, f.Issuer))
		case f.SubjectPrefix != "":
			out = append(out, fmt.Sprintf("token %s* of %s", f.SubjectPrefix, f.Issuer))
		default:
			out = append(out, fmt.Sprintf("token with %s %s of %s", strings.Join(f.Claim, "."), f.Value, f.Issuer))
		}
	}
	return out
}
