package archive_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/barograph/barograph/services/ingest/internal/archive"
)

// problems reads a file and returns how many records it has, and what is wrong
// with them.
func problems(t *testing.T, name string, data []byte) (records int, wrong []string) {
	t.Helper()
	begin := time.Now()
	archive.Read(name, time.Time{}, bytes.NewReader(data), func(r archive.Record) bool {
		records++
		if r.Err != nil {
			wrong = append(wrong, r.Err.Error())
		}
		return true
	})
	// What is bounded takes a second; what is not, minutes.
	if took := time.Since(begin); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
	return records, wrong
}

// TestLongHeads: a head of lines that all continue the one before takes no time
// to speak of, be it that of the record or that of the answer in it.
func TestLongHeads(t *testing.T) {
	t.Parallel()
	const address = "https://a.example/1"
	long := "X-Long: y\r\n" + strings.Repeat(" \r\n", 2<<20) + "X-End: z"
	records, wrong := problems(t, "a.warc", []byte(answer(address, page(1), long)+answer(address, page(2))))
	if records != 2 || len(wrong) != 1 || !strings.Contains(wrong[0], "the head of the answer has more than 262144 bytes") {
		t.Errorf("%d records with %q, want 2, the first told", records, wrong)
	}
	head := warcRecord("response", address, "application/http", "HTTP/1.1 200 OK\r\n\r\n"+page(1), "X: y\r\n"+strings.Repeat(" \n", 120_000)+" z")
	if records, wrong := problems(t, "a.warc", []byte(strings.Repeat(head, 40))); records != 40 || len(wrong) != 0 {
		t.Errorf("%d records with %q, want 40", records, wrong)
	}
}

// TestLyingLengths: records that declare great lengths are all found, one behind
// the other, as long as that costs no more than it may; then it ends and says so.
func TestLyingLengths(t *testing.T) {
	t.Parallel()
	const size = 30_000_000
	lie := func(n int) string {
		return fmt.Sprintf("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\nstory %d\r\n\r\n", size, n)
	}
	var few, many strings.Builder
	for n := range 3000 {
		few.WriteString(lie(n))
	}
	var texts []string
	archive.Read("a.warc", time.Time{}, strings.NewReader(few.String()), func(r archive.Record) bool {
		if r.Submission != nil {
			texts = append(texts, strings.TrimSpace(r.Submission.GetText()))
		}
		return true
	})
	for n, text := range texts {
		if text != fmt.Sprintf("story %d", n) {
			t.Fatalf("record %d is %q", n, text)
		}
	}
	if len(texts) != 2999 { // the last one is cut off, as far as can be told
		t.Errorf("%d of 2999 records", len(texts))
	}
	for n := range 200_000 {
		many.WriteString(lie(n))
	}
	records, wrong := problems(t, "a.warc", []byte(many.String()))
	if records < 30 || len(wrong) != 1 || !strings.Contains(wrong[0], "too many records declare lengths") {
		t.Errorf("%d records with %q", records, wrong)
	}
}

// TestDamagedEverywhere: what is wrong everywhere is told a bounded number of times.
func TestDamagedEverywhere(t *testing.T) {
	t.Parallel()
	records, wrong := problems(t, "a.warc.gz", bytes.Repeat([]byte{0x1f, 0x8b, 8, 0}, 1<<20))
	if records != 1 || len(wrong) != 1 || wrong[0] != "it is damaged everywhere" {
		t.Errorf("%d records with %d errors", records, len(wrong))
	}
}
