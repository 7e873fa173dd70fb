package changes

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// compareWebhooks compares the webhooks of both versions, and pairs the types of their payloads.
func compareWebhooks(old, now *model.API, met *pairing) differences {
	var d differences
	m := matchBy(webhooksOf(old), webhooksOf(now), func(w webhook) string { return w.ID })
	for _, w := range m.removed {
		d.add("webhook-removed", received, w.spot(Where{Old: w.Place}), w.ID, "")
	}
	for _, w := range m.added {
		d.add("webhook-added", received, w.spot(Where{New: w.Place}), "", w.ID)
	}
	for _, w := range m.both {
		if was, is := w.old.told(), w.new.told(); was != is && was != "" {
			at := w.new.spot(Where{w.old.Place, w.new.Place})
			at.names = nil
			d.add("webhook-told-otherwise", received, at, was, pick(is == "", "nothing", is))
		}
		if w.old.Body != nil && w.new.Body != nil {
			met.reach(&w.old.Body.Type, &w.new.Body.Type, received)
		}
	}
	return d
}

// webhook is one with those that it stands among.
type webhook struct {
	*model.Webhook
	of *model.Webhooks
}

func webhooksOf(api *model.API) []webhook {
	if api.Webhooks == nil {
		return nil
	}
	var out []webhook
	for _, w := range api.Webhooks.All {
		out = append(out, webhook{w, api.Webhooks})
	}
	return out
}

// spot is where a webhook stands that comes or goes.
func (w webhook) spot(where Where) spot {
	return spot{where: where, goName: w.Name, what: "the webhook " + w.ID, names: []string{w.Name, w.of.Event + "<" + w.Name + ">", w.of.Handler + "." + w.Field}}
}

// told says what stands in the places that tell webhooks apart; "" when nothing does.
func (w webhook) told() string {
	var ways []string
	for _, way := range w.Is {
		var places []string
		for i, t := range w.of.Tells {
			place := pick(t.Header != "", "header "+strings.ToLower(t.Header), strings.Join(t.Path, "."))
			if !way[i].Any && way[i].Text != "" {
				places = append(places, place+" "+way[i].Text)
			}
		}
		if len(places) > 0 {
			ways = append(ways, strings.Join(places, " and "))
		}
	}
	slices.Sort(ways)
	return strings.Join(ways, " or ")
}

// webhooks adds what a package has for the webhooks of its document.
func (s Surface) webhooks(hooks *model.Webhooks) {
	if hooks == nil {
		return
	}
	signed := hooks.Signature != ""
	s.add(hooks.Event, "interface")
	s.add(hooks.Event+"<"+hooks.Unknown+">", "variant")
	s.add(hooks.Unknown, "struct")
	s.add(hooks.Unknown+".Header", "http.Header")
	s.add(hooks.Unknown+".Raw", "[]byte")
	s.add(hooks.Unknown+".MayBe", "[]string")
	s.add(hooks.Error, "= webhook.Error")
	s.add(hooks.Parse, "func(*http.Request"+pick(signed, ", ...string", "")+") ("+hooks.Event+", error)")
	s.add(hooks.Handler, "struct")
	if signed {
		s.add(hooks.ErrSignature, "error")
		s.add(hooks.Handler+".Secrets", "[]string")
		s.add(hooks.Handler+".MaxAge", "time.Duration")
	}
	s.add(hooks.Handler+".MaxBody", "int64")
	s.add(hooks.Handler+".Only", "string")
	s.add(hooks.Handler+".OnOther", "func(context.Context, "+hooks.Event+") error")
	s.add(hooks.Handler+".OnError", "func(*http.Request, error)")
	s.add(hooks.Handler+".Parse", "func(*http.Request) ("+hooks.Event+", error)")
	s.add(hooks.Handler+".ServeHTTP", "func(http.ResponseWriter, *http.Request)")
	for _, w := range hooks.All {
		s.add(hooks.Handler+"."+w.Field, "func(context.Context, *"+w.Name+") error")
		s.add(w.Name, "struct")
		s.add(hooks.Event+"<"+w.Name+">", "variant")
		s.add(w.Name+".Header", "http.Header")
		if w.Body != nil {
			s.add(w.Name+".Body", pick(w.Body.Kind == model.BodyBytes, "[]byte", contentOf(w.Body)))
		}
	}
}
