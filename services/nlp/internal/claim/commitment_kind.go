package claim

import taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"

var (
	kinds = map[string]taggingv1.CommitmentKind{
		"troops": taggingv1.CommitmentKind_COMMITMENT_KIND_TROOPS, "police": taggingv1.CommitmentKind_COMMITMENT_KIND_POLICE,
		"trainers": taggingv1.CommitmentKind_COMMITMENT_KIND_TRAINERS, "money": taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY,
		"equipment": taggingv1.CommitmentKind_COMMITMENT_KIND_EQUIPMENT, "basing": taggingv1.CommitmentKind_COMMITMENT_KIND_BASING,
		"airlift": taggingv1.CommitmentKind_COMMITMENT_KIND_AIRLIFT, "logistics": taggingv1.CommitmentKind_COMMITMENT_KIND_LOGISTICS,
		"command": taggingv1.CommitmentKind_COMMITMENT_KIND_COMMAND, "political": taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL,
	}
	statuses = map[string]taggingv1.CommitmentStatus{
		"mooted": mooted, "interested": interested, "offered": offered, "pledged": pledged, "committed": committed,
		"prepared": prepared, "deployed": deployed, "withdrawn": withdrawn, "declined": declined,
	}
)

func commitmentDimension(k taggingv1.CommitmentKind) taggingv1.Dimension {
	switch k {
	case taggingv1.CommitmentKind_COMMITMENT_KIND_MONEY:
		return taggingv1.Dimension_DIMENSION_FUNDING
	case taggingv1.CommitmentKind_COMMITMENT_KIND_COMMAND:
		return taggingv1.Dimension_DIMENSION_COMMAND_CONTROL
	case taggingv1.CommitmentKind_COMMITMENT_KIND_POLITICAL:
		return taggingv1.Dimension_DIMENSION_DIPLOMATIC_SUPPORT
	}
	return taggingv1.Dimension_DIMENSION_FORCE_GENERATION
}

// commitmentImpact grows along the ladder from mooted to deployed.
func commitmentImpact(s taggingv1.CommitmentStatus) int32 {
	return [...]int32{0, 100, 200, 350, 500, 650, 800, 1000, -800, -700}[s]
}
