package value

import "io"

// File is a stream to send: a binary body or a part of a multipart body. Body is read once, unless
// it is also an io.Seeker, which lets a request be repeated.
type File struct {
	Name        string // file name of a multipart part; "" for none
	ContentType string // media type; "" for the document's
	Body        io.Reader
}
