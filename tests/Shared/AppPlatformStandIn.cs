using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace GoNoGo.Testing;

/// <summary>App Platform with one app at most: every answer is DigitalOcean's own published example, with the state put in.</summary>
internal sealed partial class AppPlatformStandIn : StandIn
{
    public const string AppId = "4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf";
    public const string Cluster = "garden-db";

    private const string Missing = """{"id": "not_found", "message": "The resource you were accessing could not be found."}""";
    private readonly List<JsonObject> deployments = [];
    private int lastDeployment;
    private (string Call, bool IsTaken, Func<Task> Kill)? killing;

    /// <summary>What the app is made of; null where there is none.</summary>
    public JsonObject? Spec { get; set; }

    public IReadOnlyList<JsonObject> Deployments => deployments;

    /// <summary>The phases that a deployment goes through, one at each look.</summary>
    public IReadOnlyList<string> Phases { get; set; } = ["PENDING_BUILD", "DEPLOYING", "ACTIVE"];

    public string ClusterRegion { get; set; } = "fra1";

    /// <summary>Where the app runs, whatever its spec says.</summary>
    public string? Region { get; set; }

    public IEnumerable<string> Changes => Lines.Where(line => !line.StartsWith("GET ", StringComparison.Ordinal)
        && !line.EndsWith("/propose", StringComparison.Ordinal) && !line.EndsWith("/validate", StringComparison.Ordinal));

    /// <summary>As if there had never been an app.</summary>
    public void Forget()
    {
        Spec = null;
        deployments.Clear();
    }

    /// <summary>Has something done, such as the caller killed, when a call comes.</summary>
    /// <param name="call">Such as <c>GET /v2/apps/{id}</c>; null for none.</param>
    /// <param name="isTaken">Whether the call has had its effect by then; it is answered in no case.</param>
    /// <param name="kill">What is done.</param>
    public void KillAt(string? call, bool isTaken, Func<Task> kill) => killing = call is null ? null : (call, isTaken, kill);

    protected override async Task AnswerAsync(HttpContext context, AskedRequest request)
    {
        var call = $"{request.Method} {Id().Replace(request.Path, "{id}")}";
        if (killing is not { } now || now.Call != call)
        {
            await AnswerAsync(context, request, call);
            return;
        }

        if (now.IsTaken)
        {
            context.Response.Body = Stream.Null;
            await AnswerAsync(context, request, call);
        }

        await now.Kill();
    }

    private Task AnswerAsync(HttpContext context, AskedRequest request, string call)
    {
        return call switch
        {
            "GET /v2/apps" => WriteAsync(context, 200, Apps()),
            "POST /v2/apps" => CreateAsync(context, request),
            "POST /v2/apps/propose" => ProposeAsync(context, request),
            "GET /v2/apps/{id}" when HasApp(request) => WriteAsync(context, 200, new JsonObject { ["app"] = App() }),
            "PUT /v2/apps/{id}" when HasApp(request) => UpdateAsync(context, request),
            "GET /v2/apps/{id}/deployments" when HasApp(request) => WriteAsync(context, 200, Listed()),
            "POST /v2/apps/{id}/deployments" when HasApp(request) => WriteAsync(
                context, 200, new JsonObject { ["deployment"] = Begin("MANUAL").DeepClone() }),
            "GET /v2/apps/{id}/deployments/{id}" when HasApp(request) => LookAsync(context, request.Path.Split('/')[^1]),
            "POST /v2/apps/{id}/rollback/validate" => WriteAsync(context, 200, """{"valid": true}"""),
            "POST /v2/apps/{id}/rollback" => WriteAsync(context, 200, new JsonObject { ["deployment"] = Begin("ROLLBACK").DeepClone() }),
            "GET /v2/databases" => WriteAsync(context, 200, Databases()),
            "GET /v2/apps/{id}/metrics/bandwidth_daily" => WriteAsync(
                context, 200, Specification.DigitalOcean.Example("/v2/apps/{app_id}/metrics/bandwidth_daily", "get", "200")),
            var other when other.StartsWith("GET /v2/monitoring/metrics/apps/", StringComparison.Ordinal) => WriteAsync(
                context, 200, Specification.DigitalOcean.Example(request.Path, "get", "200")),
            _ => WriteAsync(context, 404, Missing),
        };
    }

    private bool HasApp(AskedRequest request) => Spec is not null && request.Path.Contains(AppId, StringComparison.Ordinal);

    private JsonObject Apps()
    {
        var answer = (JsonObject)Specification.DigitalOcean.Example("/v2/apps", "get", "200");
        answer["apps"] = Spec is null ? new JsonArray() : new JsonArray(App());
        return answer;
    }

    private JsonObject App()
    {
        var app = (JsonObject)Specification.DigitalOcean.Example("/v2/apps/{id}", "get", "200")["app"]!.DeepClone();
        app["id"] = AppId;
        app["spec"] = Spec!.DeepClone();
        app["region"] = new JsonObject { ["slug"] = Region ?? (string)Spec["region"]!, ["continent"] = "Europe" };
        foreach (var (name, found) in new[]
        {
            ("active_deployment", deployments.FirstOrDefault(one => (string)one["phase"]! == "ACTIVE")),
            ("in_progress_deployment", deployments.FirstOrDefault(one => (string)one["phase"]! is "PENDING_BUILD" or "DEPLOYING")),
            ("pending_deployment", null),
        })
        {
            app.Remove(name);
            if (found is not null)
            {
                app[name] = found.DeepClone();
            }
        }

        return app;
    }

    private Task CreateAsync(HttpContext context, AskedRequest request)
    {
        Take(request);
        return WriteAsync(context, 200, new JsonObject { ["app"] = App() });
    }

    private Task UpdateAsync(HttpContext context, AskedRequest request)
    {
        Take(request);
        return WriteAsync(context, 200, new JsonObject { ["app"] = App() });
    }

    /// <summary>As App Platform does: secrets are kept encrypted, and a change sets a deployment off.</summary>
    private void Take(AskedRequest request)
    {
        Spec = (JsonObject)request.Json["spec"]!.DeepClone();
        foreach (var variable in Spec["services"]!.AsArray().SelectMany(service => service!["envs"]?.AsArray() ?? []))
        {
            if ((string?)variable!["type"] == "SECRET" && !((string)variable["value"]!).StartsWith("EV[", StringComparison.Ordinal))
            {
                variable["value"] = $"EV[1:{variable["key"]}]";
            }
        }

        Begin("APP_SPEC");
    }

    private Task ProposeAsync(HttpContext context, AskedRequest request)
    {
        var answer = Specification.DigitalOcean.Example("/v2/apps/propose", "post", "200");
        answer["spec"] = request.Json["spec"]!.DeepClone();
        return WriteAsync(context, 200, answer);
    }

    private JsonObject Begin(string cause)
    {
        foreach (var before in deployments.Where(one => (string)one["phase"]! is "ACTIVE"))
        {
            before["phase"] = "SUPERSEDED";
        }

        var deployment = (JsonObject)Specification.DigitalOcean
            .Example("/v2/apps/{app_id}/deployments/{deployment_id}", "get", "200")["deployment"]!.DeepClone();
        deployment["id"] = string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{++lastDeployment:000000000000}");
        deployment["phase"] = Phases[0];
        deployment["cause"] = cause;
        deployment["looks"] = 0;
        deployments.Insert(0, deployment);
        return deployment;
    }

    private Task LookAsync(HttpContext context, string id)
    {
        var deployment = deployments.Find(one => (string)one["id"]! == id)!;
        var looks = (int)deployment["looks"]! + 1;
        deployment["looks"] = looks;
        deployment["phase"] = Phases[Math.Min(looks, Phases.Count - 1)];
        return WriteAsync(context, 200, new JsonObject { ["deployment"] = deployment.DeepClone() });
    }

    private JsonObject Listed()
    {
        var answer = (JsonObject)Specification.DigitalOcean.Example("/v2/apps/{app_id}/deployments", "get", "200");
        answer["deployments"] = new JsonArray([.. deployments.Select(one => one.DeepClone())]);
        return answer;
    }

    private JsonObject Databases()
    {
        var answer = (JsonObject)Specification.DigitalOcean.Example("/v2/databases", "get", "200");
        var cluster = (JsonObject)answer["databases"]![0]!;
        (cluster["name"], cluster["region"]) = (Cluster, ClusterRegion);
        return answer;
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Id();
}
