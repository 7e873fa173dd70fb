package node

import "encoding/json"

// JSON returns a value as JSON text, the members of maps in their order and numbers digit for
// digit.
func (n *Node) JSON() []byte { return n.appendJSON(nil) }

func (n *Node) appendJSON(dst []byte) []byte {
	switch {
	case n == nil:
		return append(dst, "null"...)
	case n.Kind == Map:
		dst = append(dst, '{')
		for i, m := range n.Members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(appendString(dst, m.Key), ':')
			dst = m.Value.appendJSON(dst)
		}
		return append(dst, '}')
	case n.Kind == List:
		dst = append(dst, '[')
		for i, item := range n.Items {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = item.appendJSON(dst)
		}
		return append(dst, ']')
	case n.Kind == String:
		return appendString(dst, n.Text)
	}
	return append(dst, n.Text...)
}

func appendString(dst []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil { // cannot be: any string can be written as JSON
		return append(dst, `""`...)
	}
	return append(dst, quoted...)
}
