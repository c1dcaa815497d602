package up_test

import (
	"context"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/zap"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/barograph/barograph/cmd/barograph/internal/client"
	"github.com/barograph/barograph/cmd/barograph/internal/demo"
	"github.com/barograph/barograph/cmd/barograph/internal/up"
	"github.com/barograph/barograph/internal/logging"
)

// patience is how long a system may take to start, and to stop.
const patience = time.Minute

// raw hands bytes on as they are, in place of messages.
type raw struct{}

func (raw) Marshal(v any) (mem.BufferSlice, error) {
	return mem.BufferSlice{mem.SliceBuffer(*v.(*[]byte))}, nil
}

func (raw) Unmarshal(data mem.BufferSlice, v any) error {
	*v.(*[]byte) = data.Materialize()
	return nil
}

func (raw) Name() string { return "proto" }

var _ encoding.CodecV2 = raw{}

// start runs a whole system in memory and returns a connection to each service.
func start(f *testing.F) map[client.Service]*grpc.ClientConn {
	f.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, done := make(chan up.Running, 1), make(chan error, 1)
	levels := map[string]*logging.Level{} // so that LogService is served
	for _, service := range []client.Service{client.Ingest, client.NLP, client.Aggregate} {
		var err error
		if _, levels[string(service)], err = logging.New(logging.Default(), io.Discard, string(service), "test"); err != nil {
			f.Fatal(err)
		}
	}
	cfg := up.Config{Data: f.TempDir(), Listen: client.Addresses{Ingest: "127.0.0.1:0", NLP: "127.0.0.1:0", Aggregate: "127.0.0.1:0"}}
	go func() {
		done <- up.Run(ctx, cfg, up.Deps{
			Now:   demo.Now,
			Log:   func(string) (*zap.Logger, error) { return zap.NewNop(), nil },
			Level: func(service string) *logging.Level { return levels[service] },
			Ready: func(_ context.Context, r up.Running) error { ready <- r; return nil },
		})
	}()
	f.Cleanup(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				f.Errorf("system stopped with %v", err)
			}
		case <-time.After(patience):
			f.Error("system does not stop")
		}
	})
	var running up.Running
	select {
	case running = <-ready:
	case err := <-done:
		done <- nil
		f.Fatalf("system ended with %v", err)
	case <-time.After(patience):
		f.Fatal("system does not start")
	}
	conns := map[client.Service]*grpc.ClientConn{}
	for service, address := range map[client.Service]string{
		client.Ingest: running.Addresses.Ingest, client.NLP: running.Addresses.NLP, client.Aggregate: running.Addresses.Aggregate,
	} {
		conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithDefaultCallOptions(grpc.ForceCodecV2(raw{})))
		if err != nil {
			f.Fatal(err)
		}
		conns[service] = conn
		f.Cleanup(func() { _ = conn.Close() }) // before the system stops
	}
	return conns
}

// methods are all of the project's contracts, in order.
func methods() []protoreflect.MethodDescriptor {
	var all []protoreflect.MethodDescriptor
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), "barograph.") {
			for i := range file.Services().Len() {
				for j := range file.Services().Get(i).Methods().Len() {
					all = append(all, file.Services().Get(i).Methods().Get(j))
				}
			}
		}
		return true
	})
	slices.SortFunc(all, func(a, b protoreflect.MethodDescriptor) int {
		return strings.Compare(string(a.FullName()), string(b.FullName()))
	})
	return all
}

// example fills every field of a message, so that mutations begin where there is something to mutate.
func example(descriptor protoreflect.MessageDescriptor, depth int) *dynamicpb.Message {
	m := dynamicpb.NewMessage(descriptor)
	for i := range descriptor.Fields().Len() {
		field := descriptor.Fields().Get(i)
		var value protoreflect.Value
		switch {
		case field.IsMap() || field.Message() != nil && depth == 0:
			continue
		case field.Message() != nil:
			value = protoreflect.ValueOfMessage(example(field.Message(), depth-1))
		case field.Kind() == protoreflect.StringKind:
			value = protoreflect.ValueOfString("harbour-watch")
		case field.Kind() == protoreflect.EnumKind:
			value = protoreflect.ValueOfEnum(1)
		case field.Kind() == protoreflect.BytesKind:
			value = protoreflect.ValueOfBytes([]byte("x"))
		default:
			continue
		}
		if field.IsList() {
			m.Mutable(field).List().Append(value)
		} else {
			m.Set(field, value)
		}
	}
	return m
}

// FuzzCalls sends bytes of any kind to every method of every service: each call ends in time with a status that
// tells the caller what is wrong, never with one that means a fault of ours, and every service goes on serving.
func FuzzCalls(f *testing.F) {
	all := methods()
	if len(all) < 20 {
		f.Fatalf("only %d methods", len(all))
	}
	for i, method := range all {
		request, err := proto.MarshalOptions{Deterministic: true}.Marshal(example(method.Input(), 2))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(uint16(i), request)
		f.Add(uint16(i), []byte{})
	}
	f.Add(uint16(0), []byte{0xff, 0xff, 0xff})
	conns := start(f)
	f.Fuzz(func(t *testing.T, which uint16, request []byte) {
		method := all[int(which)%len(all)]
		served := 0
		for service, conn := range conns {
			err := call(t, conn, method, request)
			s := status.Convert(err)
			if s.Code() == codes.Unimplemented {
				continue // another service's
			}
			served++
			switch s.Code() {
			case codes.OK, codes.InvalidArgument, codes.NotFound, codes.AlreadyExists, codes.FailedPrecondition, codes.Aborted,
				codes.OutOfRange, codes.ResourceExhausted:
			case codes.DeadlineExceeded:
				if !method.IsStreamingServer() && !method.IsStreamingClient() {
					t.Errorf("%s of %s: %v", method.FullName(), service, err)
				}
			case codes.Internal:
				if !strings.Contains(s.Message(), "unmarshal") {
					t.Errorf("%s of %s: %v", method.FullName(), service, err)
				}
			default:
				t.Errorf("%s of %s: %v", method.FullName(), service, err)
			}
		}
		if served == 0 {
			t.Errorf("no service knows %s", method.FullName())
		}
	})
}

// call makes one call with one message, and reads at most three answers.
func call(t *testing.T, conn *grpc.ClientConn, method protoreflect.MethodDescriptor, request []byte) error {
	limit := 10 * time.Second
	if method.IsStreamingServer() || method.IsStreamingClient() {
		limit = 100 * time.Millisecond // a watch has no end of its own
	}
	ctx, cancel := context.WithTimeout(t.Context(), limit)
	defer cancel()
	name := "/" + string(method.Parent().FullName()) + "/" + string(method.Name())
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, name)
	if err != nil {
		return err
	}
	if err := stream.SendMsg(&request); err != nil {
		return stream.RecvMsg(new([]byte))
	}
	if err := stream.CloseSend(); err != nil {
		return err
	}
	for range 3 {
		if err := stream.RecvMsg(new([]byte)); err != nil {
			if err.Error() == "EOF" {
				return nil
			}
			return err
		}
	}
	return nil
}
