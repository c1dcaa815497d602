package text_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Where sentences must be cut and where not. The wanted sentences are joined by " | ".
func TestSentenceTraps(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"U.S. before a lower-case word", "The U.S. said it would pay. Oslo agreed.", "The U.S. said it would pay. | Oslo agreed."},
		{"U.S. before a name", "Talks with the U.S. State Department went on. Oslo agreed.", "Talks with the U.S. State Department went on. | Oslo agreed."},
		{"U.S. ends, article begins", "He flew to the U.S. The talks failed.", "He flew to the U.S. | The talks failed."},
		{"U.S. ends, adverb begins", "He flew to the U.S. However, nobody came.", "He flew to the U.S. | However, nobody came."},
		{"U.S. of a chamber", "The bill of the U.S. Senate does not pass. Oslo waits.", "The bill of the U.S. Senate does not pass. | Oslo waits."},
		{"U.S. and a broken line", "A senior U.S.\nNavy officer refused.", "A senior U.S.\nNavy officer refused."},
		{"U.N. and U.K.", "The U.N. Security Council met the U.K. Foreign Office. It sat late.", "The U.N. Security Council met the U.K. Foreign Office. | It sat late."},
		{"D.C.", "They met in Washington, D.C. on Monday. They parted.", "They met in Washington, D.C. on Monday. | They parted."},
		{"Gen.", "Gen. Hansen and Maj. Gen. Olsen spoke. Nobody asked.", "Gen. Hansen and Maj. Gen. Olsen spoke. | Nobody asked."},
		{"Lt. Col.", "Lt. Col. Berg signed for Brig. Gen. Dahl. It held.", "Lt. Col. Berg signed for Brig. Gen. Dahl. | It held."},
		{"Lt. and a broken line", "It was signed by Lt.\nCol. Berg.", "It was signed by Lt.\nCol. Berg."},
		{"St. in a name", "The pact of St. Petersburg holds. So far.", "The pact of St. Petersburg holds. | So far."},
		{"No. before a figure", "Resolution No. 12 passed. No. 13 did not.", "Resolution No. 12 passed. | No. 13 did not."},
		{"no as an answer", "Would they go? No. They would stay.", "Would they go? | No. | They would stay."},
		{"a.m. inside", "The vote at 9 a.m. Tuesday failed. They left.", "The vote at 9 a.m. Tuesday failed. | They left."},
		{"p.m. at the end", "It began at 9 p.m. They left at ten.", "It began at 9 p.m. | They left at ten."},
		{"a.m. before a zone", "It begins at 9 a.m. GMT on Friday. Be there.", "It begins at 9 a.m. GMT on Friday. | Be there."},
		{"initials", "J. R. Lund and Anna B. Vik voted. Both lost.", "J. R. Lund and Anna B. Vik voted. | Both lost."},
		{"three initials", "The J.R.R. Lund prize went to Oslo. Nobody minded.", "The J.R.R. Lund prize went to Oslo. | Nobody minded."},
		{"the pronoun I", "So did I. They left.", "So did I. | They left."},
		{"plan B.", "There is no plan B. They have only one.", "There is no plan B. | They have only one."},
		{"e.g. and i.e.", "Some states, e.g. Norway, i.e. not all, agreed. Others left.", "Some states, e.g. Norway, i.e. not all, agreed. | Others left."},
		{"e.g. before a capital", "Small states (e.g. Malta, Cyprus) agreed. Others left.", "Small states (e.g. Malta, Cyprus) agreed. | Others left."},
		{"et al.", "Lund et al. (2020) agree. Vik does not.", "Lund et al. (2020) agree. | Vik does not."},
		{"etc. at the end", "They need ships, fuel, etc. The list is long.", "They need ships, fuel, etc. | The list is long."},
		{"Inc. and Ltd.", "Nordship Inc. and Fjord Ltd. bid for it. Both failed.", "Nordship Inc. and Fjord Ltd. bid for it. | Both failed."},
		{"Sen. and Rep.", "Sen. Ann Lee (R-Texas) and Rep. Bo Day, D-Ohio, agree. Few do.", "Sen. Ann Lee (R-Texas) and Rep. Bo Day, D-Ohio, agree. | Few do."},
		{"months", "It ran from Sept. 3 to Nov. 10. It closed in Dec. 2024.", "It ran from Sept. 3 to Nov. 10. | It closed in Dec. 2024."},
		{"Art. and para.", "Under Art. 51 and para. 4 it may. It will.", "Under Art. 51 and para. 4 it may. | It will."},
		{"decimal and per cent", "It grew 2.5% to 3.1 million. Then it fell.", "It grew 2.5% to 3.1 million. | Then it fell."},
		{"version and clock", "At 5.30pm the text v2.1 was read. It passed.", "At 5.30pm the text v2.1 was read. | It passed."},
		{"ellipsis inside", "We thought... and we thought again. We left.", "We thought... and we thought again. | We left."},
		{"ellipsis ends", "We waited… Nobody came.", "We waited… | Nobody came."},
		{"spaced ellipsis", "We waited . . . and left. They did not.", "We waited . . . and left. | They did not."},
		{"stop inside quotes", "“We go.” The envoy left.", "“We go.” | The envoy left."},
		{"quote and speaker", "“We go!” the envoy said. “Now.”", "“We go!” the envoy said. | “Now.”"},
		{"question in quotes and speaker", "“Will they go?” asked the envoy. Nobody knew.", "“Will they go?” asked the envoy. | Nobody knew."},
		{"name behind a quoted question", "“Will they go?” Lund asked. Nobody knew.", "“Will they go?” Lund asked. | Nobody knew."},
		{"stop after quotes", "It was “a mess”. Nobody went.", "It was “a mess”. | Nobody went."},
		{"stop, note mark", "Nobody went.[3] Oslo did.", "Nobody went.[3] | Oslo did."},
		{"glued sentences", "Nobody went.Oslo did not mind.", "Nobody went. | Oslo did not mind."},
		{"exclaiming name", "Yahoo! reported it. Few read it.", "Yahoo! reported it. | Few read it."},
		{"bullets", "It has:\n• ships\n• men\n• money", "It has: | ships | men | money"},
		{"numbered list", "It asks:\n1. Who pays?\n2. Who leads?\n(3) Who goes?", "It asks: | Who pays? | Who leads? | Who goes?"},
		{"lettered list", "It asks:\n(a) who pays;\n(b) who leads.", "It asks: | who pays; | who leads."},
		{"heading", "What comes next\nNobody knows. Oslo waits.", "What comes next | Nobody knows. | Oslo waits."},
		{"heading with a question", "Who pays?\nNobody knows.", "Who pays? | Nobody knows."},
		{"kicker glued to a paragraph", "KEY POINTS: The force waits. Oslo pays.", "KEY POINTS: The force waits. | Oslo pays."},
		{"Q: and A:", "Q: Who pays?\nA: Nobody pays.\nQ: Why?\nA: They cannot.", "Who pays? | Nobody pays. | Why? | They cannot."},
		{"caption between paragraphs", "The ministers met.\nFile photo: the hall in Oslo\nThey agreed.", "The ministers met. | File photo: the hall in Oslo | They agreed."},
		{"dateline", "OSLO, March 3 (Norwire) - The ministers met. They agreed.", "The ministers met. | They agreed."},
		{"agency dateline without a place", "(Reuters) - The ministers met. They agreed.", "The ministers met. | They agreed."},
		{"dateline in small letters", "Oslo (dpa) - The ministers met. They agreed.", "The ministers met. | They agreed."},
		{"dateline with a colon", "ISLAMABAD: The ministers met over tea on Monday. They agreed.", "The ministers met over tea on Monday. | They agreed."},
		{"kicker with a colon", "EXCLUSIVE: The ministers met over tea on Monday. They agreed.", "EXCLUSIVE: The ministers met over tea on Monday. | They agreed."},
		{"names as labels", "Ann Lee: Who pays?\nBo Day: Nobody pays.\nAnn Lee: Why?\nBo Day: They cannot.\nAnn Lee: I see.", "Who pays? | Nobody pays. | Why? | They cannot. | I see."},
		{"live blog clocks", "14:05 GMT\nThe ministers met.\n13:50 GMT\nThey arrived.", "The ministers met. | They arrived."},
		{"noise is no dateline", "Q Okay. (Inaudible) —\nQ Right. (Laughter) — and who pays?", "Okay. | (Inaudible) — | Right. | (Laughter) — and who pays?"},
		{"a name with its acronym is no dateline", "The ministers met in Oslo on Monday.\nThe Alliance (NATO) - nobody else - pays.", "The ministers met in Oslo on Monday. | The Alliance (NATO) - nobody else - pays."},
		{"clock before text", "14.05 GMT The ministers met.\n13.50 GMT They arrived.", "The ministers met. | They arrived."},
		{"broken by width", "The ministers of nine\nstates met in\nOslo. They agreed.", "The ministers of nine\nstates met in\nOslo. | They agreed."},
		{"correction", "Correction: An earlier version of this article said nine states.\nTen states met.", "Ten states met."},
		{"update", "UPDATE: This story has been updated with a comment.\nTen states met.", "Ten states met."},
		{"quote over paragraphs", "“We wait.\n\n“We always have,” Lund said.", "“We wait. | “We always have,” Lund said."},
		{"dash behind a stop", "“We wait.” — Lund, in Oslo", "“We wait.” — Lund, in Oslo"},
		{"semicolon", "Oslo pays; Malta leads. All agree.", "Oslo pays; Malta leads. | All agree."},
		{"vs.", "It is Oslo vs. Malta. Both lose.", "It is Oslo vs. Malta. | Both lose."},
		{"a figure with a name of a party", "Labour M.P. Ann Lee left. Oslo stayed.", "Labour M.P. Ann Lee left. | Oslo stayed."},
		{"Ph.D.", "Ann Lee, Ph.D., and B. Day, M.D., wrote it. Few read it.", "Ann Lee, Ph.D., and B. Day, M.D., wrote it. | Few read it."},
		{"web address", "Read it at www.norway.example. It is long.", "Read it at www.norway.example. | It is long."},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(sentences(text.Parse("", c.in)), " | "); got != c.want {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

// What a page adds to a text is no part of it; kinds are given in the order of the lines.
func TestLineTraps(t *testing.T) {
	const p = "The ministers of nine states met in Oslo on Monday and agreed to wait."
	cases := []struct{ name, title, in, want string }{
		{"cookie banner", "", "We value your privacy\nWe and our partners use cookies to personalise content.\nAccept all cookies\nReject all\n" + p, "furniture furniture furniture furniture paragraph"},
		{"newsletter", "", p + "\nSign up for our daily briefing\nGet the day’s top stories in your inbox every morning.\nEnter your email address\nThank you for subscribing!", "paragraph furniture furniture furniture furniture"},
		{"share buttons", "", "Facebook\nTwitter\nWhatsApp\nCopy link\nShare on X\n" + p, "furniture furniture furniture furniture furniture paragraph"},
		{"add comment", "", p + "\nAdd Row\nAdd\nWrite A Comment\nAdd comment\nComments (12)\nShow 3 comments", "paragraph furniture furniture furniture furniture furniture furniture"},
		{"reading time", "", "Politics2 min read\n4 minute read\nReading time: 3 minutes\n" + p, "furniture furniture furniture paragraph"},
		{"read more", "", p + "\nRead more: Oslo sends ships\nREAD ALSO: Malta sends none\nRead more about the fleet here", "paragraph furniture furniture furniture"},
		{"related list", "", p + "\nRelated\nOslo sends ships\nMalta sends none\n\n" + p, "paragraph furniture furniture furniture paragraph"},
		{"numbered list of other stories", "", p + "\n\nSimilar articles\n\n1\n2\n3", "paragraph furniture furniture furniture furniture"},
		{"most read", "", p + "\nMost Popular\n1. Oslo sends ships\n2. Malta sends none", "paragraph furniture furniture furniture"},
		{"photo credits", "", "A ship leaves Oslo. Photograph: Ann Lee/Norwire\nMinisters in the hall (AFP/Getty Images)\n[Photo by Ann Lee]\nImage source, Norwire\n" + p, "caption caption caption caption paragraph"},
		{"caption said twice", "", "The envoy at the harbour of Oslo\nForeign envoy Ann Lee visiting the harbour in Oslo\n\n" + p, "caption caption paragraph"},
		{"caption words", "", "Image caption, A ship leaves Oslo\nWatch: a ship leaves Oslo\n" + p, "caption caption paragraph"},
		{"bylines", "", "By Ann Lee in Oslo and Bo Day in Valletta\nAnn Lee, Defence Editor\nPublished 12 March 2026\nLast updated: 12/03/2026 09:15\n" + p, "byline byline byline furniture paragraph"},
		{"relative times", "", "Published 2 hours ago\n3 hours ago\nUpdated 5 mins ago\n" + p, "byline byline byline paragraph"},
		{"title again", "Nine states agree to wait in Oslo", "Nine states agree to wait in Oslo\n" + p + "\nNine states agree to wait in Oslo | Norwire", "repeated_title paragraph repeated_title"},
		{"title twice", "Nine states agree to wait in Oslo", "Nine states agree to wait in Oslo\n\nNine states agree to wait in Oslo\n\n" + p, "repeated_title repeated_title paragraph"},
		{"correction notices", "", "Correction: an earlier version said ten.\nClarification: it was nine.\nEditor's note: This story has been updated.\nThis article was amended on 3 March 2026.\nUPDATE 3 March: a comment was added.\nAn earlier version of this article misstated the number.\n" + p, "correction correction correction correction correction correction paragraph"},
		{"an update in a sentence", "", "Updates of the plan were sent to nine states, the ministry in Oslo said on Monday.", "paragraph"},
		{"a correction in a sentence", "", "Correction of the course is needed, the ministers of nine states said in Oslo on Monday.", "paragraph"},
		{"a reader in a sentence", "", "Subscribers to the pact, nine states in all, met in Oslo on Monday and agreed to wait.", "paragraph"},
		{"a home in a sentence", "", "Home to nine bases, the island wants to be asked before any of the ships arrive.", "paragraph"},
		{"a photo in a sentence", "", "The minister held a photo of the ship up to the chamber and asked who would pay for it.", "paragraph"},
		{"getty in a sentence", "", "Critics say the images showed nothing new, and that the ministers had seen them all before.", "paragraph"},
		{"advertisement", "", "Advertisement\nADVERTISEMENT\nStory continues below advertisement\nArticle continues after ad\n" + p, "furniture furniture furniture furniture paragraph"},
		{"paywall", "", p + "\nThis article is for subscribers only\nAlready a subscriber? Log in\nYou have 2 free articles left this month.", "paragraph furniture furniture furniture"},
		{"foot of the page", "", p + "\n© 2026 Norwire. All rights reserved.\nTerms of Use\nPrivacy Policy\nContact us\nAbout us", "paragraph furniture furniture furniture furniture furniture"},
		{"apps and podcasts", "", p + "\nDownload our app\nListen to this article\nListen · 6:32 min", "paragraph furniture furniture furniture"},
		{"topics", "", p + "\nTopics\nTags: Oslo, ships\nFiled under: World", "paragraph furniture furniture furniture"},
		{"release marks", "", "FOR IMMEDIATE RELEASE\n" + p + "\n-30-\n###\n- ENDS -", "furniture paragraph furniture furniture furniture"},
		{"table of figures", "", "Country\tShips\tMen\nNorway\t3\t200\nMalta\t0\t40\n" + p, "heading heading heading paragraph"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := kinds(text.Parse(c.title, c.in)); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTokenTraps(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"em dash without spaces", "plan—centred", "plan|—|centred"},
		{"en dash between words", "Oslo–Malta talks", "Oslo|–|Malta|talks"},
		{"curly possessive", "Oslo’s ships", "Oslo|’s|ships"},
		{"possessive of an abbreviation", "the U.S.’s plan, the U.N.'s men", "the|U.S.|’s|plan|,|the|U.N.|'s|men"},
		{"asterisks", "told *Der Tag*, *Het Nu* and **Now**", "told|*|Der|Tag|*|,|*|Het|Nu|*|and|*|*|Now|*|*"},
		{"underscores", "_The Day_ wrote", "_|The|Day|_|wrote"},
		{"kept hyphens", "U.S.-led F-35s anti-U.S. ex-minister", "U.S.-led|F-35s|anti-U.S.|ex-minister"},
		{"negations", "can't won't cannot shan’t isn’t", "ca|n't|wo|n't|cannot|sha|n’t|is|n’t"},
		{"contractions", "it's they’ve we'd I'm who’ll", "it|'s|they|’ve|we|'d|I|'m|who|’ll"},
		{"euro glued", "€3.5bn and £20m", "€|3.5bn|and|£|20m"},
		{"dollar with a hyphen", "a $1.2-billion fund", "a|$|1.2-billion|fund"},
		{"strong", "a 20,000-strong force", "a|20,000-strong|force"},
		{"range", "10–15 ships, 500-800 men", "10|–|15|ships|,|500|-|800|men"},
		{"no-break space", "20\u00a0000 men, No.\u00a05", "20|000|men|,|No.|5"},
		{"narrow no-break space", "20\u202f000", "20|000"},
		{"soft hyphen", "sta\u00adbili\u00adsation", "sta\u00adbili\u00adsation"},
		{"zero width space", "sta\u200bbility \u200bnow", "sta\u200bbility|now"},
		{"byte order mark", "\ufeffOslo pays", "Oslo|pays"},
		{"slashes", "and/or Oslo/Malta", "and|/|or|Oslo|/|Malta"},
		{"brackets", "[the] force (MSS)", "[|the|]|force|(|MSS|)"},
		{"ampersand", "R&D at Lund & Vik", "R&D|at|Lund|&|Vik"},
		{"elision", "the '90s, rock 'n' roll", "the|'|90s|,|rock|'|n|'|roll"},
		{"names with apostrophes", "N'Djamena, Sana'a, O’Hara", "N'Djamena|,|Sana'a|,|O’Hara"},
		{"per cent", "45% of 3.5pc", "45|%|of|3.5pc"},
		{"combining mark", "Chişina\u0306u paid", "Chişina\u0306u|paid"},
		{"handle and tag", "@minister wrote #peace", "@|minister|wrote|#|peace"},
		{"numero", "№ 5 and 1st", "№|5|and|1st"},
		{"emoji", "Oslo 🇳🇴 pays 👍🏽", "Oslo|🇳|🇴|pays|👍|🏽"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(tokens(text.Parse("", c.in)), "|"); got != c.want {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}

func TestQuoteTraps(t *testing.T) {
	cases := []struct {
		name, in string
		want     []string
	}{
		{"cut by a line", "He told *Het Nu*, \"The numbers are wrong.\nMany are still talking.\" Oslo replied.", []string{"The numbers are wrong.\nMany are still talking."}},
		{"cut by two lines", "She said, \"One.\nTwo.\nThree.\" Then \"four\" came.", []string{"One.\nTwo.\nThree.", "four"}},
		{"each paragraph opens", "“One.\n\n“Two.\n\n“Three,” she said.", []string{"One.|open", "Two.|open", "Three,"}},
		{"curly over a blank line", "“One.\n\nTwo,” she said.", []string{"One.|open"}},
		{"unbalanced straight", "\"One.\n\nTwo. \"Three,\" she said.", []string{"One.|open", "Three,"}},
		{"double in single", "‘He said “no” twice,’ she said.", []string{"He said “no” twice,", "no"}},
		{"single in double", "\"He said 'no' twice,\" she said.", []string{"He said 'no' twice,", "no"}},
		{"parenthesis inside", `He noted, "Come with as many (as you can) — all may," and left.`, []string{"Come with as many (as you can) — all may,"}},
		{"quoted title with a possessive", "the ‘minister’s choice’ won", []string{"minister’s choice"}},
		{"plural possessive", "the states’ ships and the ministers’ men", nil},
		{"single mark of feet and minutes", "a 6' man and a 5' boat", nil},
		{"inches", `a 12" gun and a 6" shell`, nil},
		{"guillemets", "«Nous attendons», she said later", []string{"Nous attendons"}},
		{"German marks", "„Wir warten“, he said, ‚nicht wahr‘.", []string{"Wir warten", "nicht wahr"}},
		{"quote in a heading", "‘We wait’: Oslo is calm\n\nIt said: “We wait.”", []string{"We wait", "We wait."}},
		{"quote in furniture", "Read more: “We wait”\nOslo agreed.", nil},
		{"one word", "the so-called \"guarantee\" failed", []string{"guarantee"}},
		{"empty", `It said "" and left`, nil},
		{"primes as quotes", "′we wait′ and ″they go″", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := quotes(text.Parse("", c.in)); !slices.Equal(got, c.want) {
				t.Errorf("\n got %q\nwant %q", got, c.want)
			}
		})
	}
}
