package text

import "strings"

// negations are the words that negate on their own; n't is read as not.
var negations = map[string]bool{
	"never": true, "no": true, "nor": true, "cannot": true, "neither": true, "none": true,
	"nobody": true, "nothing": true, "nowhere": true, "without": true,
}

// titles are abbreviations that a name follows: their stop never ends a sentence.
var titles = words("Mr Mrs Ms Mx Dr Prof Gen Lt Col Maj Capt Cpl Sgt Adm Brig Cmdr Amb Sen Rep Gov Pres Sec Rev Hon St Mt Ft Messrs Supt Insp Pvt Atty Fr Sr Vice-Adm Rear-Adm Lt-Gen Maj-Gen Brig-Gen Lt-Col")

// places are abbreviations that can end a sentence or not.
var others = words("Inc Corp Ltd Co Bros Dept Univ Assn Ave Blvd Rd vs etc approx est al Jr ca cf cont Calif Mass Va Pa Md Conn Fla Ariz Wash Tenn Ala")

// months and days are abbreviated only when a figure or a comma comes with them.
var months = words("Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun")

// numbered are abbreviated only before a figure.
var numbered = words("No Nos no nos Art art Sec sec Fig fig Vol vol p pp para paras ch Res res")

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// abbreviates reports whether a stop after w, with rest behind it in the same
// block, belongs to w. Only titles look beyond their line.
func abbreviates(w, rest string) bool {
	if titles[w] {
		return strings.TrimLeft(rest, " ") != "" && !strings.HasPrefix(strings.TrimLeft(rest, " "), "\n\n")
	}
	rest, _, _ = strings.Cut(rest, "\n")
	if others[w] {
		return true
	}
	rest = strings.TrimLeft(rest, " \n")
	if months[w] {
		return rest == "" || isDigit(rest[0]) || rest[0] == ',' || 'a' <= rest[0] && rest[0] <= 'z'
	}
	return numbered[w] && rest != "" && isDigit(rest[0])
}

// starters are words that, capitalised after "U.S." or "p.m.", begin a new sentence.
var starters = words("The A An In On At As It Its He She They We I You But And Or So Yet If When While Although Though However Meanwhile This That These Those There Here His Her Their Our My What Who Why How Where Nor Not No After Before Since Under For From With By To Asked Still Instead Also Earlier Later Last Next Both Some Many Most One Two Then Now")
