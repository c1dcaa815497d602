package transport

import "time"

// expiry is how near the end of a certificate is.
type expiry int

const (
	expiryFar  expiry = iota
	expiryNear        // a fifth of its life is left: who renews at two thirds is late
	expiryPast
)

// remind says once that the certificate in use is about to expire, and once
// that it has. The caller holds the lock.
func (c *Certificates) remind(now time.Time) {
	own := c.material.own
	if own == nil {
		return
	}
	is, life := expiryFar, own.Leaf.NotAfter.Sub(own.Leaf.NotBefore)
	switch left := own.Leaf.NotAfter.Sub(now); {
	case left < 0:
		is = expiryPast
	case left < life/5:
		is = expiryNear
	}
	if is <= c.told {
		return
	}
	c.told = is
	fields := c.material.fields()
	if is == expiryPast {
		c.log.Error("certificate has expired: peers refuse new connections", fields...)
		return
	}
	c.log.Warn("certificate expires soon and was not renewed", fields...)
}
