package main_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGuaranteesNameTestsThatExist holds docs/guarantees.md against the tests
// of the repository: a promise whose test is gone is none.
func TestGuaranteesNameTestsThatExist(t *testing.T) {
	page, err := os.ReadFile("../../docs/guarantees.md")
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{}
	for _, name := range regexp.MustCompile("`((?:Test|Fuzz|Benchmark)[A-Z]\\w*)`").FindAllStringSubmatch(string(page), -1) {
		missing[name[1]] = true
	}
	if len(missing) == 0 {
		t.Fatal("no tests are named")
	}
	declared := regexp.MustCompile(`(?m)^func (\w+)\(\w+ \*testing\.`)
	err = filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, function := range declared.FindAllStringSubmatch(string(source), -1) {
			delete(missing, function[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range missing {
		t.Errorf("docs/guarantees.md names %s, which no test file has", name)
	}
}
