package mock

import (
	"net/http"
	"time"
	"unicode/utf8"
)

// pageMark is the header by which the page knows its own requests again.
const pageMark = "X-Armsmith-Page"

// line is what the list of the page says of an exchange.
type line struct {
	Number    int       `json:"number"`
	Time      time.Time `json:"time"`
	Took      float64   `json:"took"` // milliseconds
	Method    string    `json:"method"`
	URL       string    `json:"url"`
	Status    int       `json:"status"`
	Operation string    `json:"operation,omitempty"` // its key, see shownOperation; "" for none
	ID        string    `json:"id,omitempty"`        // of the operation
	Refused   bool      `json:"refused,omitempty"`
	Wrong     int       `json:"wrong,omitempty"`       // with the request
	Answer    int       `json:"answerWrong,omitempty"` // with the answer
	Mark      string    `json:"mark,omitempty"`        // of a request of the page itself
}

func (p *page) line(r *remembered) line {
	out := line{Number: r.number, Time: r.Time, Took: float64(r.Took.Microseconds()) / 1000,
		Method: r.Method, URL: p.hide.url(r.URL), Status: r.Status,
		Refused: r.Refused != nil, Wrong: len(r.Wrong), Answer: len(r.AnswerWrong)}
	if mark := r.Header.Get(pageMark); len(mark) <= 32 {
		out.Mark = mark
	}
	if r.Operation != nil {
		out.ID, out.Operation = r.Operation.ID, p.key(r.Operation)
	}
	return out
}

// body is as much of a body as is shown.
type body struct {
	Size   int    `json:"size"`
	Text   string `json:"text"`
	Binary bool   `json:"binary,omitempty"` // it is no text
	Cut    bool   `json:"cut,omitempty"`
}

func bodyOf(data []byte, size int) body {
	b := body{Size: size, Cut: len(data) < size}
	for range utf8.UTFMax {
		if r, n := utf8.DecodeLastRune(data); !b.Cut || r != utf8.RuneError || n != 1 {
			break
		}
		data = data[:len(data)-1] // cut within a rune
	}
	if b.Binary = !utf8.Valid(data); !b.Binary {
		b.Text = string(data)
	}
	return b
}

// exchange sends all that the page shows of one exchange.
func (p *page) exchange(w http.ResponseWriter, req *http.Request) {
	r := p.log.get(queryNumber(req.URL.Query(), "number"))
	if r == nil {
		http.Error(w, "this exchange is no longer remembered", http.StatusNotFound)
		return
	}
	wrong, quoted := p.hide.violations(r.Wrong)
	detail, answered := "", bodyOf(r.AnswerBody, r.answerSize)
	if r.Refused != nil {
		if detail = r.Refused.Detail; quoted {
			detail, answered.Text = "", taken
		}
	}
	writeJSON(w, struct {
		line
		Detail       string      `json:"detail,omitempty"` // why it was refused
		Header       []field     `json:"header"`
		Body         body        `json:"body"`
		Violations   []Violation `json:"violations"`
		AnswerHeader []field     `json:"answerHeader"`
		AnswerBody   body        `json:"answerBody"`
		Objections   []Violation `json:"objections"` // to the answer
	}{p.line(r), detail, p.hide.header(r.Header), bodyOf(r.Body, r.size), wrong,
		p.hide.header(r.AnswerHeader), answered, r.AnswerWrong})
}
