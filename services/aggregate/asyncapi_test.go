package aggregate_test

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/barograph/barograph/internal/bus"
	"github.com/barograph/barograph/internal/bustest"
	initiativev1 "github.com/barograph/barograph/proto/gen/barograph/initiative/v1"
	taggingv1 "github.com/barograph/barograph/proto/gen/barograph/tagging/v1"
	"github.com/barograph/barograph/proto/subject"
)

// asyncAPI is what the test reads of docs/asyncapi.yaml.
type asyncAPI struct {
	AsyncAPI string `yaml:"asyncapi"`
	Channels map[string]struct {
		Address  string         `yaml:"address"`
		Messages map[string]any `yaml:"messages"`
	} `yaml:"channels"`
	Components struct {
		Messages map[string]struct {
			Headers struct {
				AllOf []headerSchema `yaml:"allOf"`
			} `yaml:"headers"`
			Payload struct {
				Format string `yaml:"schemaFormat"`
				Schema string `yaml:"schema"`
			} `yaml:"payload"`
		} `yaml:"messages"`
		Schemas map[string]headerSchema `yaml:"schemas"`
	} `yaml:"components"`
}

type headerSchema struct {
	Ref        string                    `yaml:"$ref"`
	Required   []string                  `yaml:"required"`
	Properties map[string]headerProperty `yaml:"properties"`
}

type headerProperty struct {
	Const, Pattern, Format string
}

// check returns what is wrong with a value.
func (p headerProperty) check(value string) string {
	if p.Const != "" && value != p.Const {
		return "is not " + p.Const
	}
	if p.Pattern != "" && !regexp.MustCompile(p.Pattern).MatchString(value) {
		return "does not match " + p.Pattern
	}
	if _, err := time.Parse(time.RFC3339Nano, value); p.Format == "date-time" && err != nil {
		return "is no time"
	}
	return ""
}

func readAsyncAPI(t *testing.T) asyncAPI {
	t.Helper()
	data, err := os.ReadFile("../../docs/asyncapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc asyncAPI
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestAsyncAPIHoldsForLiveMessages publishes every kind of event through a real
// server and compares each message with the document: its address, that every
// header is described and every required one there, and the payload.
func TestAsyncAPIHoldsForLiveMessages(t *testing.T) {
	doc := readAsyncAPI(t)
	server := bustest.Start(t, bustest.Options{})
	conn := server.Connect("test")
	s := start(t, server)
	s.define("gaza-isf")
	s.settle(conn)
	for i := range 3 {
		tell(t, conn, reading{article: "a", revision: uint32(i + 1), claims: []*taggingv1.Claim{position("gaza-isf", "ISR", supports, int32(300*(i+1)))}})
		s.settle(conn)
	}
	if _, err := s.initiatives.DeleteInitiative(t.Context(), &initiativev1.DeleteInitiativeRequest{Id: "gaza-isf"}); err != nil {
		t.Fatal(err)
	}
	unseen := maps.Clone(doc.Channels)
	bustest.Eventually(t, "every kind of event was published", func() bool {
		_, err := conn.LastMsg(t.Context(), subject.StreamAssessments, subject.AssessmentWithdrawn.For("gaza-isf"))
		return err == nil
	})
	_, err := conn.ReadAll(t.Context(), subject.StreamAssessments, 1, func(msg bus.Msg) error {
		at := strings.LastIndexByte(msg.Subject, '.')
		found := false
		for name, channel := range doc.Channels {
			if channel.Address == msg.Subject[:at]+".{initiative}" {
				found = true
				delete(unseen, name)
				for message := range channel.Messages {
					doc.checkHeaders(t, message, msg)
					checkPayload(t, message, msg)
				}
			}
		}
		if !found {
			t.Errorf("no channel has the address of %s", msg.Subject)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(unseen) > 0 {
		t.Errorf("no message came for %v", slices.Collect(maps.Keys(unseen)))
	}
}

func (doc asyncAPI) checkHeaders(t *testing.T, message string, msg bus.Msg) {
	t.Helper()
	described := map[string]bool{}
	for _, schema := range doc.Components.Messages[message].Headers.AllOf {
		if schema.Ref != "" {
			schema = doc.Components.Schemas[strings.TrimPrefix(schema.Ref, "#/components/schemas/")]
		}
		for _, name := range schema.Required {
			if len(msg.Header[name]) != 1 {
				t.Errorf("%s: %d headers %s", msg.MsgID, len(msg.Header[name]), name)
			}
		}
		for name, property := range schema.Properties {
			described[name] = true
			for _, value := range msg.Header[name] {
				if problem := property.check(value); problem != "" {
					t.Errorf("%s: header %s: %q %s", msg.MsgID, name, value, problem)
				}
			}
		}
	}
	for name := range msg.Header {
		if !described[name] {
			t.Errorf("%s: header %s is not described", msg.MsgID, name)
		}
	}
	if len(described) == 0 {
		t.Errorf("the document describes no message %s", message)
	}
}

// checkPayload decodes a payload as the message that the document names and
// looks for fields that the contract does not have.
func checkPayload(t *testing.T, message string, msg bus.Msg) {
	t.Helper()
	kind, err := protoregistry.GlobalTypes.FindMessageByName(protoreflect.FullName("barograph.event.v1." + message))
	if err != nil {
		t.Fatal(err)
	}
	payload := kind.New()
	if err := proto.Unmarshal(msg.Data, payload.Interface()); err != nil {
		t.Errorf("%s: %v", msg.MsgID, err)
	}
	if number, _, _ := protowire.ConsumeTag(payload.GetUnknown()); number > 0 {
		t.Errorf("%s: field %d is not of %s", msg.MsgID, number, message)
	}
	fields := kind.Descriptor().Fields()
	for i := range fields.Len() {
		if !payload.Has(fields.Get(i)) {
			t.Errorf("%s: field %s is not set", msg.MsgID, fields.Get(i).Name())
		}
	}
}

// TestAsyncAPIShowsTheContract: the payloads stand in the document word for word
// as in the proto, and every event of the stream has its channel.
func TestAsyncAPIShowsTheContract(t *testing.T) {
	doc := readAsyncAPI(t)
	if !strings.HasPrefix(doc.AsyncAPI, "3.") {
		t.Errorf("version %q", doc.AsyncAPI)
	}
	contract, err := os.ReadFile("../../proto/barograph/event/v1/event.proto")
	if err != nil {
		t.Fatal(err)
	}
	for name, message := range doc.Components.Messages {
		if !strings.Contains(string(contract), message.Payload.Schema) || message.Payload.Format != "application/vnd.google.protobuf;version=3" {
			t.Errorf("the payload of %s is not that of event.proto:\n%s", name, message.Payload.Schema)
		}
	}
	var want, got []string
	for _, kind := range subject.Kinds() {
		if strings.HasPrefix(string(kind), "assessment.") {
			want = append(want, kind.Type()+".{initiative}")
		}
	}
	for _, channel := range doc.Channels {
		got = append(got, channel.Address)
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("channels %v, want %v", got, want)
	}
}
