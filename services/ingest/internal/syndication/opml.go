package syndication

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// maxSubscriptions bounds how many subscriptions a list gives out.
const maxSubscriptions = 20_000

// Subscription is one entry of a list of subscriptions.
type Subscription struct {
	// Title in plain text; may be empty.
	Title string
	// Address of the feed as the list has it.
	Address string
	// Site that the feed is of, as the list has it; may be empty.
	Site string
	// Language is a BCP 47 tag; may be empty.
	Language string
	// Folders that it lies in, outermost first.
	Folders []string
	// Source, Family and Reliability are what Barograph writes beside it: id and
	// family of the source, and its letter. Empty in lists of others.
	Source, Family, Reliability string
	// Kind is what is at the address, as Barograph writes it; empty in lists of others.
	Kind string
}

// namespace of the attributes that are ours.
const namespace = "https://github.com/barograph/barograph/opml"

// ParseOPML reads a list of subscriptions, OPML 1.0 to 2.0. A list that is cut
// off or broken gives what stands before the fault, and says so in problems; it
// is an error if nothing does.
func ParseOPML(data []byte) (subscriptions []Subscription, problems []string, err error) {
	d := &document{feed: &Feed{}}
	text := d.decode(data, "")
	o, err := survey(text)
	if err != nil {
		return nil, nil, err
	}
	if o.root != "opml" {
		return nil, nil, fmt.Errorf("%w: it is no list of subscriptions (OPML)", ErrNotFeed)
	}
	in := xml.NewDecoder(bytes.NewReader(text))
	in.Strict, in.CharsetReader, in.Entity = false, charset.NewReaderLabel, xml.HTMLEntity
	var folders []string // one for each outline that is open, "" for a feed
	for len(subscriptions) < maxSubscriptions {
		token, err := in.Token()
		if token == nil {
			if o.open {
				d.problem("the list is cut off or broken: %v", err)
			}
			break
		}
		switch tag := token.(type) {
		case xml.StartElement:
			if strings.EqualFold(tag.Name.Local, "outline") {
				folders = d.outline(tag, folders, &subscriptions)
			}
		case xml.EndElement:
			if strings.EqualFold(tag.Name.Local, "outline") && len(folders) > 0 {
				folders = folders[:len(folders)-1]
			}
		}
	}
	if len(subscriptions) == 0 && o.open {
		return nil, nil, fmt.Errorf("%w: no complete subscription", ErrDamaged)
	}
	return subscriptions, d.feed.Problems, nil
}

// outline reads an outline element, a feed or a folder of them.
func (d *document) outline(tag xml.StartElement, folders []string, into *[]Subscription) []string {
	var s Subscription
	var text string
	for _, a := range tag.Attr {
		value := strings.TrimSpace(a.Value)
		if a.Name.Space == namespace || a.Name.Space == "barograph" {
			switch a.Name.Local {
			case "source":
				s.Source = value
			case "family":
				s.Family = value
			case "reliability":
				s.Reliability = value
			case "kind":
				s.Kind = value
			}
			continue
		}
		switch strings.ToLower(a.Name.Local) {
		case "title":
			s.Title = plain(value)
		case "text":
			text = plain(value)
		case "xmlurl":
			s.Address = value
		case "htmlurl":
			s.Site = value
		case "language":
			s.Language = value
		}
	}
	if s.Title == "" {
		s.Title = text
	}
	if s.Address == "" {
		return append(folders, s.Title)
	}
	for _, folder := range folders {
		if folder != "" {
			s.Folders = append(s.Folders, folder)
		}
	}
	*into = append(*into, s)
	return append(folders, "")
}

// opml is the file as it is written.
type opml struct {
	XMLName xml.Name     `xml:"opml"`
	Version string       `xml:"version,attr"`
	Own     string       `xml:"xmlns:barograph,attr"`
	Title   string       `xml:"head>title"`
	Created string       `xml:"head>dateCreated"`
	Entries []outlineTag `xml:"body>outline"`
}

type outlineTag struct {
	Text        string       `xml:"text,attr"`
	Title       string       `xml:"title,attr,omitempty"`
	Type        string       `xml:"type,attr,omitempty"`
	Address     string       `xml:"xmlUrl,attr,omitempty"`
	Site        string       `xml:"htmlUrl,attr,omitempty"`
	Language    string       `xml:"language,attr,omitempty"`
	Source      string       `xml:"barograph:source,attr,omitempty"`
	Family      string       `xml:"barograph:family,attr,omitempty"`
	Reliability string       `xml:"barograph:reliability,attr,omitempty"`
	Kind        string       `xml:"barograph:kind,attr,omitempty"`
	Entries     []outlineTag `xml:"outline"`
}

// WriteOPML writes a list of subscriptions, OPML 2.0. [ParseOPML] gives equal
// ones, in the order of their folders.
func WriteOPML(title string, created time.Time, subscriptions []Subscription) ([]byte, error) {
	list := opml{Version: "2.0", Own: namespace, Title: title, Created: created.UTC().Format(time.RFC1123Z)}
	for _, s := range subscriptions {
		at := &list.Entries
		for _, folder := range s.Folders {
			at = within(at, folder)
		}
		*at = append(*at, outlineTag{
			Text: s.Title, Title: s.Title, Type: "rss", Address: s.Address, Site: s.Site, Language: s.Language,
			Source: s.Source, Family: s.Family, Reliability: s.Reliability, Kind: s.Kind,
		})
	}
	text, err := xml.MarshalIndent(list, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write OPML: %w", err)
	}
	return append([]byte(xml.Header), append(text, '\n')...), nil
}

// within is the list of a folder, which is made if need be.
func within(entries *[]outlineTag, folder string) *[]outlineTag {
	for i := range *entries {
		if e := &(*entries)[i]; e.Address == "" && e.Text == folder {
			return &e.Entries
		}
	}
	*entries = append(*entries, outlineTag{Text: folder})
	return &(*entries)[len(*entries)-1].Entries
}
