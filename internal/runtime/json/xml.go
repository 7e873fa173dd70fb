package json

import "math"

// A body in XML is read and written by way of its JSON. It can hold numbers that JSON cannot, which
// stand in strings on this way, by the names that XML Schema has for them.
var nonFinite = map[string]float64{"INF": math.Inf(1), "-INF": math.Inf(-1), "NaN": math.NaN()}

// DecodeForXML is DecodeFunc for the JSON that stands for XML.
func (b Budget) DecodeForXML(data []byte, read func(*Reader)) error {
	r := newReader(data)
	r.forXML, r.plain, r.budget = true, true, b
	read(r)
	return r.finish()
}

// MarshalForXML is MarshalFunc for JSON that stands for XML.
func MarshalForXML(write func(*Writer)) ([]byte, error) {
	w := NewWriter()
	w.forXML, w.plain = true, true
	write(w)
	w.forXML, w.plain = false, false
	return w.Finish()
}

// nonFinite reads the name of an infinity or not-a-number, if there is one.
func (r *reading) nonFinite() (float64, bool) {
	if !r.forXML || r.at() != '"' {
		return 0, false
	}
	start := r.pos
	f, ok := nonFinite[r.str()]
	if !ok {
		r.pos = start
	}
	return f, ok
}

// nonFinite writes the name of an infinity or not-a-number, and reports whether it may.
func (w *Writer) nonFinite(f float64) bool {
	if !w.forXML {
		return false
	}
	for name, special := range nonFinite {
		if f == special || math.IsNaN(f) && math.IsNaN(special) {
			w.str(name)
		}
	}
	return true
}
