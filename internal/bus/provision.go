package bus

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/nats-io/nats.go/jetstream"
)

// Where streams and buckets are kept.
const (
	StorageFile   = "file"
	StorageMemory = "memory"
)

// Options are what an operator decides about the topology.
type Options struct {
	Storage   string        `env:"STREAM_STORAGE" shared:"true" help:"where streams are kept: file or memory"`
	Replicas  int           `env:"STREAM_REPLICAS" shared:"true" help:"copies of each stream: 1, 3 or 5"`
	Retention time.Duration `env:"STREAM_RETENTION" shared:"true" help:"how long streams keep messages; 0: articles, ledger and assessments for ever, dead letters 30 days"`
}

// DefaultOptions keeps one copy in files, for ever.
func DefaultOptions() Options { return Options{Storage: StorageFile, Replicas: 1} }

// Validate names every wrong field.
func (o Options) Validate() error {
	var errs []error
	if o.Storage != StorageFile && o.Storage != StorageMemory {
		errs = append(errs, fmt.Errorf("stream-storage: %q is neither file nor memory", o.Storage))
	}
	if o.Replicas != 1 && o.Replicas != 3 && o.Replicas != 5 {
		errs = append(errs, fmt.Errorf("stream-replicas: %d is none of 1, 3, 5", o.Replicas))
	}
	if o.Retention < 0 || o.Retention > 0 && o.Retention < time.Minute {
		errs = append(errs, fmt.Errorf("stream-retention: %s is neither 0 nor at least a minute", o.Retention))
	}
	return errors.Join(errs...)
}

func (o Options) storage() jetstream.StorageType {
	if o.Storage == StorageMemory {
		return jetstream.MemoryStorage
	}
	return jetstream.FileStorage
}

func (o Options) compression() jetstream.StoreCompression {
	if o.Storage == StorageMemory {
		return jetstream.NoCompression
	}
	return jetstream.S2Compression
}

// Provision creates every stream, consumer and bucket that does not exist and
// updates those that do. Calling it again changes nothing, and what a newer
// version made wider stays so. It goes on after an error and returns all of them
// joined.
func Provision(ctx context.Context, js jetstream.JetStream, o Options) error {
	if err := o.Validate(); err != nil {
		return fmt.Errorf("provision: %w", err)
	}
	var errs []error
	for _, s := range streams() {
		if err := provide(ctx, js, s.config(o)); err != nil {
			errs = append(errs, fmt.Errorf("provision stream %s: %w", s.name, err))
		}
	}
	for _, s := range consumers() {
		if _, err := js.CreateOrUpdateConsumer(ctx, s.stream, s.config()); err != nil {
			errs = append(errs, fmt.Errorf("provision consumer %s: %w", s.durable, err))
		}
	}
	for _, s := range buckets() {
		if err := provide(ctx, js, s.config(o)); err != nil {
			errs = append(errs, fmt.Errorf("provision bucket %s: %w", s.name, err))
		}
	}
	return errors.Join(errs...)
}

// provide creates a stream or updates it. It takes no subject away, and lowers
// neither the size of a message nor how many revisions of a key are kept: a newer
// version that runs beside this one, or will again, needs them, and what is
// stored already would be dropped.
func provide(ctx context.Context, js jetstream.JetStream, want jetstream.StreamConfig) error {
	stream, err := js.Stream(ctx, want.Name)
	if err != nil && !errors.Is(err, jetstream.ErrStreamNotFound) {
		return err
	}
	if err == nil {
		has := stream.CachedInfo().Config
		for _, subject := range has.Subjects {
			if !slices.Contains(want.Subjects, subject) {
				want.Subjects = append(want.Subjects, subject)
			}
		}
		want.MaxMsgSize = max(want.MaxMsgSize, has.MaxMsgSize)
		if want.MaxMsgsPerSubject > 0 {
			want.MaxMsgsPerSubject = max(want.MaxMsgsPerSubject, has.MaxMsgsPerSubject)
		}
	}
	_, err = js.CreateOrUpdateStream(ctx, want)
	return err
}
