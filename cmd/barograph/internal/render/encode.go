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
// in a line break. Zeros are written, so that sums can be computed from it.
// Equal messages give equal bytes.
func JSON(m proto.Message) (string, error) {
	return encode(m, true, func(dst *bytes.Buffer, src []byte) error { return json.Indent(dst, src, "", "  ") })
}

// PartJSON is [JSON] of a message of which most is left out: without what is
// zero, but for the named lists, which are there also when they are empty.
func PartJSON(m proto.Message, lists ...string) (string, error) {
	return encode(m, false, func(dst *bytes.Buffer, src []byte) error {
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(src, &fields); err != nil {
			return err
		}
		src = bytes.TrimSuffix(bytes.TrimSpace(src), []byte("}"))
		for _, list := range lists {
			if _, ok := fields[list]; !ok {
				src = fmt.Appendf(src, ",%q:[]", list) // behind the id, which is never empty
			}
		}
		return json.Indent(dst, append(src, '}'), "", "  ")
	})
}

// JSONLine is [JSON] on one line.
func JSONLine(m proto.Message) (string, error) {
	return encode(m, true, json.Compact)
}

// SparseLine is [JSONLine] without what is zero, for many messages with many
// fields.
func SparseLine(m proto.Message) (string, error) {
	return encode(m, false, json.Compact)
}

// encode formats anew, since protojson varies its white space on purpose, and
// escapes what could harm a terminal.
func encode(m proto.Message, zeros bool, format func(*bytes.Buffer, []byte) error) (string, error) {
	data, err := protojson.MarshalOptions{UseProtoNames: true, EmitDefaultValues: zeros}.Marshal(m)
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
