//go:build !(linux && (amd64 || arm64))

package main

import "os"

func writeBack(*os.File, int64, int64) {}
