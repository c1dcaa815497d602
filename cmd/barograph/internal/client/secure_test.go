package client_test

import (
	"context"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/transport"
	"github.com/barograph/barograph/internal/transporttest"
	assessmentv1 "github.com/barograph/barograph/proto/gen/barograph/assessment/v1"
)

// certificates opens a folder with a certificate; nil for none of its own.
func certificates(t *testing.T, issuer *transporttest.Authority, w *transporttest.Wish) *transport.Certificates {
	t.Helper()
	folder := transporttest.NewFolder(t)
	if w != nil {
		folder.Fill(*w, issuer)
	} else {
		folder.Put(nil, nil, issuer.PEM())
	}
	opened, err := transport.Open(folder.Path, transport.Deps{Use: "grpc"})
	if err != nil {
		t.Fatal(err)
	}
	return opened
}

// listen serves nothing, with credentials.
func listen(t *testing.T, creds credentials.TransportCredentials) string {
	t.Helper()
	lis, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := grpc.NewServer(grpc.Creds(creds))
	done := make(chan error, 1)
	go func() { done <- server.Serve(lis) }()
	t.Cleanup(func() {
		server.Stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return lis.Addr().String()
}

// Why there is no secure connection is said in the words of the command line.
func TestNoSecureConnection(t *testing.T) {
	ours, theirs := transporttest.NewAuthority(t, "ours"), transporttest.NewAuthority(t, "theirs")
	good, nowhere := &transporttest.Wish{Name: "good"}, &transporttest.Wish{Name: "elsewhere", Nowhere: true}
	plain := insecure.NewCredentials()
	secure := func(issuer *transporttest.Authority, w *transporttest.Wish) credentials.TransportCredentials {
		creds, err := certificates(t, issuer, w).Server(transport.Default())
		if err != nil {
			t.Fatal(err)
		}
		return creds
	}
	for name, c := range map[string]struct {
		server, client credentials.TransportCredentials
		want           string
	}{
		"plain to TLS":         {secure(ours, good), plain, "does it want TLS? (--tls-dir"},
		"TLS to plain":         {plain, certificates(t, ours, good).Client(), "it speaks plain text; leave --tls-dir out"},
		"no certificate":       {secure(ours, good), certificates(t, ours, nil).Client(), "needs tls.crt and tls.key"},
		"unknown server":       {secure(theirs, good), certificates(t, ours, nil).Client(), "not of an authority in ca.crt"},
		"another name":         {secure(ours, nowhere), certificates(t, ours, good).Client(), "its certificate is for another name: cannot validate certificate for 127.0.0.1"},
		"good":                 {secure(ours, good), certificates(t, ours, good).Client(), ""},
		"unknown to the other": {mixed(t, ours, theirs), certificates(t, ours, good).Client(), "does not know the authority of our certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address := listen(t, c.server)
			set, err := client.Dial(client.Addresses{Ingest: address, NLP: address, Aggregate: address}, grpc.WithTransportCredentials(c.client))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = set.Close() }()
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			_, err = set.Assessments().ListAssessments(ctx, &assessmentv1.ListAssessmentsRequest{})
			got := set.Failure(client.Aggregate, err)
			var coded *exit.Error
			if c.want == "" {
				if !errors.As(got, &coded) || coded.Code != exit.Failure || !strings.Contains(got.Error(), "does not know this request") {
					t.Errorf("got %v, want a call that is not known over a connection that is", got)
				}
				return
			}
			if !errors.As(got, &coded) || coded.Code != exit.Unavailable || !strings.Contains(got.Error(), c.want) ||
				!strings.HasPrefix(got.Error(), "no secure connection to aggregate at "+address) {
				t.Errorf("got %v, want unavailable because %q", got, c.want)
			}
		})
	}
}

// mixed is a server whose certificate is ours, and that trusts others.
func mixed(t *testing.T, ours, theirs *transporttest.Authority) credentials.TransportCredentials {
	t.Helper()
	certificate, key := ours.Issue(transporttest.Wish{})
	folder := transporttest.NewFolder(t)
	folder.Put(certificate, key, theirs.PEM())
	opened, err := transport.Open(folder.Path, transport.Deps{Use: "grpc"})
	if err != nil {
		t.Fatal(err)
	}
	creds, err := opened.Server(transport.Default())
	if err != nil {
		t.Fatal(err)
	}
	return creds
}
