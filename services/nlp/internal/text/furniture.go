package text

import "strings"

// edges are the marks that may surround a line of furniture.
const edges = " .:!?*#-_—|>›»•→[]()\""

// isFurniture reports whether a line belongs to the page and not to the text.
func isFurniture(low string) bool {
	if len(low) > 260 {
		return false
	}
	bare := strings.Trim(low, edges)
	if len(bare) < 40 {
		bare = strings.Join(strings.Fields(bare), " ")
	}
	if bare == "" || numberOnly(bare) || furnitureLines[bare] || opensList(low) {
		return true
	}
	if hasAnyPrefix(bare, furnitureByByte[bare[0]]...) {
		return true
	}
	return len(low) < 160 && hasAny(low, furnitureParts...) || navigation(low) || shares(bare)
}

func numberOnly(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) && strings.IndexByte(" .,:/|", s[i]) < 0 {
			return false
		}
	}
	return true
}

// separated: items of a page set off by bars, dots or arrows:
// "Home › World", "Share: Telegram | WhatsApp", "Download PDF · Cite".
func separated(t, low string) bool {
	if len(low) > 260 || !strings.ContainsAny(t, "|·›»>/") {
		return false
	}
	if hasAny(low, "credit", "photo") && !strings.Contains(low, "©") {
		return false
	}
	bars := strings.Count(t, " | ") + strings.Count(t, " · ") + strings.Count(t, " › ") + strings.Count(t, " » ") + strings.Count(t, " > ")
	if slashes := strings.Count(t, " / "); slashes > 1 {
		bars += slashes
	}
	if bars == 0 {
		return false
	}
	return len(strings.Fields(t)) <= 7*(bars+1) && (bars > 1 || !strings.HasSuffix(t, "."))
}

// navigation: numbered or plain crumbs of a site: "1. Home".
func navigation(low string) bool {
	if !isDigit(low[0]) {
		return false
	}
	_, rest, ok := strings.Cut(low, ". ")
	return ok && crumbs[rest]
}

// shares: "312 shares 1.1k view comments", "politics2 min read".
func shares(bare string) bool {
	fields := strings.Fields(bare)
	if len(fields) > 12 {
		return false
	}
	if len(fields) <= 4 && (strings.HasPrefix(bare, "comments (") || strings.HasPrefix(bare, "show ") && hasAny(bare, " comments", " replies")) {
		return true
	}
	if strings.HasPrefix(bare, "reading time") || strings.HasSuffix(bare, "min read") || strings.HasSuffix(bare, "minute read") || strings.HasSuffix(bare, "minutes read") {
		return true
	}
	return isDigit(bare[0]) && len(fields) <= 8 && hasAny(bare, " shares", " comments", " views", " likes")
}

// opensList: the header of a list of other stories.
func opensList(low string) bool {
	bare := strings.Trim(low, edges)
	if listHeaders[bare] {
		return true
	}
	return len(bare) < 60 && hasAnyPrefix(bare, "related stories", "related articles", "more from ", "most read", "most viewed", "most popular", "similar articles", "by the same author")
}

// isListed reports whether a line can be an item under such a header.
func isListed(t string) bool {
	n := len(strings.Fields(t))
	return n <= 18 && (!strings.HasSuffix(t, ".") || n <= 8)
}

func lineSet(s string) map[string]bool {
	m := map[string]bool{}
	for l := range strings.SplitSeq(strings.TrimSpace(s), "\n") {
		m[strings.TrimSpace(l)] = true
	}
	return m
}

// furnitureLines are whole lines, lower case, without marks at the ends.
var furnitureLines = lineSet(`
add
add row
write a comment
add a comment
leave a comment
leave a reply
comment
comments
post a comment
view comments
advertisement
advertisment
ad
sponsored
sponsored content
promoted
share
share save
save
print
email
copy link
tweet
subscribe
subscribe now
sign in
log in
register
menu
search
home
back to top
skip to content
skip to main content
continue reading
continue reading below
keep reading
load more
show more
see all
next
previous
close
accept
accept all
manage choices
cookie settings
privacy policy
privacy settings
terms of use
all rights reserved
listen
listen to this article
listen to article
watch live
live feed
for immediate release
embargoed until further notice
end
ends
enjoyed reading
share with your circle
facebook
twitter
x
whatsapp
telegram
linkedin
reddit
messenger
pinterest
flipboard
we value your privacy
reject all
accept all cookies
accept cookies
cookies
add comment
contact us
about us
contact
about
topics
newsletter
newsletters
thank you for subscribing
thanks for subscribing
thank you for signing up
thanks for signing up
story continues below
story continues below advertisement
article continues below
article continues after ad
article continues after advertisement
opinion
politics
world
news
exclusive
follow us
premium
notes
tags
`)

// listHeaders announce other stories.
var listHeaders = lineSet(`
read more
similar articles
related
related articles
related stories
related content
related news
related topics
more on this story
more on this
further reading
recommended
recommended stories
recommended for you
you may also like
you might also like
most read
most read news
most viewed
most popular
popular now
trending
trending now
latest news
latest stories
more stories
more news
more from us
editor's picks
editors' picks
don't miss
see also
read also
read next
up next
what to read next
by the same author
by the same authors
also in the news
`)

// crumbs are the words of navigation trails.
var crumbs = lineSet(`
home
news
world
politics
briefings & statements
briefings and statements
presidential actions
remarks
articles
press releases
`)

// furniturePrefixes open lines of the page; compared with marks trimmed.
var furniturePrefixes = []string{
	"enjoyed reading", "share with your", "share this", "share:", "share in ", "share on ", "share or comment", "share article",
	"read more:", "read more ", "read also", "read next", "comment on this", "listen:", "also read", "also on ", "related:", "related topics", "related stories", "related publications", "see more on", "see also:",
	"sign up", "subscribe ", "get our ", "get latest news", "get the latest", "follow us", "join our ", "join the conversation", "newsletter:", "loading:",
	"©", "(c) 20", "copyright ", "all rights reserved", "our standards:", "why you can trust", "translated automatically", "this is a machine translation",
	"found a mistake", "select the text", "we and our ", "we use cookies", "this site uses cookies", "this website uses cookies", "by signing up", "by subscribing", "by continuing",
	"tags:", "topics:", "keywords:", "filed under", "categories:", "on the theme:", "previous:", "next:", "font size",
	"the views expressed", "the opinions expressed", "opinions expressed", "views expressed", "the comments express", "we are no longer accepting", "comments are closed", "this article was produced by",
	"except for the headline", "press contact", "media contact", "media inquiries", "for media inquiries", "for more information, contact", "for further information", "contact:", "about the author",
	"download ", "click here", "tap here", "support independent", "donate", "become a member", "already a subscriber", "take us with you", "by the same author", "published in the ",
	"opinion | ", "explainer | ", "live | ", "last updated", "live feed", "most viewed", "gift this article", "more from ", "report an error", "send us a tip", "watch more",
	"markets —", "advertisement", "this story is published from", "a version of this article",
}

// furnitureByByte holds the prefixes by their first byte: most lines begin with
// none of them.
var furnitureByByte = func() (out [256][]string) {
	for _, p := range furniturePrefixes {
		out[p[0]] = append(out[p[0]], p)
	}
	return out
}()

// furnitureParts mark a short line anywhere in it.
var furnitureParts = []string{
	"share with your circle", "in your inbox", "enter your email", "continues below", "continues after ad", "for subscribers only", "subscriber-only", "free articles left", "free article left", "our newsletter", "free newsletter", "cancel at any time", "whatsapp channel", "telegram channel", "on google news",
	"not responsible for external links", "all rights reserved", "store information on your device", "terms and conditions", "privacy policy", "view comments", "reader-supported",
	"published from a syndicated feed", "welcomes letters", "accept all", "ctrl+enter", "consider a gift subscription", "premium stories",
}
