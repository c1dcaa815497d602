package source

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// feeds reads the feeds of a source and notes where they stand.
func (p *parser) feeds(at *yaml.Node, into *sourcev1.Source, places map[string]*yaml.Node) {
	if isNull(at) {
		return
	}
	if at.Kind != yaml.SequenceNode {
		p.fail(at, "feeds needs a list")
		return
	}
	places["feeds"] = at
	for i, node := range at.Content {
		places[fmt.Sprintf("feeds[%d]", i)] = node
		feed := &sourcev1.Feed{}
		into.Feeds = append(into.Feeds, feed)
		if node.Kind == yaml.ScalarNode {
			p.text(&feed.Address)(node)
		} else {
			p.feed(node, feed)
		}
		feed.Address = p.locate(feed.GetAddress())
	}
}

func (p *parser) feed(at *yaml.Node, feed *sourcev1.Feed) {
	before := len(p.errs)
	p.mapping(at, fields{
		"address":          p.text(&feed.Address),
		"id":               p.text(&feed.Id),
		"language":         p.text(&feed.Language),
		"credentials_file": p.text(&feed.CredentialsFile),
		"paused":           p.truth(&feed.Paused),
		"permitted": func(at *yaml.Node) {
			var permitted *bool
			p.truth(&permitted)(at)
			feed.Permitted = permitted != nil && *permitted
		},
		"kind": func(at *yaml.Node) {
			kind, ok := kindOf(at.Value)
			if !ok {
				p.fail(at, "%q is no kind; expected auto, directory, dump, feed, page or sitemap", at.Value)
			}
			feed.Kind = kind
		},
		"schedule": func(at *yaml.Node) {
			feed.Schedule = &sourcev1.Schedule{}
			p.mapping(at, fields{
				"min_interval": p.duration(&feed.Schedule.MinInterval),
				"max_interval": p.duration(&feed.Schedule.MaxInterval),
				"revisits":     p.durations(&feed.Schedule.Revisits),
				"frozen_after": p.duration(&feed.Schedule.FrozenAfter),
			}, "")
		},
		"limits": func(at *yaml.Node) {
			feed.Limits = &sourcev1.Limits{}
			p.mapping(at, fields{
				"max_bytes":           func(at *yaml.Node) { feed.Limits.MaxBytes = p.count(at, true, 64) },
				"max_items":           func(at *yaml.Node) { feed.Limits.MaxItems = uint32(p.count(at, false, 32)) },
				"requests_per_minute": func(at *yaml.Node) { feed.Limits.RequestsPerMinute = uint32(p.count(at, false, 32)) },
			}, "")
		},
	}, "")
	if feed.GetAddress() == "" && len(p.errs) == before {
		p.fail(at, "a feed needs an address")
	}
}

// locate makes a path of this machine a file address.
func (p *parser) locate(address string) string {
	address = strings.TrimSpace(address)
	if address == "" || strings.Contains(address, "://") {
		return address
	}
	folder := strings.HasSuffix(address, "/")
	if !path.IsAbs(address) {
		address = path.Join("/", p.folder, address)
	}
	if address = path.Clean(address); folder && address != "/" {
		address += "/"
	}
	return (&url.URL{Scheme: "file", Path: address}).String()
}

// kindName is how files write a kind: "feed"; "auto" for none.
func kindName(kind sourcev1.FeedKind) string {
	if kind == sourcev1.FeedKind_FEED_KIND_UNSPECIFIED {
		return "auto"
	}
	return strings.ToLower(strings.TrimPrefix(kind.String(), "FEED_KIND_"))
}

func kindOf(name string) (sourcev1.FeedKind, bool) {
	kinds := []sourcev1.FeedKind{
		sourcev1.FeedKind_FEED_KIND_UNSPECIFIED, sourcev1.FeedKind_FEED_KIND_FEED, sourcev1.FeedKind_FEED_KIND_SITEMAP,
		sourcev1.FeedKind_FEED_KIND_PAGE, sourcev1.FeedKind_FEED_KIND_DIRECTORY, sourcev1.FeedKind_FEED_KIND_DUMP,
	}
	i := slices.IndexFunc(kinds, func(k sourcev1.FeedKind) bool { return kindName(k) == name })
	return kinds[max(i, 0)], i >= 0
}
