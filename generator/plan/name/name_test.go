package name

import (
	"fmt"
	"go/token"
	"math/rand/v2"
	"slices"
	"testing"
	"unicode/utf8"
)

func TestGoName(t *testing.T) {
	for word, want := range map[string]string{
		"eTag": "ETag", "id": "ID", "url": "URL", "nodeUrl": "NodeURL", "readIOps": "ReadIOps", "kernelCPUTime": "KernelCPUTime",
		"$orderBy": "OrderBy", "IdAssetReference": "IDAssetReference", "createdByType": "CreatedByType", "systemData": "SystemData",
		"user_id": "UserID", "batch-deployments": "BatchDeployments", "vmIds": "VMIDs", "baseURLs": "BaseURLs", "HTTPServer": "HTTPServer",
		"+1": "Plus1", "-1": "Minus1", "IN_PROGRESS": "InProgress", "ACTIVE": "Active", "LRS": "LRS", "Standard_LRS": "StandardLRS",
		"": "Empty", " ": "Space", "*": "Star", "3d": "X3d", "日本": "X日本", "été": "Été", "odata.type": "ODataType", "@odata.nextLink": "ODataNextLink",
		"1.5": "X1Point5", "v1.2": "V1_2", "user's": "Users", "type": "Type", "ipv4Address": "IPv4Address", "api-version": "APIVersion",
		"SHA256": "SHA256", "s3_key": "S3Key", "List«Pet»": "ListPet", "a": "A", "ǆ": "Ǆ",
	} {
		if got := Go(word); got != want {
			t.Errorf("Go(%q) = %q, want %q", word, got, want)
		}
	}
	for word, want := range map[string]string{
		"type": "typeValue", "IDList": "idList", "HTTPServer": "httpServer", "string": "stringValue", "BatchDeployments_List": "batchDeploymentsList",
		"3d": "x3d", "日本": "日本", "": "empty", "+1": "plus1", "LRS": "lrs",
	} {
		if got := Var(word); got != want {
			t.Errorf("Var(%q) = %q, want %q", word, got, want)
		}
	}
}

// FuzzGoName holds for every word: what comes out is an identifier, of the right case.
func FuzzGoName(f *testing.F) {
	for _, s := range []string{"", "id", "+1", "日本", "ªb", "ǅ", "a\xff", "_", "٣", "x y", "ﬀ", "ß", "İ", "ı"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, word string) {
		for _, got := range []string{Go(word), Exported(Spelled(word)), Go("a" + Spelled(word))} {
			if !token.IsIdentifier(got) || !token.IsExported(got) || !utf8.ValidString(got) {
				t.Errorf("Go(%q) = %q", word, got)
			}
		}
		if got := Var(word); !token.IsIdentifier(got) || token.IsExported(got) || isPredeclared(got) {
			t.Errorf("Var(%q) = %q", word, got)
		}
	})
}

// randomNames declares names with colliding candidates, in random order.
func randomNames(r *rand.Rand, n int) []*Name {
	var names []*Name
	words := []string{"A", "B", "AB", "A2", "V1", "Reserved"}
	for i := range n {
		nm := &Name{Key: fmt.Sprint("k", i), Rank: Rank(r.IntN(3)), Exact: r.IntN(4) == 0, Partial: r.IntN(4) == 0}
		for range 1 + r.IntN(3) {
			nm.Candidates = append(nm.Candidates, words[r.IntN(len(words))])
		}
		if i > 0 && r.IntN(2) == 0 {
			nm.Parent = names[r.IntN(i)]
			nm.Rank = max(nm.Rank, nm.Parent.Rank)
			nm.Candidates = append(nm.Candidates, "*B", "*")
		}
		names = append(names, nm)
	}
	return names
}

func resolved(names []*Name, order []int) map[string]string {
	s := NewScope("Reserved", "V1")
	copies := make(map[*Name]*Name)
	for _, n := range names {
		c := *n
		c.final = ""
		if n.Parent != nil {
			c.Parent = copies[n.Parent]
		}
		copies[n] = &c
	}
	for _, i := range order {
		s.Declare(copies[names[i]])
	}
	s.Resolve()
	out := make(map[string]string)
	for _, n := range names {
		out[n.Key] = copies[n].final
	}
	return out
}

// TestScope: names are unique, avoid what is reserved, and do not depend on the order in which they
// were declared.
func TestScope(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		names := randomNames(r, 1+r.IntN(25))
		first := resolved(names, r.Perm(len(names)))
		second := resolved(names, r.Perm(len(names)))
		var all []string
		for key, got := range first {
			if got == "" || got == "Reserved" || got == "V1" || second[key] != got {
				t.Fatalf("seed %d: %s is %q, then %q", seed, key, got, second[key])
			}
			all = append(all, got)
		}
		slices.Sort(all)
		if len(slices.Compact(all)) != len(first) {
			t.Fatalf("seed %d: a name is given twice: %v", seed, first)
		}
	}
}

// TestScopeGrows: a name of a later rank never changes one of an earlier, and one that wants
// nothing of the others changes none.
func TestScopeGrows(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 2))
		names := randomNames(r, 1+r.IntN(25))
		before := resolved(names, r.Perm(len(names)))
		later := append(slices.Clone(names), &Name{Key: "new", Rank: RankVar, Candidates: []string{"A", "B", "AB"}},
			&Name{Key: "other", Rank: RankSchema, Candidates: []string{"Unrelated"}})
		after := resolved(later, r.Perm(len(later)))
		for key, was := range before {
			if after[key] != was {
				t.Fatalf("seed %d: %s was %q and is %q", seed, key, was, after[key])
			}
		}
	}
}
