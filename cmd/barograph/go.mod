module github.com/barograph/barograph/cmd/barograph

go 1.26

require (
	github.com/barograph/barograph/proto v0.0.0
	github.com/barograph/barograph/internal v0.0.0
	github.com/barograph/barograph/services/ingest v0.0.0
	github.com/barograph/barograph/services/nlp v0.0.0
	github.com/barograph/barograph/services/aggregate v0.0.0
)

replace (
	github.com/barograph/barograph/proto => ../../proto
	github.com/barograph/barograph/internal => ../../internal
	github.com/barograph/barograph/services/ingest => ../../services/ingest
	github.com/barograph/barograph/services/nlp => ../../services/nlp
	github.com/barograph/barograph/services/aggregate => ../../services/aggregate
)
