package scenarios

import (
	"testing"

	api "github.com/armsmith/armsmith/_autorest/xmlservice"
)

func TestXML(t *testing.T) {
	c := dial(t, api.NewClient).XML
	show := api.Slideshow{
		Title: api.Some("Sample Slide Show"), Date: api.Some("Date of publication"), Author: api.Some("Yours Truly"),
		Slides: []api.Slide{
			{Type: api.Some("all"), Title: api.Some("Wake up to WonderWidgets!")},
			{Type: api.Some("all"), Title: api.Some("Overview"), Items: []string{"Why WonderWidgets are great", "", "Who buys WonderWidgets"}},
		},
	}
	gives(t, "GetSimpleXML", &show)(c.GetSimple(none))
	done(t, "PutSimpleXML", c.PutSimple(none, api.PutXMLSimpleParams{Body: show}))
	gives(t, "GetEmptyXMLList", &api.Slideshow{})(c.GetEmptyList(none))
	done(t, "PutEmptyXMLList", c.PutEmptyList(none, api.PutXMLEmptyListParams{Body: api.Slideshow{}}))
	barrel := api.AppleBarrel{GoodApples: []string{"Fuji", "Gala"}, BadApples: []string{"Red Delicious"}}
	gives(t, "GetWrappedXMLList", &barrel)(c.GetWrappedLists(none))
	done(t, "PutWrappedXMLList", c.PutWrappedLists(none, api.PutXMLWrappedListsParams{Body: barrel}))
	empty := api.AppleBarrel{GoodApples: []string{}, BadApples: []string{}}
	gives(t, "GetEmptyWrappedXMLList", &empty)(c.GetEmptyWrappedLists(none))
	done(t, "PutEmptyWrappedXMLList", c.PutEmptyWrappedLists(none, api.PutXMLEmptyWrappedListsParams{Body: empty}))
	gives(t, "XmlGetBytes", &api.ModelWithByteProperty{Bytes: []byte("Hello world")})(c.GetBytes(none))
	done(t, "XmlPutBytes", c.PutBinary(none, api.PutXMLBinaryParams{Body: api.ModelWithByteProperty{Bytes: []byte("Hello world")}}))
	link := api.ModelWithURLProperty{URL: api.Some("https://myaccount.blob.core.windows.net/")}
	gives(t, "XmlGetUrl", &link)(c.GetURI(none))
	done(t, "XmlPutUrl", c.PutURI(none, api.PutXMLURIParams{Body: link}))
	gives(t, "GetWithXMsText", &api.ObjectWithXMsTextProperty{Language: api.Some("english"), Content: api.Some("I am text")})(c.GetXMsText(none))
	done(t, "jsonInputInXMLSwagger", c.JSONInput(none, api.XMLJSONInputParams{Body: api.JSONInput{ID: api.Some[int64](42)}}))
	gives(t, "jsonOutputInXMLSwagger", &api.JSONOutput{ID: api.Some[int64](42)})(c.JSONOutput(none))
}

func TestXMLOfRootsAndReferences(t *testing.T) {
	c := dial(t, api.NewClient).XML
	ripe, err := api.ParseTime("2018-02-28T00:40:00.123Z")
	if err != nil {
		t.Fatal(err)
	}
	banana := func(name, flavor string) api.Banana {
		return api.Banana{Name: api.Some(name), Flavor: api.Some(flavor), Expiration: api.Some(ripe)}
	}
	bananas := []api.Banana{banana("Cavendish", "Sweet"), banana("Plantain", "Savory")}
	gives(t, "GetXMLListAtRoot", bananas)(c.GetRootList(none))
	done(t, "PutXMLListAtRoot", c.PutRootList(none, api.PutXMLRootListParams{Body: bananas}))
	gives(t, "GetXMLListAtRootSingle", bananas[:1])(c.GetRootListSingleItem(none))
	done(t, "PutXMLListAtRootSingle", c.PutRootListSingleItem(none, api.PutXMLRootListSingleItemParams{Body: bananas[:1]}))
	gives(t, "GetEmptyXMLListAtRoot", []api.Banana{})(c.GetEmptyRootList(none))
	done(t, "PutEmptyXMLListAtRoot", c.PutEmptyRootList(none, api.PutXMLEmptyRootListParams{Body: []api.Banana{}}))
	old, err := api.ParseTime("2012-02-24T00:53:52.789Z")
	if err != nil {
		t.Fatal(err)
	}
	unknown := api.Banana{Name: api.Some("Unknown Banana"), Flavor: api.Some(""), Expiration: api.Some(old)}
	gives(t, "GetXMLEmptyNode", &unknown)(c.GetEmptyChildElement(none))
	done(t, "PutXMLEmptyNode", c.PutEmptyChildElement(none, api.PutXMLEmptyChildElementParams{Body: unknown}))
	plain := api.RootWithRefAndNoMeta{RefToModel: &api.ComplexTypeNoMeta{ID: api.Some("myid")}, Something: api.Some("else")}
	gives(t, "GetRootWithRefAndNoMetaXML", &plain)(c.GetComplexTypeRefNoMeta(none))
	done(t, "PutRootWithRefAndNoMetaXML", c.PutComplexTypeRefNoMeta(none, api.PutXMLComplexTypeRefNoMetaParams{Body: plain}))
	renamed := api.RootWithRefAndMeta{RefToModel: &api.ComplexTypeWithMeta{ID: api.Some("myid")}, Something: api.Some("else")}
	gives(t, "GetRootWithRefAndMetaXML", &renamed)(c.GetComplexTypeRefWithMeta(none))
	done(t, "PutRootWithRefAndMetaXML", c.PutComplexTypeRefWithMeta(none, api.PutXMLComplexTypeRefWithMetaParams{Body: renamed}))
}

func TestXMLOfStorage(t *testing.T) {
	c := dial(t, api.NewClient).XML
	containers, err := c.ListContainers(none)
	t.Run("StorageListContainersXML", func(t *testing.T) {
		if err != nil {
			t.Fatal(err)
		}
		first := containers.Containers[0]
		if len(containers.Containers) != 3 || containers.NextMarker != "video" || first.Name != "audio" ||
			first.Properties.ETag != "0x8CACB9BD7C6B1B2" || first.Properties.PublicAccess.Or("") != "container" ||
			containers.ServiceEndpoint != "https://myaccount.blob.core.windows.net/" {
			t.Errorf("%+v", containers)
		}
	})
	properties, err := c.GetServiceProperties(none)
	t.Run("StorageGetServicePropertiesXML", func(t *testing.T) {
		if err != nil {
			t.Fatal(err)
		}
		if !properties.Logging.Delete || properties.Logging.RetentionPolicy.Days.Or(0) != 7 || properties.HourMetrics.IncludeAPIs.Or(true) {
			t.Errorf("%+v", properties)
		}
	})
	if err == nil {
		done(t, "StoragePutServicePropertiesXML", c.PutServiceProperties(none, api.PutXMLServicePropertiesParams{Body: *properties}))
	}
	acls, err := c.GetACLs(none)
	t.Run("StorageGetContainerACLXML", func(t *testing.T) {
		if err != nil || len(acls) != 1 || acls[0].AccessPolicy.Permission != "rwd" ||
			acls[0].AccessPolicy.Expiry.String() != "2009-09-29T08:49:37.123Z" {
			t.Errorf("%+v, %v", acls, err)
		}
	})
	done(t, "StoragePutContainerACLXML", c.PutACLs(none, api.PutXMLACLsParams{Body: acls}))
	blobs, err := c.ListBlobs(none)
	t.Run("StorageListBlobsXML", func(t *testing.T) {
		if err != nil {
			t.Fatal(err)
		}
		third := blobs.Blobs.Blob[2]
		if len(blobs.Blobs.Blob) != 5 || third.Snapshot != "2009-09-09T09:20:03.1587543Z" || third.Metadata["Color"] != "green" ||
			third.Properties.ContentLength.Or(0) != 5000 || third.Properties.BlobType.Or("") != "BlockBlob" {
			t.Errorf("%+v", blobs)
		}
	})
}
