package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/armsmith/armsmith/generator/load"
)

func main() {
	show := os.Args[1] == "json"
	for _, p := range os.Args[2:] {
		s := time.Now()
		doc, f := load.Load(context.Background(), p, load.Options{})
		d := time.Since(s)
		if show {
			b, _ := json.MarshalIndent(doc.API, "", " ")
			fmt.Println(string(b))
			continue
		}
		fmt.Printf("== %s %v findings=%d ok=%v\n", p, d.Round(time.Microsecond*100), len(f), doc != nil)
		if os.Args[1] == "f" {
			for _, x := range f {
				fmt.Println("  ", x)
			}
		}
	}
}
