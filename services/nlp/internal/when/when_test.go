package when_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/barograph/barograph/services/nlp/internal/text"
	"github.com/barograph/barograph/services/nlp/internal/when"
)

// A Thursday.
var published = time.Date(2026, 3, 19, 22, 30, 0, 0, time.FixedZone("", -5*3600))

func show(d *text.Document, ref time.Time) string {
	var out []string
	for _, w := range when.Find(d, ref) {
		s := fmt.Sprintf("[%s] ", d.Text(w.Span))
		if w.Known() {
			s += w.From.Format(time.DateOnly)
			if !w.To.Equal(w.From) {
				s += ".." + w.To.Format(time.DateOnly)
			}
		} else {
			s += "?"
		}
		s += " " + w.Precision.String()
		s += [...]string{"", " by", " since", " between"}[w.Relation]
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestFind(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"month day year", "On December 19, 2025, the envoy spoke.", "[December 19, 2025] 2025-12-19 day"},
		{"day month year", "It was signed on 5 March 2024 in Portmere.", "[5 March 2024] 2024-03-05 day"},
		{"ordinal", "this 11th day of July, 2024", "[11th day of July, 2024] 2024-07-11 day"},
		{"weekday and date", "They met on Friday 20 February 2026.", "[Friday 20 February 2026] 2026-02-20 day"},
		{"abbreviated", "It has held since Oct. 17.", "[Oct. 17] 2025-10-17 day since"},
		{"iso", "dated 2025-11-18 and 22-04-2026", "[2025-11-18] 2025-11-18 day; [22-04-2026] 2026-04-22 day"},
		{"slashes", "on 28/10/2025 but not 03/04/2025", "[28/10/2025] 2025-10-28 day"},
		{"range of days", "They will meet on 10-12 April.", "[10-12 April] 2026-04-10..2026-04-12 day"},
		{"range of days, American", "talks of March 3-5, 2025", "[March 3-5, 2025] 2025-03-03..2025-03-05 day"},
		{"range of years", "It ran from 2019 to 2021.", "[2019 to 2021] 2019-01-01..2021-12-31 year between"},
		{"from until", "from 2019 until 2021", "[2019 until 2021] 2019-01-01..2021-12-31 year between"},
		{"two dates, no range", "It was adopted in November 2025 until the end of 2027.", "[November 2025] 2025-11-01..2025-11-30 month; [end of 2027] 2027-12-02..2027-12-31 year by"},
		{"between", "between March 2025 and June 2025", "[March 2025 and June 2025] 2025-03-01..2025-06-30 month between"},
		{"year open, past tense", "The truce began on 10 October.", "[10 October] 2025-10-10 day"},
		{"year open, future tense", "The vote will be held on 10 October.", "[10 October] 2026-10-10 day"},
		{"weekday past", "The minister said on Tuesday that troops will go.", "[Tuesday] 2026-03-17 day"},
		{"weekday future", "The council will vote on Tuesday.", "[Tuesday] 2026-03-24 day"},
		{"weekday of publication", "He told reporters on Thursday.", "[Thursday] 2026-03-19 day"},
		{"said, will meet", "She said that ministers will meet on Monday.", "[Monday] 2026-03-23 day"},
		{"present for future", "The ministers meet in Portmere on Monday.", "[Monday] 2026-03-23 day"},
		{"last and next weekday", "last Thursday and next Thursday", "[last Thursday] 2026-03-12 day; [next Thursday] 2026-03-26 day"},
		{"yesterday today", "It said yesterday what it says today.", "[yesterday] 2026-03-18 day; [today] 2026-03-19 day"},
		{"last week", "They visited last week.", "[last week] 2026-03-09..2026-03-15 month"},
		{"next month", "It opens next month.", "[next month] 2026-04-01..2026-04-30 month"},
		{"this year", "It grew this year.", "[this year] 2026-01-01..2026-12-31 year"},
		{"ago", "two weeks ago, ten months ago, 3 days ago", "[two weeks ago] 2026-03-02..2026-03-08 month; [ten months ago] 2025-05-01..2025-05-31 month; [3 days ago] 2026-03-16 day"},
		{"within", "It must report within 60 days.", "[60 days] 2026-03-19..2026-05-18 day by"},
		{"ahead", "The review will end in 18 months.", "[18 months] 2027-09-01..2027-09-30 month"},
		{"duration is no date", "They built it in 18 months.", ""},
		{"month year", "in November 2025", "[November 2025] 2025-11-01..2025-11-30 month"},
		{"part of a month", "It was adopted in late August.", "[late August] 2025-08-22..2025-08-31 month"},
		{"mid glued", "It will come by mid-2026 or in mid-October.", "[mid-2026] 2026-05-02..2026-09-01 year by; [mid-October] 2026-10-11..2026-10-21 month"},
		{"end of a year", "UNX closes at the end of 2026.", "[end of 2026] 2026-12-02..2026-12-31 year"},
		{"end of the year", "It will be ready by the end of the year.", "[end of the year] 2026-12-02..2026-12-31 year by"},
		{"bare month by tense", "It rose in October. It will rise in October.", "[October] 2025-10-01..2025-10-31 month; [October] 2026-10-01..2026-10-31 month"},
		{"last and next month names", "last March and next March", "[last March] 2025-03-01..2025-03-31 month; [next March] 2027-03-01..2027-03-31 month"},
		{"year", "It was founded in 1994.", "[1994] 1994-01-01..1994-12-31 year"},
		{"decade", "on track for the late 2030s", "[late 2030s] 2036-09-01..2039-12-31 year"},
		{"quarter", "the first quarter of 2026, Q3 2026, the second half of 2027", "[first quarter of 2026] 2026-01-01..2026-03-31 month; [Q3 2026] 2026-07-01..2026-09-30 month; [second half of 2027] 2027-07-01..2027-12-31 month"},
		{"season", "in spring 2026, this summer", "[spring 2026] 2026-03-01..2026-05-31 month; [this summer] 2026-06-01..2026-08-31 month"},
		{"may, the verb", "Any force may exacerbate it. They may march in Aldova.", ""},
		{"May, the month", "It will expire in May.", "[May] 2026-05-01..2026-05-31 month"},
		{"May, the verb of a title", "May the force hold, said May Ellison.", ""},
		{"a resolution is no year", "Resolution 2803 and Resolution 2026 were read.", ""},
		{"a figure is no year", "a force of 2000 soldiers", ""},
		{"no such day", "on 31 February 2025", "[February 2025] 2025-02-01..2025-02-28 month"},
		{"last is no date", "the last thing this government did", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := show(text.Parse("", c.in), published); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestWithoutReference(t *testing.T) {
	d := text.Parse("", "It said on Tuesday that 3 May 2025 was early, and spoke of 7 June.")
	if got, want := show(d, time.Time{}), "[Tuesday] ? day; [3 May 2025] 2025-05-03 day; [7 June] ? day"; got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestValue(t *testing.T) {
	for in, want := range map[string]string{"on 3 May 2025": "2025-05-03", "in May 2025": "2025-05", "in 2025": "2025"} {
		d := when.Find(text.Parse("", in), time.Time{})
		if len(d) != 1 || d[0].Value() != want {
			t.Errorf("%s: got %v, want %s", in, d, want)
		}
	}
	if v := (when.Date{}).Value(); v != "" {
		t.Errorf("an unknown date has the value %q", v)
	}
}

// Every day written out in full is read back, whatever the reference.
func TestFullDatesRoundTrip(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 36000).Draw(rt, "day"))
		layout := rapid.SampledFrom([]string{"2 January 2006", "January 2, 2006", "Monday 2 January 2006", "2006-01-02", "Mon, Jan 2, 2006"}).Draw(rt, "layout")
		d := when.Find(text.Parse("", "They met on "+day.Format(layout)+" in Portmere."), published)
		if len(d) != 1 || !d[0].From.Equal(day) || !d[0].To.Equal(day) || d[0].Precision != when.Day {
			rt.Fatalf("%s: got %+v", day.Format(layout), d)
		}
	})
}

// A weekday lies within a week of the reference, on the side of its tense.
func TestWeekdaysLieNearTheReference(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ref := time.Date(2024, 1, 1, 12, 0, 0, 0, time.UTC).AddDate(0, 0, rapid.IntRange(0, 2000).Draw(rt, "ref"))
		name := time.Weekday(rapid.IntRange(0, 6).Draw(rt, "weekday")).String()
		today := ref.Truncate(24 * time.Hour)
		then := when.Find(text.Parse("", "It said on "+name+" that it agrees."), ref)[0]
		soon := when.Find(text.Parse("", "It will vote on "+name+"."), ref)[0]
		if d := today.Sub(then.From); d < 0 || d >= 7*24*time.Hour || then.From.Weekday().String() != name {
			rt.Fatalf("said on %s, published %s: %s", name, today, then.From)
		}
		if d := soon.From.Sub(today); d < 0 || d >= 7*24*time.Hour || soon.From.Weekday().String() != name {
			rt.Fatalf("will vote on %s, published %s: %s", name, today, soon.From)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("between 31 June and mid-2026 to late last March 3-5")
	f.Add("Q1 of the 11th day of May 2025-13-40")
	f.Fuzz(func(t *testing.T, s string) {
		d := text.Parse("", s)
		end := 0
		for _, w := range when.Find(d, published) {
			if w.Start < end || w.End > len(s) || w.Start >= w.End || w.From.After(w.To) || w.Known() && w.To.IsZero() {
				t.Fatalf("bad date %+v in %q", w, s)
			}
			end = w.End
		}
	})
}

func BenchmarkFind(b *testing.B) {
	body := strings.Repeat("The minister said on Tuesday that the mandate of 17 November 2025 would run until the end of 2027, or so they hope.\n", 200)
	d := text.Parse("", body)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		when.Find(d, published)
	}
}
