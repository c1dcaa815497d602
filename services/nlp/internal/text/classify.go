package text

import (
	"strings"
	"unicode"
)

// squash keeps letters and digits in lower case: how titles are compared.
func squash(s string) string {
	var b strings.Builder
	for _, r := range fold(s).text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// repeats reports whether a line says the title: the same letters, or one
// inside the other with little more (a site's name, a kicker).
func repeats(line, title string) bool {
	if line == title {
		return true
	}
	if len(line) < 15 || len(title) < 15 {
		return false
	}
	if strings.Contains(line, title) {
		return len(line)-len(title) <= 30
	}
	return strings.Contains(title, line) && len(line)*10 >= len(title)*7
}

// isHeading: short, no closing mark, and it starts as a title does.
func isHeading(t string) bool {
	if t == "" || len(t) > 120 {
		return false // the common case first: most lines are paragraphs
	}
	switch t[len(t)-1] {
	case '.', '!', ';', ',', ':', '-':
		return false
	case '?':
		return len(strings.Fields(t)) <= 6
	case '"', '\'', ')':
		if len(t) > 1 && strings.IndexByte(".!?,", t[len(t)-2]) >= 0 {
			return false
		}
	}
	return len(strings.Fields(t)) <= 14 && strings.Count(t, ". ") == 0
}

// bulletMark returns the length of a list mark with its space, or 0.
func bulletMark(t string) int {
	for _, m := range [...]string{"•", "◦", "▪", "●", "‣", "·", "■", "►", "›", "*", "-", "—", "+", "o"} {
		if strings.HasPrefix(t, m) && len(t) > len(m) && t[len(m)] == ' ' && (m != "o" || len(t) > 2 && 'A' <= t[2] && t[2] <= 'Z') {
			return len(m) + 1
		}
	}
	if n := lettered(t); n > 0 {
		return n
	}
	i := 0
	if t[0] == '(' {
		i++
	}
	for i < len(t) && i < 4 && isDigit(t[i]) {
		i++
	}
	if i > 0 && i+1 < len(t) && isDigit(t[i-1]) && (t[i] == '.' && t[0] != '(' || t[i] == ')') && t[i+1] == ' ' {
		return i + 2
	}
	return 0
}

// lettered: "(a) who pays", "b) who leads".
func lettered(t string) int {
	i := 0
	if t[0] == '(' {
		i++
	}
	if i+3 < len(t) && 'a' <= t[i] && t[i] <= 'z' && t[i+1] == ')' && t[i+2] == ' ' {
		return i + 3
	}
	return 0
}

// isTimestamp: the clock line of a live blog or a transcript: "21.52 GMT".
func isTimestamp(low string) bool {
	if len(low) > 24 || !isDigit(low[0]) {
		return false
	}
	clock := 0
	for _, w := range strings.Fields(low) {
		switch {
		case isClock(w):
			clock++
		case w == "am" || w == "pm" || w == "a.m." || w == "p.m." || w == "a.m" || w == "p.m":
		case len(w) >= 2 && len(w) <= 4 && strings.HasSuffix(w, "t"), w == "utc", w == "hrs", w == "ist":
		default:
			return false
		}
	}
	return clock == 1 && strings.ContainsAny(low, ":.") && (strings.Contains(low, ":") || len(strings.Fields(low)) > 1)
}

func isClock(w string) bool {
	w = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, ","), "am"), "pm")
	if len(w) < 4 || len(w) > 8 {
		return false
	}
	for i := range len(w) {
		if !isDigit(w[i]) && w[i] != ':' && w[i] != '.' {
			return false
		}
	}
	return w[len(w)-3] == ':' || w[len(w)-3] == '.'
}

// isCorrection: notices of the editors about the text. The verbs with which
// agencies open theirs count in parentheses only: anything may "amend" a law.
func isCorrection(low string) bool {
	bare := strings.TrimLeft(low, "(*[•- ")
	if low[0] == '(' || low[0] == '[' {
		if hasAnyPrefix(bare, "corrects ", "clarifies ", "refiles ", "amends ", "updates ", "recasts ", "adds ", "changes ", "fixes ", "releads ", "writes through") {
			return true
		}
	}
	if strings.HasPrefix(bare, "update") && hasAny(bare, "story has been", "article has been", "was updated", "has been updated", "was added", "been corrected", "been amended", "earlier version") {
		return true
	}
	return bare == "correction" || hasAnyPrefix(bare, "correction:", "correction (", "correction —", "correction -", "correction,", "corrections and clarifications", "clarification:",
		"corrects ", "this article was amended", "this article has been amended", "this article was corrected", "this article has been corrected", "this article was updated",
		"this article has been updated", "this story has been corrected", "this story has been updated", "this story was corrected", "this story was updated",
		"this post has been updated", "this report has been updated", "this piece was updated", "this version corrects", "this version updates",
		"an earlier version of th", "a previous version of th", "editor's note", "editors' note", "updates with ")
}

func isCaption(low string) bool {
	if len(low) > 300 {
		return false
	}
	low = strings.TrimLeft(low, "[( ")
	return hasAnyPrefix(low, "photo:", "image:", "image caption", "image source", "caption:", "watch:", "video:", "picture:", "photo ", "file photo", "graphic:", "map:", "figure:", "fig. ") ||
		hasAny(low, "photo:", "photo credit", "photograph:", "image credit", "(supplied", "file photo", "getty images", "/handout", "afp via", "ap photo")
}

// isByline: authors, editors, times of publication and update.
func isByline(t, low string) bool {
	if len(low) > 160 {
		return false
	}
	if hasAnyPrefix(low, "(reporting by", "(additional reporting", "(editing by", "(writing by", "reporting by", "additional reporting by", "editing by",
		"writing by", "published:", "published on", "posted on", "posted ", "last updated", "updated:", "first published", "last modified", "this story was originally published",
		"interview: ", "words by", "text by") {
		return low[len(low)-1] != '.' || hasAny(low, "originally published", "editing by", "reporting by", "interview: ")
	}
	fields := strings.Fields(t)
	if len(fields) <= 6 && strings.HasSuffix(low, " ago") && strings.ContainsAny(low, "0123456789") && isDigit(strings.TrimPrefix(strings.TrimPrefix(low, "updated "), "published ")[0]) {
		return true // "3 hours ago"
	}
	if len(fields) > 16 || strings.HasSuffix(low, ".") && !hasAny(low, "a.m.", "p.m.") {
		return false
	}
	if strings.HasPrefix(low, "by ") && len(fields) > 1 && len(fields) <= 14 && capital(fields[1]) || hasAnyPrefix(low, "comment by ", "opinion by ", "analysis by ", "by our ", "by the ") && len(fields) < 8 {
		return true
	}
	if strings.HasPrefix(low, "by ") && len(fields) < 9 && hasAny(low, " reporter ", " correspondent ", " editor ") {
		return true
	}
	if hasAnyPrefix(low, "published ", "updated ") && strings.ContainsAny(low, "0123456789") {
		return true
	}
	if len(fields) <= 10 && hasAny(low, "correspondent,", "editor,", " correspondent", " editor", "reporter,", "staff writer", "bureau chief") && strings.Contains(low, ",") && capital(fields[0]) {
		return true
	}
	return isDateOnly(low) || placeAndDate(low) || len(fields) == 1 && strings.Contains(low, "@") && strings.Contains(low, ".")
}

func capital(w string) bool { return w != "" && unicode.IsUpper([]rune(w)[0]) }

// isDateOnly: nothing but a date and a time: "Friday 20 February 2026, 04:35 UTC".
func isDateOnly(low string) bool {
	fields := strings.FieldsFunc(low, func(r rune) bool { return strings.ContainsRune(" ,-|/—.:", r) })
	if len(fields) > 10 {
		return false
	}
	dated := false
	for _, w := range fields {
		switch {
		case len(w) >= 3 && (monthOrDay[w] || len(w) > 3 && monthOrDay[w[:3]] && isMonthOrDayName(w)):
			dated = true
		case isDigit(w[0]), len(w) <= 4 && (strings.HasSuffix(w, "t") || w == "utc"), w == "am" || w == "pm" || w == "at" || w == "of" || w == "a" || w == "m" || w == "p":
		default:
			return false
		}
	}
	return dated && strings.ContainsAny(low, "0123456789")
}

// placeAndDate: "Vilnius, February 17".
func placeAndDate(low string) bool {
	i := strings.LastIndex(low, ", ")
	if i > 0 && numberOnly(low[i+2:]) {
		if j := strings.LastIndex(low[:i], ", "); j > 0 {
			i = j
		}
	}
	return i > 0 && len(strings.Fields(low)) <= 9 && isDateOnly(low[i+2:]) && !numberOnly(low[i+2:])
}

var monthOrDay = words("jan feb mar apr may jun jul aug sep oct nov dec mon tue wed thu fri sat sun")

func isMonthOrDayName(w string) bool {
	return strings.HasSuffix(w, "day") || hasAnyPrefix("january february march april june july august september october november december", w) ||
		strings.Contains(" january february march april june july august sept september october november december tues thur thurs ", " "+w+" ")
}

// dateline finds "PLACE, Jan 6 (Agency) -" or "(Agency) -" at the start of t; n is its length
// with the dash. The spans are relative to t.
// Later paragraphs open with a place in capitals only.
func dateline(t string, first bool) (d Dateline, n int) {
	for at := 0; at < len(t) && at < 90; at++ {
		var dash string
		switch {
		case strings.HasPrefix(t[at:], "—"):
			dash = "—"
		case strings.HasPrefix(t[at:], " -- "):
			dash = " -- "
		case strings.HasPrefix(t[at:], " - "):
			dash = " - "
		default:
			continue
		}
		head := strings.TrimRight(t[:at], " ")
		place, agency, ok := datelineHead(head, first)
		if !ok || at+len(dash) >= len(t) {
			return Dateline{}, 0
		}
		return Dateline{Place: place, Agency: agency}, at + len(dash)
	}
	return Dateline{}, 0
}

// datelineHead reads "PLACE[, Region][, date] [(Agency)]".
func datelineHead(head string, first bool) (place, agency Span, ok bool) {
	body := head
	if i := strings.IndexByte(head, '('); i >= 0 && strings.HasSuffix(head, ")") {
		agency = Span{i + 1, len(head) - 1}
		body = strings.TrimRight(head[:i], " ")
		if strings.ContainsAny(head[agency.Start:agency.End], ".!?") {
			return Span{}, Span{}, false
		}
		if body == "" && first {
			return Span{}, agency, len(strings.Fields(head)) <= 3 && capital(head[1:])
		}
	}
	if place, ok = writtenPlace(body, !agency.Empty()); ok && first {
		return place, agency, true
	}
	caps := 0
	for i, r := range body {
		if unicode.IsUpper(r) || strings.ContainsRune(" /.'-", r) {
			caps = i + len(string(r))
			continue
		}
		break
	}
	place = Span{0, len(strings.TrimRight(body[:caps], " /-'"))}
	rest := body[caps:]
	if rest != "" && !strings.HasPrefix(rest, ",") {
		// the capital of the next word ("PARIS Jan 6") was counted as place
		if i := strings.LastIndexByte(body[:caps], ' '); i > 0 {
			place.End = i
			rest = body[i:]
		} else {
			return Span{}, Span{}, false
		}
	}
	if place.End < 3 || len(strings.Fields(rest)) > 5 || agency.Empty() && len(strings.Fields(body)) > 4 {
		return Span{}, Span{}, false
	}
	for w := range strings.FieldsSeq(rest) {
		if w != "," && !capital(strings.TrimLeft(w, ",")) && !isDigit(w[0]) {
			return Span{}, Span{}, false
		}
	}
	return place, agency, true
}

// writtenPlace reads a place in small letters, which only an agency or a date
// behind it tells from any other name: "Oslo (dpa)", "Geneva, 5 March 2026".
func writtenPlace(body string, agency bool) (Span, bool) {
	place, date, _ := strings.Cut(body, ",")
	if !agency && !isDateOnly(strings.ToLower(strings.TrimSpace(date))) || date != "" && !isDateOnly(strings.ToLower(strings.TrimSpace(date))) {
		return Span{}, false
	}
	words := strings.FieldsFunc(place, func(r rune) bool { return r == ' ' || r == '/' || r == '-' })
	if len(words) == 0 || len(words) > 4 {
		return Span{}, false
	}
	for _, w := range words {
		if !capital(w) && len(w) > 3 {
			return Span{}, false
		}
	}
	return Span{0, len(place)}, true
}

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func hasAny(s string, parts ...string) bool {
	for _, p := range parts {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}
