package extract

import (
	"strings"
)

const (
	teaserWords = 250 // a free article of which this is all is short; one behind a wall is a teaser
	wallWords   = 400 // no wall has more words of its own
)

// wall is one kind of page that is no article.
type wall struct {
	barrier Barrier
	titles  []string // openings of the title or the heading
	phrases []string // anywhere in the text
}

// walls are told by their titles, and by phrases where there is little text.
var walls = []wall{
	{
		BarrierBot,
		[]string{
			"just a moment", "attention required", "access denied", "access to this page has been denied", "are you a robot", "pardon our interruption",
			"please verify", "security check", "human verification", "verifying your browser", "ddos-guard", "client challenge", "robot check", "403 forbidden",
			"one moment, please", "verify you are human", "checking your browser", "bot verification", "request rejected", "too many requests", "429 too many",
		},
		[]string{
			"enable javascript and cookies to continue", "verify you are human", "verify that you are not a robot", "checking your browser before accessing",
			"unusual traffic from your computer", "press & hold to confirm", "confirm you are a human", "why have i been blocked", "make sure you're not a robot",
			"needs to review the security of your connection", "you don't have permission to access", "please enable js and disable any ad blocker",
		},
	},
	{
		BarrierError,
		[]string{
			"404", "page not found", "error 404", "410", "page unavailable", "page no longer available", "article not found", "500 internal", "502 bad gateway",
			"503 service", "504 gateway", "service unavailable", "internal server error", "this page isn't available", "this page isn’t available", "not found", "oops",
			"sorry, we can't find", "sorry, we can’t find", "site maintenance",
		},
		[]string{
			"the page you are looking for", "the page you were looking for", "the page you requested could not be found", "page you have requested does not exist",
			"this page does not exist", "this article is no longer available", "this story is no longer available", "this content is no longer available", "seite nicht gefunden",
			"page introuvable", "página no encontrada",
		},
	},
	{
		BarrierConsent,
		[]string{
			"before you continue", "we value your privacy", "your privacy choices", "your privacy, your choice", "cookie consent", "consent to cookies", "manage your privacy",
			"yahoo is part of the yahoo family", "privacy settings", "cookie settings", "we care about your privacy", "wir benötigen ihre zustimmung",
		},
		[]string{
			"store and/or access information on a device", "we and our partners store", "we and our partners use", "accept all cookies", "reject all", "accept all",
			"personalised ads", "personalized ads", "legitimate interest", "withdraw your consent", "manage your choices", "manage settings", "cookies and other data",
			"cookies and similar technologies", "we use cookies", "privacy policy", "mit werbung", "alle akzeptieren", "accepter et", "tout accepter", "our partners",
		},
	},
}

// priceTags say that the rest must be paid for; loginTags that one must only
// register.
var (
	priceTags = []string{
		"subscribe to continue", "subscribe to read", "subscribe now to read", "subscribe to keep reading", "subscribe to unlock", "to continue reading, subscribe",
		"this article is for subscribers", "this story is for subscribers", "this content is for subscribers", "is reserved for subscribers", "for subscribers only",
		"subscriber-only", "subscriber only", "exclusive to subscribers", "available to subscribers", "only available to subscribers", "become a subscriber to",
		"already a subscriber?", "already a member?", "unlock this article", "unlock this story", "unlock full access", "to unlock this", "start your free trial to",
		"you have reached your limit of free", "you've reached your limit", "you’ve reached your limit", "free articles remaining", "free article left",
		"you have read your last free", "to read the full story", "to read the full article", "read the full article with", "continue reading with a", "continue reading for",
		"keep reading for $", "choose your subscription", "this is a premium article", "this article is premium", "members only", "join to continue reading",
		"weiterlesen mit", "nur für abonnenten", "réservé aux abonnés", "il vous reste", "exclusivo para suscriptores", "contenuto riservato agli abbonati",
	}
	loginTags = []string{
		"register to continue", "register to read", "register for free to", "sign in to continue", "sign in to read", "log in to continue", "log in to read",
		"create a free account to", "create an account to continue", "to continue reading, register", "sign up to continue", "sign up to read", "enter your email to continue",
	}
)

// barrier says what stands in front of the article, from the text that was
// found, what the page states, and the passages that were left out.
func (d *Document) barrier(h *head, all []passage, chosen []bool) {
	read, rest := 0, strings.Builder{}
	for i, p := range all {
		if chosen[i] && p.Kind != Caption && p.Kind != Notice {
			read += wordCount(p)
		}
		if rest.Len() < 64<<10 {
			rest.WriteString(strings.ToLower(p.Text))
			rest.WriteByte('\n')
		}
	}
	page := strings.ReplaceAll(rest.String(), "’", "'")
	if d.wall(h, page, read) {
		return
	}
	d.price(h, page, all, chosen, read)
}

// wordCount is about the number of words, also in scripts without spaces.
func wordCount(p passage) int { return max(len(strings.Fields(p.Text)), p.letters/6) }

// wall recognises pages that are a wall and nothing else.
func (d *Document) wall(h *head, page string, read int) bool {
	title := strings.ToLower(strings.ReplaceAll(h.title, "’", "'"))
	heading := strings.ToLower(strings.ReplaceAll(h.heading, "’", "'"))
	for _, w := range walls {
		said := count(page, w.phrases)
		for _, opening := range w.titles {
			if (opens(title, opening) || opens(heading, opening)) && (read < 60 || said > 0 && read < wallWords) {
				d.Barrier, d.BarrierEvidence = w.barrier, "title “"+opening+"”"
				return true
			}
		}
		switch {
		case w.barrier == BarrierConsent && said >= 4 && read < wallWords && said*60 > read && !h.article():
			d.Barrier, d.BarrierEvidence = w.barrier, "text speaks of consent only"
			return true
		case w.barrier != BarrierConsent && said > 0 && read < 90 && !h.article():
			d.Barrier, d.BarrierEvidence = w.barrier, "text “"+firstOf(page, w.phrases)+"”"
			return true
		}
	}
	return false
}

// opens reports whether a title begins with some words, and not with a longer
// word or number.
func opens(title, words string) bool {
	rest, ok := strings.CutPrefix(title, words)
	return ok && (rest == "" || !isLetter(rest[0]) && (rest[0] < '0' || rest[0] > '9') && !(words[0] <= '9' && len(words) == 3 && isWordNext(rest)))
}

// isWordNext: "404 dead in flood" is no error.
func isWordNext(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return rest != "" && isLetter(rest[0]) && !anyPrefix(rest, "not found", "error", "page", "file", "gone", "forbidden")
}

// article reports whether the page states that it is one.
func (h *head) article() bool {
	for _, s := range h.statements {
		if s.article && s.headline != "" {
			return true
		}
	}
	return strings.EqualFold(h.first("og:type"), "article") && h.first(publishedMetas[:2]...) != ""
}

// price recognises teasers: articles that go on behind a wall.
func (d *Document) price(h *head, page string, all []passage, chosen []bool, read int) {
	priced := false
	for _, s := range h.statements {
		priced = priced || s.priced
	}
	tier := strings.ToLower(h.first("article:content_tier", "content_tier"))
	priced = priced || tier == "locked"
	tags, inText := tail(all, chosen)
	mark := BarrierNone
	phrase := firstOf(tags, priceTags)
	switch {
	case phrase != "":
		mark = BarrierPaywall
	case firstOf(tags, loginTags) != "":
		phrase, mark = firstOf(tags, loginTags), BarrierLogin
	case priced && firstOf(page, priceTags) != "":
		phrase, mark = firstOf(page, priceTags), BarrierPaywall
	}
	switch {
	case mark != BarrierNone && (inText && read < wallWords || priced && read < wallWords || read < teaserWords):
		d.Barrier, d.BarrierEvidence = mark, "text “"+phrase+"”"
	case priced && read < teaserWords:
		d.Barrier, d.BarrierEvidence = BarrierPaywall, "the page states that it is not free, and holds few words"
	}
}

// tail is the end of the text, and what follows it on the page, in lower case;
// inText says that the words of a wall stand in the text itself.
func tail(all []passage, chosen []bool) (text string, inText bool) {
	last := -1
	for i, c := range chosen {
		if c {
			last = i
		}
	}
	var b strings.Builder
	for i := max(last-3, 0); i <= last+5 && i < len(all); i++ {
		low := strings.ReplaceAll(strings.ToLower(all[i].Text), "’", "'")
		if len(low) < 600 {
			b.WriteString(low + "\n")
			inText = inText || chosen[i] && count(low, priceTags)+count(low, loginTags) > 0
		}
	}
	return b.String(), inText
}

func count(text string, phrases []string) int {
	n := 0
	for _, p := range phrases {
		if strings.Contains(text, p) {
			n++
		}
	}
	return n
}

func firstOf(text string, phrases []string) string {
	for _, p := range phrases {
		if strings.Contains(text, p) {
			return p
		}
	}
	return ""
}
