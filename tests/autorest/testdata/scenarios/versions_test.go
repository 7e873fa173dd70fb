package scenarios

import (
	"strings"
	"testing"

	one "github.com/armsmith/armsmith/_autorest/multiapiv1"
	onehost "github.com/armsmith/armsmith/_autorest/multiapiv1custombaseurl"
	two "github.com/armsmith/armsmith/_autorest/multiapiv2"
	twohost "github.com/armsmith/armsmith/_autorest/multiapiv2custombaseurl"
	three "github.com/armsmith/armsmith/_autorest/multiapiv3"

	custom "github.com/armsmith/armsmith/_autorest/dpgcustomization"
	first "github.com/armsmith/armsmith/_autorest/dpginitial"
	next "github.com/armsmith/armsmith/_autorest/dpgupdate1"
)

func TestVersionOne(t *testing.T) {
	c := dial(t, one.NewClient)
	done(t, "MultiapiPutTestOneApiVersionOne", c.TestOne(none, one.TestOneParams{ID: 1, Message: one.Some("hello")}))
	done(t, "MultiapiGetTestTwoApiVersionOne", c.OperationGroupOne.TestTwo(none))
	reads(t, "MultiapiLRO", `{"id": 100}`)(wait(c.LROOperations.BeginTestLRO(none, one.TestLROParams{Body: &one.Product{}})))
	pager, err := wait(c.BeginTestLROAndPaging(none, one.TestLROAndPagingParams{}))
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
	done(t, "MultiapiDifferentCallsApiVersionOne", c.TestDifferentCalls(none, one.TestDifferentCallsParams{GreetingInEnglish: "hello"}))
	host, err := onehost.NewClient(serverURL(), onehost.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	done(t, "MultiapiCustomBaseUrlApiVersionOne", host.Test(none, onehost.TestParams{ID: 1}))
}

func TestVersionTwo(t *testing.T) {
	c := dial(t, two.NewClient)
	const called = `{"id": 1, "message": "This was called with api-version 2.0.0"}`
	reads(t, "MultiapiPutTestOneApiVersionTwo", called)(c.TestOne(none, two.TestOneParams{ID: 1, Message: two.Some("hello")}))
	reads(t, "MultiapiGetTestTwoApiVersionTwo", called)(
		c.OperationGroupOne.TestTwo(none, two.TestOperationGroupOneTwoParams{Body: &two.ModelTwo{ID: 1}}))
	done(t, "MultiapiPutTestThreeApiVersionTwo", c.OperationGroupOne.TestThree(none))
	done(t, "MultiapiPostTestFourApiVersionTwo", c.OperationGroupTwo.TestFour(none, two.TestOperationGroupTwoFourParams{ParameterOne: true}))
	done(t, "MultiapiDifferentCallsApiVersionTwo", c.TestDifferentCalls(none,
		two.TestDifferentCallsParams{GreetingInEnglish: "hello", GreetingInChinese: two.Some("nihao")}))
	host, err := twohost.NewClient(serverURL(), twohost.WithInsecure())
	if err != nil {
		t.Fatal(err)
	}
	done(t, "MultiapiCustomBaseUrlApiVersionTwo", host.Test(none, twohost.TestParams{ID: 2}))
}

func TestVersionThree(t *testing.T) {
	c := dial(t, three.NewClient)
	reads(t, "MultiapiGetTestTwoApiVersionThree", `{"optionalProperty": "This was called with api-version 3.0.0"}`)(
		c.OperationGroupOne.TestTwo(none, three.TestOperationGroupOneTwoParams{Body: &three.ModelThree{}}))
	done(t, "MultiapiPostTestFourApiVersionThreeJSON", c.OperationGroupTwo.TestFour(none,
		three.TestOperationGroupTwoFourParams{Body: &three.SourcePath{Source: three.Some("foo")}}))
	done(t, "MultiapiPostTestFourApiVersionThreePDF", c.OperationGroupTwo.TestFourWithBinary(none,
		three.TestOperationGroupTwoFourWithBinaryParams{Body: three.Some(three.File{Body: strings.NewReader("PDF")}), ContentType: "application/pdf"}))
	done(t, "MultiapiPutTestFiveApiVersionThree", c.OperationGroupTwo.TestFive(none))
	paged := func(pager *three.Pager[three.PagingResult, three.ModelThree]) (all []string, err error) {
		for m, err := range pager.All() {
			if err != nil {
				return all, err
			}
			all = append(all, m.OptionalProperty.Or(""))
		}
		return all, nil
	}
	gives(t, "MultiapiPaging", []string{"paged", "paged"})(paged(c.TestPaging(none)))
	gives(t, "MultiapiOperationGroupPaging", []string{"paged", "paged"})(paged(c.OperationGroupOne.TestOperationGroupPaging(none)))
	done(t, "MultiapiDifferentCallsApiVersionThree", c.TestDifferentCalls(none, three.TestDifferentCallsParams{
		GreetingInEnglish: "hello", GreetingInChinese: three.Some("nihao"), GreetingInFrench: three.Some("bonjour"),
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
