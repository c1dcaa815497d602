package access

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/local"
)

// ClientConfig is the part of a configuration that is about being known to the
// services that are called.
type ClientConfig struct {
	TokenFile string `env:"TOKEN_FILE" shared:"true" help:"file with the token that is shown to other services, read for each call, so that it can be replaced; empty: none"`
}

// Options are what a connection needs to show the token of a file with every
// call. Over plain text, which secure denies, it is shown to this machine only:
// elsewhere the connection fails. An empty path shows none.
func (c ClientConfig) Options(secure bool) []grpc.DialOption {
	if c.TokenFile == "" {
		return nil
	}
	options := []grpc.DialOption{grpc.WithPerRPCCredentials(tokenFile{path: c.TokenFile, secure: secure})}
	if !secure {
		options = append(options, grpc.WithTransportCredentials(local.NewCredentials()))
	}
	return options
}

// Validate reads the token, so that a wrong file is told at the start.
func (c ClientConfig) Validate() error {
	if c.TokenFile == "" {
		return nil
	}
	if _, err := (tokenFile{path: c.TokenFile}).read(); err != nil {
		return fmt.Errorf("token-file: %w", err)
	}
	return nil
}

// tokenFile shows the token in a file.
type tokenFile struct {
	path   string
	secure bool // over TLS only
}

var _ credentials.PerRPCCredentials = tokenFile{}

// GetRequestMetadata is called for each call.
func (f tokenFile) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	token, err := f.read()
	if err != nil {
		return nil, err
	}
	return map[string]string{"authorization": "Bearer " + token}, nil
}

// RequireTransportSecurity refuses plain text, unless local credentials hold the
// connection to this machine.
func (f tokenFile) RequireTransportSecurity() bool { return f.secure }

// read never puts what is in the file into an error.
func (f tokenFile) read() (string, error) {
	info, err := os.Stat(f.path)
	if err != nil {
		return "", fmt.Errorf("read token: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxTokenBytes {
		return "", fmt.Errorf("read token: %s is not a file of at most %d bytes", f.path, maxTokenBytes)
	}
	data, err := os.ReadFile(f.path)
	if err != nil {
		return "", fmt.Errorf("read token: %w", err)
	}
	token := strings.TrimSpace(string(data))
	if !compact(token) {
		return "", fmt.Errorf("read token: %w", errors.New(f.path+" does not hold one signed token (three parts with dots between)"))
	}
	return token, nil
}
