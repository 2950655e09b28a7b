using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using GoNoGo.Web.Tests.Comments;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Web.Tests.Front;

/// <summary>A blog whose log and meters a test reads, behind a proxy on this machine.</summary>
internal sealed class LoggedBlog : ClockedBlog
{
    private readonly Dictionary<string, string?> settings = new(StringComparer.Ordinal) { ["GoNoGo:Proxy:Networks:0"] = "127.0.0.0/8" };

    public Lines Log { get; } = new();

    protected override IReadOnlyDictionary<string, string?> Configuration => settings;

    public static async Task<LoggedBlog> StartAsync(params (string Setting, string Value)[] changed)
    {
        var blog = new LoggedBlog();
        foreach (var (setting, value) in changed)
        {
            blog.settings["GoNoGo:" + setting] = value;
        }

        await blog.InitializeAsync();
        return blog;
    }

    protected override void Adjust(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Log);

    /// <summary>Keeps every line, with its error's text if it came with one.</summary>
    internal sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IEnumerable<string> All => lines;

        /// <summary>The one line of a request that holds a text; it may be written after the answer has arrived.</summary>
        public async Task<string> OfRequestAsync(string text)
        {
            bool IsIt(string line) => line.StartsWith("Request ", StringComparison.Ordinal)
                && line.Contains(text, StringComparison.Ordinal);
            await Testing.Eventually.HoldsAsync(
                $"a request is logged with {text}", () => Task.FromResult(lines.Any(IsIt)), TestContext.Current.CancellationToken);
            return Assert.Single(lines, IsIt);
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(exception is null ? formatter(state, exception) : $"{formatter(state, exception)}\n{exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>Hears what a meter measures.</summary>
internal sealed class HeardMeter : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, string Tags)> measured = new();

    public HeardMeter(string name)
    {
        listener.InstrumentPublished = (instrument, heard) =>
        {
            if (instrument.Meter.Name == name)
            {
                heard.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Keep(instrument, tags));
        listener.Start();
    }

    public IEnumerable<(string Name, string Tags)> Measured => measured;

    public void Dispose() => listener.Dispose();

    private void Keep(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var texts = new List<string>();
        foreach (var tag in tags)
        {
            texts.Add($"{tag.Key}={tag.Value}");
        }

        measured.Enqueue((instrument.Name, string.Join(' ', texts)));
    }
}
