package logging_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"go.uber.org/zap"

	"github.com/barograph/barograph/internal/hostile"
	"github.com/barograph/barograph/internal/logging"
)

// FuzzEveryEntryIsOneLine puts a text wherever text can go.
func FuzzEveryEntryIsOneLine(f *testing.F) {
	for _, seed := range []string{
		"plain", "a\n{\"level\":\"error\",\"msg\":\"forged\"}", "a\r\nb", "\x1b]0;title\x07\x1b[2J", "\u009b31m", "\u202egnp.exe",
		"\u2028", "\u2029", "\x00", "\x7f", "\xff\xfe", `"}` + "\n", "\\", "\ufeff", "\U000e0041", "nats://user:hunter2@host",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range []string{logging.FormatJSON, logging.FormatConsole} {
			var out bytes.Buffer
			log, _, err := logging.New(logging.Config{Level: "debug", Format: format}, &out, "nlp", "1")
			if err != nil {
				t.Fatal(err)
			}
			log.With(zap.String("with", text)).Named(text).Info(text, logging.ArticleID(text), logging.Error(errors.New(text)), logging.Stack([]byte(text)),
				zap.Any("any", map[string]any{text: []string{text}}), zap.Strings("list", []string{text}), zap.Binary("binary", []byte(text)))
			line, ended := strings.CutSuffix(out.String(), "\n")
			if !ended || strings.ContainsFunc(line, hostile.Is) || !utf8.ValidString(line) {
				t.Fatalf("%s: %q is not one harmless line", format, out.String())
			}
			if format == logging.FormatJSON && !json.Valid([]byte(line)) {
				t.Fatalf("not JSON: %q", line)
			}
		}
	})
}

func TestTextsComeBackFromTheLog(t *testing.T) {
	const text = "a\n\u202eb\u009b\U000e0041 שלום \"q\" \\"
	log, _, out := logger(t, logging.Default())
	log.Info("x", logging.Error(errors.New(text)))
	var line struct{ Error string }
	if err := json.Unmarshal(out.Bytes(), &line); err != nil || line.Error != text {
		t.Errorf("%q came back as %q, %v", text, line.Error, err)
	}
}

func TestAddressesLoseTheirSecrets(t *testing.T) {
	for _, c := range []string{
		"dial nats://user:MARKER@host:4222: refused", "nats://MARKER@host", "https://u:p%40MARKER@h/x", `parse "https://u:MARKER@h"`,
		"get https://h/feed?api_key=MARKER&x=1", "get https://h/feed?x=1&access_token=MARKER", "https://h/?X-Amz-Signature=MARKER",
		"socks5://u:MARKER@proxy:1080",
	} {
		for _, format := range []string{logging.FormatJSON, logging.FormatConsole} {
			log, _, out := logger(t, logging.Config{Level: "info", Format: format})
			log.Info(c, logging.Error(errors.New(c)), logging.Address(c))
			if strings.Contains(out.String(), "MARKER") {
				t.Errorf("%s: %q", format, out.String())
			}
		}
	}
	log, _, out := logger(t, logging.Default())
	log.Info("kept", logging.Address("https://h/feed?page=7&lang=de"), logging.Error(errors.New("mail to a@b.example")))
	if !strings.Contains(out.String(), "page=7") || !strings.Contains(out.String(), "a@b.example") {
		t.Errorf("%q lost what is no secret", out.String())
	}
}

func BenchmarkLine(b *testing.B) {
	var out bytes.Buffer
	log, _, err := logging.New(logging.Default(), &out, "nlp", "1")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		out.Reset()
		log.Info("rpc handled", logging.GRPCMethod("/barograph.ingest.v1.IngestService/GetArticle"), logging.RequestID("0123456789abcdef"))
	}
}
