module github.com/armsmith/armsmith/adapters/azure

go 1.26.0
