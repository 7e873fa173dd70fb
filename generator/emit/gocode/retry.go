package gocode

import (
	"time"

	"github.com/dave/jennifer/jen"

	"github.com/armsmith/armsmith/generator/model"
)

// RetryPolicy writes what a document says of trying calls again:
//
//	runtime.RetryPolicy{MaxRetries: 2, Delay: 500 * time.Millisecond, Statuses: []int{429, 503}}
func RetryPolicy(pkg *Package, r *model.Retry) *jen.Statement {
	var fields []jen.Code
	add := func(name string, v jen.Code) { fields = append(fields, jen.Id(name).Op(":").Add(v)) }
	if r.Times != 0 {
		add("MaxRetries", jen.Lit(r.Times))
	}
	if r.Delay > 0 {
		add("Delay", duration(r.Delay))
	}
	if r.MaxDelay > 0 {
		add("MaxDelay", duration(r.MaxDelay))
	}
	if len(r.Statuses) > 0 {
		var statuses []jen.Code
		for _, s := range r.Statuses {
			statuses = append(statuses, jen.Lit(s))
		}
		add("Statuses", Slice(jen.Int()).Values(statuses...))
	}
	return pkg.RT("RetryPolicy").Values(fields...)
}

// duration writes a duration in its largest unit:
//
//	500 * time.Millisecond
func duration(d time.Duration) jen.Code {
	unit, name := time.Millisecond, "Millisecond"
	if d%time.Second == 0 {
		unit, name = time.Second, "Second"
	}
	return jen.Lit(int(d/unit)).Op("*").Qual("time", name)
}
