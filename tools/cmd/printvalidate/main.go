// Command printvalidate writes buf/validate/validate.proto below a folder.
//
// The file is printed from the descriptor that is compiled into protovalidate's
// generated Go module, so that the rules which buf checks at generation time
// are those of the pinned Go dependency, and no remote registry of protos is
// needed. It is run by `make generate`; its output is not committed.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"github.com/jhump/protoreflect/desc"
	"github.com/jhump/protoreflect/desc/protoprint"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: printvalidate FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "printvalidate:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	file, err := desc.WrapFile(validate.File_buf_validate_validate_proto)
	if err != nil {
		return fmt.Errorf("read descriptor: %w", err)
	}
	text, err := new(protoprint.Printer).PrintProtoToString(file)
	if err != nil {
		return fmt.Errorf("print descriptor: %w", err)
	}
	path := filepath.Join(folder, filepath.FromSlash(file.GetName()))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		return fmt.Errorf("write file: %w", err)
	}
	return nil
}
