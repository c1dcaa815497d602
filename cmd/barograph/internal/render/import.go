package render

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/importer"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// Import is what became of an import.
type Import struct {
	importer.Counts
	Dry  bool
	Took time.Duration
}

// rate is articles a second.
func (i Import) rate() float64 { return float64(i.Sent) / max(i.Took.Seconds(), 1e-3) }

// Text is for people.
func (i Import) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d files, %d records, %d articles in %s: %.0f articles/s, %.1f MB/s\n", i.Files, i.Records, i.Sent,
		i.Took.Round(time.Millisecond), i.rate(), float64(i.Bytes)/1e6/max(i.Took.Seconds(), 1e-3))
	if i.Dry {
		fmt.Fprintf(&b, "Nothing was sent: %d would be refused, %d records cannot be read\n", i.Refused, i.Unreadable)
	} else {
		fmt.Fprintf(&b, "%d new, %d revised, %d unchanged, %d duplicates, %d refused, %d records that cannot be read\n",
			i.Accepted, i.Revised, i.Unchanged, i.Duplicates, i.Refused, i.Unreadable)
	}
	if len(i.Skipped) > 0 {
		var parts []string
		for _, kind := range slices.SortedFunc(maps.Keys(i.Skipped), func(a, b string) int {
			if i.Skipped[a] != i.Skipped[b] {
				return i.Skipped[b] - i.Skipped[a]
			}
			return strings.Compare(a, b)
		}) {
			parts = append(parts, fmt.Sprintf("%d %s", i.Skipped[kind], terminal.Clean(kind)))
		}
		fmt.Fprintf(&b, "No articles: %s\n", strings.Join(parts, ", "))
	}
	return b.String()
}

// JSON is for programs.
func (i Import) JSON() (string, error) {
	data, err := json.MarshalIndent(struct {
		importer.Counts
		DryRun            bool    `json:"dry_run,omitempty"`
		Seconds           float64 `json:"seconds"`
		ArticlesPerSecond float64 `json:"articles_per_second"`
	}{i.Counts, i.Dry, i.Took.Seconds(), i.rate()}, "", "  ")
	return string(data) + "\n", err
}
