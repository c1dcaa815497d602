package extract_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/barograph/barograph/services/ingest/internal/extract"
)

// paged makes a page of one text that is long enough to be an article.
func paged(head, text string) string {
	return "<!DOCTYPE html><html><head>" + head + "<title>Title of it</title></head><body><article><h1>Title of it</h1><p>" +
		strings.Repeat(text+" ", 1+600/len(text)) + "</p></article></body></html>"
}

func TestCharset(t *testing.T) {
	const western, cyrillic, latin9 = "Café zürnt über die Straße in Málaga, sagte er.", "Министр сказал, что решение будет принято завтра.", "Das kostet 300 € im Jahr, žluťoučký."
	for _, c := range []struct {
		name, header, head, text string
		encoding                 encoding.Encoding // nil: UTF-8
		charset, evidence        string
	}{
		{"plain UTF-8", "text/html; charset=utf-8", "", western, nil, "utf-8", "valid UTF-8"},
		{"header lies: latin-1", "text/html; charset=iso-8859-1", "", western, nil, "utf-8", "valid UTF-8"},
		{"page lies: windows-1251", "text/html", `<meta charset="windows-1251">`, western, nil, "utf-8", "valid UTF-8"},
		{"nobody says", "", "", cyrillic, nil, "utf-8", "valid UTF-8"},
		{"umlauts only after the sniffer's reach", "", "<!--" + strings.Repeat("x", 5000) + "-->", western, nil, "utf-8", "valid UTF-8"},
		{"latin-1 by header", "text/html; charset=ISO-8859-1", "", western, charmap.ISO8859_1, "windows-1252", "header"},
		{"latin-1 by page", "text/html", `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">`, western, charmap.ISO8859_1, "windows-1252", "page"},
		{"header lies: UTF-8", "text/html; charset=utf-8", `<meta charset=iso-8859-15>`, "Das kostet 300 € im Jahr, größer.", charmap.ISO8859_15, "iso-8859-15", "page"},
		{"both lie: UTF-8", "text/html; charset=utf-8", `<meta charset="utf-8">`, western, charmap.Windows1252, "windows-1252", "guess"},
		{"windows-1251 by header", `text/html; charset="windows-1251"`, "", cyrillic, charmap.Windows1251, "windows-1251", "header"},
		{"koi8-r by page", "text/html", `<META CHARSET='koi8-r'>`, cyrillic, charmap.KOI8R, "koi8-r", "page"},
		{"shift_jis", "text/html; charset=Shift_JIS", "", "大臣は明日決定すると述べた。", japanese.ShiftJIS, "shift_jis", "header"},
		{"iso-2022-jp is all ASCII", "text/html", `<meta charset="iso-2022-jp">`, "大臣は明日決定すると述べた。", japanese.ISO2022JP, "iso-2022-jp", "page"},
		{"euc-kr", "text/html", `<meta charset="euc-kr">`, "장관은 내일 결정할 것이라고 말했다.", korean.EUCKR, "euc-kr", "page"},
		{"gbk", "text/html; charset=gb2312", "", "部长说明天将作出决定。", simplifiedchinese.GBK, "gbk", "header"},
		{"UTF-16 with a mark", "text/html", "", western, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16", "byte order mark"},
		{"UTF-16 without a mark", "text/html; charset=utf-8", "", western, unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), "utf-16be", "guess"},
		{"no such charset", "text/html; charset=x-nonsense", "", western, charmap.Windows1252, "windows-1252", "guess"},
		{"XML declaration", "application/xhtml+xml", "", latin9, charmap.ISO8859_2, "iso-8859-2", "page"},
	} {
		t.Run(c.name, func(t *testing.T) {
			page, text := paged(c.head, c.text), c.text
			if c.name == "XML declaration" {
				text = strings.ReplaceAll(text, "€", "EUR")
				page = `<?xml version="1.0" encoding="ISO-8859-2"?>` + paged("", text)
			}
			body := []byte(page)
			if c.encoding != nil {
				var err error
				if body, err = c.encoding.NewEncoder().Bytes(body); err != nil {
					t.Fatal(err)
				}
			}
			d := read(t, extract.Page{ContentType: c.header, Body: body})
			if d.Charset != c.charset || d.CharsetEvidence != c.evidence {
				t.Errorf("read as %s by %s, want %s by %s", d.Charset, d.CharsetEvidence, c.charset, c.evidence)
			}
			if !strings.Contains(d.Text(), text) {
				t.Errorf("text is %.80q", d.Text())
			}
		})
	}
}

// A page cut inside a character, or with one broken byte, stays UTF-8.
func TestDamagedUTF8(t *testing.T) {
	page := paged("", "Café zürnt über die Straße in Málaga, sagte er.")
	broken := strings.Replace(page, "Straße", "Stra\xffe", 1)
	d := read(t, extract.Page{ContentType: "text/html; charset=iso-8859-1", Body: []byte(broken)})
	if d.Charset != "utf-8" || !strings.Contains(d.Text(), "Stra\ufffde") || !strings.Contains(d.Text(), "Málaga") {
		t.Errorf("%s: %.120q", d.Charset, d.Text())
	}
	cut := page[:strings.LastIndex(page, "ü")+1]
	if d = read(t, extract.Page{Body: []byte(cut)}); d.Charset != "utf-8" || !strings.Contains(d.Text(), "Málaga") {
		t.Errorf("cut: %s: %.120q", d.Charset, d.Text())
	}
}
