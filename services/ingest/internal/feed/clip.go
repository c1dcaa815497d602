package feed

import (
	ingestv1 "github.com/barograph/barograph/proto/gen/barograph/ingest/v1"
)

// Clip shortens what a submission has for people to what the contract takes.
// What it is known by stays as it is, and is refused where it is too long.
func Clip(in *ingestv1.Submission) {
	in.Title, in.Byline, in.Origin = cut(in.GetTitle(), maxTitle), cut(in.GetByline(), maxByline), cut(in.GetOrigin(), maxName)
}
