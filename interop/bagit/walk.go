package bagit

import (
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// walk takes up what is on the disk. Links are not followed.
func (c *checker) walk(dir string) error {
	var below []string // gone into later, so that one folder is open at a time
	err := c.readDir(dir, func(e fs.DirEntry) error {
		if err := c.ctx.Err(); err != nil {
			return err
		}
		name := path.Join(dir, e.Name())
		switch {
		case !utf8.ValidString(name):
			c.wrong(CodeName, strconv.QuoteToASCII(name), 0, "the name is not UTF-8: it was not read")
			return nil
		case e.IsDir():
			below = append(below, name)
			return nil
		case !e.Type().IsRegular():
			c.wrong(CodeKind, name, 0, "it is a link, a device or the like, and was not followed")
			return nil
		}
		i, err := e.Info()
		if err != nil {
			return fmt.Errorf("read the folder: %w", err)
		}
		c.total += i.Size()
		if strings.HasPrefix(name, dataFolder) {
			c.Files++
			c.Octets += i.Size()
		}
		return c.sorter.add(entry{key: keyOf(name), name: name, source: int(onDisk), value: strconv.FormatInt(i.Size(), 10)})
	})
	for _, name := range below {
		if err == nil {
			err = c.walk(name)
		}
	}
	return err
}
