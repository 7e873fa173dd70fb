package azure

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// Cloud is where one of Azure's clouds is. One of your own is made as a literal, or by [Discover].
type Cloud struct {
	// Authority is where tokens come from.
	Authority string
	// ResourceManager is the endpoint of the Resource Manager, for WithEndpoint.
	ResourceManager string
	// Audience is what tokens for the Resource Manager are for.
	Audience string
}

// Public is the cloud that most people mean by Azure.
func Public() Cloud {
	return Cloud{
		Authority:       "https://login.microsoftonline.com/",
		ResourceManager: "https://management.azure.com",
		Audience:        "https://management.azure.com",
	}
}

// Government is the cloud of the government of the United States.
func Government() Cloud {
	return Cloud{
		Authority:       "https://login.microsoftonline.us/",
		ResourceManager: "https://management.usgovcloudapi.net",
		Audience:        "https://management.core.usgovcloudapi.net",
	}
}

// China is the cloud in China, which 21Vianet runs.
func China() Cloud {
	return Cloud{
		Authority:       "https://login.chinacloudapi.cn/",
		ResourceManager: "https://management.chinacloudapi.cn",
		Audience:        "https://management.core.chinacloudapi.cn",
	}
}

// FromEnvironment returns the cloud that the environment names, the public one if it names none:
//
//   - ARM_ENDPOINT is the Resource Manager of a cloud of your own, which is asked for the rest; see
//     [Discover].
//   - AZURE_ENVIRONMENT is the name of a cloud, as Azure's tools write it: AzureCloud or
//     AzurePublicCloud, AzureUSGovernment or AzureUSGovernmentCloud, AzureChinaCloud.
//   - AZURE_AUTHORITY_HOST is where tokens come from, in place of the cloud's own authority.
//
// A nil client stands for [http.DefaultClient].
func FromEnvironment(ctx context.Context, client *http.Client) (Cloud, error) {
	c, err := named(os.Getenv("AZURE_ENVIRONMENT"))
	if endpoint := os.Getenv("ARM_ENDPOINT"); endpoint != "" {
		c, err = Discover(ctx, client, endpoint)
	}
	if err != nil {
		return Cloud{}, err
	}
	if authority := os.Getenv("AZURE_AUTHORITY_HOST"); authority != "" {
		if c.Authority, err = secure(authority); err != nil {
			return Cloud{}, fmt.Errorf("azure: AZURE_AUTHORITY_HOST: %w", err)
		}
	}
	return c, nil
}

// named returns the cloud of a name.
func named(name string) (Cloud, error) {
	switch strings.ToLower(name) {
	case "", "azurecloud", "azurepubliccloud":
		return Public(), nil
	case "azureusgovernment", "azureusgovernmentcloud":
		return Government(), nil
	case "azurechinacloud":
		return China(), nil
	}
	return Cloud{}, fmt.Errorf("azure: AZURE_ENVIRONMENT is %q: want AzureCloud, AzureUSGovernment or AzureChinaCloud, or the endpoint of your own cloud in ARM_ENDPOINT", name)
}

// discoverTime is how long a cloud has to say where it is.
const discoverTime = 30 * time.Second

// Discover asks the Resource Manager of a cloud, such as Azure Stack Hub, where its tokens come
// from and what they are for. Its word is trusted as the endpoint itself is, which must therefore
// be https. A nil client stands for [http.DefaultClient].
func Discover(ctx context.Context, client *http.Client, resourceManager string) (Cloud, error) {
	endpoint, err := secure(resourceManager)
	if err != nil {
		return Cloud{}, fmt.Errorf("azure: the endpoint of the Resource Manager: %w", err)
	}
	c := Cloud{ResourceManager: strings.TrimSuffix(endpoint, "/")}
	ctx, cancel := context.WithTimeout(ctx, discoverTime)
	defer cancel()
	if err := c.ask(ctx, client); err != nil {
		return Cloud{}, fmt.Errorf("azure: asking %s about its cloud: %w", c.ResourceManager, err)
	}
	return c, nil
}

// ask reads what the Resource Manager says of its cloud.
func (c *Cloud) ask(ctx context.Context, client *http.Client) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.ResourceManager+"/metadata/endpoints?api-version=2015-01-01", nil)
	if err != nil {
		return err
	}
	if client == nil {
		client = http.DefaultClient
	}
	own := *client // a redirect could lead to plain http
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := own.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", resp.StatusCode)
	}
	var told struct {
		Authentication struct {
			LoginEndpoint string   `json:"loginEndpoint"`
			Audiences     []string `json:"audiences"`
		} `json:"authentication"`
	}
	if err := json.NewDecoder(io.LimitReader(resp.Body, bodyLimit)).Decode(&told); err != nil {
		return errors.New("the answer is not the JSON of a cloud")
	}
	if len(told.Authentication.Audiences) == 0 || told.Authentication.Audiences[0] == "" {
		return errors.New("it names no audience")
	}
	c.Audience = told.Authentication.Audiences[0]
	if c.Authority, err = secure(told.Authentication.LoginEndpoint); err != nil {
		return fmt.Errorf("its login endpoint: %w", err)
	}
	return nil
}

// secure returns the text of an https URL without anything but host and path.
func secure(text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("%q is not an address such as https://management.local.azurestack.external", text)
	}
	return u.String(), nil
}
