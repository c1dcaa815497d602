// Command manifests checks rendered Kubernetes manifests without a cluster.
//
// usage: manifests CONFIGURATION_DOC FILE...
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: manifests CONFIGURATION_DOC FILE...")
		os.Exit(2)
	}
	faults, err := check(os.Args[1], os.Args[2:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "manifests:", err)
		os.Exit(2)
	}
	for _, fault := range faults {
		fmt.Println(fault)
	}
	if len(faults) > 0 {
		os.Exit(1)
	}
}
