package article

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	articlev1 "github.com/barograph/barograph/proto/gen/barograph/article/v1"
)

// MaxAhead is how far ahead of the clock an article may be published: clocks
// differ, and some publishers state a local time as UTC.
const MaxAhead = 24 * time.Hour

// earliestYear is before the oldest archive that anybody would read in for what
// is proposed today; an earlier year is a slip or a clock that was never set.
const earliestYear = 1900

// CheckTime tells what is wrong with a time at which an article is said to be
// published or written: one that is more than [MaxAhead] ahead of the clock, one
// before 1900, and the first second of 1970, which is what an unset clock shows.
func CheckTime(t, now time.Time) error {
	switch {
	case t.After(now.Add(MaxAhead)):
		return fmt.Errorf("%s is more than %s ahead of the clock", t.UTC().Format(time.RFC3339), MaxAhead)
	case t.UTC().Year() < earliestYear:
		return fmt.Errorf("%s is before %d", t.UTC().Format(time.RFC3339), earliestYear)
	case t.Unix() == 0:
		return fmt.Errorf("%s is what a clock shows that was never set", t.UTC().Format(time.RFC3339))
	}
	return nil
}

// basis is how a time was found: as its submitter says, who is the basis where
// he names none.
func basis(t *timestamppb.Timestamp, declared articlev1.TimeBasis) articlev1.TimeBasis {
	switch {
	case t == nil:
		return articlev1.TimeBasis_TIME_BASIS_UNSPECIFIED
	case declared == articlev1.TimeBasis_TIME_BASIS_UNSPECIFIED:
		return articlev1.TimeBasis_TIME_BASIS_SUBMITTED
	}
	return declared
}

// WrittenTime is when the publisher says that a revision was written: when it was
// updated, else when it was published; zero where it says neither. Of two
// versions of an article the one written later is the newer one.
func WrittenTime(a *articlev1.Article) time.Time {
	for _, t := range []*timestamppb.Timestamp{a.GetUpdatedTime(), a.GetPublishedTime()} {
		if t != nil {
			return t.AsTime()
		}
	}
	return time.Time{}
}
