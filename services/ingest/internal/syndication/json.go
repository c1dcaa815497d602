package syndication

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// json reads a JSON Feed.
func (d *document) json() error {
	parsed, err := parse(d.text)
	if err != nil {
		return d.salvageJSON(err)
	}
	if !strings.Contains(parsed.FeedVersion, "jsonfeed.org") && len(parsed.Items) == 0 {
		return fmt.Errorf("%w: it is JSON, but no JSON Feed", ErrNotFeed)
	}
	d.take(parsed)
	return nil
}

// salvageJSON reads what stands before the fault: the fields of the feed, and
// its complete items.
func (d *document) salvageJSON(cause error) error {
	head, items, err := cutJSON(d.text)
	if err != nil || len(items) == 0 {
		return damaged("no complete item", cause)
	}
	d.feed.Damaged, d.feed.Cut = true, !bytes.HasSuffix(bytes.TrimSpace(d.text), []byte("}"))
	d.problem("the feed is damaged: %v", cause)
	if about, err := withItems(head, nil); err == nil {
		if parsed, err := parse(about); err == nil {
			d.take(parsed)
		}
	}
	lost := d.halves(len(items), func(from, to int) ([]byte, reading, error) {
		text, err := withItems(nil, items[from:to])
		if err != nil {
			return nil, reading{}, err
		}
		parsed, err := parse(text)
		return text, parsed, err
	})
	if len(d.feed.Items) == 0 {
		return damaged(fmt.Sprintf("none of %d items can be read", len(items)), cause)
	}
	if lost > 0 {
		d.problem("%d of %d items cannot be read", lost, len(items))
	}
	return nil
}

// maxHeadJSON bounds the fields of a damaged feed.
const maxHeadJSON = 16 << 10

func withItems(head map[string]json.RawMessage, items []json.RawMessage) ([]byte, error) {
	whole := map[string]any{"items": items}
	for name, value := range head {
		whole[name] = value
	}
	return json.Marshal(whole)
}

func cutJSON(text []byte) (head map[string]json.RawMessage, items []json.RawMessage, err error) {
	in := json.NewDecoder(bytes.NewReader(text))
	head = map[string]json.RawMessage{}
	if _, err := in.Token(); err != nil {
		return nil, nil, err
	}
	size := 0
	for in.More() {
		key, err := in.Token()
		if err != nil {
			return head, items, nil
		}
		name, _ := key.(string)
		if name == "items" {
			if items, err = cutItems(in); err != nil {
				return head, items, nil
			}
			continue
		}
		var value json.RawMessage
		if err := in.Decode(&value); err != nil {
			return head, items, nil
		}
		if size += len(value); size <= maxHeadJSON {
			head[name] = value
		}
	}
	return head, items, nil
}

func cutItems(in *json.Decoder) ([]json.RawMessage, error) {
	var items []json.RawMessage
	if token, err := in.Token(); err != nil || token != json.Delim('[') {
		return nil, errors.Join(err, io.ErrUnexpectedEOF)
	}
	for in.More() && len(items) < MaxItems {
		var item json.RawMessage
		if err := in.Decode(&item); err != nil {
			return items, err
		}
		items = append(items, item)
	}
	_, err := in.Token()
	return items, err
}
