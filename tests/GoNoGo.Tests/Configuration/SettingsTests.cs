using GoNoGo.Blog.Content;
using GoNoGo.Testing;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Tests.Configuration;

/// <summary>appsettings.json, then the environment, then the options of the command; what is wrong is one sentence.</summary>
public sealed class SettingsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Theory]
    [InlineData(
        "Content__Brunch",
        "main",
        "Unknown setting GoNoGo:Content:Brunch; did you mean GoNoGo:Content:Branch? Correct or remove it.")]
    [InlineData("Brunch", "main", "Unknown setting GoNoGo:Brunch; did you mean GoNoGo:Data:Path? Correct or remove it.")]
    [InlineData(
        "Content__PollMinutes",
        "often",
        "GoNoGo:Content:PollMinutes is 'often'; it must be a number, with a point before decimals.")]
    [InlineData("Content__Watch", "yes", "GoNoGo:Content:Watch is 'yes'; it must be true or false.")]
    [InlineData("RateLimiting__ReadsPerWindow", "0", "GoNoGo:RateLimiting:ReadsPerWindow is '0'; it must be a positive number.")]
    [InlineData("RateLimiting__ReadsPerWindow", "2.5", "GoNoGo:RateLimiting:ReadsPerWindow is '2.5'; it must be a whole number.")]
    [InlineData("Mail__Port", "70000", "GoNoGo:Mail:Port is '70000'; it must lie between 1 and 65535.")]
    [InlineData("Mail__Transport", "1", "GoNoGo:Mail:Transport is '1'; it must be one of pickup, smtp.")]
    [InlineData("Mail__Transport", "smtp", "GoNoGo:Mail:Host is missing; smtp needs the mail server's name.")]
    [InlineData("Proxy__Networks", "10.0.0.0/8,lan", "GoNoGo:Proxy:Networks holds 'lan'; write a network as 10.0.0.0/8 or fd00::/8.")]
    [InlineData("Proxy__Networks", "0.0.0.0/0", "GoNoGo:Proxy:Networks holds '0.0.0.0/0', which would let strangers say who they are; "
        + "name the addresses of your proxy alone.")]
    [InlineData("Proxy__Networks", "::/0", "GoNoGo:Proxy:Networks holds '::/0', which would let strangers say who they are; "
        + "name the addresses of your proxy alone.")]
    [InlineData("Proxy__Networks", "::ffff:0.0.0.0/96", "GoNoGo:Proxy:Networks holds '::ffff:0.0.0.0/96', which would let strangers say "
        + "who they are; name the addresses of your proxy alone.")]
    [InlineData("Proxy__Networks", "128.0.0.0/1", "GoNoGo:Proxy:Networks holds '128.0.0.0/1', which would let strangers say who they are; "
        + "name the addresses of your proxy alone.")]
    [InlineData("Proxy__BasePath", "/blog/", "GoNoGo:Proxy:BasePath is '/blog/'; it must have the form (/[A-Za-z0-9._~-]+)+.")]
    [InlineData("Api__Origins", "*", "GoNoGo:Api:Origins holds '*'; write an origin as https://www.example.org, without a path; "
        + "a wildcard is not taken.")]
    [InlineData("Retention__CommentDays", "2191", "GoNoGo:Retention:CommentDays is '2191'; it must lie between 1 and 2190.")]
    [InlineData("Retention__CommentDays", "0", "GoNoGo:Retention:CommentDays is '0'; it must lie between 1 and 2190.")]
    [InlineData("Retention__CommentDays", "-1", "GoNoGo:Retention:CommentDays is '-1'; it must lie between 1 and 2190.")]
    [InlineData("Retention__CommentDays", " ", "GoNoGo:Retention:CommentDays is ' '; it must be a whole number.")]
    [InlineData("Retention__CommentDays", "forever", "GoNoGo:Retention:CommentDays is 'forever'; it must be a whole number.")]
    [InlineData("Retention__NetworkTagDays", "31", "GoNoGo:Retention:NetworkTagDays is '31'; it must lie between 1 and 30.")]
    [InlineData("Retention__ConsentProofDays", "1096", "GoNoGo:Retention:ConsentProofDays is '1096'; it must lie between 1 and 1095.")]
    [InlineData("Site__BaseUrl", "blog", "GoNoGo:Site:BaseUrl is 'blog'; it must be an address such as https://blog.example.org.")]
    public void What_is_wrong_is_one_sentence_that_says_what_to_do(string variable, string value, string sentence) =>
        Assert.Equal(sentence, Refusal(("GoNoGo__" + variable, value)));

    [Theory]
    [InlineData("SECURITY_HEADERS_ENABLED", "false", "SECURITY_HEADERS_ENABLED is 'FALSE'; the security headers cannot be switched off: "
        + "set true, or remove it.")]
    [InlineData("DATA_REGION", "US", "DATA_REGION is 'US'; it must be EU, where the data are kept, or be removed.")]
    [InlineData("GDPR_COMPLIANCE_MODE", "off", "GDPR_COMPLIANCE_MODE is 'OFF'; it must be production or development, or be removed.")]
    [InlineData("GDPR_COMPLIANCE_MODE", "production", "GDPR_COMPLIANCE_MODE is production, and GoNoGo:Site:BaseUrl is no public https:// "
        + "address; set it to the one readers use.")]
    [InlineData("LOG_LEVEL", "loud", "LOG_LEVEL is 'LOUD'; it must be DEBUG, INFO, WARN or ERROR, or be removed.")]
    public void A_variable_of_the_platform_that_promises_what_is_not_so_is_refused(string variable, string value, string sentence) =>
        Assert.Equal(sentence, Refusal((variable, value)));

    [Fact]
    public void Variables_of_the_platform_say_what_they_do()
    {
        var settings = Settings.Load(new Dictionary<string, string?>(), urls: null, new Dictionary<string, string>
        {
            ["GDPR_COMPLIANCE_MODE"] = "production",
            ["DATA_REGION"] = "EU",
            ["LOG_LEVEL"] = "warn",
            ["SECURITY_HEADERS_ENABLED"] = "true",
            ["GoNoGo__Site__BaseUrl"] = "https://blog.example.org",
        }).Value;

        Assert.NotNull(settings);
        Assert.Equal(new PlatformDemands(true, true, Microsoft.Extensions.Logging.LogLevel.Warning), settings.Demands);
        Assert.Equal("Warning", settings.Configuration["Logging:LogLevel:Default"]);
    }

    [Fact]
    public void A_base_path_that_differs_from_that_of_the_address_is_refused() => Assert.Equal(
        "GoNoGo:Site:BaseUrl ends with /one and GoNoGo:Proxy:BasePath is /two; leave one of them out.",
        Refusal(("GoNoGo__Site__BaseUrl", "https://blog.example.org/one/"), ("GoNoGo__Proxy__BasePath", "/two")));

    [Fact]
    public void The_switch_of_the_framework_that_believes_every_proxy_is_refused() => Assert.Equal(
        "ASPNETCORE_FORWARDEDHEADERS_ENABLED would let strangers say who they are; remove it and name your proxy in GoNoGo:Proxy:Networks.",
        Refusal(("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "true")));

    [Fact]
    public void A_number_that_is_set_to_nothing_is_refused()
    {
        var given = new Dictionary<string, string?> { ["GoNoGo:Retention:CommentDays"] = "" };

        Settings.Load(given, null, new Dictionary<string, string>()).Succeeded(out _, out var error);

        Assert.Equal("GoNoGo:Retention:CommentDays is empty; give it a value or remove it.", error?.Message);
    }

    [Fact]
    public void An_option_beats_the_environment()
    {
        var settings = Load([("GoNoGo__Content__Branch", "from-environment")], ("GoNoGo:Content:Branch", "from-option"));

        Assert.Equal("from-option", settings.Get<ContentOptions>(ContentOptions.Section).Branch);
    }

    [Fact]
    public void A_variable_is_found_whatever_its_case_and_an_empty_one_counts_as_none()
    {
        var settings = Load([("GONOGO__CONTENT__FOLDER", "posts"), ("GoNoGo__Content__PollMinutes", "")]);

        Assert.Equal("posts", settings.Get<ContentOptions>(ContentOptions.Section).Folder);
    }

    [Fact]
    public void A_secret_comes_from_a_file_without_the_white_space_around_it()
    {
        File.WriteAllText(folder["token"], "s3cret\n");

        var settings = Load([("GoNoGo__Content__Token_FILE", folder["token"])]);

        Assert.Equal("s3cret", settings.Get<ContentOptions>(ContentOptions.Section).Token);
    }

    [Fact]
    public void A_secret_given_twice_or_from_a_missing_file_is_refused()
    {
        Assert.Equal(
            "GoNoGo__Content__Token and GoNoGo__Content__Token_FILE are both set; keep one of them.",
            Refusal(("GoNoGo__Content__Token", "a"), ("GoNoGo__Content__Token_FILE", folder["token"])));
        Assert.Equal(
            $"GoNoGo__Content__Token_FILE names the file {folder["token"]}, which cannot be read; correct the path or its permissions.",
            Refusal(("GoNoGo__Content__Token_FILE", folder["token"])));
    }

    [Fact]
    public void A_list_comes_as_one_variable_or_as_several()
    {
        var one = Load([("GoNoGo__Proxy__Networks", "10.0.0.0/8, fd00::/8")]);
        var several = Load([("GoNoGo__Proxy__Networks__0", "10.0.0.0/8"), ("GoNoGo__Proxy__Networks__1", "fd00::/8")]);

        Assert.Equal(["10.0.0.0/8", "fd00::/8"], one.Get<ProxyOptions>(ProxyOptions.Section).Networks);
        Assert.Equal(["10.0.0.0/8", "fd00::/8"], several.Get<ProxyOptions>(ProxyOptions.Section).Networks);
    }

    [Fact]
    public void The_address_of_readers_is_the_first_one_listened_on_unless_it_is_set()
    {
        Assert.Equal("http://localhost:8080", Site(Load([], urls: "http://*:8080;http://localhost:9090")).BaseUrl);
        Assert.False(Site(Load([])).IsProduction);
        Assert.True(Site(Load([("GoNoGo__Site__BaseUrl", "https://blog.example.org")])).IsProduction);
    }

    public void Dispose() => folder.Dispose();

    private static SiteOptions Site(Settings settings) => settings.Get<SiteOptions>(SiteOptions.Section);

    private static Settings Load((string, string)[] variables, (string Key, string Value)? given = null, string? urls = null)
    {
        var options = given is { } option ? new Dictionary<string, string?> { [option.Key] = option.Value } : [];
        Assert.True(Settings.Load(options, urls, variables.ToDictionary()).Succeeded(out var settings, out var error), error?.Message);
        return settings;
    }

    private static string? Refusal(params (string, string)[] variables)
    {
        Settings.Load(new Dictionary<string, string?>(), null, variables.ToDictionary()).Succeeded(out _, out var error);
        return error?.Message;
    }
}
