package bus

import (
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"github.com/barograph/barograph/internal/fault"
)

// Errors of the server that nats.go has no name for. Their names are those of
// the server's errors.json.
const (
	codeTooLarge        jetstream.ErrorCode = 10054 // JSStreamMessageExceedsMaximumErr
	codeAccountExceeded jetstream.ErrorCode = 10002 // JSAccountResourcesExceededErr: code 400, as if it were our fault
	codeInsufficient    jetstream.ErrorCode = 10023 // JSInsufficientResourcesErr
	codeMemoryExceeded  jetstream.ErrorCode = 10028 // JSMemoryResourcesExceededErr
	codeStorageExceeded jetstream.ErrorCode = 10047 // JSStorageResourcesExceededErr
	codeStoreFailed     jetstream.ErrorCode = 10077 // JSStreamStoreFailedF: full by its own limits, among others
	codeTooManyRequests jetstream.ErrorCode = 10167 // JSStreamTooManyRequests

	storeFailedTooLarge = "message too large"
	storeFailedByLimit  = "maximum " // bytes, messages, messages per subject exceeded
)

// unstored is what became of a message that could not be stored in time.
func unstored(m Message, err error) error {
	cause := fmt.Errorf("publish %s: %w", m.Subject, err)
	if isFull(err) {
		return full(cause)
	}
	return fault.Transient("PUBLISH_TIMEOUT", "the message could not be stored in time", cause)
}

// full is the fault of a write that found no room.
func full(cause error) error {
	return fault.Exhausted("STORE_FULL", "there is no room left in the store; make room or try again later", cause)
}

// isFull tells whether a message was refused because there is no room left: by
// a limit of the stream, of the account or of the server. It passes once
// somebody makes room, and says nothing about the message.
func isFull(err error) bool {
	api := new(jetstream.APIError)
	if !errors.As(err, &api) {
		return false
	}
	switch api.ErrorCode {
	case codeAccountExceeded, codeInsufficient, codeMemoryExceeded, codeStorageExceeded, codeTooManyRequests:
		return true
	case codeStoreFailed:
		return strings.HasPrefix(api.Description, storeFailedByLimit)
	}
	return false
}

// isTooLarge tells whether a stream or the server refused a message for its size.
func isTooLarge(err error) bool {
	api := new(jetstream.APIError)
	return errors.Is(err, nats.ErrMaxPayload) || errors.As(err, &api) &&
		(api.ErrorCode == codeTooLarge || api.ErrorCode == codeStoreFailed && api.Description == storeFailedTooLarge)
}

// isConflict tells whether a message was refused for another one that came first.
func isConflict(err error) bool {
	api := new(jetstream.APIError)
	return errors.As(err, &api) &&
		(api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequence || api.ErrorCode == jetstream.JSErrCodeStreamWrongLastSequenceConstant)
}

// isPermanent tells whether sending the same message again is futile, to
// whatever server and however much room it has.
func isPermanent(err error) bool {
	if isTooLarge(err) || errors.Is(err, nats.ErrBadSubject) || errors.Is(err, nats.ErrInvalidMsg) {
		return true
	}
	// 400 is a request that is wrong in itself; 503 and the like pass.
	api := new(jetstream.APIError)
	return errors.As(err, &api) && api.Code == 400 && !isFull(err)
}
