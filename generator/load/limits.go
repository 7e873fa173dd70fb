package load

// The limits that keep a hostile document from taking the machine with it. Each is far above what
// the largest published documents need (a 35 MB Microsoft Graph document has about 1.2 million
// nodes).
const (
	maxFileBytes  = 64 << 20  // one file
	maxTotalBytes = 256 << 20 // all files together
	maxFiles      = 20_000
	maxNodes      = 2_500_000 // values in all files, and again in the joined document
	maxYAMLMarks  = 2_000_000 // lines, commas and brackets in a YAML file
	maxSchemas    = 400_000   // each takes a kilobyte in its typed form
	maxMappings   = 400_000   // discriminator values added
	maxDepth      = 400       // maps and lists inside one another
	maxKey        = 8 << 10   // bytes in a map's key
	maxMessage    = 1000      // bytes of a finding's message
	maxFindings   = 10_000    // findings kept; beyond, one says how many more there were
)

// budget counts nodes down. It is shared by everything that makes them.
type budget struct{ left int }

// take reports whether n more nodes may be made.
func (b *budget) take(n int) bool {
	b.left -= n
	return b.left >= 0
}
