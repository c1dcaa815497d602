module github.com/barograph/barograph/proto

go 1.26
