package rpc

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"

	"github.com/barograph/barograph/internal/access"
)

// adminMethods is the word in the configuration for [access.OperatorsOnly].
const adminMethods = "admin"

// switchedOff is the set of methods, by full name, that the configuration turns
// off.
type switchedOff map[string]bool

// add turns methods off. What names nothing is an error: a misspelt name would
// leave open what was to be shut.
func (o switchedOff) add(names []string, services map[string]grpc.ServiceInfo) error {
	admin, err := access.OperatorsOnly()
	if err != nil {
		return err
	}
	for _, name := range names {
		methods := named(name, services)
		if name == adminMethods {
			methods = admin
		} else if len(methods) == 0 {
			return fmt.Errorf("grpc-methods-off: there is no method or service %q", name)
		}
		for _, method := range methods {
			o[method] = true
		}
	}
	return nil
}

// named are the methods with a name, or of the service with it; with or without
// the names of packages.
func named(name string, services map[string]grpc.ServiceInfo) []string {
	var found []string
	for service, info := range services {
		short := service[strings.LastIndex(service, ".")+1:]
		for _, method := range info.Methods {
			ways := []string{service, short, method.Name, short + "/" + method.Name, service + "/" + method.Name}
			if slices.Contains(ways, name) {
				found = append(found, "/"+service+"/"+method.Name)
			}
		}
	}
	return found
}

// refuse is the step that refuses methods that are off.
func (o switchedOff) refuse(ctx context.Context, c *call, next func(context.Context) error) error {
	if o[c.method] {
		return detailed(codes.PermissionDenied, "this method is turned off in the configuration of the service (grpc-methods-off)", "METHOD_OFF").Err()
	}
	return next(ctx)
}
