package render

import (
	"strings"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// judged shows the judgements of people that are in force: beside the number,
// and never part of it.
func (p *page) judged(all []*assessmentv1.Judgement) {
	for i, j := range all {
		lead := "  Judged      "
		if i > 0 {
			lead = strings.Repeat(" ", terminal.Width(lead))
		}
		p.wrapped(lead, judgement(j)+" until "+lastDay(j.GetExpireTime())+" (the number was "+percent(j.GetAssessedProbability())+
			" then): "+terminal.Clean(j.GetRationale()))
	}
}

// judgement is who judges what: "ann: 70%, likely".
func judgement(j *assessmentv1.Judgement) string {
	text := author(j) + ": "
	if j.Probability != nil {
		text += percent(j.GetProbability()) + ", "
	}
	return text + word(j.GetLikelihood())
}

// Judgements lists judgements with what became of them.
func Judgements(style terminal.Style, all []*assessmentv1.Judgement) string {
	p := &page{Style: style}
	if len(all) == 0 {
		p.line("Nobody has judged it: `barograph judge` records a judgement.")
	}
	t := table{widths: []int{-3, 36, 17, 10, 0}}
	for i, j := range all {
		if i == 0 {
			p.line("%s", p.Bold(t.row("NO", "JUDGEMENT", "RECORDED", "UNTIL", "STATE")))
		}
		state := word(j.GetState())
		if j.GetEndTime() != nil {
			state += " " + day(j.GetEndTime())
		}
		p.line("%s", t.row(number(float64(j.GetNumber())), judgement(j), moment(j.GetJudgeTime()), lastDay(j.GetExpireTime()), state))
		p.wrapped("     ", terminal.Clean(j.GetRationale()))
		p.line("%s", p.Dim("     the number was "+percent(j.GetAssessedProbability())+" then, revision "+number(float64(j.GetAssessedRevision()))))
		if reason := terminal.Clean(j.GetWithdrawReason()); reason != "" {
			p.wrapped("     withdrawn: ", reason)
		}
	}
	return p.String()
}

// Rulings lists what operators decided.
func Rulings(style terminal.Style, all []*assessmentv1.Ruling) string {
	p := &page{Style: style}
	if len(all) == 0 {
		p.line("No operator has decided anything: evidence and deadline do.")
	}
	t := table{widths: []int{-3, 44, 10, 17, 0}}
	for i, r := range all {
		if i == 0 {
			p.line("%s", p.Bold(t.row("NO", "RULING", "FROM", "DECIDED", "BY")))
		}
		p.line("%s", t.row(number(float64(r.GetRevision())), Ruling(r), day(r.GetEffectiveTime()), moment(r.GetRuleTime()), author(r)))
		p.wrapped("     ", terminal.Clean(r.GetReason()))
	}
	return p.String()
}

// Ruling is what was decided, in a few words.
func Ruling(r *assessmentv1.Ruling) string {
	c := r.GetCondition()
	if c == nil {
		answer := strings.ToUpper(word(r.GetResolution()))
		if r.GetResolution() == assessmentv1.Resolution_RESOLUTION_OPEN {
			answer = "left to evidence and deadline"
		}
		return word(r.GetMilestone()) + " by " + lastDay(r.GetDeadline()) + ": " + answer
	}
	who := terminal.Clean(c.GetActor())
	if who == "" {
		who = "everybody"
	}
	state := word(c.GetState())
	if c.GetState() == taggingv1.ConditionState_CONDITION_STATE_UNSPECIFIED {
		state = "left to the evidence"
	}
	return who + ", " + word(c.GetKind()) + ": " + state
}

// ruledBy is who decided it, and why.
func ruledBy(r *assessmentv1.RuledBy) string {
	return terminal.Clean(r.GetAuthor()) + " decided on " + day(r.GetRuleTime()) + ", from " + day(r.GetEffectiveTime()) + ": " + terminal.Clean(r.GetReason())
}

// authored is what people say.
type authored interface {
	GetAuthor() string
	GetRecordedBy() string
}

// author is who said it, and who he was to the service if that is another name.
func author(a authored) string {
	text := terminal.Clean(a.GetAuthor())
	if by := a.GetRecordedBy(); by != "" && by != a.GetAuthor() {
		text += " (recorded by " + terminal.Clean(by) + ")"
	}
	return text
}
