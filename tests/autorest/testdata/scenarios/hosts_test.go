package scenarios

import (
	"context"
	"iter"
	"strings"
	"testing"
	"time"

	enums "github.com/armsmith/armsmith/_autorest/clientenum"
	constants "github.com/armsmith/armsmith/_autorest/constants"
	custom "github.com/armsmith/armsmith/_autorest/custombaseurl"
	more "github.com/armsmith/armsmith/_autorest/custombaseurlmoreoptions"
	paging "github.com/armsmith/armsmith/_autorest/custombaseurlpaging"
	secrets "github.com/armsmith/armsmith/_autorest/errorwithsecrets"
	endpoint "github.com/armsmith/armsmith/_autorest/parameterizedendpoint"
	token "github.com/armsmith/armsmith/_autorest/securityaad"
	key "github.com/armsmith/armsmith/_autorest/securitykey"
)

func TestHostsInParts(t *testing.T) {
	c, err := custom.NewClient("local", options()...)
	if err != nil {
		t.Fatal(err)
	}
	done(t, "CustomBaseUri", c.Paths.GetEmpty(none))
	m, err := more.NewClient("http://lo", "cal", options()...)
	if err != nil {
		t.Fatal(err)
	}
	done(t, "CustomBaseUriMoreOptions", m.Paths.GetEmpty(none,
		more.GetPathEmptyParams{KeyName: "key1", SubscriptionID: "test12", KeyVersion: more.Some("v1")}))
	e, err := endpoint.NewClient(serverURL(), endpoint.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	done(t, "GetParameterizedHostWithNameEndpoint", e.Get(none))
}

func TestHostsInPartsWithPages(t *testing.T) {
	c, err := paging.NewClient("local", options()...)
	if err != nil {
		t.Fatal(err)
	}
	count := func(products iter.Seq2[*paging.Product, error]) (ids []int64, err error) {
		for p, err := range products {
			if err != nil {
				return ids, err
			}
			ids = append(ids, p.Properties.ID.Or(0))
		}
		return ids, nil
	}
	gives(t, "PagingCustomUrlPartialNextLink", two)(count(c.Paging.GetPagesPartialURL(none).All()))
	gives(t, "PagingCustomUrlPartialOperationNextLink", two)(count(c.Paging.GetPagesPartialURLOperation(none).All()))
}

func TestSecurity(t *testing.T) {
	k, err := key.NewClient(key.NewKeyCredential("123456789"), options()...)
	if err != nil {
		t.Fatal(err)
	}
	gives(t, "SecurityKey", true)(k.Head(none))
	bearer := token.NewTokenCredential(func(_ context.Context, scopes []string, _ string) (string, time.Time, error) {
		return strings.Join(scopes, " "), time.Now().Add(time.Hour), nil
	})
	a, err := token.NewClient(bearer, options()...)
	if err != nil {
		t.Fatal(err)
	}
	gives(t, "SecurityAad", true)(a.Head(none))
}

// secret stands in requests and answers, and must stand in no error.
const secret = "1c88a67921784300a462b2cb61da2339"

func TestSecrets(t *testing.T) {
	c, err := secrets.NewClient(secrets.NewKeyCredential("SharedKey "+secret), options()...)
	if err != nil {
		t.Fatal(err)
	}
	err = c.GetErrorWithSecrets(none)
	rejected(t, "ErrorWithSecrets", 403, err)
	if err != nil && strings.Contains(err.Error(), secret) {
		t.Errorf("the error tells the secret: %v", err)
	}
}

func TestConstants(t *testing.T) {
	done(t, "ConstantClientProperties", dial(t, constants.NewClient).Contants.PutClientConstants(none))
	_, err := dial(t, enums.NewClient).Head(none)
	done(t, "ClientWithEnumParam", err)
}
