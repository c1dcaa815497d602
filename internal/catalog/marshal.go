package catalog

import (
	"bytes"
	"fmt"
	"strconv"
	"time"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/types/known/timestamppb"

	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
)

// Marshal writes a catalogue as YAML that [Parse] reads back to equal
// definitions. What a file does not state (create_time, update_time, etag) is
// left out. It returns an error for a value that a file cannot hold.
func Marshal(initiatives []*initiativev1.Initiative) ([]byte, error) {
	list := &yaml.Node{Kind: yaml.SequenceNode}
	for _, initiative := range initiatives {
		node, err := encode(initiative)
		if err != nil {
			return nil, fmt.Errorf("write initiative %s: %w", initiative.GetId(), err)
		}
		list.Content = append(list.Content, node)
	}
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(mapping(0, field{topKey, list})); err != nil {
		return nil, fmt.Errorf("write catalogue: %w", err)
	}
	if err := enc.Close(); err != nil {
		return nil, fmt.Errorf("write catalogue: %w", err)
	}
	return out.Bytes(), nil
}

func encode(in *initiativev1.Initiative) (*yaml.Node, error) {
	aliases := &yaml.Node{Kind: yaml.SequenceNode}
	for _, alias := range in.GetAliases() {
		node := text(alias.GetText())
		if len(alias.GetNear()) > 0 {
			node = mapping(yaml.FlowStyle, field{"text", node}, field{"near", texts(alias.GetNear())})
		}
		aliases.Content = append(aliases.Content, node)
	}
	roles := in.GetRoles()
	seeks, err := encodeSeeks(in.GetSeeks())
	if err != nil {
		return nil, err
	}
	question := in.GetQuestion()
	prior := mapping(yaml.FlowStyle)
	if in.GetPrior() != nil {
		prior = mapping(yaml.FlowStyle,
			field{"probability", number(in.GetPrior().GetProbability())}, field{"source", text(in.GetPrior().GetSource())})
	}
	return mapping(0,
		field{"id", text(in.GetId())},
		field{"name", text(in.GetName())},
		field{"about", text(in.GetAbout())},
		field{"class", text(in.GetClass())},
		field{"aliases", aliases},
		field{"places", texts(in.GetPlaces())},
		field{"roles", mapping(yaml.FlowStyle,
			field{"sponsors", texts(roles.GetSponsors())},
			field{"host", texts(roles.GetHosts())},
			field{"adversaries", texts(roles.GetAdversaries())},
			field{"veto_players", texts(roles.GetVetoPlayers())},
			field{"sought", texts(roles.GetSought())})},
		field{"seeks", seeks},
		field{"question", mapping(yaml.FlowStyle,
			field{"milestone", text(milestones.name(question.GetMilestone().Number()))},
			field{"start", moment(question.GetStartTime(), 0)},
			field{"by", moment(question.GetDeadline(), 1)})},
		field{"prior", prior},
		field{"alert", encodeAlert(in.GetAlert())},
	), nil
}

func encodeAlert(alert *initiativev1.Alert) *yaml.Node {
	var fields []field
	if alert.GetThreshold() != 0 {
		fields = append(fields, field{"threshold", number(alert.GetThreshold())})
	}
	if alert != nil && alert.Hysteresis != nil {
		fields = append(fields, field{"hysteresis", number(alert.GetHysteresis())})
	}
	return mapping(yaml.FlowStyle, fields...)
}

// encodeSeeks groups the amounts by kind; a bare number stands for the kind's
// own unit, and a kind with several amounts is a list.
func encodeSeeks(seeks []*initiativev1.Sought) (*yaml.Node, error) {
	out := mapping(yaml.FlowStyle)
	lists := map[string]*yaml.Node{}
	for _, sought := range seeks {
		kind := commitments.name(sought.GetKind().Number())
		if kind == "" {
			return nil, fmt.Errorf("unknown commitment kind %d", sought.GetKind())
		}
		amount := number(sought.GetQuantity())
		if sought.GetUnit() != unitOf(sought.GetKind()) {
			amount = mapping(yaml.FlowStyle, field{"quantity", amount}, field{"unit", text(sought.GetUnit())})
		}
		if lists[kind] == nil {
			lists[kind] = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
			out.Content = append(out.Content, text(kind), lists[kind])
		}
		lists[kind].Content = append(lists[kind].Content, amount)
	}
	for i := 1; i < len(out.Content); i += 2 {
		if list := out.Content[i]; len(list.Content) == 1 {
			out.Content[i] = list.Content[0]
		}
	}
	return out, nil
}

// field is a key of a mapping with its value.
type field struct {
	key   string
	value *yaml.Node
}

// mapping makes a mapping; empty values are left out.
func mapping(style yaml.Style, fields ...field) *yaml.Node {
	out := &yaml.Node{Kind: yaml.MappingNode, Style: style}
	for _, f := range fields {
		if f.value.Value != "" || len(f.value.Content) > 0 || f.key == topKey {
			out.Content = append(out.Content, text(f.key), f.value)
		}
	}
	return out
}

func text(s string) *yaml.Node {
	out := &yaml.Node{}
	out.SetString(s)
	return out
}

func texts(list []string) *yaml.Node {
	out := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, s := range list {
		out.Content = append(out.Content, text(s))
	}
	return out
}

func number(v float64) *yaml.Node {
	form := byte('f')
	if v >= 1e15 || v > 0 && v < 1e-6 {
		form = 'g'
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: strconv.FormatFloat(v, form, -1, 64)}
}

// moment writes midnight as a day, days earlier, and any other time in full.
func moment(t *timestamppb.Timestamp, days int) *yaml.Node {
	if t == nil {
		return text("")
	}
	at := t.AsTime()
	if at.Equal(at.Truncate(24 * time.Hour)) {
		return &yaml.Node{Kind: yaml.ScalarNode, Value: at.AddDate(0, 0, -days).Format(time.DateOnly)}
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Value: at.Format(time.RFC3339Nano)}
}
