package scenarios

import (
	"testing"

	lists "github.com/armsmith/armsmith/_autorest/urlmulticollectionformat"

	api "github.com/armsmith/armsmith/_autorest/url"
)

// unicode is text that a URL holds as percent-encoded UTF-8.
const unicode = "啊齄丂狛狜\uf9f1\uf92c\uf9f1\ufa0c\ufa29"

func TestPaths(t *testing.T) {
	c := dial(t, api.NewClient).Paths
	done(t, "UrlPathsBoolTrue", c.GetBooleanTrue(none))
	done(t, "UrlPathsBoolFalse", c.GetBooleanFalse(none))
	done(t, "UrlPathsIntPositive", c.GetIntOneMillion(none))
	done(t, "UrlPathsIntNegative", c.GetIntNegativeOneMillion(none))
	done(t, "UrlPathsLongPositive", c.GetTenBillion(none))
	done(t, "UrlPathsLongNegative", c.GetNegativeTenBillion(none))
	done(t, "UrlPathsFloatPositive", c.FloatScientificPositive(none))
	done(t, "UrlPathsFloatNegative", c.FloatScientificNegative(none))
	done(t, "UrlPathsDoublePositive", c.DoubleDecimalPositive(none))
	done(t, "UrlPathsDoubleNegative", c.DoubleDecimalNegative(none))
	done(t, "UrlPathsStringUnicode", c.StringUnicode(none))
	done(t, "UrlPathsStringUrlEncoded", c.StringURLEncoded(none))
	done(t, "UrlPathsStringUrlNonEncoded", c.StringURLNonEncoded(none))
	done(t, "UrlPathsStringEmpty", c.StringEmpty(none))
	done(t, "UrlPathsEnumValid", c.EnumValid(none, api.PathsEnumValidParams{EnumPath: "green color"}))
	done(t, "UrlPathsByteMultiByte", c.ByteMultiByte(none, api.PathsByteMultiByteParams{BytePath: []byte(unicode)}))
	done(t, "UrlPathsByteEmpty", c.ByteEmpty(none))
	done(t, "UrlPathsDateValid", c.DateValid(none))
	done(t, "UrlPathsDateTimeValid", c.DateTimeValid(none))
	done(t, "UrlPathsStringBase64Url", c.Base64URL(none, api.PathsBase64URLParams{Base64URLPath: []byte("lorem")}))
	done(t, "UrlPathsIntUnixTime", c.UnixTimeURL(none, api.PathsUnixTimeURLParams{UnixTimeURLPath: at(2016, 4, 13, 0, 0, 0)}))
	done(t, "UrlPathsArrayCSVInPath", c.ArrayCSVInPath(none, api.ArrayCSVInPathParams{
		ArrayPath: []string{"ArrayPath1", "begin!*'();:@ &=+$,/?#[]end", "", ""},
	}))
}

func TestQueries(t *testing.T) {
	c := dial(t, api.NewClient).Queries
	done(t, "UrlQueriesBoolTrue", c.GetBooleanTrue(none))
	done(t, "UrlQueriesBoolFalse", c.GetBooleanFalse(none))
	done(t, "UrlQueriesBoolNull", c.GetBooleanNull(none, api.GetQueryBooleanNullParams{}))
	done(t, "UrlQueriesIntPositive", c.GetIntOneMillion(none))
	done(t, "UrlQueriesIntNegative", c.GetIntNegativeOneMillion(none))
	done(t, "UrlQueriesIntNull", c.GetIntNull(none, api.GetQueryIntNullParams{}))
	done(t, "UrlQueriesLongPositive", c.GetTenBillion(none))
	done(t, "UrlQueriesLongNegative", c.GetNegativeTenBillion(none))
	done(t, "UrlQueriesLongNull", c.GetLongNull(none, api.GetQueryLongNullParams{}))
	done(t, "UrlQueriesFloatPositive", c.FloatScientificPositive(none))
	done(t, "UrlQueriesFloatNegative", c.FloatScientificNegative(none))
	done(t, "UrlQueriesFloatNull", c.FloatNull(none, api.QueriesFloatNullParams{}))
	done(t, "UrlQueriesDoublePositive", c.DoubleDecimalPositive(none))
	done(t, "UrlQueriesDoubleNegative", c.DoubleDecimalNegative(none))
	done(t, "UrlQueriesDoubleNull", c.DoubleNull(none, api.QueriesDoubleNullParams{}))
	done(t, "UrlQueriesStringUnicode", c.StringUnicode(none))
	done(t, "UrlQueriesStringUrlEncoded", c.StringURLEncoded(none))
	done(t, "UrlQueriesStringEmpty", c.StringEmpty(none))
	done(t, "UrlQueriesStringNull", c.StringNull(none, api.QueriesStringNullParams{}))
	done(t, "UrlQueriesEnumValid", c.EnumValid(none, api.QueriesEnumValidParams{EnumQuery: api.Some(api.URIColor("green color"))}))
	done(t, "UrlQueriesEnumNull", c.EnumNull(none, api.QueriesEnumNullParams{}))
	done(t, "UrlQueriesByteMultiByte", c.ByteMultiByte(none, api.QueriesByteMultiByteParams{ByteQuery: []byte(unicode)}))
	done(t, "UrlQueriesByteEmpty", c.ByteEmpty(none))
	done(t, "UrlQueriesByteNull", c.ByteNull(none, api.QueriesByteNullParams{}))
	done(t, "UrlQueriesDateValid", c.DateValid(none))
	done(t, "UrlQueriesDateNull", c.DateNull(none, api.QueriesDateNullParams{}))
	done(t, "UrlQueriesDateTimeValid", c.DateTimeValid(none))
	done(t, "UrlQueriesDateTimeNull", c.DateTimeNull(none, api.QueriesDateTimeNullParams{}))
}

func TestQueriesOfLists(t *testing.T) {
	c := dial(t, api.NewClient).Queries
	four := []string{"ArrayQuery1", "begin!*'();:@ &=+$,/?#[]end", "", ""}
	done(t, "UrlQueriesArrayCsvValid", c.ArrayStringCSVValid(none, api.QueriesArrayStringCSVValidParams{ArrayQuery: four}))
	done(t, "UrlQueriesArrayCsvNull", c.ArrayStringCSVNull(none, api.QueriesArrayStringCSVNullParams{}))
	done(t, "UrlQueriesArrayCsvEmpty", c.ArrayStringCSVEmpty(none, api.QueriesArrayStringCSVEmptyParams{ArrayQuery: []string{}}))
	done(t, "UrlQueriesArrayNoCollectionFormatValid", c.ArrayStringNoCollectionFormatEmpty(none,
		api.QueriesArrayStringNoCollectionFormatEmptyParams{ArrayQuery: []string{"hello", "nihao", "bonjour"}}))
	done(t, "UrlQueriesArraySsvValid", c.ArrayStringSsvValid(none, api.QueriesArrayStringSsvValidParams{ArrayQuery: four}))
	done(t, "UrlQueriesArrayTsvValid", c.ArrayStringTsvValid(none, api.QueriesArrayStringTsvValidParams{ArrayQuery: four}))
	done(t, "UrlQueriesArrayPipesValid", c.ArrayStringPipesValid(none, api.QueriesArrayStringPipesValidParams{ArrayQuery: four}))

	multi := dial(t, lists.NewClient).Queries
	done(t, "UrlQueriesArrayMultiNull", multi.ArrayStringMultiNull(none, lists.QueriesArrayStringMultiNullParams{}))
	done(t, "UrlQueriesArrayMultiEmpty", multi.ArrayStringMultiEmpty(none, lists.QueriesArrayStringMultiEmptyParams{ArrayQuery: []string{}}))
	var each []lists.Optional[string]
	for _, s := range four {
		each = append(each, lists.Some(s))
	}
	done(t, "UrlQueriesArrayMultiValid", multi.ArrayStringMultiValid(none, lists.QueriesArrayStringMultiValidParams{ArrayQuery: each}))
}

func TestPathItems(t *testing.T) {
	c := dial(t, api.NewClient).PathItems
	const path, global, local = "pathItemStringPath", "globalStringPath", "localStringPath"
	pathQuery, globalQuery, localQuery := api.Some("pathItemStringQuery"), api.Some("globalStringQuery"), api.Some("localStringQuery")
	done(t, "UrlPathItemGetAll", c.GetAllWithValues(none, api.GetPathItemAllWithValuesParams{
		PathItemStringPath: path, GlobalStringPath: global, LocalStringPath: local,
		PathItemStringQuery: pathQuery, GlobalStringQuery: globalQuery, LocalStringQuery: localQuery,
	}))
	done(t, "UrlPathItemGetGlobalNull", c.GetGlobalQueryNull(none, api.GetPathItemGlobalQueryNullParams{
		PathItemStringPath: path, GlobalStringPath: global, LocalStringPath: local,
		PathItemStringQuery: pathQuery, LocalStringQuery: localQuery,
	}))
	done(t, "UrlPathItemGetGlobalAndLocalNull", c.GetGlobalAndLocalQueryNull(none, api.GetPathItemGlobalAndLocalQueryNullParams{
		PathItemStringPath: path, GlobalStringPath: global, LocalStringPath: local, PathItemStringQuery: pathQuery,
	}))
	done(t, "UrlPathItemGetPathItemAndLocalNull", c.GetLocalPathItemQueryNull(none, api.GetLocalPathItemQueryNullParams{
		PathItemStringPath: path, GlobalStringPath: global, LocalStringPath: local, GlobalStringQuery: globalQuery,
	}))
}
