package source_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"
	"pgregory.net/rapid"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
	"github.com/barograph/barograph/services/ingest/internal/source"
)

const feedsFile = `sources:
  a.example:
    language: en
    paused: true
    feeds:
      - https://a.example/rss.xml
      - address: https://a.example/news/sitemap.xml
        id: map
        kind: sitemap
        language: fr
        schedule: {min_interval: 5m, max_interval: 1d12h, revisits: [1h, 1d], frozen_after: 2d}
        limits: {max_bytes: 20MiB, max_items: 200, requests_per_minute: 6}
        credentials_file: agency
        permitted: true
        paused: false
      - {address: dumps/, kind: directory}
      - /data/dump.warc.gz
      - file:///data/x%20y.jsonl
  b.example:
    feeds:
`

func TestParseFeeds(t *testing.T) {
	d, err := source.Parse(strings.NewReader(feedsFile), "/etc/barograph")
	if err != nil {
		t.Fatal(err)
	}
	yes, no := true, false
	want := &sourcev1.Source{
		Id: "a.example", Language: "en", Paused: &yes, Manager: sourcev1.Manager_MANAGER_FILE,
		Feeds: []*sourcev1.Feed{
			{Id: "rss-xml", Address: "https://a.example/rss.xml"},
			{
				Id: "map", Address: "https://a.example/news/sitemap.xml", Kind: sourcev1.FeedKind_FEED_KIND_SITEMAP, Language: "fr",
				Schedule: &sourcev1.Schedule{MinInterval: durationpb.New(5 * time.Minute), MaxInterval: durationpb.New(36 * time.Hour),
					Revisits: []*durationpb.Duration{durationpb.New(time.Hour), durationpb.New(24 * time.Hour)}, FrozenAfter: durationpb.New(48 * time.Hour)},
				Limits: &sourcev1.Limits{MaxBytes: 20 << 20, MaxItems: 200, RequestsPerMinute: 6}, CredentialsFile: "agency", Permitted: true, Paused: &no,
			},
			{Id: "dumps", Address: "file:///etc/barograph/dumps/", Kind: sourcev1.FeedKind_FEED_KIND_DIRECTORY},
			{Id: "dump-warc-gz", Address: "file:///data/dump.warc.gz"},
			{Id: "x-y-jsonl", Address: "file:///data/x%20y.jsonl"},
		},
	}
	if got := d.Definitions()[0]; !proto.Equal(got, want) {
		t.Errorf("got %s\nwant %s", prototext.Format(got), prototext.Format(want))
	}
	if got := d.Definitions()[1]; len(got.GetFeeds()) != 0 {
		t.Errorf("got %v", got)
	}
}

func TestMarshal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "A", "yes", "null", "1", "a: b", "- x", "Żółw", "# x", `"q"`})
		maybe := func(name string) *bool {
			value := rapid.Bool().Draw(t, name)
			return map[bool]*bool{true: &value}[rapid.Bool().Draw(t, name+" is said")]
		}
		s := &sourcev1.Source{
			Id: rapid.SampledFrom([]string{"a.example", "ministry of defence", "1", "null"}).Draw(t, "id"), Manager: sourcev1.Manager_MANAGER_FILE,
			Name: text.Draw(t, "name"), Family: text.Draw(t, "family"), Language: text.Draw(t, "language"), Paused: maybe("paused"),
			Reliability: articlev1.Reliability(rapid.IntRange(0, 6).Draw(t, "letter")),
		}
		for i := range rapid.IntRange(0, 3).Draw(t, "feeds") {
			feed := &sourcev1.Feed{Id: fmt.Sprint("f", i), Address: fmt.Sprintf("https://a.example/%d?a=1", i), Paused: maybe("feed paused"), Permitted: rapid.Bool().Draw(t, "permitted")}
			if rapid.Bool().Draw(t, "file") {
				feed.Address = fmt.Sprintf("file:///a%%20b/%d/", i)
				feed.Kind = sourcev1.FeedKind_FEED_KIND_DIRECTORY
			}
			if rapid.Bool().Draw(t, "schedule") {
				least := time.Duration(rapid.IntRange(10, 2592000).Draw(t, "seconds")) * time.Second
				feed.Schedule = &sourcev1.Schedule{MinInterval: durationpb.New(least)}
			}
			if rapid.Bool().Draw(t, "limits") {
				feed.Limits = &sourcev1.Limits{MaxBytes: rapid.Uint64Range(1, 1<<30).Draw(t, "bytes"), MaxItems: rapid.Uint32Range(0, 1000).Draw(t, "items")}
			}
			s.Feeds = append(s.Feeds, feed)
		}
		data, err := source.Marshal([]*sourcev1.Source{s})
		if err != nil {
			t.Fatal(err)
		}
		d, err := source.Parse(bytes.NewReader(data), "")
		if err != nil {
			t.Fatalf("%v of\n%s", err, data)
		}
		if got := d.Definitions()[0]; !proto.Equal(got, s) {
			t.Fatalf("got %s\nwant %s\nof\n%s", prototext.Format(got), prototext.Format(s), data)
		}
	})
}

func TestParseFeedsRefuses(t *testing.T) {
	const text = `sources:
  a.example:
    paused: maybe
    feeds:
      - ftp://a.example/
      - {address: https://a.example/, kind: rss, colour: red}
      - {kind: feed}
      - [x]
      - {address: https://a.example/1, schedule: {min_interval: 5 minutes}, limits: {max_items: -1, max_bytes: 1TB}}
  b.example:
    feeds: https://b.example/
  c.example:
    feeds:
      - {address: https://c.example/1, id: A}
      - address: https://c.example/2
        schedule: {min_interval: 1s}
      - {address: https://c.example/3, schedule: {min_interval: 2h, max_interval: 1h}}
      - https://c.example/1
      - {address: https://u:p@c.example/4}
      - {address: https://c.example/5, credentials_file: ../key}
      - ftp://c.example/
  d.example: {feeds: [https://e.example/1]}
  e.example: {feeds: [https://e.example/1]}
`
	_, err := source.Parse(strings.NewReader(text), "")
	if err == nil {
		t.Fatal("accepted")
	}
	for _, want := range []string{
		"line 3, column 13: expected true or false",
		`line 6, column 45: "rss" is no kind; expected auto, directory, dump, feed, page or sitemap`,
		`line 6, column 50: unknown field "colour"; known are address, credentials_file, id, kind, language, limits, paused, permitted, schedule`,
		"line 7, column 9: a feed needs an address",
		"line 8, column 9: expected a mapping",
		`line 9, column 65: "5 minutes" is no duration; write 90s, 5m, 12h or 7d`,
		`line 9, column 97: "-1" is no number; write for example 100`,
		`line 9, column 112: "1TB" is no number; write for example 20MiB`,
		"line 11, column 12: feeds needs a list",
		"line 14, column 9: feeds[0].id ",
		"line 15, column 9: feeds[1].schedule.min_interval ",
		"line 17, column 9: feeds[2].schedule.max_interval is less than min_interval",
		"line 18, column 9: feeds[3].address \"https://c.example/1\" is given twice",
		"line 19, column 9: feeds[4].address has a user or password in it",
		`line 20, column 9: feeds[5].credentials_file "../key" is not the name`,
		`line 21, column 9: feeds[6].address has the scheme "ftp"`,
		"line 23, column 23: https://e.example/1 is given twice, first on line 22",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("not told: %s", want)
		}
	}
	if t.Failed() {
		t.Log(err)
	}
}
