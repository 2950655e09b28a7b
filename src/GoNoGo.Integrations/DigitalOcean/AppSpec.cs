using System.Text.Json.Nodes;
using GoNoGo.Platform.Results;

namespace GoNoGo.Integrations.DigitalOcean;

/// <summary>
/// What the app is to be made of: laid over the spec that runs, so that what others have added to it (domains, alerts, other components)
/// stays.
/// </summary>
internal static class AppSpec
{
    public const string Service = "web";
    private const string Database = "db";
    private const string Keys = "keys";
    private const int Port = 8080;
    private static readonly string[] Sources =
    [
        "image", "github", "git", "gitlab", "bitbucket", "dockerfile_path", "source_dir", "environment_slug", "build_command",
        "run_command",
    ];

    /// <summary>Set after the caller's own, so that nothing turns them off; the program reads them (docs/operations/hosting.md).</summary>
    private static readonly (string Name, string Value)[] Compulsory =
    [
        ("GDPR_COMPLIANCE_MODE", "production"),
        ("DATA_REGION", "EU"),
        ("LOG_LEVEL", "INFO"),
        ("SECURITY_HEADERS_ENABLED", "true"),
    ];

    /// <summary>The spec.</summary>
    /// <param name="options">What is wanted.</param>
    /// <param name="running">The spec that runs; null where there is no app yet.</param>
    /// <param name="sendsSecrets">Whether secrets are sent that the app has already.</param>
    /// <returns>It, or why it cannot be built. Holds secrets.</returns>
    public static Result<JsonObject> Build(DigitalOceanOptions options, JsonObject? running, bool sendsSecrets)
    {
        if (!UnionRegion.Parse(options.Region).Succeeded(out var region, out var refusal)
            || !SourceOf(options).Succeeded(out var source, out refusal))
        {
            return refusal;
        }

        if (options.Database is null)
        {
            return DeployErrors.NoDatabase;
        }

        if (ReadSecrets(options) is { Unreadable: { } unreadable })
        {
            return DeployErrors.SecretUnreadable(unreadable);
        }

        var spec = running is null ? [] : (JsonObject)running.DeepClone();
        spec["name"] = options.AppName;
        spec["region"] = region;
        Lay(spec, "services", Service, service => LayService(service, options, source, sendsSecrets));
        Lay(spec, "databases", Database, database => LayDatabase(database, options.Database, options.DatabaseName));
        Lay(spec, "databases", Keys, database => LayDatabase(database, options.Database, options.KeysDatabaseName));
        return spec;
    }

    /// <summary>The secret variables with their values. Secret.</summary>
    public static IReadOnlyDictionary<string, string> SecretsOf(DigitalOceanOptions options) => ReadSecrets(options).Values;

    private static (Dictionary<string, string> Values, string? Unreadable) ReadSecrets(DigitalOceanOptions options)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, file) in options.Secrets.Select(Split))
        {
            try
            {
                values[name] = File.ReadAllText(file).Trim();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return (values, name);
            }
        }

        return (values, null);
    }

    private static void LayService(JsonObject service, DigitalOceanOptions options, JsonObject source, bool sendsSecrets)
    {
        foreach (var other in Sources.Except(source.Select(part => part.Key), StringComparer.Ordinal))
        {
            service.Remove(other);
        }

        foreach (var (name, part) in source)
        {
            LayOver(service, name, part!);
        }

        service["instance_count"] = options.InstanceCount;
        service["instance_size_slug"] = options.InstanceSize;
        service["http_port"] = Port;
        LayOver(service, "health_check", new JsonObject
        {
            ["http_path"] = "/health/ready",
            ["initial_delay_seconds"] = 20,
            ["period_seconds"] = 10,
            ["timeout_seconds"] = 5,
            ["failure_threshold"] = 9,
        });
        LayOver(service, "liveness_health_check", new JsonObject
        {
            ["http_path"] = "/health/live",
            ["initial_delay_seconds"] = 20,
            ["period_seconds"] = 10,
            ["timeout_seconds"] = 5,
        });
        service["envs"] = Variables(service["envs"] as JsonArray ?? [], options, sendsSecrets);
    }

    private static JsonArray Variables(JsonArray running, DigitalOceanOptions options, bool sendsSecrets)
    {
        var wanted = new Dictionary<string, (string Value, bool IsSecret)>(StringComparer.Ordinal);
        foreach (var (name, value) in OwnVariables().Concat(options.Environment.Select(Split)))
        {
            wanted[name] = (value, false);
        }

        foreach (var (name, value) in SecretsOf(options))
        {
            wanted[name] = (value, true);
        }

        foreach (var (name, value) in Compulsory)
        {
            wanted[name] = (value, false);
        }

        var known = running.OfType<JsonObject>().ToLookup(one => (string?)one["key"], StringComparer.Ordinal);
        var order = running.OfType<JsonObject>().Select(one => (string?)one["key"] ?? "").Where(wanted.ContainsKey)
            .Concat(wanted.Keys).Distinct(StringComparer.Ordinal);
        return new JsonArray([.. order.Select(name => (JsonNode)Variable(name, wanted[name], known[name].FirstOrDefault(), sendsSecrets))]);
    }

    private static JsonObject Variable(string name, (string Value, bool IsSecret) wanted, JsonObject? running, bool sendsSecrets)
    {
        // App Platform shows a secret encrypted, and takes it back so: it cannot be compared with what is wanted.
        var isKept = wanted.IsSecret && !sendsSecrets && (string?)running?["type"] == "SECRET";
        var variable = running is null ? [] : (JsonObject)running.DeepClone();
        variable["key"] = name;
        variable["scope"] = "RUN_TIME";
        variable["value"] = isKept ? running!["value"]?.DeepClone() : wanted.Value;
        if (wanted.IsSecret)
        {
            variable["type"] = "SECRET";
        }
        else if ((string?)variable["type"] == "SECRET")
        {
            variable["type"] = "GENERAL";
        }

        return variable;
    }

    /// <summary>Two databases, and that the program is there. App Platform puts in what stands in braces.</summary>
    private static IEnumerable<(string Name, string Value)> OwnVariables() =>
    [
        ("GoNoGo__Database__Provider", "postgres"),
        ("GoNoGo__Database__ConnectionString", ConnectionOf(Database)),
        ("GoNoGo__Keys__ConnectionString", ConnectionOf(Keys)),
        ("GoNoGo__DigitalOcean__AppId", "${APP_ID}"),
        ("GoNoGo__DigitalOcean__RunsHere", "true"),
    ];

    private static string ConnectionOf(string name) =>
        $"Host=${{{name}.HOSTNAME}};Port=${{{name}.PORT}};Database=${{{name}.DATABASE}};Username=${{{name}.USERNAME}};"
        + $"Password=${{{name}.PASSWORD}};SSL Mode=Require";

    private static void LayDatabase(JsonObject database, string cluster, string name)
    {
        database["engine"] = "PG";
        database["production"] = true;
        database["cluster_name"] = cluster;
        database["db_name"] = name;
    }

    private static Result<JsonObject> SourceOf(DigitalOceanOptions options) => options switch
    {
        { Image: { } image } => AppImage.Parse(image) is { } parsed
            ? new JsonObject { ["image"] = parsed.ToJson() }
            : DeployErrors.ImageUnreadable,
        { Repository: { } repository } => new JsonObject
        {
            ["github"] = new JsonObject { ["repo"] = repository, ["branch"] = options.Branch, ["deploy_on_push"] = false },
            ["source_dir"] = options.SourceFolder,
            ["dockerfile_path"] = options.SourceFolder.Trim('/') is { Length: > 0 } folder ? $"{folder}/Dockerfile" : "Dockerfile",
        },
        _ => DeployErrors.NoSource,
    };

    /// <summary>Finds the component of a name, or adds it, and lays something over it.</summary>
    private static void Lay(JsonObject spec, string kind, string name, Action<JsonObject> lay)
    {
        if (spec[kind] is not JsonArray components)
        {
            spec[kind] = components = [];
        }

        var component = components.OfType<JsonObject>().FirstOrDefault(one => (string?)one["name"] == name);
        if (component is null)
        {
            components.Add(component = new JsonObject { ["name"] = name });
        }

        lay(component);
    }

    /// <summary>Puts the members of an object over those that are there; anything else in their place.</summary>
    private static void LayOver(JsonObject holder, string name, JsonNode part)
    {
        if (holder[name] is JsonObject there && part is JsonObject members)
        {
            foreach (var (member, value) in members)
            {
                there[member] = value?.DeepClone();
            }
        }
        else
        {
            holder[name] = part.DeepClone();
        }
    }

    private static (string Name, string Value) Split(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal); // The options have been looked at.
        return (line[..at], line[(at + 1)..]);
    }
}
