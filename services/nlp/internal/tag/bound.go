package tag

import (
	"sort"

	"google.golang.org/protobuf/proto"

	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
)

// mostClaimBytes bounds the encoded claims of one article. The reading has to
// fit into one message of the bus (1 MiB), in which the summary repeats the
// words of the claims; the densest real articles need a quarter of it.
const mostClaimBytes = 320 << 10

// bound keeps the claims that fit, the first in the text before later ones, in
// the order in which they came, and counts those that it leaves out.
func bound(claims []*taggingv1.Claim) (kept []*taggingv1.Claim, omitted uint32) {
	byPlace := append([]*taggingv1.Claim(nil), claims...)
	sort.SliceStable(byPlace, func(a, b int) bool {
		return byPlace[a].GetEvidence().GetStartByte() < byPlace[b].GetEvidence().GetStartByte()
	})
	fits := make(map[*taggingv1.Claim]bool, len(claims))
	room := mostClaimBytes
	for _, c := range byPlace {
		if size := proto.Size(c); size <= room {
			room -= size
			fits[c] = true
		}
	}
	for _, c := range claims {
		if fits[c] {
			kept = append(kept, c)
		}
	}
	return kept, uint32(len(claims) - len(kept)) //nolint:gosec // a text of 512 KiB has fewer
}
