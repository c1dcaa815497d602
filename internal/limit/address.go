package limit

import (
	"net"
	"net/netip"
)

// v6Network is how much of an IPv6 address tells hosts apart: each is given a
// network of this size, in which it can choose as many addresses as it likes.
const v6Network = 64

// Address is the part of a network address that a host cannot choose: the IPv4
// address, or the network of an IPv6 one; "local" where there is neither, as
// within a process.
func Address(addr net.Addr) string {
	if addr == nil {
		return local
	}
	port, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return local
	}
	ip := port.Addr().Unmap().WithZone("")
	if ip.Is6() {
		if prefix, err := ip.Prefix(v6Network); err == nil {
			return prefix.String()
		}
	}
	return ip.String()
}

const local = "local"
