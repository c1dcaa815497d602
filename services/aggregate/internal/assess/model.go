package assess

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"

	"go.yaml.in/yaml/v3"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/services/aggregate/internal/vocab"
)

//go:embed model.yaml
var defaultModel []byte

// Model holds the parameters of the assessment. The file model.yaml, which is
// embedded, states the meaning and the reason of each. Immutable after parsing.
type Model struct {
	// Version is part of every assessment; it changes with any number.
	Version string `yaml:"version"`

	Dimensions     Table[taggingv1.Dimension]                    `yaml:"dimensions"`
	Kappa          Milli                                         `yaml:"kappa"`
	Rungs          Keyed[taggingv1.MilestoneKind, Rung]          `yaml:"rungs"`
	KappaMilestone Milli                                         `yaml:"kappa_milestone"`
	Reached        Milli                                         `yaml:"reached"`
	Resolved       Milli                                         `yaml:"resolved"`
	Letters        Letters                                       `yaml:"letters"`
	Digits         []Milli                                       `yaml:"digits"`
	Factuality     Table[taggingv1.Factuality]                   `yaml:"factuality"`
	Hypothetical   Milli                                         `yaml:"hypothetical"`
	Sure           Milli                                         `yaml:"sure"`
	Background     Milli                                         `yaml:"background"`
	Speakers       Table[taggingv1.SpeakerClass]                 `yaml:"speakers"`
	Hops           []Milli                                       `yaml:"hops"`
	HalfLifeDays   HalfLives                                     `yaml:"half_life_days"`
	Roles          RoleWeights                                   `yaml:"roles"`
	NeverSupersede []string                                      `yaml:"never_supersede"`
	SupersedeRatio Milli                                         `yaml:"supersede_ratio"`
	SameTime       Milli                                         `yaml:"same_time"`
	OpenCondition  Milli                                         `yaml:"open_condition"`
	Breached       Milli                                         `yaml:"breached_condition"`
	Commitments    Keyed[taggingv1.CommitmentKind, Commitment]   `yaml:"commitments"`
	Statuses       Table[taggingv1.CommitmentStatus]             `yaml:"statuses"`
	Quantity       Quantity                                      `yaml:"quantity"`
	NoForces       []string                                      `yaml:"no_forces"`
	GroupOffer     Milli                                         `yaml:"group_commitment"`
	Similarity     Milli                                         `yaml:"similarity"`
	Cap            Milli                                         `yaml:"cap"`
	AgreementDays  int                                           `yaml:"agreement_days"`
	ConflictDays   int                                           `yaml:"contradiction_days"`
	QuantityRatio  Milli                                         `yaml:"quantity_ratio"`
	DisputingCues  []string                                      `yaml:"disputing_cues"`
	DisputeDays    int                                           `yaml:"dispute_days"`
	Conditions     Keyed[taggingv1.ConditionKind, ConditionRule] `yaml:"conditions"`
	Tau            Milli                                         `yaml:"tau"`
	HorizonDays    int                                           `yaml:"horizon_days"`
	Interval       Interval                                      `yaml:"interval"`
	Confidence     ConfidenceRules                               `yaml:"confidence"`
	TrendBand      Milli                                         `yaml:"trend_band"`
	Prior          Prior                                         `yaml:"prior"`

	file []byte // as it was read
}

// Rung is what evidence on a rung of the ladder can do.
type Rung struct {
	Limit     Milli                     `yaml:"limit"`
	Offset    Milli                     `yaml:"offset"`
	Dimension Name[taggingv1.Dimension] `yaml:"dimension"`
}

// Letters are the weights of source reliability.
type Letters struct {
	A Milli `yaml:"reliability_a"`
	B Milli `yaml:"reliability_b"`
	C Milli `yaml:"reliability_c"`
	D Milli `yaml:"reliability_d"`
	E Milli `yaml:"reliability_e"`
	F Milli `yaml:"reliability_f"`
}

// of is the weight of a letter; what is not configured is F.
func (l Letters) of(r articlev1.Reliability) Milli {
	switch r {
	case articlev1.Reliability_RELIABILITY_A:
		return l.A
	case articlev1.Reliability_RELIABILITY_B:
		return l.B
	case articlev1.Reliability_RELIABILITY_C:
		return l.C
	case articlev1.Reliability_RELIABILITY_D:
		return l.D
	case articlev1.Reliability_RELIABILITY_E:
		return l.E
	default:
		return l.F
	}
}

// HalfLives are the half-lives of the kinds of claims in days.
type HalfLives struct {
	Position   int `yaml:"position"`
	Commitment int `yaml:"commitment"`
	Milestone  int `yaml:"milestone"`
	Condition  int `yaml:"condition"`
	Dimension  int `yaml:"dimension_evidence"`
}

// longest bounds how slowly the cap of a day fades.
func (h HalfLives) longest() int {
	return max(h.Position, h.Commitment, h.Milestone, h.Condition, h.Dimension)
}

// RoleWeights scale a position by the actor's part in the initiative.
type RoleWeights struct {
	VetoPlayer Milli `yaml:"veto_player"`
	Host       Milli `yaml:"host"`
	Sponsor    Milli `yaml:"sponsor"`
	Sought     Milli `yaml:"sought"`
	Adversary  Milli `yaml:"adversary"`
	Faction    Milli `yaml:"faction"`
	None       Milli `yaml:"none"`
	Group      Milli `yaml:"group"`
}

// Commitment says where a kind of contribution counts.
type Commitment struct {
	Dimension Name[taggingv1.Dimension] `yaml:"dimension"`
	Reference int64                     `yaml:"reference"`
}

// Quantity shapes the growth of a commitment's weight.
type Quantity struct {
	Base Milli `yaml:"base"`
	Most Milli `yaml:"most"`
}

// ConditionRule says what meets a condition: exactly one of its fields is set
// (commitment_by with at_least, event with mode).
type ConditionRule struct {
	Rung         Name[taggingv1.MilestoneKind]    `yaml:"rung"`
	Supporters   []string                         `yaml:"supporters"`
	CommitmentBy string                           `yaml:"commitment_by"`
	AtLeast      Name[taggingv1.CommitmentStatus] `yaml:"at_least"`
	Event        Name[taggingv1.EventType]        `yaml:"event"`
	Mode         string                           `yaml:"mode"`
	HostSupports bool                             `yaml:"host_supports"`
}

// Interval holds the constants of the interval.
type Interval struct {
	Z                 Milli `yaml:"z"`
	Sigma             Milli `yaml:"sigma"`
	GStar             Milli `yaml:"g_star"`
	Contradiction     Milli `yaml:"contradiction"`
	ContradictionMost Milli `yaml:"contradiction_most"`
	AgePerDay         Milli `yaml:"age_per_day"`
	AgeMost           Milli `yaml:"age_most"`
	Unknown           Milli `yaml:"unknown"`
}

// ConfidenceRules are tried from high to moderate; what meets neither is low.
type ConfidenceRules struct {
	High     ConfidenceRule `yaml:"high"`
	Moderate ConfidenceRule `yaml:"moderate"`
}

// ConfidenceRule holds when there are at least Origins and Graded, and at most
// Contradictions, AgeDays and Unnamed (share).
type ConfidenceRule struct {
	Origins        uint32 `yaml:"origins"`
	Graded         uint32 `yaml:"graded"`
	Contradictions uint32 `yaml:"contradictions"`
	AgeDays        int32  `yaml:"age_days"`
	Unnamed        Milli  `yaml:"unnamed"`
}

// Prior is the base rate of definitions that state none.
type Prior struct {
	Probability Milli  `yaml:"probability"`
	Source      string `yaml:"source"`
}

// Name is an enumeration value that the file writes by its name.
type Name[E vocab.Enum] struct{ Value E }

// UnmarshalYAML reads a name of the vocabulary.
func (n *Name[E]) UnmarshalYAML(node *yaml.Node) (err error) {
	if n.Value, err = vocab.Parse[E](node.Value); err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	return nil
}

// Keyed maps names of the vocabulary to values.
type Keyed[E vocab.Enum, V any] map[E]V

// Table maps names of the vocabulary to numbers.
type Table[E vocab.Enum] = Keyed[E, Milli]

// UnmarshalYAML reads a mapping and refuses unknown names and unknown fields.
func (k *Keyed[E, V]) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind != yaml.MappingNode {
		return fmt.Errorf("line %d: want a mapping", node.Line)
	}
	result := make(Keyed[E, V], len(node.Content)/2)
	var problems []error
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, err := vocab.Parse[E](node.Content[i].Value)
		if err != nil {
			problems = append(problems, fmt.Errorf("line %d: %w", node.Content[i].Line, err))
			continue
		}
		var value V
		if err := strict(node.Content[i+1], &value); err != nil {
			problems = append(problems, err)
		}
		result[key] = value
	}
	*k = result
	return errors.Join(problems...)
}

// strict decodes a node and refuses unknown fields, which [yaml.Node.Decode] would not.
func strict(node *yaml.Node, into any) error {
	data, err := yaml.Marshal(node)
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(data))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	return nil
}

// DefaultModel is the embedded model. It fails only if the binary was built
// with a broken file, which the tests rule out.
func DefaultModel() (*Model, error) { return ParseModel(bytes.NewReader(defaultModel)) }

// MaxModelBytes is the largest model file, as in CompareModelsRequest.
const MaxModelBytes = 256 << 10

// ParseModel reads a model file and validates it. The error names every wrong
// field. Unknown fields and numbers with more than three decimals are errors.
func ParseModel(r io.Reader) (*Model, error) {
	file, err := io.ReadAll(io.LimitReader(r, MaxModelBytes+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("read model: %w", err)
	case len(file) > MaxModelBytes:
		return nil, fmt.Errorf("read model: the file is larger than %d KiB", MaxModelBytes>>10)
	}
	decoder := yaml.NewDecoder(bytes.NewReader(file))
	decoder.KnownFields(true)
	m := Model{file: file}
	if err := decoder.Decode(&m); errors.Is(err, io.EOF) {
		return nil, errors.New("parse model: the file is empty")
	} else if err != nil {
		return nil, fmt.Errorf("parse model: %w", err)
	}
	if !errors.Is(decoder.Decode(new(yaml.Node)), io.EOF) {
		return nil, errors.New("parse model: there is something behind its one document")
	}
	if err := m.validate(); err != nil {
		return nil, fmt.Errorf("validate model: %w", err)
	}
	return &m, nil
}
