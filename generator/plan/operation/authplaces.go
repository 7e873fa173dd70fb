package operation

import (
	"net/url"
	"slices"

	"github.com/armsmith/armsmith/generator/model"
	"github.com/armsmith/armsmith/generator/plan/name"
	"github.com/armsmith/armsmith/generator/plan/source"
)

// authPlaces are the addresses in an OAuth Flow Object (OpenAPI) that a program needs to get
// tokens, by the flows that have them. The implicit flow is for browsers alone.
var authPlaces = []struct {
	key, name, doc string
	flows          []string
}{
	{"tokenUrl", "TokenURL", "gives tokens", []string{"clientCredentials", "password", "authorizationCode", "deviceAuthorization"}},
	{"authorizationUrl", "AuthorizationURL", "asks a person, in a browser, to let a program in", []string{"authorizationCode"}},
	{"deviceAuthorizationUrl", "DeviceAuthorizationURL", "begins to let in a program on a device without a browser", []string{"deviceAuthorization"}},
}

// places gathers the addresses of all flows of a scheme, each once. Those that are no URL of a host
// are left out: nobody could ask there.
func places(flows source.At) []model.AuthPlace {
	var out []model.AuthPlace
	for _, kind := range authPlaces {
		for _, flow := range flows.Entries() {
			text := flow.Get(kind.key).Str()
			u, err := url.Parse(text)
			if err != nil || u.Host == "" || !slices.Contains(kind.flows, flow.Key) ||
				slices.ContainsFunc(out, func(p model.AuthPlace) bool { return p.URL == text && p.Name == kind.name }) {
				continue
			}
			out = append(out, model.AuthPlace{Name: kind.name, URL: text, Doc: kind.doc})
		}
	}
	return out
}

// metadata is where an authorization server describes itself (RFC 8414), if a scheme says (OpenAPI
// 3.2, oauth2MetadataUrl).
func metadata(scheme source.At) []model.AuthPlace {
	text := scheme.Get("oauth2MetadataUrl").Str()
	if u, err := url.Parse(text); err != nil || u.Host == "" {
		return nil
	}
	return []model.AuthPlace{{Name: "MetadataURL", URL: text, Doc: "describes the authorization server"}}
}

// namePlaces names the addresses of the schemes that are kept.
func (o security) namePlaces(kept []*model.SecurityScheme) {
	for _, s := range kept {
		for i := range s.Places {
			p := &s.Places[i]
			scheme := name.Go(s.ID)
			o.names.Declare(&name.Name{Key: "auth " + s.ID + " " + p.Name + " " + p.URL, Rank: name.RankHelper,
				Candidates: []string{p.Name, scheme + p.Name, "Auth" + scheme + p.Name}}).To(&p.Name)
		}
	}
}
