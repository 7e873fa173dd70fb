package operation

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/english"
	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// servers names the servers of a document that offers a choice: several, or one with variables that
// have defaults. One that is relative has no address to name, and of twins over http and https the
// first is meant. Azure's parameterized host has one place, which NewClient asks for.
func (o endpoint) servers() []*model.Server {
	if o.at("/x-ms-parameterized-host").Get("hostTemplate").Str() != "" {
		return nil
	}
	var out []*model.Server
	var places []source.At
	for _, s := range o.at("/servers").Elements() {
		url := s.Get("url").Str()
		template := strings.TrimSuffix(url, "/")
		plain, isPlain := strings.CutPrefix(template, "http://")
		switch {
		case !strings.Contains(template, "://"):
		case slices.ContainsFunc(out, func(x *model.Server) bool { return x.Template == template }):
		case isPlain && slices.ContainsFunc(o.at("/servers").Elements(), func(x source.At) bool {
			return strings.TrimSuffix(x.Get("url").Str(), "/") == "https://"+plain
		}):
		default:
			out = append(out, &model.Server{Template: template, Doc: english.Plain(s.Get("description").Str())})
			places = append(places, s)
		}
	}
	if len(out) == 0 || len(out) == 1 && len(templateNames(out[0].Template)) == 0 {
		return nil
	}
	enums := map[string]*model.ServerEnum{}
	for i, s := range out {
		called := serverWords(places[i])
		o.names.Declare(&name.Name{Key: "server " + s.Template, Rank: name.RankHelper, Chosen: source.Renamed(places[i].Node),
			Candidates: []string{"Server" + called, "Server" + hostWords(s.Template), "Server" + called + hostWords(s.Template)}}).To(&s.Name)
		o.variables(s, called, places[i], enums)
	}
	return out
}

// variables makes the arguments of a server. Variables of one name with the same values in several
// servers are of one type.
func (o endpoint) variables(s *model.Server, called string, at source.At, enums map[string]*model.ServerEnum) {
	args := name.NewScope("opts", "string", "runtime", "Option")
	for _, n := range templateNames(s.Template) {
		a := at.To("variables").To(n.name)
		v := &model.ServerVariable{Wire: n.name}
		if d := a.Get("default"); d != nil {
			v.Default = d.Text
		}
		word := name.Go(n.name)
		args.Declare(&name.Name{Key: n.name, Candidates: []string{name.Var(n.name), name.Var(n.name) + "Value"}}).To(&v.Arg)
		if values := a.Get("enum").Strings(); len(values) > 0 {
			key := n.name + "\x00" + strings.Join(values, "\x00")
			if enums[key] == nil {
				enums[key] = o.serverEnum(n.name, word, called, english.Plain(a.Get("description").Str()), values)
			}
			v.Enum = enums[key]
		}
		s.Variables = append(s.Variables, v)
	}
	args.Resolve()
	s.Template = plainTemplate(s.Template)
}

func (o endpoint) serverEnum(wire, word, called, doc string, values []string) *model.ServerEnum {
	made := &model.ServerEnum{Doc: doc, Values: make([]model.ServerValue, 0, len(values))}
	key := "server-variable " + wire + " " + strings.Join(values, " ")
	typ := o.names.Declare(&name.Name{Key: key, Rank: name.RankHelper,
		Candidates: []string{"Server" + word, "Server" + called + word, "Server" + called + word + "Value"}}).To(&made.Name)
	for _, text := range values {
		if slices.ContainsFunc(made.Values, func(v model.ServerValue) bool { return v.Text == text }) {
			continue
		}
		made.Values = append(made.Values, model.ServerValue{Text: text})
	}
	for i := range made.Values {
		v := &made.Values[i]
		word := "Empty"
		if v.Text != "" {
			word = name.Part(v.Text)
		}
		o.names.Declare(&name.Name{Role: "value " + v.Text, Rank: name.RankHelper, Parent: typ, Candidates: []string{"*" + word, "*Value" + word}}).To(&v.Name)
	}
	return made
}

// longestServerWord is how long a description may be to name a server.
const longestServerWord = 32

// serverWords is what a server is called: its own name (OpenAPI 3.2), its description if that is
// short, or its host.
func serverWords(s source.At) string {
	for _, text := range []string{s.Get("name").Str(), english.Plain(s.Get("description").Str())} {
		text = strings.TrimRight(text, ". ")
		for _, word := range []string{" server", " Server", " environment", " Environment"} {
			text = strings.TrimSuffix(text, word)
		}
		if text != "" && len(text) <= longestServerWord && !strings.EqualFold(text, "server") {
			return name.Part(text)
		}
	}
	return hostWords(s.Get("url").Str())
}

// hostWords makes a name of where a server is.
func hostWords(template string) string {
	_, rest, _ := strings.Cut(template, "://")
	return name.Part(strings.NewReplacer("{", " ", "}", " ", "/", " ", ":", " ", ".", " ").Replace(rest))
}
