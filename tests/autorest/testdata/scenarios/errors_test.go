package scenarios

import (
	"errors"
	"testing"

	"github.com/armsmith/armsmith/internal/runtime"

	enums "github.com/armsmith/armsmith/_autorest/extensibleenumsswagger"
	incorrect "github.com/armsmith/armsmith/_autorest/incorrecterrorresponse"
	api "github.com/armsmith/armsmith/_autorest/xmserrorresponses"
)

// fault is what an error of the service says, as the document types it.
func fault(t *testing.T, scenario string, status int, want string) func(any, error) {
	return func(_ any, err error) {
		t.Run(scenario, func(t *testing.T) {
			var e *runtime.ResponseError
			if !errors.As(err, &e) || e.StatusCode != status || e.Body == nil {
				t.Fatalf("%#v; want an error with status %d and a body", err, status)
			}
			sameJSON(t, e.Body, want)
		})
	}
}

func TestErrors(t *testing.T) {
	c := dial(t, api.NewClient, api.WithRetry(api.RetryPolicy{MaxRetries: -1})).Pet
	pet := func(id string) (*api.GetPetByIDResponse, error) {
		return c.GetByID(none, api.GetPetByIDParams{PetID: id})
	}
	act := func(action string) (*api.PetAction, error) {
		return c.DoSomething(none, api.PetDoSomethingParams{WhatAction: action})
	}
	tommy, err := pet("tommy")
	t.Run("expectedNoErrors", func(t *testing.T) {
		if err != nil || tommy.Body.Name.Or("") != "Tommy Tomson" {
			t.Errorf("%+v, %v", tommy, err)
		}
	})
	fault(t, "animalNotFoundError", 404, `{"someBaseProp": "problem finding animal", "reason": "the type of animal requested is not available",
		"name": "coyote", "whatNotFound": "AnimalNotFound"}`)(pet("coyoteUgly"))
	fault(t, "linkNotFoundError", 404, `{"someBaseProp": "problem finding pet", "reason": "link to pet not found",
		"whatSubAddress": "pet/yourpet was not found", "whatNotFound": "InvalidResourceLink"}`)(pet("weirdAlYankovic"))
	answered(t, "stringError", 400)(pet("ringo"))
	answered(t, "intError", 501)(pet("alien123"))
	fault(t, "expectedPetSadError", 500, `{"actionResponse": "grrrr", "errorType": "PetSadError", "errorMessage": "casper aint happy",
		"reason": "need more treats"}`)(act("jump"))
	fault(t, "expectedPetHungryError", 404, `{"actionResponse": "howl", "errorType": "PetHungryOrThirstyError", "errorMessage": "scooby is low",
		"reason": "need more everything", "hungryOrThirsty": "hungry and thirsty"}`)(act("fetch"))
	rejected(t, "sendErrorWithParamNameModels", 500, c.HasModelsParam(none, api.PetHasModelsParamParams{Models: api.Some("value1")}))
	rejected(t, "verifyIncorrectErrorParsing", 444, dial(t, incorrect.NewClient).GetIncorrectErrorFromServer(none))
}

func TestExtensibleEnums(t *testing.T) {
	c := dial(t, enums.NewClient).Pet
	pet := func(name string, day enums.DaysOfWeekExtensibleEnum, number enums.IntEnum) *enums.Pet {
		return &enums.Pet{Name: enums.Some(name), DaysOfWeek: enums.Some(day), IntEnum: number}
	}
	gives(t, "expectedEnum", pet("Tommy Tomson", "Monday", "1"))(c.GetByPetID(none, enums.GetByPetIDParams{PetID: "tommy"}))
	gives(t, "unexpectedEnum", pet("Casper Ghosty", "Weekend", "2"))(c.GetByPetID(none, enums.GetByPetIDParams{PetID: "casper"}))
	gives(t, "allowedValueEnum", pet("Scooby Scarface", "Thursday", "2.1"))(c.GetByPetID(none, enums.GetByPetIDParams{PetID: "scooby"}))
	retriever := pet("Retriever", "Friday", "3")
	gives(t, "roundTripEnum", retriever)(c.Add(none, enums.AddPetParams{Body: retriever}))
}
