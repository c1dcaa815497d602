package source

import (
	"bytes"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/types/known/durationpb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// Marshal writes sources as a sources file, in the order given. [Parse] gives
// equal definitions.
func Marshal(sources []*sourcev1.Source) ([]byte, error) {
	all := mapping{}
	for _, s := range sources {
		one := mapping{}
		one.text("name", s.GetName())
		one.text("family", s.GetFamily())
		if s.GetReliability() != 0 {
			one.text("reliability", strings.TrimPrefix(articlev1.Reliability_name[int32(s.GetReliability())], "RELIABILITY_"))
		}
		one.text("language", s.GetLanguage())
		one.truth("paused", s.Paused)
		if len(s.GetFeeds()) > 0 {
			list := &yaml.Node{Kind: yaml.SequenceNode}
			for _, feed := range s.GetFeeds() {
				list.Content = append(list.Content, feedNode(feed))
			}
			one.add("feeds", list)
		}
		all.add(s.GetId(), one.node())
	}
	top := mapping{}
	top.add("sources", all.node())
	var b bytes.Buffer
	out := yaml.NewEncoder(&b)
	out.SetIndent(2)
	if err := out.Encode(top.node()); err != nil {
		return nil, fmt.Errorf("write sources: %w", err)
	}
	return b.Bytes(), nil
}

func feedNode(feed *sourcev1.Feed) *yaml.Node {
	one := mapping{}
	one.text("id", feed.GetId())
	address := feed.GetAddress()
	if u, err := url.Parse(address); err == nil && u.Scheme == "file" {
		address = u.Path
	}
	one.text("address", address)
	if feed.GetKind() != 0 {
		one.text("kind", kindName(feed.GetKind()))
	}
	one.text("language", feed.GetLanguage())
	if s := feed.GetSchedule(); s != nil {
		at := mapping{}
		at.duration("min_interval", s.GetMinInterval())
		at.duration("max_interval", s.GetMaxInterval())
		at.durations("revisits", s.GetRevisits())
		at.duration("frozen_after", s.GetFrozenAfter())
		one.add("schedule", at.node())
	}
	if l := feed.GetLimits(); l != nil {
		at := mapping{}
		at.count("max_bytes", l.GetMaxBytes())
		at.count("max_items", uint64(l.GetMaxItems()))
		at.count("requests_per_minute", uint64(l.GetRequestsPerMinute()))
		one.add("limits", at.node())
	}
	one.text("credentials_file", feed.GetCredentialsFile())
	if feed.GetPermitted() {
		permitted := true
		one.truth("permitted", &permitted)
	}
	one.truth("paused", feed.Paused)
	return one.node()
}

// mapping collects the fields of a YAML mapping; empty ones are left out.
type mapping []*yaml.Node

func (m *mapping) add(key string, value *yaml.Node) { *m = append(*m, scalar("!!str", key), value) }

func (m *mapping) text(key, value string) {
	if value != "" {
		m.add(key, scalar("!!str", value))
	}
}

func (m *mapping) truth(key string, value *bool) {
	if value != nil {
		m.add(key, scalar("!!bool", strconv.FormatBool(*value)))
	}
}

func (m *mapping) count(key string, value uint64) {
	if value != 0 {
		m.add(key, scalar("!!int", strconv.FormatUint(value, 10)))
	}
}

func (m *mapping) duration(key string, value *durationpb.Duration) {
	if value != nil {
		m.add(key, scalar("!!str", length(value.AsDuration())))
	}
}

func (m *mapping) durations(key string, values []*durationpb.Duration) {
	if len(values) == 0 {
		return
	}
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, value := range values {
		list.Content = append(list.Content, scalar("!!str", length(value.AsDuration())))
	}
	m.add(key, list)
}

// length writes a duration as the file does: "1d12h".
func length(d time.Duration) string {
	text := ""
	for _, unit := range []struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}} {
		if n := d / unit.size; n > 0 {
			text += strconv.Itoa(int(n)) + unit.name
			d %= unit.size
		}
	}
	if d > 0 || text == "" {
		text += d.String()
	}
	return text
}

func (m *mapping) node() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode, Content: *m} }

func scalar(tag, value string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: tag, Value: value}
}
