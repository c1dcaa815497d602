package source

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/internal/logging"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// maxFeedID is the longest id of a feed.
const maxFeedID = 63

// Problem is one thing that is wrong with a definition.
type Problem struct {
	Field string // as in the proto, for example "feeds[0].address"
	Text  string // for a person
}

// publisher is what articles of a source take from it.
func publisher(s *sourcev1.Source) *articlev1.Source {
	return &articlev1.Source{
		Id: s.GetId(), Name: cmp.Or(s.GetName(), s.GetId()), Family: cmp.Or(s.GetFamily(), s.GetId()),
		Reliability: cmp.Or(s.GetReliability(), articlev1.Reliability_RELIABILITY_F),
	}
}

// stored is a definition as it is kept: feeds have their ids, addresses one
// spelling, and what is known of it only at the moment is left out.
func stored(s *sourcev1.Source) *sourcev1.Source {
	out := proto.CloneOf(s)
	out.Etag = ""
	taken := map[string]bool{}
	for _, feed := range out.GetFeeds() {
		feed.Status = nil
		feed.Address = strings.TrimSpace(feed.GetAddress())
		taken[feed.GetId()] = true
	}
	for _, feed := range out.GetFeeds() {
		if feed.GetId() == "" {
			feed.Id = feedID(feed.GetAddress(), taken)
			taken[feed.Id] = true
		}
	}
	return out
}

// same says whether two definitions are equal but for when they were written.
func same(a, b *sourcev1.Source) bool {
	left, right := stored(a), stored(b)
	left.CreateTime, left.UpdateTime = nil, nil
	right.CreateTime, right.UpdateTime = nil, nil
	return proto.Equal(left, right)
}

// feedID makes an id of an address that people recognise: its path, or its host
// where there is none; with a hash where that is taken. Keys and tokens in its
// query are left out.
func feedID(address string, taken map[string]bool) string {
	u, err := url.Parse(address)
	if err != nil {
		u = &url.URL{}
	}
	if u.Scheme == "file" {
		u.Path = path.Base(u.Path) // folders above are moved
	}
	query := logging.Redact([]byte("?" + u.RawQuery)) // ids are in logs and metrics
	name := cmp.Or(slug(u.Path+" "+string(query)), slug(u.Host), "feed")
	sum := sha256.Sum256([]byte(address))
	hash := hex.EncodeToString(sum[:])
	if len(name) > maxFeedID {
		name = strings.Trim(name[len(name)-maxFeedID+9:], "-") + "-" + hash[:8]
	}
	for digits := 8; taken[name] && digits <= 32; digits += 8 {
		name = strings.Trim(name[:min(len(name), maxFeedID-digits-1)], "-") + "-" + hash[:digits]
	}
	return name
}

// slug is a text with everything but lower-case letters and digits as hyphens.
func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// check finds what the rules of the proto cannot say. Only the sources file may
// name files of the machine: who can call the service would else read any, or
// send it to a host of his own as a password.
func check(s *sourcev1.Source) []Problem {
	var problems []Problem
	fail := func(field, format string, args ...any) {
		problems = append(problems, Problem{field, fmt.Sprintf(format, args...)})
	}
	if key := Key(s.GetId()); key != s.GetId() {
		fail("id", "write %q as %q", s.GetId(), key)
	}
	ids, addresses := map[string]bool{}, map[string]bool{}
	for i, feed := range s.GetFeeds() {
		at := fmt.Sprintf("feeds[%d].", i)
		if feed.GetId() != "" && ids[feed.GetId()] {
			fail(at+"id", "%q is given twice", feed.GetId())
		}
		if addresses[feed.GetAddress()] {
			fail(at+"address", "%q is given twice", feed.GetAddress())
		}
		ids[feed.GetId()], addresses[feed.GetAddress()] = true, true
		local, err := checkAddress(feed)
		if err != nil {
			fail(at+"address", "%s", err)
		}
		byFile := s.GetManager() == sourcev1.Manager_MANAGER_FILE
		if local && !byFile {
			fail(at+"address", "a file or folder of the server can be read for a source of its sources file only")
		}
		if feed.GetCredentialsFile() != "" && !byFile {
			fail(at+"credentials_file", "credentials can be given in the server's sources file only")
		}
		if name := feed.GetCredentialsFile(); name != "" && !filepath.IsLocal(name) {
			fail(at+"credentials_file", "%q is not the name of a file in the folder of credentials", name)
		}
		shortest, longest := feed.GetSchedule().GetMinInterval(), feed.GetSchedule().GetMaxInterval()
		if shortest != nil && longest != nil && shortest.AsDuration() > longest.AsDuration() {
			fail(at+"schedule.max_interval", "is less than min_interval")
		}
		for i, age := range feed.GetSchedule().GetRevisits() {
			if i > 0 && age.AsDuration() <= feed.GetSchedule().GetRevisits()[i-1].AsDuration() {
				fail(at+"schedule.revisits", "do not rise from one to the next")
				break
			}
		}
	}
	return problems
}

// checkAddress says whether an address is of this machine, and what is wrong
// with it.
func checkAddress(feed *sourcev1.Feed) (local bool, err error) {
	u, err := url.Parse(feed.GetAddress())
	if err != nil {
		return false, errors.New("is not an address")
	}
	kind := feed.GetKind()
	switch u.Scheme {
	case "http", "https":
		switch {
		case u.Hostname() == "":
			return false, errors.New("has no host")
		case u.User != nil:
			return false, errors.New("has a user or password in it; use a credentials file")
		case kind == sourcev1.FeedKind_FEED_KIND_DIRECTORY:
			return false, errors.New("a directory has to be a file address")
		}
		return false, nil
	case "file":
		switch {
		case u.Host != "" || !strings.HasPrefix(u.Path, "/"):
			return true, errors.New("a file address is file:// and an absolute path")
		case kind == sourcev1.FeedKind_FEED_KIND_PAGE || kind == sourcev1.FeedKind_FEED_KIND_SITEMAP || kind == sourcev1.FeedKind_FEED_KIND_FEED:
			return true, errors.New("a file address is for directories and dumps")
		}
		return true, nil
	}
	return false, fmt.Errorf("has the scheme %q; expected http, https or file", u.Scheme)
}
