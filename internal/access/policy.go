package access

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// maxFileBytes bounds every file that is read here.
const maxFileBytes = 1 << 20

// Policy says who may call what. It does not change; a changed file is another
// policy.
type Policy struct {
	file    file
	methods map[string][]Role // by full name
	issuers map[string]*issuer
	// digest tells the content of all files that the policy was read from.
	digest [sha256.Size]byte
}

// ReadPolicy reads a policy file and the files with keys that it names, whose
// paths are relative to it. An error names every line that is wrong.
func ReadPolicy(path string) (*Policy, error) {
	files := &reader{}
	data, err := files.read(path)
	if err != nil {
		return nil, fmt.Errorf("read access policy: %w", err)
	}
	policy, err := ParsePolicy(data, func(name string) ([]byte, error) {
		if !filepath.IsAbs(name) {
			name = filepath.Join(filepath.Dir(path), name)
		}
		return files.read(name)
	})
	if err != nil {
		return nil, fmt.Errorf("access policy %s: %w", path, err)
	}
	policy.digest = files.digest()
	return policy, nil
}

// ParsePolicy is [ReadPolicy] of a text whose other files open returns.
func ParsePolicy(text []byte, open func(name string) ([]byte, error)) (*Policy, error) {
	d, err := decode(text)
	if err != nil {
		return nil, err
	}
	p := &Policy{file: d.file, issuers: map[string]*issuer{}}
	if p.methods, err = defaults(); err != nil {
		return nil, err
	}
	d.check(p.methods)
	for name, roles := range d.file.Methods {
		p.methods["/"+name] = roles
	}
	for i, definition := range d.file.Issuers {
		made, err := newIssuer(definition, open)
		if err != nil {
			d.fail(err.Error(), "issuers", i)
			continue
		}
		p.issuers[definition.Issuer] = made
	}
	return p, d.err()
}

// Allows reports whether one of the roles may call a method, by its full name.
func (p *Policy) Allows(roles []Role, method string) bool {
	return slices.ContainsFunc(p.methods[method], func(role Role) bool { return slices.Contains(roles, role) })
}

// Callers lists in words who gets a role by binding, and nobody else does.
func (p *Policy) Callers(role Role) []string {
	var who []string
	if slices.Contains(p.file.Anonymous, role) {
		who = append(who, "anybody")
	}
	for _, b := range p.file.Bindings {
		if slices.Contains(b.Roles, role) {
			who = append(who, b.who()...)
		}
	}
	return who
}

// Direct lists in words who may call a method, by its full name, without a role.
func (p *Policy) Direct(method string) []string {
	var who []string
	for _, b := range p.file.Bindings {
		if slices.Contains(b.Methods, strings.TrimPrefix(method, "/")) {
			who = append(who, b.who()...)
		}
	}
	return who
}

// RolesOf are the roles that may call a method, by its full name.
func (p *Policy) RolesOf(method string) []Role { return p.methods[method] }

// TakesTokens reports whether there is an issuer whose tokens it trusts.
func (p *Policy) TakesTokens() bool { return len(p.issuers) > 0 }

// roles are what the policy lets a caller be, sorted.
func (p *Policy) roles(id Identity) []Role {
	roles := slices.Clone(p.file.Anonymous)
	for _, b := range p.file.Bindings {
		if b.matches(id) {
			roles = append(roles, b.Roles...)
		}
	}
	slices.Sort(roles)
	return slices.Compact(roles)
}

// direct reports whether a binding names the method itself.
func (p *Policy) direct(id Identity, method string) bool {
	return slices.ContainsFunc(p.file.Bindings, func(b binding) bool {
		return slices.Contains(b.Methods, strings.TrimPrefix(method, "/")) && b.matches(id)
	})
}

// keep is for how long keys from an address serve without having been fetched
// again, unless the policy says otherwise.
const keep = 24 * time.Hour

// reader reads files and remembers what they held.
type reader struct{ content []byte }

func (r *reader) read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > maxFileBytes {
		return nil, fmt.Errorf("%s: not a regular file of at most %d bytes", path, maxFileBytes)
	}
	data, err := os.ReadFile(path)
	sum := sha256.Sum256(data)
	r.content = append(append(r.content, path...), sum[:]...)
	return data, err
}

func (r *reader) digest() [sha256.Size]byte { return sha256.Sum256(r.content) }
