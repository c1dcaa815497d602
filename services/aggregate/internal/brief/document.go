package brief

import (
	"time"

	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// Document is a brief before it has a format: sections of statements, and the
// passages that they rest on. Its texts are as the sources have them; whatever
// writes a document makes them harmless for its format.
type Document struct {
	// ID and Name of the initiative.
	ID, Name string
	// AsOf is the last day that the assessment takes into account.
	AsOf time.Time
	// Question, for example "Will a first contingent be deployed by 30 September 2026?".
	Question string
	// Verdict is "82%", or "reached", "not reached", "void" once the question is answered.
	Verdict string
	// Term is the term of ICD 203; empty once the question is answered.
	Term string
	// Confidence is low, moderate or high.
	Confidence string
	// Trend of the last seven days; unset once the question is answered.
	Trend Trend
	// Model is the version of the model.
	Model string
	// Probability with its interval.
	Now *assessmentv1.TimelinePoint
	// History is what the curve shows, oldest first; fewer than two points show none.
	History History
	// Coverage of the interval, for example "80%".
	Coverage string
	// Lead is the judgement and its reasons, in paragraphs.
	Lead [][]Statement
	// Sections in order.
	Sections []Section
	// Articles that were cited, in the order of their first mention.
	Articles []Article
}

// Trend of the probability with its sign as an arrow and in a word.
type Trend struct{ Arrow, Word string }

// History is a series of probabilities.
type History struct {
	// Points, one for each day, oldest first.
	Points []*assessmentv1.TimelinePoint
	// Published says that these numbers were published on their days; else they
	// are what today's evidence gives for them.
	Published bool
}

// Section has a heading and blocks; one of level 2 may only head those of
// level 3 below it.
type Section struct {
	// ID is the same in every brief, for links.
	ID string
	// Title of the section.
	Title string
	// Level 2 or 3.
	Level int
	// Blocks in order.
	Blocks []Block
}

// Block is one of a paragraph, a list or a table.
type Block struct {
	Paragraph []Statement
	List      []Statement
	Table     *Table
}

// Table has columns and rows of as many cells. The statement of a row is its
// cells read from left to right.
type Table struct {
	Columns []string
	Rows    []Row
}

// Row of a table; Kind says what it rests on.
type Row struct {
	Kind  Kind
	Cells [][]Part
}

// Kind says what a statement rests on.
type Kind int

const (
	// Fact is said by evidence and cites it.
	Fact Kind = iota
	// Figure is computed by the model or counted; it says nothing about the world.
	Figure
	// Gap says what is not there.
	Gap
	// Ruling is the word of an operator, who is named.
	Ruling
)

// Statement is one sentence, or one item of a list.
type Statement struct {
	Kind  Kind
	Parts []Part
}

// PartKind is how a part of a statement reads.
type PartKind int

const (
	// Plain text.
	Plain PartKind = iota
	// Strong text.
	Strong
	// Quote is the words of a source.
	Quote
	// Points is a signed figure in percentage points, for example "+2.9".
	Points
	// Mark is the number of a passage, for example "2.1".
	Mark
)

// Part of a statement.
type Part struct {
	Kind PartKind
	Text string
}

// Article that was cited, with its passages.
type Article struct {
	// Number, from 1.
	Number int
	// Title, Source and URL; empty where unknown.
	Title, Source, URL string
	// Reliability is the letter of the source, A to F.
	Reliability string
	// Published is the day; empty where unknown.
	Published string
	// Passages in the order of their first mention.
	Passages []Passage
}

// Passage that was cited.
type Passage struct {
	// Mark, for example "2.1".
	Mark string
	// Grade is the Admiralty grade, for example "B2".
	Grade string
	// Speaker is the kind of an unnamed speaker; empty for the others.
	Speaker string
	// Quote in full.
	Quote string
	// ClaimIDs that were cited, in the order of their first mention.
	ClaimIDs []string
}

// shortIDs are the beginnings of the ids, as long as commands show and take them.
func (p Passage) shortIDs() []string {
	ids := make([]string, 0, len(p.ClaimIDs))
	for _, id := range p.ClaimIDs {
		ids = append(ids, id[:min(len(id), 8)])
	}
	return ids
}
