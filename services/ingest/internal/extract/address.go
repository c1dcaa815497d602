package extract

import (
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"

	"github.com/barograph/barograph/services/ingest/internal/article"
)

// address finds the canonical address. A page may name another address of its
// own site; one of another site only tells where the text comes from, or any
// page could pass for an article of any publisher.
func (d *Document) address(h *head, page Page) (foreign string) {
	own, err := article.CanonicalURL(page.URL)
	if err == nil {
		d.CanonicalURL = own
	}
	base := baseAddress(h, page.URL)
	candidates := []string{h.canonical, h.first("og:url")}
	for _, s := range h.statements {
		if s.article {
			candidates = append(candidates, s.url)
		}
	}
	for _, candidate := range candidates {
		address := resolve(base, candidate)
		switch {
		case address == "":
		case own == "" || cache(own):
			d.CanonicalURL = address
			return ""
		case site(address) != site(own):
			if foreign == "" {
				foreign = host(address)
			}
		case !general(address, own):
			d.CanonicalURL = address
			return foreign
		}
	}
	return foreign
}

// baseAddress is what relative addresses of a page start from.
func baseAddress(h *head, pageURL string) *url.URL {
	base, err := url.Parse(pageURL)
	if err != nil {
		base = &url.URL{}
	}
	if h.base != "" {
		if told, err := base.Parse(h.base); err == nil {
			return told
		}
	}
	return base
}

// resolve returns the canonical form of an address in a page, empty for none.
func resolve(base *url.URL, raw string) string {
	if raw == "" || len(raw) > 4096 {
		return ""
	}
	u, err := base.Parse(raw)
	if err != nil {
		return ""
	}
	canonical, err := article.CanonicalURL(u.String())
	if err != nil {
		return ""
	}
	return canonical
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// site is the domain that one owner registered.
func site(address string) string {
	name := host(address)
	if domain, err := publicsuffix.EffectiveTLDPlusOne(name); err == nil {
		return domain
	}
	return name
}

// cache: the address of a copy, which names the original.
func cache(address string) bool { return strings.HasSuffix(host(address), ".ampproject.org") }

// general: a front page or a section in place of the page itself, as templates
// with an error say.
func general(address, own string) bool {
	a, errA := url.Parse(address)
	o, errO := url.Parse(own)
	if errA != nil || errO != nil {
		return true
	}
	short, long := strings.Trim(a.Path, "/"), strings.Trim(o.Path, "/")
	if short == long {
		return false
	}
	rest, inside := strings.CutPrefix(long, short+"/")
	if short == "" {
		return a.RawQuery == "" && long != ""
	}
	return inside && !strings.Contains(short, "/") && !strings.HasPrefix(rest, "amp")
}
