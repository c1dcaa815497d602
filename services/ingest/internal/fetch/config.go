package fetch

import (
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/barograph/barograph/internal/config"
)

// Config says how politely and how patiently to fetch. Start from [Default].
// The fields with an env tag are settings of the service; the others are for
// tests and for those who wire.
type Config struct {
	Contact     string   `env:"FETCH_CONTACT" help:"address of a page or mailbox that publishers find in the user agent; empty: none"`
	Networks    []string `env:"FETCH_ALLOW_NETWORKS" help:"private networks that may be read although such are refused, as 10.1.0.0/16 or 127.0.0.1, separated by commas"`
	Credentials string   `env:"FETCH_CREDENTIALS" help:"folder with files of credentials for feeds; empty: no feed may have any"`
	Proxy       string   `env:"FETCH_PROXY" help:"HTTP proxy for all requests, which then has to refuse private networks itself; empty: none, whatever the environment says"`

	// Version of the program, for the user agent.
	Version string
	// Timeout is for one request until the end of its answer; waiting for a
	// turn is left out, and each redirect is a request.
	Timeout time.Duration
	// Connect is for one connection, and again for its TLS handshake; Header
	// for the first line of an answer to come.
	Connect, Header time.Duration
	// MaxBytes bounds a body, packed and unpacked, where a request does not say.
	MaxBytes int64
	// MaxMemory bounds what a request may say, unless the body goes elsewhere.
	MaxMemory int64
	// MaxRatio is how many bytes one packed byte may become, once there are
	// more than a MiB of them.
	MaxRatio int64
	// MaxRedirects that one retrieval follows.
	MaxRedirects int
	// Rate is requests a second to one host, Burst how many may come at once
	// after a rest, Concurrency how many may be under way.
	Rate               float64
	Burst, Concurrency int
	// MaxWait is how long a retrieval waits for its turn at a host; one that
	// would have to wait longer is refused with the kind web.Busy.
	MaxWait time.Duration
	// MaxPause is the longest Retry-After that is believed.
	MaxPause time.Duration
	// RobotsAge is how long a robots.txt holds, RobotsRetry how long it is not
	// asked for again after it could not be had.
	RobotsAge, RobotsRetry time.Duration
	// MaxHosts and MaxRobotsBytes bound what is remembered of hosts.
	MaxHosts       int
	MaxRobotsBytes int
}

// Default is what can be run on the open internet.
func Default() Config {
	return Config{
		Version: "0", Timeout: 30 * time.Second, Connect: 10 * time.Second, Header: 20 * time.Second,
		MaxBytes: 16 << 20, MaxMemory: 64 << 20, MaxRatio: 200, MaxRedirects: 5,
		Rate: 1, Burst: 3, Concurrency: 2, MaxWait: 10 * time.Second, MaxPause: 24 * time.Hour,
		RobotsAge: 24 * time.Hour, RobotsRetry: 5 * time.Minute, MaxHosts: 10_000, MaxRobotsBytes: 32 << 20,
	}
}

// Validate names every wrong field.
func (c Config) Validate() error {
	var check config.Check
	check.That(!strings.ContainsAny(c.Contact, "()\r\n"), "--fetch-contact", "must not have brackets or line breaks")
	for _, network := range c.Networks {
		_, err := parseNetwork(network)
		check.That(err == nil, "--fetch-allow-networks", "%q is neither a network nor an address", network)
	}
	if c.Proxy != "" {
		proxy, err := url.Parse(c.Proxy)
		check.That(err == nil && (proxy.Scheme == "http" || proxy.Scheme == "https") && proxy.Host != "",
			"--fetch-proxy", "must be an http or https address")
	}
	check.That(c.Timeout > 0 && c.Connect > 0 && c.Header > 0, "fetch timeouts", "must be positive")
	check.That(c.MaxBytes > 0 && c.MaxMemory > 0 && c.MaxRatio > 0 && c.MaxRedirects >= 0, "fetch limits", "must be positive")
	check.That(c.Rate > 0 && c.Burst > 0 && c.Concurrency > 0, "fetch rates", "must be positive")
	check.That(c.MaxWait > 0 && c.MaxPause > 0 && c.RobotsAge > 0 && c.RobotsRetry > 0, "fetch waits", "must be positive")
	check.That(c.MaxHosts > 0 && c.MaxRobotsBytes > 0, "fetch memory", "must be positive")
	return check.Err()
}

// product is our token in user agents and robots.txt.
const product = "Barograph"

func (c Config) userAgent() string {
	agent := product + "/" + c.Version
	if c.Contact != "" {
		agent += " (+" + c.Contact + ")"
	}
	return agent
}

// parseNetwork reads "10.0.0.0/8", or one address.
func parseNetwork(text string) (netip.Prefix, error) {
	text = strings.TrimSpace(text)
	if prefix, err := netip.ParsePrefix(text); err == nil {
		return prefix.Masked(), nil
	}
	addr, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Prefix{}, err
	}
	return netip.PrefixFrom(addr, addr.BitLen()), nil
}
