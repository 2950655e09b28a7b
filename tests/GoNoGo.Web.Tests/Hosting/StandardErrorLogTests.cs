using GoNoGo.Web.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GoNoGo.Web.Tests.Hosting;

/// <summary>What stands on standard error.</summary>
public sealed class StandardErrorLogTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 27, 8, 5, 3, 7, TimeSpan.Zero));

    [Fact]
    public void A_message_is_a_line_with_its_moment_level_and_category()
    {
        Assert.Equal(
            "2026-11-27T08:05:03.007Z warn: GoNoGo.Web.Something[7] Words of a message\n",
            Written(log => Log(log, LogLevel.Warning, "Words of a message", category: "GoNoGo.Web.Something", id: 7)));
    }

    [Theory]
    [InlineData("one\n2026-11-27T08:05:03.007Z fail: forged[1] two")]
    [InlineData("one\r2026-11-27T08:05:03.007Z fail: forged[1] two")]
    [InlineData("one\u20282026-11-27T08:05:03.007Z fail: forged[1] two")]
    public void What_follows_in_a_message_cannot_pass_for_another(string message)
    {
        var text = Written(log => Log(log, LogLevel.Information, message));

        Assert.Single(text.Split('\n', '\r', '\u2028'), line => line.StartsWith("2026", StringComparison.Ordinal));
        Assert.EndsWith("forged[1] two\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_terminal_would_do_is_not_written()
    {
        Assert.Equal(
            "2026-11-27T08:05:03.007Z info: A[0] one\ufffd[1A\ttwo\ufffd\ufffd\n",
            Written(log => Log(log, LogLevel.Information, "one\u001b[1A\ttwo\u0000\u009b")));
    }

    [Fact]
    public void An_error_stands_below_its_message()
    {
        var text = Written(log => Log(log, LogLevel.Error, "It failed", new InvalidOperationException("Cause")));

        Assert.Equal(
            "2026-11-27T08:05:03.007Z fail: A[0] It failed\n      System.InvalidOperationException: Cause\n", text);
    }

    [Fact]
    public void Lines_come_in_their_order_and_none_is_lost_at_the_end()
    {
        var lines = Written(log =>
        {
            for (var number = 0; number < 5_000; number++)
            {
                Log(log, LogLevel.Information, $"{number}");
            }
        }).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Enumerable.Range(0, 5_000).Select(number => $"2026-11-27T08:05:03.007Z info: A[0] {number}"), lines);
    }

    [Fact]
    public async Task Who_logs_does_not_wait_for_who_reads_and_learns_what_is_missing()
    {
        using var output = new StuckWriter();
        using (var log = new StandardErrorLog(output, clock))
        {
            Log(log, LogLevel.Information, "first");
            await output.Reached.WaitAsync(TestContext.Current.CancellationToken);
            for (var number = 0; number < StandardErrorLog.LongestQueue + 50; number++)
            {
                Log(log, LogLevel.Information, "more");
            }

            output.GoOn();
        }

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(StandardErrorLog.LongestQueue + 1, lines.Length);
        Assert.EndsWith("51 lines are missing here: more came than could be written.", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_who_stands_still_does_not_hold_up_the_end()
    {
        using var output = new StuckWriter();
        var log = new StandardErrorLog(output, clock);
        Log(log, LogLevel.Information, "Nobody reads it");
        await output.Reached.WaitAsync(TestContext.Current.CancellationToken);

        var ended = Task.Run(log.Dispose, TestContext.Current.CancellationToken);

        await ended.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        output.GoOn();
    }

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(ObjectDisposedException))] // At the end, where what was stuck goes on after all.
    public void A_reader_who_has_gone_stops_nobody(Type failure)
    {
        using var log = new StandardErrorLog(new ClosedWriter(failure), clock);

        Log(log, LogLevel.Information, "Nobody hears it");
    }

    private static void Log(
        StandardErrorLog log, LogLevel level, string message, Exception? error = null, string category = "A", int id = 0) =>
        log.CreateLogger(category).Log(level, id, message, error, (text, _) => text);

    private string Written(Action<StandardErrorLog> use)
    {
        using var output = new StringWriter();
        using (var log = new StandardErrorLog(output, clock))
        {
            use(log);
        }

        return output.ToString();
    }

    /// <summary>Waits at its first words until somebody lets it go on.</summary>
    private sealed class StuckWriter : StringWriter
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim goOn = new();

        public Task Reached => reached.Task;

        public void GoOn() => goOn.Set();

        public override void Write(ReadOnlySpan<char> buffer)
        {
            reached.TrySetResult();
            goOn.Wait();
            base.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            goOn.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class ClosedWriter(Type failure) : StringWriter
    {
        public override void Write(ReadOnlySpan<char> buffer) =>
            throw (Exception)Activator.CreateInstance(failure, "Closed")!; // Both take a text.
    }
}
