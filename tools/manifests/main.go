// Command manifests checks rendered Kubernetes manifests without a cluster.
//
// usage: manifests -settings docs/configuration.md [-provided FILE] [-definitions PATTERN]... FILE...
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	var given inputs
	flag.StringVar(&given.settings, "settings", "", "the document that lists the settings of the services")
	flag.StringVar(&given.provided, "provided", "", "the list of what operators make before they apply the manifests")
	flag.Func("definitions", "files with CustomResourceDefinitions; may be given several times", func(pattern string) error {
		given.definitions = append(given.definitions, pattern)
		return nil
	})
	flag.Parse()
	lines, err := check(given, flag.Args())
	for _, line := range lines {
		fmt.Println(line)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "manifests:", err)
		os.Exit(2)
	}
	if len(lines) > 0 {
		os.Exit(1)
	}
	fmt.Printf("manifests: %d installations checked, no fault\n", flag.NArg())
}
