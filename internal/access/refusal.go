package access

import (
	"fmt"
	"strings"

	"github.com/barograph/barograph/internal/fault"
)

// What callers are told: enough to know what to do, nothing about the policy
// or the keys. The details are the cause, which goes to the log.
var (
	errMissing = &fault.Error{
		Kind: fault.ErrUnauthenticated, Reason: "CREDENTIALS_MISSING",
		Message: "this needs a client certificate or a bearer token",
	}
	errExpired = &fault.Error{
		Kind: fault.ErrUnauthenticated, Reason: "CREDENTIALS_EXPIRED",
		Message: "the token or certificate has expired; get a new one",
	}
)

func malformed(why string) error {
	return unauthenticated("TOKEN_MALFORMED", "exactly one authorization header with one bearer token is expected", "%s", why)
}

func untrusted(why string, args ...any) error {
	return unauthenticated("TOKEN_UNTRUSTED", "the token is not one that this service trusts", why, args...)
}

func unauthenticated(reason, message, why string, args ...any) error {
	return &fault.Error{Kind: fault.ErrUnauthenticated, Reason: reason, Message: message, Cause: fmt.Errorf(why, args...)}
}

func denied(method string, roles []Role) error {
	f := &fault.Error{
		Kind: fault.ErrDenied, Reason: "PERMISSION_DENIED", Message: "you may not call " + method,
		Info: map[string]string{"method": method},
	}
	if len(roles) > 0 {
		needed := strings.Join(texts(roles), ",")
		f.Message += "; it needs the role " + strings.ReplaceAll(needed, ",", " or ")
		f.Info["roles"] = needed
	}
	return f
}
