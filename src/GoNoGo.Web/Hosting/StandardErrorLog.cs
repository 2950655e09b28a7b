using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace GoNoGo.Web.Hosting;

/// <summary>
/// The log on standard error, written in bundles by a thread of its own: whoever logs waits for no lock, no system call and no thread. A
/// line shows within <see cref="Interval"/>. Where nobody reads them, lines over a bound are dropped and counted, so that who reads the
/// log never holds up who reads the blog.
/// </summary>
[ProviderAlias("Console")]
internal sealed class StandardErrorLog : ILoggerProvider
{
    /// <summary>How many lines wait at most.</summary>
    public const int LongestQueue = 10_000;

    private const int BundleCharacters = 32 * 1024;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>What follows the first line of a message is indented, so that no part of it passes for another.</summary>
    private const string NextLine = "\n      ";

    /// <summary>How long a line waits for others.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ConcurrentQueue<Entry> entries = new();
    private readonly AutoResetEvent arrival = new(initialState: false);
    private readonly ManualResetEventSlim end = new();
    private readonly StringBuilder bundle = new(BundleCharacters);
    private readonly TextWriter output;
    private readonly TimeProvider clock;
    private readonly Thread writing;
    private int waiting;
    private int dropped;

    /// <param name="output">Where the bundles go; flushed after each.</param>
    /// <param name="clock">Tells when something was logged.</param>
    public StandardErrorLog(TextWriter output, TimeProvider clock)
    {
        (this.output, this.clock) = (output, clock);
        writing = new Thread(WriteUntilEnd) { IsBackground = true, Name = "Log" };
        writing.Start();
    }

    /// <summary>Standard error, past the console's own writer, which hands on each word by itself.</summary>
    public static TextWriter Open() =>
        new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BundleCharacters);

    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <summary>Writes what waits, unless whoever reads it does not. What is logged later is lost.</summary>
    public void Dispose()
    {
        end.Set();
        arrival.Set();
        writing.Join(Patience);
    }

    private void Add(in Entry entry)
    {
        if (Volatile.Read(ref waiting) >= LongestQueue)
        {
            Interlocked.Increment(ref dropped);
            return;
        }

        entries.Enqueue(entry);
        if (Interlocked.Increment(ref waiting) == 1)
        {
            arrival.Set();
        }
    }

    private void WriteUntilEnd()
    {
        while (!end.IsSet)
        {
            arrival.WaitOne();
            end.Wait(Interval);
            WriteWaiting();
        }

        WriteWaiting();
    }

    private void WriteWaiting()
    {
        var written = 0;
        while (entries.TryDequeue(out var entry))
        {
            Append(entry);
            written++;
            if (bundle.Length >= BundleCharacters)
            {
                WriteBundle();
                Interlocked.Add(ref waiting, -written);
                written = 0;
            }
        }

        if (Interlocked.Exchange(ref dropped, 0) is var lost and > 0)
        {
            Append(new Entry(
                clock.GetUtcNow().UtcDateTime,
                LogLevel.Warning,
                nameof(StandardErrorLog),
                Event: 1,
                $"{lost} lines are missing here: more came than could be written.",
                Error: null));
        }

        WriteBundle();

        // Who came between the last look and this found others waiting, and has not rung.
        if (Interlocked.Add(ref waiting, -written) > 0)
        {
            arrival.Set();
        }
    }

    private void Append(in Entry entry)
    {
        Span<char> moment = stackalloc char[TimeFormat.Length];
        entry.At.TryFormat(moment, out var length, TimeFormat, CultureInfo.InvariantCulture);
        bundle.Append(moment[..length]).Append(' ').Append(NameOf(entry.Level)).Append(": ")
            .Append(entry.Category).Append('[').Append(entry.Event).Append("] ");
        AppendIndented(entry.Message);
        if (entry.Error is not null)
        {
            bundle.Append(NextLine);
            AppendIndented(entry.Error);
        }

        bundle.Append('\n');
    }

    private void AppendIndented(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var start = bundle.Length;
            bundle.Append(line);
            if (line.ContainsAnyInRange('\0', '\u001f') || line.ContainsAnyInRange('\u007f', '\u009f'))
            {
                HideControls(start);
            }

            bundle.Append(NextLine);
        }

        bundle.Length -= NextLine.Length;
    }

    /// <summary>A terminal would do what they say.</summary>
    private void HideControls(int start)
    {
        for (var at = start; at < bundle.Length; at++)
        {
            bundle[at] = char.IsControl(bundle[at]) && bundle[at] != '\t' ? '\ufffd' : bundle[at];
        }
    }

    private void WriteBundle()
    {
        if (bundle.Length == 0)
        {
            return;
        }

        try
        {
            foreach (var part in bundle.GetChunks())
            {
                output.Write(part.Span);
            }

            output.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody is left who could be told.
        }

        bundle.Clear();
    }

    private static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };

    private readonly record struct Entry(
        DateTime At, LogLevel Level, string Category, int Event, string Message, string? Error);

    private sealed class Category(StandardErrorLog log, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Add(new Entry(
                log.clock.GetUtcNow().UtcDateTime, logLevel, name, eventId.Id, formatter(state, exception), exception?.ToString()));
    }
}
