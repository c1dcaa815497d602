package feed_test

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/ingest/internal/feed"
	"github.com/barograph/barograph/services/ingest/internal/syndication"
	"github.com/barograph/barograph/services/ingest/internal/web"
)

const address = "https://a.example/feed"

var start = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

func item(n int) syndication.Item {
	return syndication.Item{
		ID: fmt.Sprintf("id-%d", n), Link: fmt.Sprintf("https://a.example/%d", n), Title: fmt.Sprintf("Title %d", n),
		Summary: fmt.Sprintf("Summary %d", n), Published: syndication.Date{Time: start.Add(time.Duration(n) * time.Minute), Text: fmt.Sprint(n)},
	}
}

func items(from, count int) []syndication.Item {
	var out []syndication.Item
	for n := from + count - 1; n >= from; n-- { // the newest first
		out = append(out, item(n))
	}
	return out
}

// again is the memory after the process ended.
func again(t interface{ Fatal(args ...any) }, m *feed.Memory) *feed.Memory {
	value, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if len(value) > feed.MaxBytes {
		t.Fatal("a memory of ", len(value), " bytes")
	}
	decoded, err := feed.Decode(value, address)
	if err != nil {
		t.Fatal(err)
	}
	return decoded
}

func TestNews(t *testing.T) {
	m := &feed.Memory{Address: address}
	news, more := m.News(items(0, 10), 4)
	if len(news) != 4 || !more || news[0].ID != "id-6" || news[3].ID != "id-9" {
		t.Errorf("got %v, %t; want the newest four, the oldest of them first", news, more)
	}
	for _, i := range news {
		m.Taken(i)
	}
	if news, more = again(t, m).News(items(0, 10), 6); len(news) != 6 || more || news[5].ID != "id-5" {
		t.Errorf("got %v, %t; want the other six", news, more)
	}
	changed := item(9)
	changed.Title = "Another title"
	if news, _ = m.News([]syndication.Item{changed, item(8), item(8)}, 10); len(news) != 1 || news[0].Title != "Another title" {
		t.Errorf("got %v; want the new version", news)
	}
	undated := []syndication.Item{{ID: "b"}, {ID: "a"}}
	if news, _ = m.News(undated, 10); len(news) != 2 || news[0].ID != "a" {
		t.Errorf("got %v; want the last of the list first", news)
	}
}

// A list that is longer than what can be remembered comes to rest.
func TestLongListComesToRest(t *testing.T) {
	m, list := &feed.Memory{Address: address}, items(0, 20_000)
	for range 11 {
		news, _ := m.News(list, 500)
		for _, i := range news {
			m.Taken(i)
		}
		m = again(t, m)
	}
	if news, more := m.News(list, 500); len(news) != 0 || more {
		t.Errorf("%d items are news for ever", len(news))
	}
}

func TestOwe(t *testing.T) {
	m, now, i := &feed.Memory{Address: address}, start, item(1)
	i.Content = strings.Repeat("long ", 10_000)
	tries := 0
	for m.Owe(i, now, time.Time{}, false) {
		m.Taken(i)
		m = again(t, m)
		tries++
		if len(m.Owed(now)) != 0 || !m.Next().After(now) {
			t.Fatal("it is tried again at once")
		}
		if news, _ := m.News([]syndication.Item{i}, 10); len(news) != 0 {
			t.Fatal("what is owed is news")
		}
		now = m.Next()
		owed := m.Owed(now)
		if len(owed) != 1 || owed[0].Item.ID != i.ID || len(owed[0].Item.Content) > 0 {
			t.Fatalf("owed are %v", owed)
		}
	}
	if waited := now.Sub(start); tries != 5 || waited < 24*time.Hour {
		t.Errorf("given up after %d tries in %s", tries, waited)
	}
	if len(m.Pending) != 0 {
		t.Error("what was given up is owed")
	}
	until := now.Add(time.Hour)
	for range 10 { // a host that rests does not use the tries up
		if !m.Owe(i, now, until, true) {
			t.Fatal("given up without a try")
		}
	}
	if got := m.Next(); !got.Equal(until) {
		t.Errorf("due at %s, the host rests until %s", got, until)
	}
	if i.Content = ""; m.Owed(until)[0].Item.Summary != i.Summary {
		t.Error("the summary is another")
	}
}

// Where there is no room to owe an item, it is not taken off the feed.
func TestNothingOwedIsDropped(t *testing.T) {
	m, owed := &feed.Memory{Address: address}, map[string]bool{}
	for n := range 1000 {
		i := item(n)
		i.Summary = strings.Repeat("x", n)
		if m.Owe(i, start, time.Time{}, false) {
			m.Taken(i)
			owed[i.ID] = true
		} else {
			m.Marks.See(i)
		}
	}
	m = again(t, m)
	if len(owed) < 100 || len(m.Pending) != len(owed) {
		t.Errorf("%d items are owed, %d are left", len(owed), len(m.Pending))
	}
	news, _ := m.News(items(0, 1000), 1000)
	for _, i := range news {
		if m.Marks.Knows(i); !m.Marks.Knows(i) {
			t.Fatal("it would be counted twice")
		}
	}
	m.Settle(m.Pending[0].Item)
	if !m.Room(item(5000)) {
		t.Error("no room after one was settled")
	}
}

func TestRevisits(t *testing.T) {
	m, now, ages := &feed.Memory{Address: address}, start, []time.Duration{time.Hour, 6 * time.Hour, 24 * time.Hour}
	m.Watch(feed.Revisit{Item: item(1), Article: "one"}, now, ages)
	m.Watch(feed.Revisit{Item: item(1), Article: "one"}, now, ages) // once only
	m.Watch(feed.Revisit{Item: item(2), Article: "two"}, now, nil)  // never
	if got := m.Watched(item(1)); got != "one" || m.Watched(item(2)) != "" {
		t.Errorf("the article of the item is %q", got)
	}
	for stage, age := range ages {
		m = again(t, m)
		now = start.Add(age)
		if due := m.Stale(now.Add(-time.Second), 10); len(due) != 0 {
			t.Errorf("stage %d is due too early", stage)
		}
		m.Later("one", now.Add(time.Second)) // the host rests
		if len(m.Stale(now, 10)) != 0 || len(m.Stale(now.Add(time.Second), 10)) != 1 {
			t.Errorf("stage %d was not put off", stage)
		}
		m.Later("one", now)
		if due := m.Stale(now, 10); len(due) != 1 || due[0].Article != "one" {
			t.Fatalf("stage %d: %v", stage, due)
		}
		m.Again("one", web.Validators{ETag: "x"}, now, ages)
	}
	if !m.Next().IsZero() || len(m.Revisits) != 0 {
		t.Error("looked at after the last age")
	}
}

func TestDecodeOfAnotherAddress(t *testing.T) {
	m := &feed.Memory{Address: "https://b.example/feed"}
	m.Taken(item(1))
	if got := again(t, m); got.Address != address || got.Marks.Len() != 0 {
		t.Errorf("got %v", got)
	}
	if m, err := feed.Decode([]byte("{"), address); err == nil || m.Address != address {
		t.Errorf("broken: %v, %v", m, err)
	}
}

func FuzzDecode(f *testing.F) {
	m := &feed.Memory{Address: address, Parts: map[string]web.Validators{"https://a.example/map": {ETag: "y"}}}
	m.Taken(item(1))
	m.Owe(item(2), start, time.Time{}, false)
	m.Watch(feed.Revisit{Item: item(3), Article: "three"}, start, []time.Duration{time.Hour})
	value, err := m.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(value)
	f.Add([]byte(`{"address":"https://a.example/feed","pending":[{"attempts":99},{"attempts":-3}],"revisits":[{"stage":-7},{"stage":99}]}`))
	f.Add([]byte(`{"address":"https://a.example/feed","marks":"AAAA","parts":{"":{}},"cursor":null}`))
	f.Fuzz(func(t *testing.T, value []byte) {
		m, err := feed.Decode(value, address)
		if m == nil || m.Address != address {
			t.Fatalf("no memory of the feed: %v", err)
		}
		now := start
		for range 10 {
			for _, p := range m.Owed(now) {
				m.Owe(p.Item, now, time.Time{}, false)
			}
			for _, r := range m.Stale(now, 50) {
				m.Again(r.Article, r.Validators, now, []time.Duration{time.Hour, 2 * time.Hour})
			}
			now = now.Add(12 * time.Hour)
		}
		m.News(items(0, 3), 10)
		first, err := m.Encode()
		if err != nil {
			return // of a size or a date that none of ours has
		}
		decoded, err := feed.Decode(first, address)
		if err != nil {
			t.Fatal(err)
		}
		second, err := decoded.Encode()
		if err != nil || string(first) != string(second) {
			t.Fatalf("%s\nbecomes\n%s, %v", first, second, err)
		}
	})
}

// Whatever happens to its items, none is taken twice in one version, none that
// is owed is lost, and what the process forgets by ending is nothing.
func TestMemoryKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m, now := &feed.Memory{Address: address}, start
		list, done, owed, next, versions := []syndication.Item{}, map[string]bool{}, map[string]bool{}, 0, 0
		name := func(i syndication.Item) string { return i.ID + ", " + i.Title }
		attempt := func(i syndication.Item) bool {
			switch rapid.IntRange(0, 2).Draw(t, "answer") {
			case 0:
				m.Settle(i)
				done[name(i)] = true
				delete(owed, i.ID)
			case 1:
				if busy := rapid.Bool().Draw(t, "busy"); m.Owe(i, now, now.Add(time.Minute), busy) {
					owed[i.ID] = true
				} else if delete(owed, i.ID); !m.Room(i) {
					return false
				} else {
					done[name(i)] = true // given up
				}
			default:
				return false // the store is away
			}
			return true
		}
		t.Repeat(map[string]func(*rapid.T){
			"publish": func(*rapid.T) {
				list = append([]syndication.Item{item(next)}, list...)
				next++
			},
			"correct": func(t *rapid.T) {
				if len(list) > 0 {
					i := &list[rapid.IntRange(0, len(list)-1).Draw(t, "item")]
					versions++
					i.Title = fmt.Sprintf("Version %d", versions)
				}
			},
			"read": func(t *rapid.T) {
				news, _ := m.News(list, rapid.IntRange(1, 10).Draw(t, "most"))
				for _, i := range news {
					if done[name(i)] {
						t.Fatalf("%s is news after it was taken", name(i))
					}
					if m.Hold(i, m.Marks.Knows(i), now) {
						owed[i.ID] = true
					}
				}
				if rapid.Bool().Draw(t, "crash after a look at the list") {
					m = again(t, m)
					return
				}
				for _, i := range news {
					if attempt(i) {
						m.Taken(i)
					}
				}
			},
			"retry": func(*rapid.T) {
				for _, p := range m.Owed(now) {
					attempt(p.Item)
				}
			},
			"wait": func(t *rapid.T) {
				now = now.Add(time.Duration(rapid.IntRange(1, 48*60).Draw(t, "minutes")) * time.Minute)
			},
			"crash": func(t *rapid.T) { m = again(t, m) },
			"": func(t *rapid.T) {
				if len(m.Pending) != len(owed) {
					t.Fatalf("%d items are owed, %d are remembered", len(owed), len(m.Pending))
				}
			},
		})
	})
}

func TestEncodeIsTheInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := &feed.Memory{Address: address, Validators: web.Validators{ETag: rapid.StringN(0, 600, -1).Draw(t, "etag")}, Cursor: json.RawMessage(`"c"`)}
		for n := range rapid.IntRange(0, 300).Draw(t, "items") {
			i := item(n)
			i.Title = rapid.StringN(0, 2000, -1).Draw(t, "title")
			m.Taken(i)
			m.Owe(i, start, start, false)
			m.Watch(feed.Revisit{Item: i, Article: i.ID, Validators: web.Validators{ETag: i.Title}}, start, []time.Duration{time.Hour})
		}
		once := again(t, m)
		if twice := again(t, once); !reflect.DeepEqual(once, twice) {
			t.Fatalf("%v becomes %v", once, twice)
		}
	})
}
