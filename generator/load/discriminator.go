package load

import (
	"github.com/armsmith/armsmith/generator/finding"
	"github.com/armsmith/armsmith/generator/load/node"
)

func completeDiscriminators(root *node.Node, findings *finding.List) {}
func check(root *node.Node, findings *finding.List)                  {}
func mergePaths(root *node.Node)                                     {}
