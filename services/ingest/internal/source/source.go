// Package source knows the publishers and what is read for them: the sources
// file, the registry that keeps them as resources with the status of their
// feeds, and under which key an article's publisher is kept. The service's root
// reads the file and hands the registry to the other adapters.
package source

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// Unknown is the id of the publisher of an article that names none.
const Unknown = "unknown"

// Directory is the sources file. It does not change and may be used by any
// number of goroutines; the zero value and nil know nobody.
type Directory struct {
	byID map[string]*sourcev1.Source
}

// Of tells the publisher of an article from the declared source (a host or a
// name, may be empty) and the article's address (may be empty). The file is
// asked for the declared source first, then for the host of the address; a host
// that is not in the file stands for the nearest domain above it that is. What
// the file does not know is named by its host, else as it was declared, with
// reliability F.
func (d *Directory) Of(declared, address string) *articlev1.Source {
	return of(declared, address, func(id string) *articlev1.Source {
		if known := d.get(id); known != nil {
			return publisher(known)
		}
		return nil
	})
}

func of(declared, address string, known func(id string) *articlev1.Source) *articlev1.Source {
	key, host := Key(declared), hostOf(address)
	for _, id := range []string{key, host} {
		if found := find(id, known); found != nil {
			return proto.CloneOf(found)
		}
	}
	id := cmp.Or(host, key, Unknown)
	if strings.Contains(key, ".") && !strings.ContainsAny(key, " /") {
		id = key // declared as a host: the address may be an aggregator's
	}
	name := id
	if trimmed := strings.TrimSpace(declared); trimmed != "" {
		name = trimmed
	}
	return &articlev1.Source{Id: id, Name: name, Reliability: articlev1.Reliability_RELIABILITY_F}
}

// find returns what is known of an id or of the nearest domain above it. A lone
// top-level domain is no publisher.
func find(id string, known func(id string) *articlev1.Source) *articlev1.Source {
	for id != "" {
		if found := known(id); found != nil {
			return found
		}
		_, parent, _ := strings.Cut(id, ".")
		if !strings.Contains(parent, ".") {
			return nil
		}
		id = parent
	}
	return nil
}

func (d *Directory) get(id string) *sourcev1.Source {
	if d == nil {
		return nil
	}
	return d.byID[id]
}

// Definitions returns what the file says, ordered by id.
func (d *Directory) Definitions() []*sourcev1.Source {
	if d == nil {
		return nil
	}
	var out []*sourcev1.Source
	for _, id := range slices.Sorted(maps.Keys(d.byID)) {
		out = append(out, proto.CloneOf(d.byID[id]))
	}
	return out
}

// List returns the publishers of the file, ordered by id.
func (d *Directory) List() []*articlev1.Source {
	var out []*articlev1.Source
	for _, definition := range d.Definitions() {
		out = append(out, publisher(definition))
	}
	return out
}

// Key is the form in which publishers are compared: lower case, without "www."
// and a trailing dot, white space folded.
func Key(name string) string {
	key := strings.Join(strings.Fields(strings.ToLower(name)), " ")
	return strings.TrimSuffix(strings.TrimPrefix(key, "www."), ".")
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return Key(u.Hostname())
}
