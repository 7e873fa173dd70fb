package json

import (
	"strconv"

	"github.com/armsmith/armsmith/internal/runtime/value"
)

// Scalars are the tables of scalars and of Optional of a scalar, by kind. A type that is defined by
// another of Go is read and written as that, for it has the same layout.
var Scalars = [kinds]Type{
	KindText:          {Kind: KindText, Size: sizeOf[string](), Self: (*string)(nil)},
	KindSecret:        {Kind: KindSecret, Size: sizeOf[string](), Self: (*string)(nil)},
	KindBool:          {Kind: KindBool, Size: sizeOf[bool](), Self: (*bool)(nil)},
	KindInt8:          {Kind: KindInt8, Size: sizeOf[int8](), Self: (*int8)(nil)},
	KindInt16:         {Kind: KindInt16, Size: sizeOf[int16](), Self: (*int16)(nil)},
	KindInt32:         {Kind: KindInt32, Size: sizeOf[int32](), Self: (*int32)(nil)},
	KindInt64:         {Kind: KindInt64, Size: sizeOf[int64](), Self: (*int64)(nil)},
	KindUint8:         {Kind: KindUint8, Size: sizeOf[uint8](), Self: (*uint8)(nil)},
	KindUint16:        {Kind: KindUint16, Size: sizeOf[uint16](), Self: (*uint16)(nil)},
	KindUint32:        {Kind: KindUint32, Size: sizeOf[uint32](), Self: (*uint32)(nil)},
	KindUint64:        {Kind: KindUint64, Size: sizeOf[uint64](), Self: (*uint64)(nil)},
	KindFloat64:       {Kind: KindFloat64, Size: sizeOf[float64](), Self: (*float64)(nil)},
	KindNumber:        {Kind: KindNumber, Size: sizeOf[string](), Self: (*string)(nil)},
	KindBytes:         {Kind: KindBytes, Size: sizeOf[[]byte](), Self: (*[]byte)(nil)},
	KindBytesURL:      {Kind: KindBytesURL, Size: sizeOf[[]byte](), Self: (*[]byte)(nil)},
	KindTime:          {Kind: KindTime, Size: sizeOf[value.Time](), Self: (*value.Time)(nil)},
	KindHTTPTime:      {Kind: KindHTTPTime, Size: sizeOf[value.Time](), Self: (*value.Time)(nil)},
	KindUnixTime:      {Kind: KindUnixTime, Size: sizeOf[value.Time](), Self: (*value.Time)(nil)},
	KindSeconds:       {Kind: KindSeconds, Size: sizeOf[string](), Self: (*string)(nil)},
	KindMillis:        {Kind: KindMillis, Size: sizeOf[string](), Self: (*string)(nil)},
	KindRaw:           {Kind: KindRaw, Size: sizeOf[[]byte](), Self: (*[]byte)(nil)},
	KindQuotedBool:    {Kind: KindQuotedBool, Size: sizeOf[bool](), Self: (*bool)(nil)},
	KindQuotedInt8:    {Kind: KindQuotedInt8, Size: sizeOf[int8](), Self: (*int8)(nil)},
	KindQuotedInt16:   {Kind: KindQuotedInt16, Size: sizeOf[int16](), Self: (*int16)(nil)},
	KindQuotedInt32:   {Kind: KindQuotedInt32, Size: sizeOf[int32](), Self: (*int32)(nil)},
	KindQuotedInt64:   {Kind: KindQuotedInt64, Size: sizeOf[int64](), Self: (*int64)(nil)},
	KindQuotedUint8:   {Kind: KindQuotedUint8, Size: sizeOf[uint8](), Self: (*uint8)(nil)},
	KindQuotedUint16:  {Kind: KindQuotedUint16, Size: sizeOf[uint16](), Self: (*uint16)(nil)},
	KindQuotedUint32:  {Kind: KindQuotedUint32, Size: sizeOf[uint32](), Self: (*uint32)(nil)},
	KindQuotedUint64:  {Kind: KindQuotedUint64, Size: sizeOf[uint64](), Self: (*uint64)(nil)},
	KindQuotedFloat64: {Kind: KindQuotedFloat64, Size: sizeOf[float64](), Self: (*float64)(nil)},
	KindQuotedNumber:  {Kind: KindQuotedNumber, Size: sizeOf[string](), Self: (*string)(nil)},
	KindInt:           {Kind: KindInt, Size: sizeOf[int](), Self: (*int)(nil)},

	KindOptText:          {Kind: KindOptText, Size: sizeOf[value.Optional[string]](), Self: (*value.Optional[string])(nil)},
	KindOptSecret:        {Kind: KindOptSecret, Size: sizeOf[value.Optional[string]](), Self: (*value.Optional[string])(nil)},
	KindOptBool:          {Kind: KindOptBool, Size: sizeOf[value.Optional[bool]](), Self: (*value.Optional[bool])(nil)},
	KindOptInt8:          {Kind: KindOptInt8, Size: sizeOf[value.Optional[int8]](), Self: (*value.Optional[int8])(nil)},
	KindOptInt16:         {Kind: KindOptInt16, Size: sizeOf[value.Optional[int16]](), Self: (*value.Optional[int16])(nil)},
	KindOptInt32:         {Kind: KindOptInt32, Size: sizeOf[value.Optional[int32]](), Self: (*value.Optional[int32])(nil)},
	KindOptInt64:         {Kind: KindOptInt64, Size: sizeOf[value.Optional[int64]](), Self: (*value.Optional[int64])(nil)},
	KindOptUint8:         {Kind: KindOptUint8, Size: sizeOf[value.Optional[uint8]](), Self: (*value.Optional[uint8])(nil)},
	KindOptUint16:        {Kind: KindOptUint16, Size: sizeOf[value.Optional[uint16]](), Self: (*value.Optional[uint16])(nil)},
	KindOptUint32:        {Kind: KindOptUint32, Size: sizeOf[value.Optional[uint32]](), Self: (*value.Optional[uint32])(nil)},
	KindOptUint64:        {Kind: KindOptUint64, Size: sizeOf[value.Optional[uint64]](), Self: (*value.Optional[uint64])(nil)},
	KindOptFloat64:       {Kind: KindOptFloat64, Size: sizeOf[value.Optional[float64]](), Self: (*value.Optional[float64])(nil)},
	KindOptNumber:        {Kind: KindOptNumber, Size: sizeOf[value.Optional[string]](), Self: (*value.Optional[string])(nil)},
	KindOptBytes:         {Kind: KindOptBytes, Size: sizeOf[value.Optional[[]byte]](), Self: (*value.Optional[[]byte])(nil)},
	KindOptBytesURL:      {Kind: KindOptBytesURL, Size: sizeOf[value.Optional[[]byte]](), Self: (*value.Optional[[]byte])(nil)},
	KindOptTime:          {Kind: KindOptTime, Size: sizeOf[value.Optional[value.Time]](), Self: (*value.Optional[value.Time])(nil)},
	KindOptHTTPTime:      {Kind: KindOptHTTPTime, Size: sizeOf[value.Optional[value.Time]](), Self: (*value.Optional[value.Time])(nil)},
	KindOptUnixTime:      {Kind: KindOptUnixTime, Size: sizeOf[value.Optional[value.Time]](), Self: (*value.Optional[value.Time])(nil)},
	KindOptSeconds:       {Kind: KindOptSeconds, Size: sizeOf[value.Optional[string]](), Self: (*value.Optional[string])(nil)},
	KindOptMillis:        {Kind: KindOptMillis, Size: sizeOf[value.Optional[string]](), Self: (*value.Optional[string])(nil)},
	KindOptRaw:           {Kind: KindOptRaw, Size: sizeOf[value.Optional[[]byte]](), Self: (*value.Optional[[]byte])(nil)},
	KindOptQuotedBool:    {Kind: KindOptQuotedBool, Size: sizeOf[value.Optional[bool]](), Self: (*value.Optional[bool])(nil)},
	KindOptQuotedInt8:    {Kind: KindOptQuotedInt8, Size: sizeOf[value.Optional[int8]](), Self: (*value.Optional[int8])(nil)},
	KindOptQuotedInt16:   {Kind: KindOptQuotedInt16, Size: sizeOf[value.Optional[int16]](), Self: (*value.Optional[int16])(nil)},
	KindOptQuotedInt32:   {Kind: KindOptQuotedInt32, Size: sizeOf[value.Optional[int32]](), Self: (*value.Optional[int32])(nil)},
	KindOptQuotedInt64:   {Kind: KindOptQuotedInt64, Size: sizeOf[value.Optional[int64]](), Self: (*value.Optional[int64])(nil)},
	KindOptQuotedUint8:   {Kind: KindOptQuotedUint8, Size: sizeOf[value.Optional[uint8]](), Self: (*value.Optional[uint8])(nil)},
	KindOptQuotedUint16:  {Kind: KindOptQuotedUint16, Size: sizeOf[value.Optional[uint16]](), Self: (*value.Optional[uint16])(nil)},
	KindOptQuotedUint32:  {Kind: KindOptQuotedUint32, Size: sizeOf[value.Optional[uint32]](), Self: (*value.Optional[uint32])(nil)},
	KindOptQuotedUint64:  {Kind: KindOptQuotedUint64, Size: sizeOf[value.Optional[uint64]](), Self: (*value.Optional[uint64])(nil)},
	KindOptQuotedFloat64: {Kind: KindOptQuotedFloat64, Size: sizeOf[value.Optional[float64]](), Self: (*value.Optional[float64])(nil)},
	KindOptQuotedNumber:  {Kind: KindOptQuotedNumber, Size: sizeOf[value.Optional[string]](), Self: (*value.Optional[string])(nil)},
}

// opt is what makes of the kind of a scalar that of Optional of it.
const opt = KindOptText - KindText

// scalar reads the scalar of kind k at p.
func (r *Reader) scalar(p place, k Kind) {
	switch k {
	case KindText:
		ReadString((*string)(p), r)
	case KindSecret:
		ReadSecret((*string)(p), r)
	case KindBool:
		ReadBool((*bool)(p), r)
	case KindInt8:
		ReadInt8((*int8)(p), r)
	case KindInt16:
		ReadInt16((*int16)(p), r)
	case KindInt32:
		ReadInt32((*int32)(p), r)
	case KindInt64:
		ReadInt64((*int64)(p), r)
	case KindUint8:
		ReadUint8((*uint8)(p), r)
	case KindUint16:
		ReadUint16((*uint16)(p), r)
	case KindUint32:
		ReadUint32((*uint32)(p), r)
	case KindUint64:
		ReadUint64((*uint64)(p), r)
	case KindFloat64:
		ReadFloat64((*float64)(p), r)
	case KindNumber:
		ReadNumber((*string)(p), r)
	case KindBytes:
		ReadBytes((*[]byte)(p), r)
	case KindBytesURL:
		ReadBytesURL((*[]byte)(p), r)
	case KindTime:
		ReadTime((*value.Time)(p), r)
	case KindHTTPTime:
		ReadTime((*value.Time)(p), r)
	case KindUnixTime:
		ReadUnixTime((*value.Time)(p), r)
	case KindSeconds:
		ReadSeconds((*string)(p), r)
	case KindMillis:
		ReadMillis((*string)(p), r)
	case KindRaw:
		ReadRaw((*[]byte)(p), r)
	case KindQuotedBool:
		ReadQuoted((*bool)(p), r, ReadBool[bool])
	case KindQuotedInt8:
		ReadQuoted((*int8)(p), r, ReadInt8[int8])
	case KindQuotedInt16:
		ReadQuoted((*int16)(p), r, ReadInt16[int16])
	case KindQuotedInt32:
		ReadQuoted((*int32)(p), r, ReadInt32[int32])
	case KindQuotedInt64:
		ReadQuoted((*int64)(p), r, ReadInt64[int64])
	case KindQuotedUint8:
		ReadQuoted((*uint8)(p), r, ReadUint8[uint8])
	case KindQuotedUint16:
		ReadQuoted((*uint16)(p), r, ReadUint16[uint16])
	case KindQuotedUint32:
		ReadQuoted((*uint32)(p), r, ReadUint32[uint32])
	case KindQuotedUint64:
		ReadQuoted((*uint64)(p), r, ReadUint64[uint64])
	case KindQuotedFloat64:
		ReadQuoted((*float64)(p), r, ReadFloat64[float64])
	case KindQuotedNumber:
		ReadQuoted((*string)(p), r, ReadNumber[string])
	case KindInt:
		*(*int)(p) = int(r.integer(strconv.IntSize, "int"))
	}
}

// scalar writes the scalar of kind k at p.
func (w *Writer) scalar(p place, k Kind) {
	switch k {
	case KindText:
		WriteString((*string)(p), w)
	case KindSecret:
		WriteSecret((*string)(p), w)
	case KindBool:
		WriteBool((*bool)(p), w)
	case KindInt8:
		WriteInt8((*int8)(p), w)
	case KindInt16:
		WriteInt16((*int16)(p), w)
	case KindInt32:
		WriteInt32((*int32)(p), w)
	case KindInt64:
		WriteInt64((*int64)(p), w)
	case KindUint8:
		WriteUint8((*uint8)(p), w)
	case KindUint16:
		WriteUint16((*uint16)(p), w)
	case KindUint32:
		WriteUint32((*uint32)(p), w)
	case KindUint64:
		WriteUint64((*uint64)(p), w)
	case KindFloat64:
		WriteFloat64((*float64)(p), w)
	case KindNumber:
		WriteNumber((*string)(p), w)
	case KindBytes:
		WriteBytes((*[]byte)(p), w)
	case KindBytesURL:
		WriteBytesURL((*[]byte)(p), w)
	case KindTime:
		WriteTime((*value.Time)(p), w)
	case KindHTTPTime:
		WriteHTTPTime((*value.Time)(p), w)
	case KindUnixTime:
		WriteUnixTime((*value.Time)(p), w)
	case KindSeconds:
		WriteSeconds((*string)(p), w)
	case KindMillis:
		WriteMillis((*string)(p), w)
	case KindRaw:
		WriteRaw((*[]byte)(p), w)
	case KindQuotedBool:
		WriteQuoted((*bool)(p), w, WriteBool[bool])
	case KindQuotedInt8:
		WriteQuoted((*int8)(p), w, WriteInt8[int8])
	case KindQuotedInt16:
		WriteQuoted((*int16)(p), w, WriteInt16[int16])
	case KindQuotedInt32:
		WriteQuoted((*int32)(p), w, WriteInt32[int32])
	case KindQuotedInt64:
		WriteQuoted((*int64)(p), w, WriteInt64[int64])
	case KindQuotedUint8:
		WriteQuoted((*uint8)(p), w, WriteUint8[uint8])
	case KindQuotedUint16:
		WriteQuoted((*uint16)(p), w, WriteUint16[uint16])
	case KindQuotedUint32:
		WriteQuoted((*uint32)(p), w, WriteUint32[uint32])
	case KindQuotedUint64:
		WriteQuoted((*uint64)(p), w, WriteUint64[uint64])
	case KindQuotedFloat64:
		WriteQuoted((*float64)(p), w, WriteFloat64[float64])
	case KindQuotedNumber:
		WriteQuoted((*string)(p), w, WriteNumber[string])
	case KindInt:
		w.integer(int64(*(*int)(p)))
	}
}

// isZeroScalar reports whether the scalar of kind k at p is the zero value of its type.
func isZeroScalar(p place, k Kind) bool {
	switch Scalars[k].Self.(type) {
	case *string:
		return *(*string)(p) == ""
	case *[]byte:
		return *(*[]byte)(p) == nil
	case *value.Time:
		return (*value.Time)(p).IsZero()
	}
	return isClear(p, Scalars[k].Size)
}

// clearScalar makes the scalar of kind k at p the zero value of its type.
func clearScalar(p place, k Kind) {
	switch Scalars[k].Self.(type) {
	case *string:
		*(*string)(p) = ""
	case *[]byte:
		*(*[]byte)(p) = nil
	case *value.Time:
		*(*value.Time)(p) = value.Time{}
	default:
		clearNumber(p, Scalars[k].Size)
	}
}
