package mock

import (
	"slices"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"

	"github.com/armsmith/armsmith/generator/judge"
	"github.com/armsmith/armsmith/mock/sample"
)

// service is one document as a handler serves it.
type service struct {
	*mount
	options Options
	judge   *judge.Judge
	maker   sample.Maker
	behave  Answerer
	answers sync.Map // choice -> *Answer: what has been answered before, by the document alone
}

func newService(m *mount, options Options) *service {
	s := &service{mount: m, options: options, judge: judge.On(m.doc.kin)}
	s.maker = sample.NewMaker(m.doc.kin, s.allows)
	s.maker.Seed = options.Seed
	behaviors := append(slices.Clone(options.Behaviors),
		newConditional(s).behave, streams{s}.behave, newJobs(s).behave, newLongRunning(s).behave, newPages(s).behave)
	if options.Stateful {
		behaviors = append(behaviors, newStore().behave)
	}
	s.behave = through(behaviors, s.answer)
	return s
}

// allows asks kin-openapi whether a value of an answer is one of a schema.
func (s *service) allows(schema *openapi3.Schema, v any) bool {
	return s.doc.endless != "" || s.judge.Allows(schema, v)
}
