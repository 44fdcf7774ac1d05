package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
)

// comments are those of types and of their fields, by "Type" and "Type.Field".
type comments map[string]string

func (c comments) find(t reflect.Type, field string) string {
	if field == "" {
		return c[t.Name()]
	}
	if f, ok := t.FieldByName(field); ok && len(f.Index) > 1 { // it belongs to what t embeds
		t = t.FieldByIndex(f.Index[:len(f.Index)-1]).Type
	}
	return c[t.Name()+"."+field]
}

func readComments(folders ...string) (comments, error) {
	out := comments{}
	for _, folder := range folders {
		names, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments|parser.SkipObjectResolution)
			if err != nil {
				return nil, err
			}
			out.file(f)
		}
	}
	return out, nil
}

func (c comments) file(f *ast.File) {
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.TYPE {
			continue
		}
		for _, s := range g.Specs {
			t := s.(*ast.TypeSpec)
			c.add(t.Name.Name, g.Doc)
			if structure, ok := t.Type.(*ast.StructType); ok {
				c.fields(t.Name.Name, structure)
			}
		}
	}
}

func (c comments) fields(name string, s *ast.StructType) {
	for _, f := range s.Fields.List {
		for _, id := range f.Names {
			c.add(name+"."+id.Name, f.Doc)
			c.add(name+"."+id.Name, f.Comment)
		}
	}
}

// add keeps the first comment, on one line.
func (c comments) add(key string, g *ast.CommentGroup) {
	if text := strings.Join(strings.Fields(g.Text()), " "); text != "" && c[key] == "" {
		c[key] = text
	}
}
