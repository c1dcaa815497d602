package lexicon

// irregularVerbs gives past and past participle of verbs that form them
// irregularly, as listed in any English grammar; both forms when they differ.
var irregularVerbs = map[string]string{
	"be": "am is are was were been being", "have": "has had", "do": "does did done", "go": "went gone",
	"arise": "arose arisen", "become": "became become", "begin": "began begun", "bend": "bent", "bind": "bound",
	"bleed": "bled", "break": "broke broken", "bring": "brought", "build": "built", "buy": "bought",
	"cast": "cast", "catch": "caught", "choose": "chose chosen", "come": "came come", "cost": "cost", "cut": "cut",
	"deal": "dealt", "draw": "drew drawn", "drive": "drove driven", "fall": "fell fallen", "feed": "fed",
	"feel": "felt", "fight": "fought", "find": "found", "flee": "fled", "fly": "flew flown", "forbid": "forbade forbidden",
	"freeze": "froze frozen", "get": "got gotten", "give": "gave given", "grow": "grew grown", "hang": "hung",
	"hear": "heard", "hide": "hid hidden", "hit": "hit", "hold": "held", "keep": "kept", "know": "knew known",
	"lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let", "lie": "lay lain", "lose": "lost",
	"make": "made", "mean": "meant", "meet": "met", "offset": "offset", "overcome": "overcame overcome",
	"overrun": "overran overrun", "pay": "paid", "put": "put", "quit": "quit", "read": "read", "rise": "rose risen",
	"run": "ran run", "say": "said", "see": "saw seen", "seek": "sought", "sell": "sold", "send": "sent",
	"set": "set", "shake": "shook shaken", "shoot": "shot", "show": "showed shown", "shrink": "shrank shrunk shrunken",
	"shut": "shut", "sink": "sank sunk", "slide": "slid", "speak": "spoke spoken", "spend": "spent",
	"split": "split", "spread": "spread", "stand": "stood", "stick": "stuck", "strike": "struck",
	"swear": "swore sworn", "take": "took taken", "teach": "taught", "tell": "told", "think": "thought",
	"throw": "threw thrown", "undermine": "undermined", "understand": "understood", "undertake": "undertook undertaken",
	"uphold": "upheld", "win": "won", "withdraw": "withdrew withdrawn", "withhold": "withheld",
	"withstand": "withstood", "write": "wrote written", "underwrite": "underwrote underwritten",
}

var irregularNouns = map[string]string{
	"man": "men", "woman": "women", "child": "children", "person": "people", "policeman": "policemen",
	"serviceman": "servicemen", "staff": "staff", "personnel": "personnel", "police": "police", "half": "halves",
	"crisis": "crises", "medium": "media", "spokesman": "spokesmen", "aircraft": "aircraft",
}

// stressedLast lists verbs of two syllables that double their last consonant.
var stressedLast = []string{"commit", "permit", "submit", "admit", "defer", "refer", "transfer", "prefer", "occur",
	"deter", "rebut", "regret", "omit", "remit", "incur", "concur", "confer", "equip", "control", "patrol", "rebel",
	"compel", "expel", "propel", "allot", "abet", "embed", "reset", "outrun", "forget", "begin"}

// spellingPairs are letter groups that differ between US and UK spelling; each
// is long enough not to occur in other words of the lexicon.
var spellingPairs = [][2]string{
	{"defense", "defence"}, {"center", "centre"}, {"favor", "favour"}, {"labor", "labour"}, {"honor", "honour"},
	{"program", "programme"}, {"armored", "armoured"}, {"skeptic", "sceptic"}, {"neighbor", "neighbour"},
	{"license", "licence"}, {"endeavor", "endeavour"}, {"check", "cheque"}, {"fulfill", "fulfil"}, {"offense", "offence"},
	{"judgment", "judgement"}, {"rumor", "rumour"}, {"behavior", "behaviour"}, {"rigor", "rigour"},
}

// sIzeExceptions end like -ise verbs but are spelled one way only.
var sIzeExceptions = []string{"promis", "compromis", "exercis", "rais", "prais", "advis", "revis", "supervis",
	"surpris", "devis", "comprehens", "premis", "franchis", "enterpris", "seiz", "televis", "aris", "disguis", "likewis", "otherwis", "precis"}
