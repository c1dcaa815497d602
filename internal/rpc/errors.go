package rpc

import (
	"context"
	"errors"
	"strings"
	"time"

	"buf.build/go/protovalidate"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/barograph/barograph/internal/fault"
)

// How long a caller is asked to wait before it tries again.
const (
	retryDelay     = time.Second
	exhaustedDelay = 5 * time.Second // until somebody has made room, or others are through
)

const exhaustedText = "there is no room at the moment, try again later"

// errStopping ends the streams of a server that is stopping.
var errStopping = errors.New("server is stopping")

// Status maps an error to what the caller is told. It is the only such mapping:
//
//	nil                        OK
//	a status of gRPC           itself, unless it is wrapped: then it is what some
//	                           other service told us, and only Unavailable and
//	                           ResourceExhausted are kept
//	fault.ErrInvalid           InvalidArgument, with BadRequest if fields are known
//	fault.ErrNotFound          NotFound
//	fault.ErrExists            AlreadyExists
//	fault.ErrConflict          Aborted
//	fault.ErrPrecondition      FailedPrecondition
//	fault.ErrExhausted         ResourceExhausted, with RetryInfo
//	fault.ErrTransient         Unavailable, with RetryInfo
//	fault.ErrUnauthenticated   Unauthenticated
//	fault.ErrDenied            PermissionDenied
//	context ended              DeadlineExceeded, Canceled
//	anything else              Internal
//
// Every fault has an ErrorInfo with its reason and the domain "barograph". The
// text of internal and transient errors is not sent.
func Status(err error) *status.Status {
	if err == nil {
		return status.New(codes.OK, "")
	}
	if invalid := new(protovalidate.ValidationError); errors.As(err, &invalid) {
		err = violations(invalid)
	}
	if f := new(fault.Error); errors.As(err, &f) {
		return faultStatus(f)
	}
	if own, ok := err.(interface{ GRPCStatus() *status.Status }); ok {
		return own.GRPCStatus()
	}
	switch {
	case status.Code(err) == codes.Unavailable: // a service that we called
		return detailed(codes.Unavailable, "temporarily unavailable, try again", "UNAVAILABLE")
	case status.Code(err) == codes.ResourceExhausted:
		return detailed(codes.ResourceExhausted, exhaustedText, "RESOURCE_EXHAUSTED")
	case errors.Is(err, errStopping):
		return detailed(codes.Unavailable, "the server is stopping, try again", "SERVER_STOPPING")
	case errors.Is(err, errIdle):
		return idleStatus()
	case errors.Is(err, fault.ErrInvalid):
		return detailed(codes.InvalidArgument, err.Error(), "INVALID")
	case errors.Is(err, fault.ErrNotFound):
		return detailed(codes.NotFound, err.Error(), "NOT_FOUND")
	case errors.Is(err, fault.ErrExists):
		return detailed(codes.AlreadyExists, err.Error(), "ALREADY_EXISTS")
	case errors.Is(err, fault.ErrConflict):
		return detailed(codes.Aborted, "changed by somebody else meanwhile, read again and retry", "CONFLICT")
	case errors.Is(err, fault.ErrPrecondition):
		return detailed(codes.FailedPrecondition, err.Error(), "FAILED_PRECONDITION")
	case errors.Is(err, fault.ErrExhausted):
		return detailed(codes.ResourceExhausted, exhaustedText, "RESOURCE_EXHAUSTED")
	case errors.Is(err, fault.ErrTransient):
		return detailed(codes.Unavailable, "temporarily unavailable, try again", "UNAVAILABLE")
	case errors.Is(err, context.DeadlineExceeded):
		return status.New(codes.DeadlineExceeded, "the deadline has passed")
	case errors.Is(err, context.Canceled):
		return status.New(codes.Canceled, "the call was cancelled")
	}
	return detailed(codes.Internal, "internal error; the log of the service has the details", "INTERNAL")
}

func faultStatus(f *fault.Error) *status.Status {
	code := codes.Internal
	switch {
	case errors.Is(f.Kind, fault.ErrInvalid):
		code = codes.InvalidArgument
	case errors.Is(f.Kind, fault.ErrNotFound):
		code = codes.NotFound
	case errors.Is(f.Kind, fault.ErrExists):
		code = codes.AlreadyExists
	case errors.Is(f.Kind, fault.ErrConflict):
		code = codes.Aborted
	case errors.Is(f.Kind, fault.ErrPrecondition):
		code = codes.FailedPrecondition
	case errors.Is(f.Kind, fault.ErrUnauthenticated):
		code = codes.Unauthenticated
	case errors.Is(f.Kind, fault.ErrDenied):
		code = codes.PermissionDenied
	case errors.Is(f.Kind, fault.ErrExhausted):
		code = codes.ResourceExhausted
	case errors.Is(f.Kind, fault.ErrTransient):
		code = codes.Unavailable
	}
	var more []protoadapt.MessageV1
	if len(f.Fields) > 0 {
		bad := &errdetails.BadRequest{}
		for _, field := range f.Fields {
			bad.FieldViolations = append(bad.FieldViolations, &errdetails.BadRequest_FieldViolation{
				Field: field.Path, Description: field.Problem,
			})
		}
		more = append(more, bad)
	}
	return informed(code, f.Message, &errdetails.ErrorInfo{Reason: f.Reason, Domain: Domain, Metadata: f.Info}, more...)
}

func detailed(code codes.Code, message, reason string) *status.Status {
	return informed(code, message, &errdetails.ErrorInfo{Reason: reason, Domain: Domain})
}

func informed(code codes.Code, message string, info *errdetails.ErrorInfo, more ...protoadapt.MessageV1) *status.Status {
	s := status.New(code, message)
	details := append([]protoadapt.MessageV1{info}, more...)
	switch code {
	case codes.Unavailable:
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(retryDelay)})
	case codes.ResourceExhausted:
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(exhaustedDelay)})
	}
	if with, err := s.WithDetails(details...); err == nil {
		return with
	}
	return s // only a detail that cannot be marshalled comes here
}

// violations turns what protovalidate found into an ErrInvalid.
func violations(err *protovalidate.ValidationError) *fault.Error {
	f := fault.Invalid("INVALID_ARGUMENT", "")
	var problems []string
	for _, v := range err.Violations {
		path := protovalidate.FieldPathString(v.Proto.GetField())
		problem := v.Proto.GetMessage()
		if problem == "" {
			problem = "breaks the rule " + v.Proto.GetRuleId()
		}
		f.Fields = append(f.Fields, fault.Field{Path: path, Problem: problem})
		problems = append(problems, strings.TrimPrefix(path+": "+problem, ": "))
	}
	f.Message = "invalid request: " + strings.Join(problems, "; ")
	return f
}
