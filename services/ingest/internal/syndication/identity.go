package syndication

import (
	"crypto/sha256"
	"encoding/hex"
)

// maxID is the longest id that is kept as it is, in bytes.
const maxID = 512

// finish gives each item its identity and the language of the feed, and leaves
// out what is there twice.
func (d *document) finish() {
	items := d.feed.Items
	if len(items) > MaxItems {
		d.problem("%d items, the first %d are read", len(items), MaxItems)
		items = items[:MaxItems]
	}
	shared := sharedIDs(items)
	seen := make(map[string]bool, len(items))
	kept := items[:0]
	empty, twice := 0, 0
	for _, item := range items {
		if item.Link == "" && item.Title == "" && item.Summary == "" && item.Content == "" {
			empty++
			continue
		}
		if shared[item.ID] {
			item.ID = ""
		}
		item.ID = identity(item)
		if seen[item.ID] {
			twice++
			continue
		}
		seen[item.ID] = true
		if item.Language == "" {
			item.Language = d.feed.Language
		}
		kept = append(kept, item)
	}
	d.feed.Items = kept
	if empty > 0 {
		d.problem("%d items are empty", empty)
	}
	if twice > 0 {
		d.problem("%d items are there twice", twice)
	}
	if len(shared) > 0 {
		d.problem("%d ids are of several items, which go by their links", len(shared))
	}
}

// sharedIDs are the ids that items with different links have, which identify
// nothing.
func sharedIDs(items []Item) map[string]bool {
	links, shared := make(map[string]string, len(items)), map[string]bool{}
	for _, item := range items {
		if item.ID == "" {
			continue
		}
		page := item.Link
		if page == "" {
			page = "\x00" + item.Title
		}
		if other, known := links[item.ID]; known && other != page {
			shared[item.ID] = true
		}
		links[item.ID] = page
	}
	return shared
}

// identity is the id of an item, else its link, else a hash of what it says.
func identity(item Item) string {
	switch {
	case item.ID != "" && len(item.ID) <= maxID:
		return item.ID
	case item.ID != "":
		return "sha256:" + hash(item.ID)
	case item.Link != "" && len(item.Link) <= maxID:
		return item.Link
	case item.Link != "":
		return "sha256:" + hash(item.Link)
	}
	return "sha256:" + hash(item.Title, item.Summary, item.Content)
}

func hash(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		sum.Write([]byte(part))
		sum.Write([]byte{0})
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}
