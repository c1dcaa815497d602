package rpc

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.uber.org/zap"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/barograph/barograph/internal/access"
	"github.com/barograph/barograph/internal/caller"
	"github.com/barograph/barograph/internal/correlation"
	"github.com/barograph/barograph/internal/logging"
)

const (
	maxResources     = 16  // named in one line
	maxResourceBytes = 128 // of one name
)

// audited writes one line for every call that may change something, whether it
// was let through or not: who, what, which, and how it ended. Texts are not in it.
// Calls beyond the limit of a caller are left out: nothing has looked at them.
func (d *doors) audited(log *zap.Logger) step {
	log = logging.Always(log.Named("audit"))
	return func(ctx context.Context, c *call, next func(context.Context) error) error {
		if d.guard == nil || !access.Mutates(c.method) {
			return next(ctx)
		}
		about := &resources{}
		about.add(c.request)
		messages := 0
		if c.stream {
			c.onMessage = append(c.onMessage, func(m any) error {
				messages++
				about.add(m)
				return nil
			})
		}
		err := next(ctx)
		if errors.As(err, new(*refused)) {
			return err // told now and then, and counted: the log is not to be flooded
		}
		about.add(c.answer)
		who := c.identity.Caller
		if who.Kind == "" {
			who = caller.Of(ctx)
		}
		fields := []zap.Field{
			logging.Caller(caller.Clean(who.Name)), zap.String(logging.KeyCallerKind, string(who.Kind)),
			zap.String(logging.KeyIssuer, caller.Clean(who.Issuer)), zap.Strings(logging.KeyRoles, who.Roles),
			logging.GRPCMethod(c.method), logging.GRPCCode(Status(err).Code().String()), zap.Strings(logging.KeyResources, about.names),
			logging.RequestID(correlation.RequestID(ctx)), logging.CorrelationID(correlation.ID(ctx)),
		}
		if c.stream {
			fields = append(fields, logging.Count(messages))
		}
		log.Info("mutation", fields...)
		return err
	}
}

// resources are the names of what a call is about, as field=value.
type resources struct{ names []string }

// add takes the names from a request or an answer, and from the messages right
// in it.
func (r *resources) add(message any) {
	m, ok := message.(proto.Message)
	if !ok || m == nil {
		return
	}
	r.walk(m.ProtoReflect(), "", 1)
}

func (r *resources) walk(m protoreflect.Message, prefix string, deeper int) {
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		switch {
		case len(r.names) >= maxResources:
			return
		case !m.Has(field) || field.IsMap():
		case field.Kind() == protoreflect.MessageKind:
			if deeper > 0 && !field.IsList() {
				r.walk(m.Get(field).Message(), prefix+string(field.Name())+".", deeper-1)
			}
		case !isName(field):
		case field.IsList():
			list := m.Get(field).List()
			for j := range list.Len() {
				r.note(prefix, field, list.Get(j))
			}
		default:
			r.note(prefix, field, m.Get(field))
		}
	}
}

func (r *resources) note(prefix string, field protoreflect.FieldDescriptor, value protoreflect.Value) {
	if len(r.names) >= maxResources {
		return
	}
	text := caller.Clean(value.String())
	name := fmt.Sprintf("%s%s=%s", prefix, field.Name(), text[:min(len(text), maxResourceBytes)])
	if !slices.Contains(r.names, name) {
		r.names = append(r.names, name)
	}
}

// isName reports whether a field names something; what people write does not.
func isName(field protoreflect.FieldDescriptor) bool {
	name := string(field.Name())
	switch field.Kind() {
	case protoreflect.StringKind:
		return name == "id" || strings.HasSuffix(name, "_id") || slices.Contains([]string{"source", "sources", "service", "actor", "author"}, name)
	case protoreflect.Uint64Kind:
		return name == "number" || strings.HasSuffix(name, "sequence") || strings.HasSuffix(name, "sequences") || strings.HasSuffix(name, "revision")
	}
	return false
}
