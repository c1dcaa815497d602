package poll

import (
	"strings"

	"go.uber.org/zap"
	"go.uber.org/zap/zapcore"
	"google.golang.org/protobuf/types/known/timestamppb"

	"github.com/barograph/barograph/internal/logging"
	sourcev1 "github.com/barograph/barograph/proto/gen/barograph/source/v1"
)

// tell logs that the state of a feed changed, once: as a warning where somebody
// may have to look after it, with what is known of it.
func (a *attempt) tell(before, now *sourcev1.FeedStatus) {
	if before.GetState() == now.GetState() {
		return
	}
	level, message := zapcore.InfoLevel, "state of feed changed"
	switch now.GetState() {
	case sourcev1.FeedState_FEED_STATE_FROZEN:
		level, message = zapcore.WarnLevel, "feed is frozen: it answers, and has nothing new for far longer than is its habit"
	case sourcev1.FeedState_FEED_STATE_FAILING:
		level, message = zapcore.WarnLevel, "feed is failing"
	case sourcev1.FeedState_FEED_STATE_REFUSED:
		level, message = zapcore.WarnLevel, "feed is refused to us"
	case sourcev1.FeedState_FEED_STATE_GONE:
		level, message = zapcore.WarnLevel, "feed is gone for good"
	}
	entry := a.log.Check(level, message)
	if entry == nil {
		return
	}
	fields := []zap.Field{
		zap.String(logging.KeyFormerStatus, state(before)), logging.Status(state(now)), zap.String(logging.KeyProblem, a.report.Problem),
		zap.Uint32(logging.KeyFailures, now.GetConsecutiveFailures()), zap.Uint32(logging.KeyParseFailures, now.GetParseFailures()),
		zap.Uint32(logging.KeyHTTPStatus, now.GetHttpStatus()),
		zap.Float64(logging.KeyItemsPerDay, now.GetItemsPerDay()), zap.Float64(logging.KeyUsualItems, now.GetUsualItemsPerDay()),
	}
	fields = append(fields, moment(logging.KeyNewestContent, now.GetNewestContentTime())...)
	fields = append(fields, moment(logging.KeyLastSuccess, now.GetLastSuccessTime())...)
	entry.Write(fields...)
}

func moment(key string, at *timestamppb.Timestamp) []zap.Field {
	if at == nil {
		return nil
	}
	return []zap.Field{zap.Time(key, at.AsTime())}
}

// state is one word.
func state(s *sourcev1.FeedStatus) string {
	return strings.ToLower(strings.TrimPrefix(s.GetState().String(), "FEED_STATE_"))
}
