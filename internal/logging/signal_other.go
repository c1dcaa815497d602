//go:build !unix

package logging

import "os"

var toggleSignal os.Signal // there is none
