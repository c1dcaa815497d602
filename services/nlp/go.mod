module github.com/barograph/barograph/services/nlp

go 1.26.0

require (
	github.com/barograph/barograph/internal v0.0.0
	github.com/barograph/barograph/proto v0.0.0
)

require (
	golang.org/x/text v0.43.0 // indirect
	pgregory.net/rapid v1.3.0 // indirect
)

replace (
	github.com/barograph/barograph/internal => ../../internal
	github.com/barograph/barograph/proto => ../../proto
)
