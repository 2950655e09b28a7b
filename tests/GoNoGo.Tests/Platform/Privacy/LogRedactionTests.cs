using GoNoGo.Platform.Privacy;
using GoNoGo.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GoNoGo.Tests.Platform.Privacy;

/// <summary>What bears a mark does not reach the log, also where somebody hands it to a log message.</summary>
public sealed partial class LogRedactionTests
{
    [Fact]
    public void What_is_marked_personal_or_secret_is_a_fixed_mark_in_the_log_and_all_else_stands_there()
    {
        var lines = new Lines();
        using var services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(lines))
            .AddPersonalDataRedaction()
            .BuildServiceProvider();

        LogSent(services.GetRequiredService<ILoggerFactory>().CreateLogger("test"), "ada@example.org", "tok-123", "first-post");

        Assert.Equal("[redacted] sent [redacted] to first-post", Assert.Single(lines.Written));
        Assert.DoesNotContain(lines.Values, value => value is "ada@example.org" or "tok-123");
    }

    [LoggerMessage(1, LogLevel.Information, "{Who} sent {Token} to {Post}")]
    private static partial void LogSent(
        ILogger logger,
        [Redacted] string who,
        [Secret] string token,
        [NotPersonal] string post);

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public List<string> Written { get; } = [];

        public List<string?> Values { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Written.Add(formatter(state, exception));
            if (state is IEnumerable<KeyValuePair<string, object?>> values)
            {
                Values.AddRange(values.Select(value => value.Value?.ToString()));
            }
        }
    }
}
