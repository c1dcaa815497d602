package backtest

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/barograph/barograph/cmd/barograph/internal/render"
)

// header names the columns of [Result.WriteCSV]; docs/backtest.md explains them.
var header = []string{
	"initiative", "day", "probability", "low", "high", "likelihood", "confidence", "resolution", "prior",
	"evidence", "origins", "news", "milestones", "change", "cause", "quote", "source",
}

// WriteCSV writes one row for each initiative and day (RFC 4180, UTF-8). The
// causes are the strongest of a move; other days have none.
func (r *Result) WriteCSV(out io.Writer) error {
	w := csv.NewWriter(out)
	if err := w.Write(header); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	for _, series := range r.Series {
		moves, marks := map[int]Move{}, map[int][]string{}
		for _, move := range series.Moves(len(series.Days)) {
			moves[move.Day] = move
		}
		for _, mark := range series.Marks() {
			marks[mark.Day] = append(marks[mark.Day], mark.Text)
		}
		for i := range series.Days {
			if err := w.Write(series.row(i, moves[i], marks[i])); err != nil {
				return fmt.Errorf("write CSV: %w", err)
			}
		}
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return fmt.Errorf("write CSV: %w", err)
	}
	return nil
}

func (s *Series) row(at int, move Move, marks []string) []string {
	day := s.Days[at]
	a := day.Assessment
	row := []string{
		s.Initiative.GetId(), day.Date.Format(time.DateOnly), fraction(a.GetProbability()), fraction(a.GetProbabilityLow()),
		fraction(a.GetProbabilityHigh()), render.Word(a.GetLikelihood()), render.Word(a.GetConfidence()),
		render.Word(a.GetQuestion().GetResolution()), fraction(a.GetPriorProbability()),
		strconv.FormatUint(uint64(a.GetGrounds().GetEvidence()), 10), strconv.FormatUint(uint64(a.GetGrounds().GetOrigins()), 10),
		strconv.Itoa(day.News), strings.Join(marks, "; "), fraction(day.Change.GetPointsChange() / 100), "", "", "",
	}
	if len(move.Causes) > 0 {
		told := s.told(move, move.Causes[0])
		copy(row[len(row)-3:], []string{formula(told.What), formula(told.Quote), formula(told.Source)})
	}
	return row
}

func fraction(v float64) string { return strconv.FormatFloat(v, 'f', 4, 64) }

// formula keeps a spreadsheet from taking words of an article for a formula.
func formula(text string) string {
	if text != "" && strings.ContainsRune("=+-@", rune(text[0])) {
		return "'" + text
	}
	return text
}
