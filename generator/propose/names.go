package propose

import (
	"slices"
	"strings"

	"github.com/armsmith/armsmith/generator/model"
)

// The names that services have in common, as flat spells them.
var (
	linkNames    = []string{"nextlink", "nexturl", "nexturi", "nextpageurl", "nextpageuri", "nexthref", "nextpagelink"}
	urlNames     = []string{"href", "url", "uri"}
	linkHolders  = []string{"links", "link", "paging", "pagination", "pages"}
	tokenParams  = []string{"cursor", "pagetoken", "nexttoken", "nextcursor", "continuationtoken", "continuation", "marker", "after", "startcursor", "nextpagetoken", "pagecursor", "paginationtoken"}
	tokenNames   = []string{"nextcursor", "nextpagetoken", "nexttoken", "nextpagecursor", "continuationtoken", "nextmarker", "endcursor", "nextcontinuationtoken"}
	tokenHolders = []string{"cursors", "cursor", "page", "pageinfo", "paging", "pagination", "pageinformation"}
	lastParams   = []string{"startingafter", "afterid", "after", "startafter"}
	numberParams = []string{"page", "pagenumber", "pageno", "pagenum", "currentpage"}
	offsetParams = []string{"offset", "skip", "startat", "startindex"}
	sizeParams   = []string{"limit", "perpage", "pagesize", "size", "count", "maxresults", "pagelimit", "take", "top", "max", "itemsperpage"}
	moreNames    = []string{"hasmore", "hasnext", "hasnextpage", "more", "morepages"}
	pageTotals   = []string{"totalpages", "pagecount", "numpages", "pagestotal", "lastpage"}
	itemTotals   = []string{"total", "totalcount", "totalresults", "totalitems", "totalsize", "totalrecords"}
)

// flat spells a name without what words are parted by: next_page_token and nextPageToken are one.
func flat(name string) string {
	return strings.ToLower(strings.NewReplacer("_", "", "-", "", ".", "", "$", "", "@", "", "[", "", "]", "").Replace(name))
}

// deepest is how far down in a page a property is looked for.
const deepest = 3

// find returns the path of the first property of a page that is like that.
func (l *list) find(like func(path []string, r *model.Ref) bool) string { return find(l.page, like) }

// find returns the path of the first property of a body that is like that, the ones nearest to the
// body first; "" without one. The path that is looked at is flat.
func find(body *model.Ref, like func(path []string, r *model.Ref) bool) string {
	type place struct {
		path, flat []string
		ref        *model.Ref
	}
	level := []place{{ref: body}}
	for range deepest {
		var next []place
		for _, p := range level {
			for _, f := range fields(p.ref) {
				at := place{append(slices.Clone(p.path), f.Wire), append(slices.Clone(p.flat), flat(f.Wire)), under(&f.Type)}
				if !strings.Contains(f.Wire, ".") && like(at.flat, at.ref) {
					return strings.Join(at.path, ".")
				}
				next = append(next, at)
			}
		}
		level = next
	}
	return ""
}

// more returns the path of a boolean that says whether there is more.
func (l *list) more() string {
	return l.find(func(path []string, r *model.Ref) bool {
		return r.Kind == model.Bool && slices.Contains(moreNames, path[len(path)-1])
	})
}

// total returns the path of a number that is called like one of some totals.
func (l *list) total(names []string) string {
	return l.find(func(path []string, r *model.Ref) bool {
		return isInteger(r) && slices.Contains(names, path[len(path)-1])
	})
}

func (l *list) field(name string) *model.Field {
	all := fields(l.page)
	if i := slices.IndexFunc(all, func(f *model.Field) bool { return flat(f.Wire) == name }); i >= 0 {
		return all[i]
	}
	return nil
}

// param returns the query parameter that is called like one of the names, the first of them first,
// and is a string or an integer.
func (l *list) param(names []string, kind model.RefKind) string {
	if l.op.Params == nil || !l.op.TakesParams() {
		return ""
	}
	for _, name := range names {
		for _, p := range l.op.Params.Params {
			if fits := under(&p.Type).Kind == kind || kind != model.String && isInteger(under(&p.Type)); fits && p.In == model.InQuery && p.Asked() && flat(p.Wire) == name {
				return p.Wire
			}
		}
	}
	return ""
}

func isInteger(r *model.Ref) bool { return r.Kind >= model.Int8 && r.Kind <= model.Uint64 }

// under returns what a use of a named list, map or scalar is a use of.
func under(r *model.Ref) *model.Ref {
	for r.Kind == model.Named && r.Type.Original().Kind == model.KindNamed {
		r = r.Type.Original().Target
	}
	return r
}

// fields returns the fields of a struct; none of anything else.
func fields(r *model.Ref) []*model.Field {
	if r = under(r); r.Kind != model.Named || r.Type.Original().Kind != model.KindStruct {
		return nil
	}
	return r.Type.Original().Fields
}
