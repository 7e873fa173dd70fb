package name

import (
	"bufio"
	"bytes"
	"fmt"
	"go/token"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Lock is what things were called by an earlier run, so that a name, once given, never moves. It is
// written beside the generated code as [LockFile] and read by the next run.
//
// It is text: one name a line, sorted, so that two branches that add different things merge without
// a conflict. A line has four columns, with a tab between them: the scope, what is named, its Go
// name, and what else tells the thing when it stands elsewhere.
type Lock struct {
	scopes map[string]map[string]entry // by scope, then key
}

// LockFile is the name of the file that a lock is written to.
const LockFile = "armsmith.names"

// lockVersion is the version of the lock's form. A lock of a later version is refused.
const lockVersion = 1

// entry is what a lock knows of one thing.
type entry struct {
	name string
	also string
}

// LockError is returned for a lock that cannot be read. It says what to do.
type LockError struct {
	Line    int // 1-based
	Message string
	Fix     string
}

// Error returns the line and what is wrong with it.
func (e *LockError) Error() string {
	return fmt.Sprintf("%s:%d: %s", LockFile, e.Line, e.Message)
}

// ParseLock reads what [Lock.Bytes] wrote. Empty data is a lock that knows nothing.
func ParseLock(data []byte) (*Lock, *LockError) {
	l := &Lock{scopes: map[string]map[string]entry{}}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<20)
	names := map[[2]string]string{} // scope and Go name -> what has it
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSuffix(lines.Text(), "\r")
		if err := l.parse(line, names); err != nil {
			err.Line = n
			return nil, err
		}
	}
	if err := lines.Err(); err != nil {
		return nil, &LockError{Line: 1, Message: err.Error(), Fix: restore}
	}
	return l, nil
}

const (
	restore = "take the file from version control again; without it all names are given anew"
	merge   = "keep the lines of both sides, take out the markers and, where both name one thing, one of the lines; " +
		"then run `armsmith generate`"
)

// parse reads one line.
func (l *Lock) parse(line string, names map[[2]string]string) *LockError {
	version, isVersion := strings.CutPrefix(line, versionLine)
	switch {
	case isVersion:
		if v, err := strconv.Atoi(version); err != nil || v > lockVersion {
			return &LockError{Message: fmt.Sprintf("it is of version %s, and this armsmith reads version %d", version, lockVersion),
				Fix: "use the version of armsmith that wrote it, or a later one"}
		}
		return nil
	case strings.HasPrefix(line, "<<<<<<<"), strings.HasPrefix(line, "======="), strings.HasPrefix(line, ">>>>>>>"),
		strings.HasPrefix(line, "|||||||"):
		return &LockError{Message: "a merge has left a conflict here", Fix: merge}
	case line == "", strings.HasPrefix(line, "#"):
		return nil
	}
	columns := strings.Split(line, "\t")
	if len(columns) != 3 && len(columns) != 4 {
		return &LockError{Message: "want a scope, what is named, and its name, with tabs between them", Fix: restore}
	}
	for i, c := range columns {
		if unquoted, err := strconv.Unquote(c); err == nil {
			columns[i] = unquoted
		}
	}
	columns = append(columns, "")
	scope, key, e := columns[0], columns[1], entry{name: columns[2], also: columns[3]}
	if !token.IsIdentifier(e.name) {
		return &LockError{Message: fmt.Sprintf("%q cannot be a name in Go", e.name), Fix: restore}
	}
	if known, twice := l.scopes[scope][key]; twice && known != e {
		return &LockError{Message: fmt.Sprintf("%s is named twice: %s and %s", key, known.name, e.name), Fix: merge}
	}
	if other, taken := names[[2]string{scope, e.name}]; taken && other != key && scope != formScope && !strings.HasPrefix(scope, sharing) {
		return &LockError{Message: fmt.Sprintf("%s names two things: %s and %s", e.name, other, key),
			Fix: "take out the line of the one that was named last; it gets another name"}
	}
	names[[2]string{scope, e.name}] = key
	l.set(scope, key, e)
	return nil
}

func (l *Lock) set(scope, key string, e entry) {
	if l.scopes[scope] == nil {
		l.scopes[scope] = map[string]entry{}
	}
	l.scopes[scope][key] = e
}

const versionLine = "# version "

const lockHead = `# The Go names of what the document describes, written by armsmith generate: commit this file, so that names stay.
# Names that are no longer used are kept from others until armsmith generate --tidy.
`

// Bytes returns the lock as text.
func (l *Lock) Bytes() []byte {
	var out bytes.Buffer
	out.WriteString(lockHead + versionLine + strconv.Itoa(lockVersion) + "\n")
	for _, scope := range slices.Sorted(maps.Keys(l.scopes)) {
		entries, head := l.scopes[scope], column(scope)
		for _, key := range slices.Sorted(maps.Keys(entries)) {
			e := entries[key]
			out.WriteString(head + "\t" + column(key) + "\t" + e.name)
			if e.also != "" {
				out.WriteString("\t" + column(e.also))
			}
			out.WriteByte('\n')
		}
	}
	return out.Bytes()
}

// column returns a column as it stands in its line: quoted when it would not come back as it is.
func column(text string) string {
	if isPlain(text) {
		return text
	}
	quoted := strconv.Quote(text)
	if quoted[1:len(quoted)-1] == text && text != "" && !strings.ContainsRune("#'`<=>|", rune(text[0])) {
		return text
	}
	return quoted
}

// Entry is a line of a lock.
type Entry struct{ Scope, Key, Name, Also string }

// Entries yields what a lock knows, in no order.
func (l *Lock) Entries() iter.Seq[Entry] {
	return func(yield func(Entry) bool) {
		for scope, entries := range l.scopes {
			for key, e := range entries {
				if !yield(Entry{scope, key, e.name, e.also}) {
					return
				}
			}
		}
	}
}
