package extract_test

import (
	"strings"
	"testing"

	"github.com/barograph/barograph/services/ingest/internal/extract"
)

const sentence = "The envoys of nine isles agreed in Portmere on Saturday to set up a harbour force, although none said who would pay. "

func sentences(n int) string { return "<p>" + strings.Repeat(sentence, n) + "</p>" }

func TestBarrier(t *testing.T) {
	const priced = `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Nine isles agree","isAccessibleForFree":"False"}</script>`
	for _, c := range []struct {
		name, head, body string
		want             extract.Barrier
	}{
		{"free article", "<title>Nine isles agree</title>", "<article>" + sentences(8) + "</article>", extract.BarrierNone},
		{"short free article", "<title>Nine isles agree</title>", "<article>" + sentences(2) + "</article>", extract.BarrierNone},
		{"teaser that says so", "<title>Nine isles agree</title>", "<article>" + sentences(3) + "<div class=gate><p>Subscribe to continue reading</p></div></article>", extract.BarrierPaywall},
		{"teaser in the text", "<title>Nine isles agree</title>", "<article>" + sentences(4) + "<p>This article is for subscribers only. Already a subscriber? Log in.</p></article>", extract.BarrierPaywall},
		{"teaser that only states its price", priced, "<article>" + sentences(3) + "</article>", extract.BarrierPaywall},
		{"whole article that has a price", priced, "<article>" + strings.Repeat(sentences(5), 6) + "</article><footer><p>Already a subscriber?</p></footer>", extract.BarrierNone},
		{"article about subscribers", "<title>Paper gains readers</title>", "<article>" + sentences(5) + "<p>The paper said on Monday that for subscribers only little would change, and that its letters stay free.</p>" + strings.Repeat(sentences(6), 6) + "</article>", extract.BarrierNone},
		{"registration", "<title>Nine isles agree</title>", "<article>" + sentences(2) + "<p>Create a free account to go on.</p><p>Register to continue reading</p></article>", extract.BarrierLogin},
		{"German paywall", "<title>Neun Inseln</title>", "<article>" + sentences(2) + "<p>Weiterlesen mit Inselpost plus</p></article>", extract.BarrierPaywall},
		{"cookie wall", "<title>Before you continue to Isles Post</title>", "<main><h1>Before you continue to Isles Post</h1><p>We use cookies and data to deliver and maintain our services.</p><button>Accept all</button><p>If you choose to “Accept all”, we will also use cookies for personalised ads.</p></main>", extract.BarrierConsent},
		{"cookie wall without a title", "<title>Isles Post</title>", "<main><p>We value your privacy. We and our partners store and/or access information on a device, such as cookies, and process personal data for personalised ads. With your permission we and our partners use precise data. You may withdraw your consent at any time in our privacy policy. Our partners process some data out of legitimate interest.</p><p>Manage settings</p></main>", extract.BarrierConsent},
		{"article about cookies", "<title>Isles ban cookies</title>", "<article>" + sentences(6) + "<p>Pages may no longer say only “accept all”; a button “reject all” has to stand beside it, and a link to the privacy policy, says the law.</p>" + strings.Repeat(sentences(6), 4) + "</article>", extract.BarrierNone},
		{"bot check", "<title>Just a moment...</title>", "<div><h1>islespost.example</h1><h2>Checking if the site connection is secure</h2><p>islespost.example needs to review the security of your connection before proceeding.</p></div>", extract.BarrierBot},
		{"refused", "<title>Access Denied</title>", "<h1>Access Denied</h1><p>You don't have permission to access this page on this server.</p>", extract.BarrierBot},
		{"article with such a title", "<title>Just a moment of peace on the isles</title>", "<article>" + strings.Repeat(sentences(5), 4) + "</article>", extract.BarrierNone},
		{"soft 404", "<title>Page not found | Isles Post</title>", "<h1>Page not found</h1><p>Sorry, the page you are looking for does not exist. Try the search.</p>", extract.BarrierError},
		{"404 as a number of people", "<title>404 people fed at the harbour</title>", "<article>" + sentences(8) + "</article>", extract.BarrierNone},
		{"gone article", "<title>Isles Post</title>", "<main><p>This article is no longer available.</p></main>", extract.BarrierError},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := read(t, extract.Page{URL: "https://islespost.example/a", Body: []byte("<html><head>" + c.head + "</head><body>" + c.body + "</body></html>")})
			if d.Barrier != c.want {
				t.Errorf("got %s (%s), want %s", d.Barrier, d.BarrierEvidence, c.want)
			}
			if d.Article() != (d.Barrier == extract.BarrierNone) || (d.BarrierEvidence == "") != d.Article() {
				t.Errorf("evidence %q, article %t", d.BarrierEvidence, d.Article())
			}
		})
	}
}
