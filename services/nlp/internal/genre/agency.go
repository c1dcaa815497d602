package genre

import (
	"strings"
	"unicode"
)

// agencies are the wire services: name, site, and other ways to write the name.
// An agency is told by the name in lower case, see OriginCues.wire.
const agencies = `
reuters          reuters.com          thomson reuters|reuters news agency
ap               apnews.com           associated press|ap news
afp              afp.com              agence france-presse|agence france presse
dpa              dpa.com              deutsche presse-agentur
efe              efe.com              agencia efe
ansa             ansa.it              -
xinhua           news.cn              xinhua news agency
tass             tass.com             itar-tass
interfax         interfax.com         -
interfax-ukraine interfax.com.ua      -
ukrinform        ukrinform.net        -
ria novosti      ria.ru               -
kyodo            kyodonews.net        kyodo news
jiji press       jiji.com             jiji
yonhap           yna.co.kr            yonhap news agency
pti              ptinews.com          press trust of india
ani              aninews.in           asian news international
ians             ianslive.in          -
upi              upi.com              united press international
bloomberg        bloomberg.com        bloomberg news
pa media         pamediagroup.com     press association|pa
aap              aap.com.au           australian associated press
canadian press   thecanadianpress.com -
anadolu          aa.com.tr            anadolu agency|anadolu ajansı
bernama          bernama.com          -
antara           antaranews.com       antara news
wam              wam.ae               emirates news agency
spa              spa.gov.sa           saudi press agency
kuna             kuna.net.kw          kuwait news agency
irna             irna.ir              -
pap              pap.pl               -
ntb              ntb.no               -
ritzau           ritzau.dk            -
belga            belga.be             belga news agency
lusa             lusa.pt              -
tanjug           tanjug.rs            -
`

// byName and bySite look agencies up by the letters of any of their names, and
// by their hosts.
var byName, bySite = func() (names, sites map[string]string) {
	names, sites = map[string]string{}, map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(agencies)) {
		name := strings.TrimSpace(line[:16])
		site, others, _ := strings.Cut(strings.TrimSpace(line[16:]), " ")
		sites[site] = name
		for _, n := range append(strings.Split(others, "|"), name) {
			names[letters(n)] = name
		}
	}
	delete(names, "")
	return names, sites
}()

// letters leaves of a name what it is told by.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "the "))
}

// agency is the wire service of that name; empty for anything else. Short names
// that are not in capitals are people's.
func agency(name string) string {
	key := letters(name)
	if len(key) <= 4 && name != strings.ToUpper(name) && key != "dpa" && key != "tass" {
		return ""
	}
	return byName[key]
}

// agencyIn is the wire service that an author line names: "Ann Lee, Reuters".
func agencyIn(byline string) string {
	for _, joint := range [...]string{" and ", " for ", " with ", " via ", " - ", " – ", " — "} {
		byline = strings.ReplaceAll(byline, joint, ",")
	}
	for part := range strings.FieldsFuncSeq(byline, func(r rune) bool { return strings.ContainsRune(",;|/()[]·•", r) }) {
		part = strings.TrimSpace(part)
		if w := agency(strings.TrimPrefix(strings.TrimPrefix(part, "By "), "by ")); w != "" {
			return w
		}
	}
	return ""
}

// agencyAt is the wire service whose site a host is.
func agencyAt(host string) string {
	host = strings.TrimPrefix(strings.ToLower(host), "www.")
	for {
		if w := bySite[host]; w != "" {
			return w
		}
		_, rest, ok := strings.Cut(host, ".")
		if !ok {
			return ""
		}
		host = rest
	}
}
