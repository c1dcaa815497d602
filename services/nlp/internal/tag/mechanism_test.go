package tag_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

func short(s fmt.Stringer) string {
	name := s.String()
	for _, prefix := range []string{"STANCE_", "COMMITMENT_KIND_", "COMMITMENT_STATUS_", "CONDITION_KIND_", "MILESTONE_KIND_", "MILESTONE_STATE_", "DIMENSION_", "IMPACT_"} {
		name = strings.TrimPrefix(name, prefix)
	}
	return strings.ToLower(name)
}

// positions writes "NOR supports if ceasefire; PRT rejects".
func positions(in *taggingv1.InitiativeTag) string {
	var out []string
	for _, p := range in.GetPositions() {
		s := p.GetActor() + " " + short(p.GetStance())
		for _, c := range p.GetConditions() {
			s += " if " + short(c.GetKind())
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func commitments(in *taggingv1.InitiativeTag) string {
	var out []string
	for _, c := range in.GetCommitments() {
		s := c.GetActor() + " " + short(c.GetKind()) + " " + short(c.GetStatus())
		if c.Min != nil {
			s += fmt.Sprintf(" %g-%g %s", c.GetMin(), c.GetMax(), c.GetUnit())
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func milestones(in *taggingv1.InitiativeTag) string {
	var out []string
	for _, m := range in.GetMilestones() {
		out = append(out, strings.TrimSpace(short(m.GetMilestone())+" "+short(m.GetState())+" "+m.GetDate()))
	}
	return strings.Join(out, "; ")
}

func dimensions(in *taggingv1.InitiativeTag) string {
	var out []string
	for _, d := range in.GetDimensions() {
		out = append(out, short(d.GetDimension())+" "+short(d.GetImpact()))
	}
	sort.Strings(out)
	return strings.Join(out, "; ")
}

// lead makes the article about the invented mission, and long enough to be
// recognised as English, and says nothing else.
const lead = "The Harbour Observation Mission for Malta was on the agenda of the day. It had been there before, and there was more of it than of the weather. "

func TestPositions(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, positions, []sentence{
		{"active", "Norway backs the mission.", "NOR supports"},
		{"enumeration", "Norway, Portugal and Kenya back the mission.", "KEN supports; NOR supports; PRT supports"},
		{"passive", "The mission was endorsed by Portugal.", "PRT supports"},
		{"negated support", "Portugal does not support the mission.", "PRT rejects"},
		{"rejection", "Portugal rejects the mission.", "PRT rejects"},
		{"hedged rejection", "Portugal could reject the mission.", "PRT skeptical"},
		{"third party", "Portugal condemned Russia.", ""},
		{"question is no position", "Will Portugal reject the mission?", ""},
		{"supposition is no position", "If Portugal rejects the mission, it is over.", ""},
		{"behind a verb of saying", "Norway said that Portugal opposes the mission.", "PRT rejects"},
		{"pronoun", "Portugal sent its foreign minister to the talks. It opposes the mission.", "PRT rejects"},
		{"we in a quotation", "“We support the mission,” Norway’s foreign minister said.", "NOR supports"},
		{"capital speaks", "Lisbon has ruled out any role in the mission.", "PRT rejects"},
		{"noun with its actor behind", "There was skepticism from Portugal about the mission.", "PRT skeptical"},
		{"people are not their government", "Norwegians oppose the mission.", "NOR:PUBLIC rejects"},
		{"condition", "Norway would join the mission only if the parliament in Oslo approves.", "NOR open if parliament"},
		{"condition in a provided that", "Norway is ready to join the mission, provided that a ceasefire holds.", "NOR supports if ceasefire"},
	})
}

func TestCommitments(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, commitments, []sentence{
		{"pledge with figure", "Norway pledged 300 soldiers to the mission.", "NOR troops pledged 300-300 personnel"},
		{"bound", "Norway offered up to 300 soldiers for the mission.", "NOR troops offered 300-300 personnel"},
		{"refusal", "Portugal will not send troops to the mission.", "PRT troops declined"},
		{"money", "Norway has promised €40 million for the mission.", "NOR money pledged 4e+07-4e+07 EUR"},
		{"tense gives the status", "Norway will send 200 soldiers to the mission.", "NOR troops pledged 200-200 personnel"},
		{"verb left out in the second half", "Norway offered 300 soldiers, and Portugal 50 police officers, for the mission.", "NOR troops offered 300-300 personnel; PRT police offered 50-50 personnel"},
		{"training is not policing", "Portugal is ready to train Maltese police.", "PRT trainers offered"},
		{"later figure supersedes", "Norway pledged 300 soldiers to the mission. Norway pledged 100 soldiers to the mission.", "NOR troops pledged 100-100 personnel"},
		{"presence is no commitment", "A Portuguese delegation attended the meeting about the mission.", ""},
		{"withdrawal", "Norway withdrew its troops from the mission.", "NOR troops withdrawn"},
	})
}

func TestMilestones(t *testing.T) {
	tg := tagger(t, invented)
	check(t, tg, milestones, []sentence{
		{"adopted on a day", "On 4 March 2026 the Security Council adopted a resolution on the mission.", "mandated reached 2026-03-04"},
		{"a committee prepares", "The defence committee of the Norwegian parliament on Tuesday approved the mandate of the mission.", "mandated pending 2026-03-10"},
		{"by the sponsor's parliament", "Italy's parliament adopted a resolution on the mission.", "mandated reached"},
		{"awaited", "The mission still awaits a mandate.", "mandated pending"},
		{"vetoed", "Russia vetoed the resolution on the mission.", "mandated failed"},
		{"announced is not reached", "A commander of the mission will be named.", "commanded pending"},
		{"supposed is not reached", "If the Security Council adopted a resolution, the mission could sail.", ""},
	})
}

func TestDimensions(t *testing.T) {
	tg := tagger(t, invented)
	tests := []struct{ name, text, want string }{
		{"raises", "The mandate of the mission is legally binding.", "legal_mandate helps"},
		{"lowers", "The mission is unfunded.", "funding hurts"},
		{"negation turns round", "The mission was not ratified.", "legal_mandate hurts"},
		{"not only is no negation", "The mission is not only unfunded.", "funding hurts"},
		{"both sides", "The mission is unfunded. A trust fund for the mission opened.", "funding mixed"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			r := tg.Tag(article("", lead+tc.text))
			if got := dimensions(of(r, "malta-watch")); got != tc.want {
				t.Errorf("got  %q\nwant %q", got, tc.want)
			}
		})
	}
}

func TestClaimParts(t *testing.T) {
	tg := tagger(t, invented)
	find := func(t *testing.T, text, actor string) *taggingv1.Claim {
		t.Helper()
		for _, c := range tg.Tag(article("", lead+text)).GetClaims() {
			if c.GetPosition() != nil && c.GetActor() == actor {
				return c
			}
		}
		t.Fatalf("no position of %s in %q", actor, text)
		return nil
	}
	t.Run("direct speech of a named official", func(t *testing.T) {
		c := find(t, "“We support the mission,” Norwegian Foreign Minister Espen Barth Eide said.", "NOR")
		if c.GetAttribution().GetForm() != taggingv1.AttributionForm_ATTRIBUTION_FORM_DIRECT || c.GetAttribution().GetSpeakerClass() != taggingv1.SpeakerClass_SPEAKER_CLASS_NAMED_OFFICIAL {
			t.Errorf("attribution %v", c.GetAttribution())
		}
	})
	t.Run("unnamed official", func(t *testing.T) {
		c := find(t, "Norway supports the mission, a senior diplomat said on condition of anonymity.", "NOR")
		if c.GetAttribution().GetSpeakerClass() != taggingv1.SpeakerClass_SPEAKER_CLASS_UNNAMED_OFFICIAL {
			t.Errorf("attribution %v", c.GetAttribution())
		}
	})
	t.Run("modality", func(t *testing.T) {
		if c := find(t, "Norway might support the mission.", "NOR"); c.GetFactuality() != taggingv1.Factuality_FACTUALITY_POSSIBLE {
			t.Errorf("factuality %v", c.GetFactuality())
		}
	})
	t.Run("event time from the text", func(t *testing.T) {
		if c := find(t, "Norway backed the mission on 2 March 2026.", "NOR"); c.GetEventTime().GetDate() != "2026-03-02" || c.GetEventTime().GetBasis() != taggingv1.DateBasis_DATE_BASIS_TEXT {
			t.Errorf("event time %v", c.GetEventTime())
		}
	})
	t.Run("event time from publication", func(t *testing.T) {
		if c := find(t, "Norway backs the mission.", "NOR"); c.GetEventTime().GetDate() != "2026-03-10" || c.GetEventTime().GetBasis() != taggingv1.DateBasis_DATE_BASIS_PUBLICATION {
			t.Errorf("event time %v", c.GetEventTime())
		}
	})
	t.Run("announced support is agreement", func(t *testing.T) {
		c := find(t, "Norway will support the mission.", "NOR")
		if e := c.GetEvent(); e.GetType() != taggingv1.EventType_EVENT_TYPE_AGREE || !e.GetFuture() {
			t.Errorf("event %v", e)
		}
	})
	t.Run("old news is background", func(t *testing.T) {
		if c := find(t, "In 2019 Norway backed the mission.", "NOR"); !c.GetBackground() {
			t.Error("not background")
		}
	})
}
