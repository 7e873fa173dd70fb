package runtime

import (
	"errors"
	"io"
	"net/http"
	"os"
)

// SaveFile downloads into the file called path. get makes the call, with the options it is given,
// and returns the body of its answer.
//
// What comes goes into path + ".part" first, which takes the place of the file when it is whole: a
// file that is there is never half of one. What a call that fails leaves there is kept, if the
// service has said by what it can tell that nothing has changed (beside it, in path +
// ".part.etag"), and the next SaveFile asks for the rest alone.
func SaveFile(path string, get func(opts ...Option) (io.ReadCloser, error)) error {
	s := &saving{part: path + ".part", mark: path + ".part.etag"}
	if err := s.open(); err != nil {
		return err
	}
	err := s.fetch(get)
	if err == nil {
		err = s.file.Sync()
	}
	err = errors.Join(err, s.file.Close())
	if err == nil {
		err = os.Rename(s.part, path)
	}
	if err == nil || !s.goesOn {
		os.Remove(s.mark)
	}
	if err != nil && !s.goesOn {
		os.Remove(s.part)
	}
	return err
}

// saving is a file that is being downloaded.
type saving struct {
	part, mark string
	file       *os.File
	size       int64 // of what has come before
	validator  string
	goesOn     bool // what has come can be kept for another try
}

// open opens what an earlier try has left, or a new file.
func (s *saving) open() (err error) {
	if s.file, err = os.OpenFile(s.part, os.O_RDWR|os.O_CREATE, 0o600); err != nil {
		return err
	}
	info, err := s.file.Stat()
	if err != nil {
		return errors.Join(err, s.file.Close())
	}
	mark, err := os.ReadFile(s.mark)
	if err == nil && len(mark) > 0 && len(mark) <= longestID && validHeaderValue(string(mark)) {
		s.size, s.validator = info.Size(), string(mark)
		s.goesOn = s.size > 0
	}
	return nil
}

// fetch makes the call and takes in what comes.
func (s *saving) fetch(get func(opts ...Option) (io.ReadCloser, error)) error {
	var opts []Option
	if s.goesOn {
		from := rest{s.size, s.validator}
		opts = append(opts, func(set *settings) { set.rest = from })
	}
	body, err := get(opts...)
	if failed := new(ResponseError); s.goesOn && errors.As(err, &failed) && failed.StatusCode == http.StatusRequestedRangeNotSatisfiable {
		s.goesOn = false
		body, err = get()
	}
	if err != nil {
		return err
	}
	defer body.Close()
	if err := s.begin(body); err != nil {
		return err
	}
	_, err = io.Copy(s.file, body)
	if errors.Is(err, ErrChecksum) || errors.Is(err, ErrChanged) {
		s.goesOn = false
	}
	return err
}

// begin goes to where the body belongs: behind what there is, or to the beginning.
func (s *saving) begin(body io.Reader) error {
	d, is := body.(*download)
	if s.goesOn && is && d.at == s.size && d.at > 0 {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if d.sum == nil {
			_, err := s.file.Seek(0, io.SeekEnd)
			return err
		}
		_, err := io.Copy(d.sum, s.file)
		return err
	}
	if s.goesOn = is && d.validator != ""; s.goesOn {
		if err := os.WriteFile(s.mark, []byte(d.validator), 0o600); err != nil {
			return err
		}
	}
	if err := s.file.Truncate(0); err != nil {
		return err
	}
	_, err := s.file.Seek(0, io.SeekStart)
	return err
}
