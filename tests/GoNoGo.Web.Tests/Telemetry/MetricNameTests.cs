using System.Diagnostics.Metrics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GoNoGo.Web.Telemetry;
using GoNoGo.Web.Tests.Admin;
using GoNoGo.Web.Tests.Front;
using Microsoft.Extensions.DependencyInjection;

namespace GoNoGo.Web.Tests.Telemetry;

/// <summary>The dashboard and the alerts name what the program measures, and nothing else.</summary>
public sealed partial class MetricNameTests
{
    private static readonly string[] OfHistograms = ["_bucket", "_sum", "_count"];

    [Fact]
    public async Task Every_metric_that_dashboard_and_alerts_name_is_one_that_the_program_emits()
    {
        await using var blog = await LoggedBlog.StartAsync(("Telemetry:PrometheusPort", "0"));
        await blog.Reader.GetAsync("/", TestContext.Current.CancellationToken);
        var emitted = Emitted();
        using var prometheus = new HttpClient { BaseAddress = blog.Services.GetRequiredService<ScrapeServer>().Address };
        var read = await prometheus.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        // How names are written for Prometheus is its exporter's affair: those that can be seen are as they were made up here.
        Assert.Empty(Typed().Matches(read).Select(match => match.Groups["name"].Value).Where(IsOurs).Except(emitted));
        foreach (var (file, names) in Named())
        {
            Assert.NotEmpty(names);
            Assert.True(!names.Except(emitted).Any(), $"{file} names {string.Join(", ", names.Except(emitted))}, which nobody emits.");
        }
    }

    [Fact]
    public void The_dashboard_shows_every_metric_of_the_program() => Assert.Empty(
        Emitted().Where(name => name.StartsWith("gonogo_", StringComparison.Ordinal)).Except(Named().SelectMany(file => file.Names)));

    private static bool IsOurs(string name) => name.StartsWith("gonogo_", StringComparison.Ordinal)
        || name.StartsWith("dotnet_", StringComparison.Ordinal) || name.StartsWith("kestrel_", StringComparison.Ordinal);

    /// <summary>The instruments that there are, by the names that Prometheus gives them.</summary>
    private static HashSet<string> Emitted()
    {
        var assemblies = AppDomain.CurrentDomain.GetAssemblies()
            .Where(assembly => assembly.GetName().Name is { } name
                && (name == "gonogo"
                    || (name.StartsWith("GoNoGo.", StringComparison.Ordinal) && !name.EndsWith("Tests", StringComparison.Ordinal))));
        foreach (var type in assemblies.SelectMany(assembly => assembly.GetTypes()).Where(HoldsMeter))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle); // An instrument is made when somebody uses its class.
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            lock (names)
            {
                names.Add(NameOf(instrument));
            }
        };
        listener.Start();
        lock (names)
        {
            return [.. names];
        }
    }

    private static bool HoldsMeter(Type type) => !type.ContainsGenericParameters
        && type.GetFields(BindingFlags.Static | BindingFlags.NonPublic).Any(field => field.FieldType == typeof(Meter));

    private static string NameOf(Instrument instrument)
    {
        var unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        var isCounter = instrument.GetType().Name.Split('`')[0] is "Counter" or "ObservableCounter";
        return instrument.Name.Replace('.', '_') + unit + (isCounter ? "_total" : "");
    }

    private static IEnumerable<(string File, IReadOnlyList<string> Names)> Named()
    {
        var folder = Path.Combine(AccessTests.Root(), "packaging");
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "grafana", "gonogo.json")))!; // It is an object.
        yield return ("gonogo.json", NamesIn(dashboard["panels"]!.AsArray()
            .SelectMany(panel => panel!["targets"]!.AsArray())
            .Select(target => (string?)target!["expr"] ?? "")));
        yield return ("gonogo.rules.yaml", NamesIn(File.ReadLines(Path.Combine(folder, "prometheus", "gonogo.rules.yaml"))
            .Where(line => line.TrimStart().StartsWith("expr:", StringComparison.Ordinal))));
    }

    private static List<string> NamesIn(IEnumerable<string> expressions) =>
    [
        .. expressions.SelectMany(expression => Name().Matches(expression)).Select(match => match.Value)
            .Select(name => OfHistograms.FirstOrDefault(end => name.EndsWith(end, StringComparison.Ordinal)) is { } ending
                ? name[..^ending.Length]
                : name)
            .Distinct(),
    ];

    [GeneratedRegex(@"\b(gonogo|dotnet|kestrel|process|http|aspnetcore)_\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^# TYPE (?<name>\w+) ", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Typed();
}
