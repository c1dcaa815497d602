package reading

// class is the set of the lexicon's classes that a word is in: the part that it
// plays for the words of its tree (see lexicon/data/modality.lex and speech.lex).
type class uint32

const (
	isNot class = 1 << iota
	isPlain
	isNegative
	isRaising
	isFactive
	isFalse
	isProbable
	isPossible
	isWish
	isFuture
	isPromise
	isLight
	isContradiction
	isOffice
	isInstitution
	isAct
	isShare
	isBody
	isLand
	isSpeech
	isCondition
	isStative
	isProxy
	isAnaphor
	isEarlier
	isAccount
	isTentative
	isSecret
	isVanishing
	isUndoing
	isImplying
)

// classes names the classes as the lexicon does.
var classes = map[string]class{
	"not": isNot, "negative": isNegative, "raising": isRaising, "factive": isFactive, "false": isFalse, "probable": isProbable,
	"possible": isPossible, "wish": isWish, "future": isFuture, "promise": isPromise, "light": isLight, "contradiction": isContradiction,
	"office": isOffice, "institution": isInstitution, "act": isAct, "share": isShare, "body": isBody, "land": isLand, "condition": isCondition, "stative": isStative, "proxy": isProxy, "account": isAccount, "tentative": isTentative, "secret": isSecret, "anaphor": isAnaphor, "vanishing": isVanishing, "undoing": isUndoing, "implying": isImplying,
}

// has reports whether the set holds a class of the other.
func (c class) has(other class) bool { return c&other != 0 }
