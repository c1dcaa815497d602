package catalog

import (
	"errors"
	"regexp"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/timestamppb"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// places remembers where the value of a field of the proto stands in the file,
// by the field's path, so that a violated rule of the proto can be shown there.
type places map[string]place

// find gives the place of a path; where the file has none, that of the nearest
// value that contains it, with the rest of the path in its name.
func (p places) find(path string) place {
	for end := len(path); ; end = max(strings.LastIndexAny(path[:end], ".["), 0) {
		at, ok := p[path[:end]]
		if !ok {
			continue
		}
		if rest := path[end:]; end == 0 && rest != "" {
			at.path += "." + rest
		} else {
			at.path += rest
		}
		return at
	}
}

// initiative reads one definition and tells where its id stands.
func (d *decoder) initiative(at place) (*initiativev1.Initiative, place) {
	out := &initiativev1.Initiative{}
	where := places{"": at}
	text := func(field string, to *string) func(place) {
		return func(at place) { where[field] = at; *to = d.text(at) }
	}
	before := len(d.errs)
	ok := d.mapping(at, map[string]func(place){
		"id":    text("id", &out.Id),
		"name":  text("name", &out.Name),
		"about": text("about", &out.About),
		"class": text("class", &out.Class),
		"aliases": func(at place) {
			d.list(at, func(at place) { out.Aliases = append(out.Aliases, d.alias(at)) })
			where["aliases"] = at
		},
		"places":   func(at place) { out.Places = d.texts(at); where["places"] = at },
		"roles":    func(at place) { out.Roles = d.roles(at); where["roles"] = at },
		"seeks":    func(at place) { out.Seeks = d.seeks(at); where["seeks"] = at },
		"question": func(at place) { out.Question = d.question(at); where["question"] = at },
		"alert": func(at place) {
			where["alert"] = at
			out.Alert = d.alert(at, func(field string, at place) { where["alert."+field] = at })
		},
		"prior": func(at place) {
			where["prior"], where["prior.probability"] = at, at
			out.Prior = &initiativev1.Prior{}
			d.mapping(at, map[string]func(place){
				"probability": func(at place) { where["prior.probability"] = at; out.Prior.Probability = d.number(at) },
				"source":      text("prior.source", &out.Prior.Source),
			})
		},
	})
	if ok && len(d.errs) == before {
		d.rules(out, where)
	}
	return out, where.find("id")
}

// rules checks the definition against the rules that stand in the proto.
func (d *decoder) rules(initiative *initiativev1.Initiative, where places) {
	err := protovalidate.Validate(initiative)
	var violations *protovalidate.ValidationError
	switch {
	case err == nil:
	case !errors.As(err, &violations):
		d.fail(where[""], "check the definition: %v", err)
	default:
		for _, v := range violations.Violations {
			d.fail(where.find(protovalidate.FieldPathString(v.Proto.GetField())), "%s", v.Proto.GetMessage())
		}
	}
}

func (d *decoder) texts(at place) []string {
	var out []string
	d.list(at, func(at place) { out = append(out, d.text(at)) })
	return out
}

func (d *decoder) alias(at place) *initiativev1.Alias {
	out := &initiativev1.Alias{}
	if at.node.Kind == yaml.ScalarNode {
		out.Text = at.node.Value
		return out
	}
	d.mapping(at, map[string]func(place){
		"text": func(at place) { out.Text = d.text(at) },
		"near": func(at place) { out.Near = d.texts(at) },
	})
	return out
}

// actorID is the form of canonical ids: ISO 3166-1 alpha-3, usual capitals of
// a body, or either with a faction behind a colon.
var actorID = regexp.MustCompile(`^[A-Z][A-Z0-9_]*(:[A-Z][A-Z0-9_]*)?$`)

func (d *decoder) roles(at place) *initiativev1.Roles {
	out := &initiativev1.Roles{}
	actors := func(to *[]string) func(place) {
		return func(at place) {
			d.list(at, func(at place) {
				actor := d.text(at)
				if !actorID.MatchString(actor) {
					d.fail(at, "%q is not an actor's id; expected capitals, for example USA, UNSC or USA:CONGRESS", actor)
				}
				*to = append(*to, actor)
			})
		}
	}
	d.mapping(at, map[string]func(place){
		"sponsors":     actors(&out.Sponsors),
		"host":         actors(&out.Hosts),
		"adversaries":  actors(&out.Adversaries),
		"veto_players": actors(&out.VetoPlayers),
		"sought":       actors(&out.Sought),
	})
	if proto.Size(out) == 0 {
		return nil // `roles: {}` says no more than none
	}
	return out
}

func (d *decoder) question(at place) *initiativev1.Question {
	out := &initiativev1.Question{}
	d.mapping(at, map[string]func(place){
		"milestone": func(at place) {
			name := d.text(at)
			number, known := milestones.number(name)
			if !known {
				d.fail(at, "%q is not a milestone; expected one of %s", name, milestones)
			}
			out.Milestone = taggingv1.MilestoneKind(number)
		},
		"start": func(at place) { out.StartTime = d.time(at, 0) },
		"by":    func(at place) { out.Deadline = d.time(at, 1) },
	})
	if start, end := out.GetStartTime(), out.GetDeadline(); start != nil && end != nil && !start.AsTime().Before(end.AsTime()) {
		d.fail(at, "start lies behind by")
	}
	if proto.Size(out) == 0 {
		return nil // `question: {}` says no more than none
	}
	return out
}

func (d *decoder) alert(at place, note func(field string, at place)) *initiativev1.Alert {
	out := &initiativev1.Alert{}
	d.mapping(at, map[string]func(place){
		"threshold":  func(at place) { note("threshold", at); out.Threshold = d.number(at) },
		"hysteresis": func(at place) { note("hysteresis", at); out.Hysteresis = proto.Float64(d.number(at)) },
	})
	if proto.Size(out) == 0 {
		return nil // `alert: {}` says no more than none
	}
	return out
}

// time reads an RFC 3339 time as it is, and a day as its start plus days.
func (d *decoder) time(at place, days int) *timestamppb.Timestamp {
	text := d.text(at)
	t, err := time.Parse(time.DateOnly, text)
	if err == nil {
		t = t.AddDate(0, 0, days)
	} else if t, err = time.Parse(time.RFC3339, text); err != nil {
		d.fail(at, "%q is neither a day (2026-06-30) nor a time (2026-06-30T12:00:00Z)", text)
		return nil
	}
	out := timestamppb.New(t)
	if err := out.CheckValid(); err != nil {
		d.fail(at, "%q is out of range", text)
		return nil
	}
	return out
}
