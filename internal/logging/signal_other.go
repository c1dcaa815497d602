//go:build !unix

package logging

import "os"

//house:allow state: stays nil, there is no such signal
var toggleSignal os.Signal
