package fetch

import (
	"errors"
	"fmt"
	"net/netip"
	"syscall"
)

// errRefused is an address that must not be reached.
var errRefused = errors.New("leads to a private, local or reserved network")

// guard decides which addresses may be connected to. It is asked when a socket
// is about to connect, after all resolution, so that no name, redirect or
// second answer of a name server gets past it.
type guard struct {
	allowed []netip.Prefix
}

// special are the networks that are not the open internet: the registries of
// IANA for special-purpose addresses, multicast, and what embeds an IPv4
// address that the guard could not judge.
var special = prefixes(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
	"192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16",
	"192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"168.63.129.16/32", // the metadata and DNS service of one cloud, within public space
	"2001::/23",        // IETF protocol assignments, Teredo among them
	"2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
)

// global is the only part of IPv6 that is given out to the internet; loopback,
// mapped and translated IPv4, unique local, link-local, site-local and
// multicast addresses are all outside it.
var global = netip.MustParsePrefix("2000::/3")

func prefixes(texts ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(texts))
	for i, text := range texts {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}

// control is the hook of a dialer; see net.Dialer.Control.
func (g guard) control(network, address string, _ syscall.RawConn) error {
	if network != "tcp4" && network != "tcp6" {
		return fmt.Errorf("network %s: %w", network, errRefused)
	}
	target, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("address %q: %w", address, errRefused)
	}
	return g.check(target.Addr())
}

// check refuses an address outside the open internet, unless it is allowed.
func (g guard) check(addr netip.Addr) error {
	plain := addr.Unmap().WithZone("")
	for _, prefix := range g.allowed {
		if prefix.Contains(plain) {
			return nil
		}
	}
	if !public(plain) {
		return fmt.Errorf("address %s: %w", addr, errRefused)
	}
	return nil
}

func public(addr netip.Addr) bool {
	if translated, ok := embedded(addr); ok {
		return public(translated)
	}
	if addr.Is6() && !global.Contains(addr) {
		return false
	}
	for _, prefix := range special {
		if prefix.Contains(addr) {
			return false
		}
	}
	return true
}

// nat64 is the prefix under which networks with IPv6 only reach all of IPv4;
// refusing it would leave such a network with nothing to read.
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// embedded is the IPv4 address that a NAT64 address stands for.
func embedded(addr netip.Addr) (netip.Addr, bool) {
	if !nat64.Contains(addr) {
		return netip.Addr{}, false
	}
	bytes := addr.As16()
	return netip.AddrFrom4([4]byte(bytes[12:])), true
}
