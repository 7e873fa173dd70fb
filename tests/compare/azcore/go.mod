module github.com/armsmith/armsmith/tests/compare/azcore

go 1.26.0

require (
	github.com/Azure/azure-sdk-for-go/sdk/azcore v1.24.0
	github.com/armsmith/armsmith v0.0.0
	golang.org/x/net v0.62.0
)

require (
	github.com/Azure/azure-sdk-for-go/sdk/internal v1.13.0 // indirect
	golang.org/x/text v0.43.0 // indirect
)

replace github.com/armsmith/armsmith => ../../..
