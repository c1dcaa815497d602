// The modules from which the definitions of custom kinds are read (deploy/k8s uses them, tools/manifests checks them).
// Nothing here is compiled: `go mod tidy` would empty this file.
module github.com/barograph/barograph/tools/definitions

go 1.26.0

require (
	github.com/cert-manager/cert-manager v1.21.2
	github.com/kedacore/keda/v2 v2.21.0
	github.com/prometheus-operator/prometheus-operator v0.85.0
)
