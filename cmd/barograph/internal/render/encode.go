package render

import (
	"bytes"
	"encoding/json"
	"fmt"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/barograph/barograph/cmd/barograph/internal/terminal"
)

// JSON is a message as indented JSON with the names of the proto file, ending
// in a line break. Equal messages give equal bytes.
func JSON(m proto.Message) (string, error) {
	return encode(m, func(dst *bytes.Buffer, src []byte) error { return json.Indent(dst, src, "", "  ") })
}

// JSONLine is a message as JSON on one line, ending in a line break.
func JSONLine(m proto.Message) (string, error) {
	return encode(m, json.Compact)
}

// encode formats anew, since protojson varies its white space on purpose, and
// escapes what could harm a terminal.
func encode(m proto.Message, format func(*bytes.Buffer, []byte) error) (string, error) {
	data, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(m)
	if err != nil {
		return "", fmt.Errorf("encode %s: %w", m.ProtoReflect().Descriptor().Name(), err)
	}
	var b bytes.Buffer
	if err := format(&b, data); err != nil {
		return "", fmt.Errorf("encode %s: %w", m.ProtoReflect().Descriptor().Name(), err)
	}
	b.WriteByte('\n')
	return terminal.EscapeJSON(b.String()), nil
}
