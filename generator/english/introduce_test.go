package english

import (
	"strings"
	"testing"
)

// TestIntroduce gives descriptions as documents have them, and how they read above the Go name.
func TestIntroduce(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"List", "Lists the deployments.", "List lists the deployments."},
		{"ActivateUser", "Activate a user", "ActivateUser activates a user"},
		{"Assign", "Assigns the role", "Assign assigns the role"},
		{"Apply", "Apply an order", "Apply applies an order"},
		{"Reset", "For the admin only.", "Reset: For the admin only."},
		{"Send", "Using the form", "Send: Using the form"},
		{"StreamEvents", "Stream events.", "StreamEvents streams events."},
		{"HealthCheck", "Health check", ""},
	} {
		if got := Method(c.name, c.text); got != c.want {
			t.Errorf("method %s, %q: %q, not %q", c.name, c.text, got, c.want)
		}
	}
	for _, c := range []struct{ name, text, want string }{
		{"AssetReference", "A reference to an asset.", "AssetReference is a reference to an asset."},
		{"AssetReference", "Reference to an asset.", "AssetReference is a reference to an asset."},
		{"Error", "Error of the service.", "Error is the error of the service."},
		{"PetList", "List of pets.", "PetList is the list of pets."},
		{"Settings", "The settings of a task.", "Settings are the settings of a task."},
		{"Address", "The business address of a person.", "Address is the business address of a person."},
		{"Disk", "Properties of a disk.", "Disk holds the properties of a disk."},
		{"SystemData", "Azure Resource Manager metadata.", "SystemData: Azure Resource Manager metadata."},
		{"Name", "The name must be unique.", "Name: The name must be unique."},
		{"Zone", "The zone in which the disk is.", "Zone is the zone in which the disk is."},
		{"ErrorDetail", "The details of an error.", "ErrorDetail holds the details of an error."},
		{"OrderStatus", "Order Status", ""},
		{"OrderStatus", "The order status.", ""},
		{"Level", "Describes how much is logged.", "Level describes how much is logged."},
		{"Update", "Request to update a pet.", "Update is a request to update a pet."},
	} {
		if got := Type(c.name, c.text); got != c.want {
			t.Errorf("type %s, %q: %q, not %q", c.name, c.text, got, c.want)
		}
	}
}

func TestAn(t *testing.T) {
	for _, want := range []string{
		"an Asset", "an azureml", "a pet", "an *UnknownPet", "a UnionType", "a User", "an HTTPHeader", "a VMSize", "a OneDrive",
		"an ID", "a Pet",
	} {
		if _, name, _ := strings.Cut(want, " "); An(name) != want {
			t.Errorf("An(%q) = %q, want %q", name, An(name), want)
		}
	}
}
