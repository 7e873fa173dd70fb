package scenarios

import (
	"iter"
	"strings"
	"testing"

	v1 "github.com/armsmith/armsmith/_autorest/multiapiv1"
	onehost "github.com/armsmith/armsmith/_autorest/multiapiv1custombaseurl"
	v2 "github.com/armsmith/armsmith/_autorest/multiapiv2"
	twohost "github.com/armsmith/armsmith/_autorest/multiapiv2custombaseurl"
	v3 "github.com/armsmith/armsmith/_autorest/multiapiv3"

	custom "github.com/armsmith/armsmith/_autorest/dpgcustomization"
	first "github.com/armsmith/armsmith/_autorest/dpginitial"
	next "github.com/armsmith/armsmith/_autorest/dpgupdate1"
)

func TestVersionOne(t *testing.T) {
	c := dial(t, v1.NewClient)
	done(t, "MultiapiPutTestOneApiVersionOne", c.TestOne(none, v1.TestOneParams{ID: 1, Message: v1.Some("hello")}))
	done(t, "MultiapiGetTestTwoApiVersionOne", c.OperationGroupOne.TestTwo(none))
	reads(t, "MultiapiLRO", `{"id": 100}`)(wait(c.LROOperations.BeginTestLRO(none, v1.TestLROParams{Body: &v1.Product{}})))
	pager, err := wait(c.BeginTestLROAndPaging(none, v1.TestLROAndPagingParams{}))
	t.Run("MultiapiLROAndPaging", func(t *testing.T) {
		if err != nil {
			t.Fatal(err)
		}
		for p, err := range pager.All() {
			if err != nil || p.ID.Or(0) != 100 {
				t.Errorf("%+v, %v", p, err)
			}
		}
	})
	done(t, "MultiapiDifferentCallsApiVersionOne", c.TestDifferentCalls(none, v1.TestDifferentCallsParams{GreetingInEnglish: "hello"}))
	host, err := onehost.NewClient(serverURL(), onehost.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	done(t, "MultiapiCustomBaseUrlApiVersionOne", host.Test(none, onehost.TestParams{ID: 1}))
}

func TestVersionTwo(t *testing.T) {
	c := dial(t, v2.NewClient)
	const called = `{"id": 1, "message": "This was called with api-version 2.0.0"}`
	reads(t, "MultiapiPutTestOneApiVersionTwo", called)(c.TestOne(none, v2.TestOneParams{ID: 1, Message: v2.Some("hello")}))
	reads(t, "MultiapiGetTestTwoApiVersionTwo", called)(
		c.OperationGroupOne.TestTwo(none, v2.TestOperationGroupOneTwoParams{Body: &v2.ModelTwo{ID: 1}}))
	done(t, "MultiapiPutTestThreeApiVersionTwo", c.OperationGroupOne.TestThree(none))
	done(t, "MultiapiPostTestFourApiVersionTwo", c.OperationGroupTwo.TestFour(none, v2.TestOperationGroupTwoFourParams{ParameterOne: true}))
	done(t, "MultiapiDifferentCallsApiVersionTwo", c.TestDifferentCalls(none,
		v2.TestDifferentCallsParams{GreetingInEnglish: "hello", GreetingInChinese: v2.Some("nihao")}))
	host, err := twohost.NewClient(serverURL(), twohost.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	done(t, "MultiapiCustomBaseUrlApiVersionTwo", host.Test(none, twohost.TestParams{ID: 2}))
}

func TestVersionThree(t *testing.T) {
	c := dial(t, v3.NewClient)
	reads(t, "MultiapiGetTestTwoApiVersionThree", `{"optionalProperty": "This was called with api-version 3.0.0"}`)(
		c.OperationGroupOne.TestTwo(none, v3.TestOperationGroupOneTwoParams{Body: &v3.ModelThree{}}))
	done(t, "MultiapiPostTestFourApiVersionThreeJSON", c.OperationGroupTwo.TestFour(none,
		v3.TestOperationGroupTwoFourParams{Body: &v3.SourcePath{Source: v3.Some("foo")}}))
	done(t, "MultiapiPostTestFourApiVersionThreePDF", c.OperationGroupTwo.TestFourWithBinary(none,
		v3.TestOperationGroupTwoFourWithBinaryParams{Body: v3.Some(v3.File{Body: strings.NewReader("PDF")}), ContentType: "application/pdf"}))
	done(t, "MultiapiPutTestFiveApiVersionThree", c.OperationGroupTwo.TestFive(none))
	paged := func(models iter.Seq2[*v3.ModelThree, error]) (all []string, err error) {
		for m, err := range models {
			if err != nil {
				return all, err
			}
			all = append(all, m.OptionalProperty.Or(""))
		}
		return all, nil
	}
	gives(t, "MultiapiPaging", []string{"paged", "paged"})(paged(c.TestPaging(none).All()))
	gives(t, "MultiapiOperationGroupPaging", []string{"paged", "paged"})(paged(c.OperationGroupOne.TestOperationGroupPaging(none).All()))
	done(t, "MultiapiDifferentCallsApiVersionThree", c.TestDifferentCalls(none, v3.TestDifferentCallsParams{
		GreetingInEnglish: "hello", GreetingInChinese: v3.Some("nihao"), GreetingInFrench: v3.Some("bonjour"),
	}))
}

func TestRawAndTyped(t *testing.T) {
	c := dial(t, custom.NewClient)
	for mode, names := range map[string][4]string{
		"raw":   {"GetRawModel", "PostRawModel", "GetRawPages", "RawLRO"},
		"model": {"GetHandwrittenModel", "PostHandwrittenModel", "GetHandwrittenModelPages", "HandwrittenModelLRO"},
	} {
		want := &custom.Product{Received: custom.ProductReceived(mode)}
		gives(t, names[0], want)(c.GetModel(none, custom.GetModelParams{Mode: mode}))
		gives(t, names[1], want)(c.PostModel(none, custom.PostModelParams{Mode: mode, Body: custom.Input{Hello: "world!"}}))
		t.Run(names[2], func(t *testing.T) {
			n := 0
			for p, err := range c.GetPages(none, custom.GetPagesParams{Mode: mode}).All() {
				if err != nil || p.Received != want.Received {
					t.Errorf("%+v, %v", p, err)
				}
				n++
			}
			if n != 2 {
				t.Errorf("%d products; want 2", n)
			}
		})
		gives(t, names[3], &custom.LROProduct{Received: want.Received, ProvisioningState: "Succeeded"})(
			wait(c.BeginLro(none, custom.LroParams{Mode: mode})))
	}
}

func TestVersionsThatGrow(t *testing.T) {
	old, c := dial(t, first.NewClient).Params, dial(t, next.NewClient).Params
	const returned = `{"message": "An object was successfully returned"}`
	_, err := old.HeadNoParams(none)
	done(t, "DPGAddOptionalInput_NoParams", err)
	_, err = c.HeadNoParams(none, next.HeadNoParamsParams{NewParameter: next.Some("new")})
	done(t, "DPGAddOptionalInput_NoParams", err)
	reads(t, "DPGAddOptionalInput", returned)(old.GetRequired(none, first.GetParamRequiredParams{Parameter: "p"}))
	reads(t, "DPGAddOptionalInput", returned)(c.GetRequired(none, next.GetParamRequiredParams{Parameter: "p", NewParameter: next.Some("new")}))
	reads(t, "DPGAddOptionalInput_RequiredOptionalParam", returned)(
		c.PutRequiredOptional(none, next.PutParamRequiredOptionalParams{RequiredParam: "p", NewParameter: next.Some("new")}))
	reads(t, "DPGAddOptionalInput_OptionalParam", returned)(c.GetOptional(none, next.GetParamOptionalParams{NewParameter: next.Some("new")}))
	_, err = c.PostParameters(none, next.PostParamParametersParams{Body: next.PostInput{URL: "http://example.org/myimage.jpeg"}})
	done(t, "DPGNewBodyType.JSON", err)
	_, err = c.PostParametersWithBinary(none, next.PostParamParametersWithBinaryParams{Body: next.File{Body: strings.NewReader("jpeg")}})
	done(t, "DPGNewBodyType.JPEG", err)
	done(t, "DPGNewBodyType", err)
	done(t, "DPGAddNewOperation", c.DeleteParameters(none))
	reads(t, "DPGAddNewPath", returned)(c.GetNewOperation(none))
}
