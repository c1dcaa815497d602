// Package extract reads an article out of an HTML page: the text in the form of
// lines that tagging knows again (headings, bullets, quotations, captions,
// paragraphs, correction notices), and what the page says about itself: title,
// byline, publisher, wire origin, canonical address, language, dates. It tells
// pages that hold no article but a wall in front of one.
//
// It is pure: bytes in, document out, no network and no clock. Pages come from
// strangers, so every step has a limit, and time is about linear in the page:
// see [MaxPageBytes] and what follows it. Any package of ingest may import it.
package extract
