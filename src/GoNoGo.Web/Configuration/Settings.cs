using GoNoGo.Platform.Results;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Configuration;

/// <summary>The checked configuration of one run: <c>appsettings.json</c>, then the environment, then options.</summary>
internal sealed class Settings
{
    /// <summary>Where the server listens unless told otherwise.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    private const string LogLevelKey = "Logging:LogLevel:Default";
    private const string BaseUrl = SiteOptions.Section + ":" + nameof(SiteOptions.BaseUrl);

    private Settings(IConfigurationRoot configuration, IReadOnlyList<string> urls, PlatformDemands demands) =>
        (Configuration, Urls, Demands) = (configuration, urls, demands);

    /// <summary>What the place demands in which the program runs.</summary>
    public PlatformDemands Demands { get; }

    /// <summary>Everything, as one configuration.</summary>
    public IConfigurationRoot Configuration { get; }

    /// <summary>The addresses to listen on.</summary>
    public IReadOnlyList<string> Urls { get; }

    /// <summary>The names and addresses among <see cref="Urls"/>; those that stand for every one of them are left out.</summary>
    public IEnumerable<string> ListenHosts =>
        Urls.Select(url => Uri.TryCreate(url, UriKind.Absolute, out var parsed) ? parsed.Host : "").Where(host => host.Length > 0);

    /// <summary>Whether somebody has said how readers reach the blog, so that it does not follow from where the server listens.</summary>
    public bool HasGivenAddress =>
        Configuration.Providers.Skip(1).Any(source => source.TryGet(BaseUrl, out var given) && given?.Length > 0);

    /// <summary>The address under which readers know the blog.</summary>
    public PublicAddress PublicAddress
    {
        get
        {
            var url = new Uri(Get<SiteOptions>(SiteOptions.Section).BaseUrl ?? DefaultUrl);
            return new PublicAddress(
                new Uri(url.GetLeftPart(UriPartial.Authority)),
                Get<ProxyOptions>(ProxyOptions.Section).BasePath ?? url.AbsolutePath.TrimEnd('/'));
        }
    }

    /// <summary>Puts the sources over each other and checks the outcome.</summary>
    /// <param name="given">Keys and values from the options of the command.</param>
    /// <param name="urls">The addresses to listen on, separated by semicolons; null for <see cref="DefaultUrl"/>.</param>
    /// <param name="environment">The variables of the process.</param>
    /// <returns>The settings, or the one sentence that says what to mend.</returns>
    public static Result<Settings> Load(
        IReadOnlyDictionary<string, string?> given, string? urls, IReadOnlyDictionary<string, string> environment)
    {
        if (!EnvironmentSettings.Read(environment).Succeeded(out var variables, out var error)
            || !PlatformVariables.Read(environment).Succeeded(out var demands, out error))
        {
            return error;
        }

        if (demands.LogLevel is { } level)
        {
            variables[LogLevelKey] = level.ToString();
        }

        if (!ListenAddresses(urls).Succeeded(out var addresses, out error))
        {
            return error;
        }

        var builder = new ConfigurationBuilder()
            .AddInMemoryCollection([new(BaseUrl, ReachableAt(addresses[0]))])
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddInMemoryCollection(variables)
            .AddInMemoryCollection(given.Where(option => option.Value is not null));
        try
        {
            var configuration = builder.Build();
            if (SettingCheck.FindRefusal(configuration) is { } refusal)
            {
                return refusal;
            }

            var settings = new Settings(configuration, addresses, demands);
            return settings.FindContradiction() is { } contradiction ? contradiction : settings;
        }
        catch (InvalidDataException e)
        {
            return new SettingRefused($"appsettings.json is no JSON: {e.GetBaseException().Message}");
        }
    }

    private SettingRefused? FindContradiction()
    {
        if (Demands.IsProduction && Get<SiteOptions>(SiteOptions.Section) is { } site
            && !(site.IsProduction && new Uri(site.BaseUrl ?? DefaultUrl).Scheme == Uri.UriSchemeHttps))
        {
            return new SettingRefused(
                "GDPR_COMPLIANCE_MODE is production, and GoNoGo:Site:BaseUrl is no public https:// address; "
                + "set it to the one readers use.");
        }

        var ofUrl = new Uri(Get<SiteOptions>(SiteOptions.Section).BaseUrl ?? DefaultUrl).AbsolutePath.TrimEnd('/');
        return Get<ProxyOptions>(ProxyOptions.Section).BasePath is { } ofProxy && ofUrl.Length > 0 && ofUrl != ofProxy
            ? new SettingRefused($"GoNoGo:Site:BaseUrl ends with {ofUrl} and GoNoGo:Proxy:BasePath is {ofProxy}; leave one of them out.")
            : null;
    }

    /// <summary>The options of a section.</summary>
    /// <typeparam name="T">The section's record.</typeparam>
    /// <param name="section">The section's name.</param>
    /// <returns>Defaults where nothing is set.</returns>
    public T Get<T>(string section)
        where T : new() => Configuration.GetSection(section).Get<T>() ?? new T();

    /// <summary>The same with some keys set otherwise, for a second composition beside the first.</summary>
    /// <param name="given">Keys and values; an empty text takes a value away.</param>
    public Settings With(IReadOnlyDictionary<string, string?> given) =>
        new(new ConfigurationBuilder().AddConfiguration(Configuration).AddInMemoryCollection(given).Build(), Urls, Demands);

    /// <summary>The value of a setting and where it was set last.</summary>
    /// <param name="setting">Which.</param>
    /// <returns>Elements of a list joined by commas; null twice where nothing sets it.</returns>
    public (string? Value, string? Source) Find(Setting setting)
    {
        // In the order of Load: what the listening address gives, the file, the environment, the options.
        string[] names = ["--urls", "appsettings.json", "environment", "option"];
        foreach (var (provider, name) in Configuration.Providers.Zip(names).Reverse())
        {
            var values = setting.IsList
                ? provider.GetChildKeys([], setting.Key).Distinct(StringComparer.Ordinal)
                    .Select(element => provider.TryGet($"{setting.Key}:{element}", out var one) ? one : null)
                : [provider.TryGet(setting.Key, out var value) ? value : null];
            var texts = values.Where(text => !string.IsNullOrEmpty(text)).ToList();
            if (texts.Count > 0)
            {
                return (string.Join(", ", texts), name);
            }
        }

        return (null, null);
    }

    private static Result<string[]> ListenAddresses(string? urls)
    {
        var addresses = (urls ?? DefaultUrl).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (addresses.Length == 0 || !addresses.All(IsListenAddress))
        {
            return new SettingRefused($"--urls is '{urls}'; write it as {DefaultUrl}, several separated by semicolons.");
        }

        return addresses;
    }

    private static bool IsListenAddress(string url) =>
        Uri.TryCreate(NamedHost(url), UriKind.Absolute, out var parsed)
        && parsed is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "" };

    private static string ReachableAt(string url) => NamedHost(url).TrimEnd('/');

    // What Kestrel takes for "every address" is no name a reader could use.
    private static string NamedHost(string url) => url
        .Replace("://*", "://localhost", StringComparison.Ordinal)
        .Replace("://+", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
        .Replace("://[::]", "://localhost", StringComparison.Ordinal);
}
