package strictyaml_test

import (
	"fmt"

	"github.com/comity-dev/comity/internal/strictyaml"
)

func Example() {
	type Offence struct {
		Title    string   `json:"title"`
		Years    int      `json:"years,omitempty"`
		Elements []string `json:"elements"`
	}
	type State struct {
		ID       string    `json:"id"`
		Offences []Offence `json:"offences"`
	}
	text := []byte(`id: UTO
offences:
  - titel: Illegal access
    elements: [access, intent]
    years: 1.5
`)
	doc, _ := strictyaml.Parse(text, strictyaml.Limits{})
	var state State
	for _, problem := range doc.Decode(&state) {
		fmt.Println(problem)
	}
	line, column := doc.Position("offences[0].elements[1]")
	fmt.Println("intent is at", fmt.Sprint(line, ":", column))
	// Output:
	// 3:5: unknown field "titel"; did you mean "title"?
	// 3:5: "title" is missing; add title: with text
	// 5:12: "years" must be a whole number, but is the number 1.5; write it in digits alone
	// intent is at 4:24
}
