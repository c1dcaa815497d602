package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"golang.org/x/net/http/httpguts"
)

const maxCredentialBytes = 16 << 10

// credential is one header to send.
type credential struct{ name, value string }

// readCredential reads a file of the folder. It is read at each use, so that
// exchanging it needs no restart. Its one line is one of
//
//	basic USER:PASSWORD
//	bearer TOKEN
//	header NAME: VALUE
//
// Nothing outside the folder can be read, whatever the name: names come from
// those who may create feeds, and the answer goes to the host of the feed. No
// error shows what is in the file.
func readCredential(folder, name string) (credential, error) {
	if folder == "" {
		return credential{}, errors.New("no folder of credentials is configured")
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return credential{}, fmt.Errorf("open folder of credentials: %w", err)
	}
	defer root.Close()
	file, err := root.Open(name)
	if err != nil {
		return credential{}, fmt.Errorf("open credentials: %w", err)
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, maxCredentialBytes+1))
	if err != nil {
		return credential{}, fmt.Errorf("read credentials: %w", err)
	}
	parsed, ok := parseCredential(strings.TrimRight(string(bytes.TrimPrefix(text, []byte("\ufeff"))), "\r\n"))
	if !ok || len(text) > maxCredentialBytes {
		return credential{}, fmt.Errorf("file of credentials %q: expected one line: basic USER:PASSWORD, bearer TOKEN, or header NAME: VALUE", name)
	}
	return parsed, nil
}

func parseCredential(line string) (credential, bool) {
	scheme, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	var out credential
	switch strings.ToLower(scheme) {
	case "basic":
		user, password, ok := strings.Cut(rest, ":")
		if !ok {
			return credential{}, false
		}
		request := http.Request{Header: http.Header{}}
		request.SetBasicAuth(user, password)
		out = credential{"Authorization", request.Header.Get("Authorization")}
	case "bearer":
		out = credential{"Authorization", "Bearer " + rest}
	case "header":
		name, value, _ := strings.Cut(rest, ":")
		out = credential{strings.TrimSpace(name), strings.TrimSpace(value)}
	}
	valid := rest != "" && out.value != "" && httpguts.ValidHeaderFieldName(out.name) && httpguts.ValidHeaderFieldValue(out.value)
	return out, valid && !reserved(out.name)
}

// reserved says whether a header is the fetcher's own to set.
func reserved(name string) bool {
	switch http.CanonicalHeaderKey(name) {
	case "Host", "Connection", "Content-Length", "Transfer-Encoding", "Upgrade", "Accept-Encoding", "Te", "Trailer":
		return true
	}
	return false
}
