package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	noise := make([]byte, mostBytes+1)
	for source, i := rand.New(rand.NewPCG(1, 2)), 0; i < len(noise); i++ {
		noise[i] = byte(source.Uint32())
	}
	small, large, authorities := write("small", []byte("program")), write("large", noise), write("ca.crt", []byte("authorities"))
	out := filepath.Join(folder, "images")
	for _, tt := range []struct {
		name  string
		args  []string
		files []string
		want  string // of what is printed, or of the error
		fail  bool
	}{
		{"ours", []string{"nlp=" + small}, []string{"nlp.tar"}, "barograph/nlp:1.2.3", false},
		{"the server for tests", []string{"nats:2.0.0=" + small}, []string{"nats-for-tests.tar"}, "nats:2.0.0", false},
		{"too large, and others beside it", []string{"ingest=" + large, "aggregate=" + small}, []string{"aggregate.tar"}, "more than 40", true},
		{"no program", []string{"nlp=" + filepath.Join(folder, "none")}, nil, "none", true},
		{"nothing", nil, nil, "usage", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var printed bytes.Buffer
			err := run(append([]string{"-o", out, "-root", "../..", "-ca", authorities, "-version", "1.2.3"}, tt.args...), &printed)
			got := printed.String()
			if err != nil {
				got = err.Error()
			}
			if tt.fail != (err != nil) || !strings.Contains(got, tt.want) {
				t.Errorf("got %q (%v), want %q", got, err, tt.want)
			}
			for _, file := range tt.files {
				if _, err := os.Stat(filepath.Join(out, file)); err != nil {
					t.Error(err)
				}
			}
		})
	}
}
