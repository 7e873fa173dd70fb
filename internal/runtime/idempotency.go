package runtime

import (
	"context"
	"net/http"
	"strconv"
)

// identify gives a request the key by which the service knows it again, in the header that the
// operation has for it, unless the caller has given one. Reading needs none: neither a look at what
// came of the call, nor what a redirect makes of it.
func (c *call) identify(ctx context.Context, d *headerBuilder, h *hop) {
	name := http.CanonicalHeaderKey(c.op.KeyHeader)
	if name == "" || h.method != c.op.Method || h.method == http.MethodGet || h.method == http.MethodHead {
		return
	}
	if own := d.header.Get(name); own != "" {
		if n, _ := ctx.Value(chunkNumber{}).(int); n > 1 {
			d.put(name, own+"-"+strconv.Itoa(n))
		}
		return
	}
	if c.key == "" {
		c.key = newUUID()
	}
	d.put(name, c.key)
}

// chunkNumber is the key of a context under which stands which request of [InChunks] it is for,
// from 1: a key that the caller gives is that of all of them together, and the service must not
// take one for the repetition of another.
type chunkNumber struct{}
