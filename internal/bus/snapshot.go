package bus

import (
	"context"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// snapshot follows how much of what a bucket had at the beginning a watcher gave.
type snapshot struct {
	conn     *Conn
	bucket   string
	keys     []string // filters
	seen     uint64   // newest revision that came
	goal     uint64   // newest one of the leader, once the copy has no more
	ended    bool     // the copy has no more
	complete bool
	behind   <-chan time.Time // says that the copy takes too long; nil while it need not
}

// note takes what a watcher gave, nil where its copy has no more. It tells whether
// that completes the snapshot.
func (s *snapshot) note(ctx context.Context, update jetstream.KeyValueEntry) (bool, error) {
	if update != nil {
		s.seen = max(s.seen, update.Revision())
	} else if !s.ended {
		subjects := make([]string, 0, len(s.keys))
		for _, key := range s.keys {
			subjects = append(subjects, "$KV."+s.bucket+"."+key)
		}
		var err error
		if s.goal, err = s.conn.newest(ctx, bucketSpec{name: s.bucket}.stream(), subjects); err != nil {
			return false, err
		}
		s.ended, s.behind = true, time.After(behindLimit)
	}
	if !s.ended || s.complete || s.seen < s.goal {
		return false, nil
	}
	s.complete, s.behind = true, nil
	return true, nil
}
