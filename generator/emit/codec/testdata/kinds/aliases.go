// Package kinds holds every kind of value that the codec reads and writes. All but this file is written by TestCodecGolden.
package kinds

import (
	rtjson "github.com/armsmith/armsmith/internal/runtime/json"
	"github.com/armsmith/armsmith/internal/runtime/value"
)

type (
	Optional[T any]   = value.Optional[T]
	Expandable[T any] = rtjson.Expandable[T]
	Time              = value.Time
	Date              = value.Date
	TimeOfDay         = value.TimeOfDay
	Duration          = value.Duration
	Secret            = value.Secret
	Members           = value.Members
)
