package actor_test

import (
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/internal/cputest"
	"github.com/barograph/barograph/services/nlp/internal/text"
)

// Texts that repeat what is dearest to resolve take time that grows with their
// length, not with its square.
func TestTimeIsBounded(t *testing.T) {
	r := resolver(t)
	for _, s := range []string{
		"EU members ", "the foreign ministry ", "Kenya. The foreign ministry. ", "Kenyan minister Jane Doe. Doe. ", "Foreign Minister Jane Doe, ",
		"Norway. Jane Doe, Kenya's defence minister, ", "President Lai ", "The President met President Trump. ", "several several ", "of ", "Kenya Kenyan ", "Johnson ", "in Nairobi the army ",
		"a spokesman for the spokesman for ", "The Norwegian Sailing ", "26 countries of the EU member states ",
	} {
		times := [2]time.Duration{}
		for i, size := range [2]int{1 << 15, 1 << 18} {
			d := text.Parse("", strings.Repeat(s, size/len(s)))
			start := cputest.Spent(t)
			r.Find(d, at)
			times[i] = cputest.Spent(t) - start
		}
		if times[1] > 3*time.Second && times[1] > 24*times[0] {
			t.Errorf("%q: %v for 32 KiB, %v for 256 KiB", s, times[0], times[1])
		}
	}
}
