package render

import (
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// Initiatives is a table of definitions.
func Initiatives(style terminal.Style, all []*initiativev1.Initiative) string {
	p := &page{Style: style}
	if len(all) == 0 {
		p.line("No initiatives are defined: define some with `barograph initiatives apply -f FILE`.")
		return p.String()
	}
	t := table{widths: []int{22, -5, 24, 5, 0}}
	p.line("%s", p.Bold(t.row("INITIATIVE", "PRIOR", "QUESTION", "ETAG", "NAME")))
	for _, i := range all {
		prior := none
		if i.GetPrior() != nil {
			prior = percent(i.GetPrior().GetProbability())
		}
		p.line("%s", t.row(terminal.Clean(i.GetId()), prior, asked(i.GetQuestion()), terminal.Clean(i.GetEtag()), terminal.Clean(i.GetName())))
	}
	return p.String()
}

func asked(q *initiativev1.Question) string {
	target := q.GetMilestone()
	if target == taggingv1.MilestoneKind_MILESTONE_KIND_UNSPECIFIED {
		target = taggingv1.MilestoneKind_MILESTONE_KIND_DEPLOYED
	}
	if q.GetDeadline() == nil {
		return word(target) + ", rolling"
	}
	return word(target) + " by " + lastDay(q.GetDeadline())
}

// Article is a stored article with its text, and its retraction if it was
// retracted (else nil).
func Article(style terminal.Style, a *articlev1.Article, retraction *articlev1.Retraction) string {
	p := &page{Style: style}
	field := func(name, value string) {
		if value != "" {
			p.wrapped(terminal.Left(name, 12), value)
		}
	}
	field("article", a.GetId())
	field("revision", strconv.FormatUint(uint64(a.GetRevision()), 10))
	if retraction != nil {
		field("retracted", moment(retraction.GetKnownTime())+": "+terminal.Clean(retraction.GetReason()))
	}
	field("title", terminal.Clean(a.GetTitle()))
	field("byline", terminal.Clean(a.GetByline()))
	field("source", terminal.Clean(a.GetSource().GetName())+", reliability "+strings.ToUpper(word(a.GetSource().GetReliability())))
	field("url", terminal.Clean(a.GetUrl()))
	field("external id", terminal.Clean(a.GetExternalId()))
	field("origin", terminal.Clean(a.GetOrigin()))
	field("feed", terminal.Clean(a.GetFeed()))
	field("language", languages(a))
	field("published", found(a.GetPublishedTime(), a.GetPublishedBasis(), a.GetPublishedDayOnly()))
	field("updated", found(a.GetUpdatedTime(), a.GetUpdatedBasis(), false))
	field("retrieved", found(a.GetRetrievedTime(), articlev1.TimeBasis_TIME_BASIS_UNSPECIFIED, false))
	field("known", moment(a.GetKnownTime()))
	p.line("")
	p.line("%s", terminal.CleanLines(a.GetText()))
	return p.String()
}

// languages is the language that an article declares and the one that was found.
func languages(a *articlev1.Article) string {
	declared, detected := terminal.Clean(a.GetLanguage()), terminal.Clean(a.GetDetectedLanguage())
	switch {
	case declared == "" && detected == "":
		return ""
	case declared == "":
		return detected + " (detected)"
	case detected == "" || declared == detected:
		return declared
	}
	return declared + " (declared), " + detected + " (detected)"
}

// found is a time of an article with how it was found, empty where there is none.
func found(t *timestamppb.Timestamp, basis articlev1.TimeBasis, dayOnly bool) string {
	if t == nil {
		return ""
	}
	out := moment(t)
	if dayOnly {
		out = t.AsTime().Format(time.DateOnly)
	}
	switch basis {
	case articlev1.TimeBasis_TIME_BASIS_UNSPECIFIED, articlev1.TimeBasis_TIME_BASIS_SUBMITTED:
		return out
	}
	return out + " (from " + strings.ReplaceAll(word(basis), "_", " ") + ")"
}
