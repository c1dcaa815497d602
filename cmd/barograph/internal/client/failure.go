package client

import (
	"context"
	"errors"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/barograph/barograph/cmd/barograph/internal/exit"
	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// Failure is the error of a call to a service, for people, with an exit code. A
// nil error stays nil.
func (s *Set) Failure(service Service, err error) error {
	return Failure(service, s.addresses.Of(service), err)
}

// Failure is the error of a call to a service at an address, for people, with
// an exit code. A nil error stays nil, and so does one of a context of ours that
// was cancelled.
func Failure(service Service, address string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	answer, ok := status.FromError(err)
	if !ok {
		return err
	}
	text := terminal.Clean(answer.Message())
	switch answer.Code() {
	case codes.Canceled:
		return context.Canceled
	case codes.Unavailable:
		if why := secureProblem(text); why != "" {
			return exit.Errorf(exit.Unavailable, "no secure connection to %s at %s: %s", service, address, why)
		}
		if why, refused := connectProblem(text); refused {
			return exit.Errorf(exit.Unavailable, "cannot reach %s at %s: %s; is `barograph up` running there? (--%s-address says where to look)",
				service, address, why, service)
		}
		return exit.Errorf(exit.Unavailable, "%s at %s is unavailable: %s", service, address, text)
	case codes.Unauthenticated:
		return exit.Errorf(exit.Denied, "%s at %s does not know who you are: %s (--token-file or --tls-dir say it)", service, address, text)
	case codes.PermissionDenied:
		return exit.Errorf(exit.Denied, "%s at %s: %s", service, address, text)
	case codes.ResourceExhausted:
		return exit.Errorf(exit.Unavailable, "%s at %s takes nothing more at the moment: %s", service, address, text)
	case codes.DeadlineExceeded:
		return exit.Errorf(exit.Unavailable, "%s at %s did not answer in time; try again or raise --timeout", service, address)
	case codes.Unimplemented:
		return exit.Errorf(exit.Failure, "%s at %s does not know this request: is something else listening there, or an older version? (%s)",
			service, address, text)
	case codes.NotFound:
		return exit.Errorf(exit.NotFound, "%s", inCommands(answer, text))
	case codes.AlreadyExists, codes.Aborted, codes.FailedPrecondition:
		return exit.Errorf(exit.Conflict, "%s", text)
	case codes.InvalidArgument, codes.OutOfRange:
		return exit.Errorf(exit.Usage, "%s", text+fields(answer, text))
	}
	return exit.Errorf(exit.Failure, "%s at %s: %s (%s)", service, address, text, answer.Code())
}

// RetryAfter is how long the service that answered with an error asks to be left
// alone; 0 where it does not say.
func RetryAfter(err error) time.Duration {
	for _, detail := range status.Convert(err).Details() {
		if retry, ok := detail.(*errdetails.RetryInfo); ok {
			return retry.GetRetryDelay().AsDuration()
		}
	}
	return 0
}

// Unreachable says whether an error tells that nothing listens at the address.
func Unreachable(err error) bool {
	answer := status.Convert(err)
	_, refused := connectProblem(answer.Message())
	return answer.Code() == codes.Unavailable && refused
}

// connectProblem takes the reason out of the text with which grpc-go reports
// that there is no connection.
func connectProblem(text string) (string, bool) {
	const refused, resolve = "connection error: ", "name resolver error: "
	switch {
	case strings.Contains(text, refused):
		_, text, _ = strings.Cut(text, refused)
		text = strings.Trim(strings.TrimPrefix(text, "desc = "), `"`)
		text = strings.TrimPrefix(text, "transport: ")
		if i := strings.LastIndex(text, ": "); i >= 0 && strings.Contains(text, "dial ") {
			text = text[i+2:]
		}
		return text, true
	case strings.Contains(text, resolve):
		_, text, _ = strings.Cut(text, resolve)
		return text, true
	}
	return "", false
}

// fields lists the wrong fields that the text does not name already.
func fields(answer *status.Status, text string) string {
	var b strings.Builder
	for _, detail := range answer.Details() {
		bad, ok := detail.(*errdetails.BadRequest)
		if !ok {
			continue
		}
		for _, v := range bad.GetFieldViolations() {
			if !strings.Contains(text, terminal.Clean(v.GetField())) {
				b.WriteString("; " + terminal.Clean(v.GetField()) + ": " + terminal.Clean(v.GetDescription()))
			}
		}
	}
	return b.String()
}

// inCommands puts the command in the place of the call that a service refers to
// behind its last semicolon: the services speak to programs. What is meant is
// told from the reason in the answer, which is part of the contract, as the
// words are not.
func inCommands(answer *status.Status, text string) string {
	for _, detail := range answer.Details() {
		info, ok := detail.(*errdetails.ErrorInfo)
		if !ok {
			continue
		}
		var hint string
		switch info.GetReason() {
		case "INITIATIVE_NOT_FOUND":
			hint = "`barograph initiatives list` shows those that are"
		case "SOURCE_NOT_FOUND":
			hint = "`barograph sources list` shows those that are"
		case "FEED_NOT_FOUND":
			hint = "`barograph sources get` shows those that it has"
		case "NOT_YET_KNOWN":
			hint = "`barograph list` shows what there is"
		default:
			return text
		}
		if at := strings.LastIndex(text, "; "); at >= 0 {
			text = text[:at]
		}
		return text + "; " + hint
	}
	return text
}
