package render

import (
	"fmt"

	operationsv1 "github.com/barograph/barograph/proto/gen/barograph/operations/v1"
)

// Pipeline is one line on what waits where.
func Pipeline(now *operationsv1.GetPipelineResponse) string {
	return fmt.Sprintf("%s and %s wait to be tagged; %s\n",
		plural(int(now.GetArticlesWaiting()), "article", "articles"), plural(int(now.GetReplaysWaiting()), "replay", "replays"),
		plural(int(now.GetDeadLetters()), "dead letter", "dead letters"))
}
