package command

import (
	"google.golang.org/grpc"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/logging"
	"github.com/barograph/barograph/internal/release"
	"github.com/barograph/barograph/internal/transport"
)

// securityFlags say how the services are reached safely.
type securityFlags struct {
	TLS   string `name:"tls-dir" type:"path" env:"BAROGRAPH_CLI_TLS_DIR" placeholder:"DIR" help:"Folder with ca.crt, by which services are trusted, and with tls.crt and tls.key where they ask for a certificate (default: plain text)."`
	Token string `name:"token-file" type:"path" env:"BAROGRAPH_CLI_TOKEN_FILE" placeholder:"FILE" help:"File with the token that says who you are (default: none). A token itself is never given on the command line, where others could see it."`
}

// options are how connections to the services are made.
func (f securityFlags) options(process Process) ([]grpc.DialOption, error) {
	log, _, err := logging.New(logging.Config{Level: "warn", Format: "console"}, process.Err, "barograph", release.Version())
	if err != nil {
		return nil, err
	}
	certificates, err := transport.Open(f.TLS, transport.Deps{Log: log, Use: "grpc"})
	if err != nil {
		return nil, exit.Errorf(exit.Usage, "--tls-dir: %w", err)
	}
	token := access.ClientConfig{TokenFile: f.Token}
	if err := token.Validate(); err != nil {
		return nil, exit.Errorf(exit.Usage, "--%w", err)
	}
	options := token.Options(certificates != nil)
	if certificates != nil {
		options = append(options, grpc.WithTransportCredentials(certificates.Client()))
	}
	return options, nil
}
