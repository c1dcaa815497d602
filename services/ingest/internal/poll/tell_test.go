package poll_test

import (
	"net/http"
	"testing"
	"time"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"go.uber.org/zap/zaptest/observer"

	"github.com/barograph/barograph/internal/fetchtest"
)

// A feed that freezes or fails is a warning with the facts, once for the change
// and not for every read.
func TestChangesOfStateAreLoggedOnce(t *testing.T) {
	w := newWorld(t)
	core, logs := observer.New(zapcore.WarnLevel)
	w.log = zap.New(core)
	f := w.web.Feed("/old", fetchtest.RSS)
	f.Publish(fetchtest.Stories(0, 20, time.Now().Add(-400*24*time.Hour))...)
	broken := w.web.Handle("/broken", http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) }))
	p := w.start()
	w.reads(p, "old.example", f.URL, feedKind)
	w.reads(p, "broken.example", broken, feedKind)
	w.eventually("both were read several times", func() bool {
		return w.status(p, "old.example").GetAttempts() > 2 && w.status(p, "broken.example").GetConsecutiveFailures() > 2
	})
	for feed, message := range map[string]string{
		"old.example":    "feed is frozen: it answers, and has nothing new for far longer than is its habit",
		"broken.example": "feed is failing",
	} {
		lines := logs.FilterMessage(message).All()
		if len(lines) != 1 {
			t.Errorf("%q is logged %d times", message, len(lines))
			continue
		}
		facts := lines[0].ContextMap()
		if facts["source_id"] != feed || facts["consecutive_failures"] == nil || facts["usual_items_per_day"] == nil {
			t.Errorf("%s: %v", message, facts)
		}
		if _, dated := facts["newest_content_time"]; dated != (feed == "old.example") {
			t.Errorf("%s: newest content: %v", message, facts)
		}
	}
}
