package fetchtest_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/barograph/barograph/internal/fetchtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func get(t *testing.T, address, tag string) (int, http.Header, string) {
	t.Helper()
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("If-None-Match", tag)
	response, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, response.Header, string(body)
}

func TestFeed(t *testing.T) {
	s := fetchtest.Start(t)
	last := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for _, format := range fetchtest.Formats() {
		t.Run(string(format), func(t *testing.T) {
			feed := s.Feed("/"+string(format), format)
			feed.Publish(fetchtest.Stories(10, 5, last)...)
			_, header, body := get(t, feed.URL, "")
			wellFormed(t, format, body)
			for _, article := range feed.Articles() {
				address := feed.Address(article.Slug)
				if !strings.Contains(body, address) {
					t.Errorf("%s is not listed", address)
				}
				if _, _, page := get(t, address, ""); !strings.Contains(page, article.Paragraphs[4]) {
					t.Errorf("%s lacks its text", address)
				}
			}
			if status, _, _ := get(t, feed.URL, header.Get("ETag")); status != http.StatusNotModified {
				t.Errorf("the same feed again: %d", status)
			}
			feed.Window(2)
			feed.Withdraw("story-0014")
			_, _, body = get(t, feed.URL, header.Get("ETag"))
			if strings.Contains(body, "story-0014") || !strings.Contains(body, "story-0013") || strings.Contains(body, "story-0011") {
				t.Errorf("after a withdrawal, two of four: %s", body)
			}
			if status, _, _ := get(t, feed.Address("story-0014"), ""); status != http.StatusGone {
				t.Errorf("the page that was withdrawn: %d", status)
			}
		})
	}
}

func wellFormed(t *testing.T, format fetchtest.Format, body string) {
	t.Helper()
	if format == fetchtest.JSON {
		if !json.Valid([]byte(body)) {
			t.Errorf("no JSON: %s", body)
		}
		return
	}
	decoder := xml.NewDecoder(strings.NewReader(body))
	for {
		_, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
	}
}

func TestStoriesDiffer(t *testing.T) {
	seen := map[string]int{}
	for i := range 500 {
		story := fetchtest.Story(i, time.Time{})
		for _, text := range append(story.Paragraphs, story.Title, story.Slug) {
			if other, ok := seen[text]; ok {
				t.Fatalf("stories %d and %d share %q", other, i, text)
			}
			seen[text] = i
		}
	}
}

func TestServer(t *testing.T) {
	s := fetchtest.Start(t)
	s.Handle("/a/", fetchtest.Text("text/plain", "below"))
	s.Handle("/a/b", fetchtest.Flapping(fetchtest.Text("text/plain", "well"), fetchtest.Status(500), 1))
	for i, want := range []int{200, 500, 200, 500} {
		if status, _, _ := get(t, s.URL+"/a/b?q", ""); status != want {
			t.Errorf("request %d: %d, want %d", i, status, want)
		}
	}
	if _, _, body := get(t, s.URL+"/a/c/d", ""); body != "below" {
		t.Errorf("below the path: %q", body)
	}
	if status, _, _ := get(t, s.URL+"/b", ""); status != http.StatusNotFound {
		t.Errorf("elsewhere: %d", status)
	}
	if got := s.Requests("/a/b"); len(got) != 4 || got[0].Path != "/a/b?q" || len(s.Requests("")) != 6 {
		t.Errorf("noted %d requests", len(got))
	}
	names := map[string]bool{}
	for _, bad := range fetchtest.Misbehaviours(fetchtest.Status(200)) {
		if names[bad.Name] || bad.Handler == nil {
			t.Errorf("%q is there twice or empty", bad.Name)
		}
		names[bad.Name] = true
	}
}
