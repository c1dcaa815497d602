package main

import (
	"fmt"
	"os"
	"path/filepath"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"github.com/jhump/protoreflect/v2/protoprint"
)

// write prints the file below the folder, at the path by which other files import it.
func write(folder string) error {
	file := validate.File_buf_validate_validate_proto
	text, err := new(protoprint.Printer).PrintProtoToString(file)
	if err != nil {
		return fmt.Errorf("print descriptor: %w", err)
	}
	path := filepath.Join(folder, filepath.FromSlash(file.Path()))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}
