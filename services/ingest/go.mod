module github.com/barograph/barograph/services/ingest

go 1.26

require (
	github.com/barograph/barograph/proto v0.0.0
	github.com/barograph/barograph/internal v0.0.0
)

replace (
	github.com/barograph/barograph/proto => ../../proto
	github.com/barograph/barograph/internal => ../../internal
)
