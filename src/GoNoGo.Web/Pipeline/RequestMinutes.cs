using GoNoGo.Integrations.DigitalOcean;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Sums of requests by the minute, for 24 hours and in memory: how many, how many failed, how long they took. Nothing of a sender, and
/// nothing
/// of what was asked for.
/// </summary>
internal sealed class RequestMinutes(TimeProvider clock)
{
    // A step is a tenth more than the one before it, from a tenth of a millisecond to about two hours, so that a percentile is right to
    // ten per cent.
    private const int Steps = 190;
    private const double First = 0.1;
    private const double Growth = 1.1;

    private readonly Lock turn = new();
    private readonly Minute?[] minutes = new Minute?[RequestFigures.KeptMinutes];

    public void Note(int status, TimeSpan duration)
    {
        var number = NumberOf(clock.GetUtcNow());
        lock (turn)
        {
            var at = (int)(number % minutes.Length);
            var minute = minutes[at] is { } kept && kept.Number == number ? kept : minutes[at] = new Minute(number);
            minute.Requests++;
            minute.Failures += status >= StatusCodes.Status500InternalServerError ? 1 : 0;
            minute.Milliseconds += duration.TotalMilliseconds;
            minute.Durations[StepOf(duration.TotalMilliseconds)]++;
        }
    }

    /// <summary>The sum of the last minutes, the one that runs among them.</summary>
    public RequestFigures Sum(int last)
    {
        var now = clock.GetUtcNow();
        var newest = NumberOf(now);
        var oldest = newest - last + 1;
        var (requests, failures, milliseconds) = (0L, 0L, 0d);
        var durations = new long[Steps];
        lock (turn)
        {
            foreach (var minute in minutes)
            {
                if (minute is null || minute.Number < oldest || minute.Number > newest)
                {
                    continue;
                }

                requests += minute.Requests;
                failures += minute.Failures;
                milliseconds += minute.Milliseconds;
                for (var step = 0; step < Steps; step++)
                {
                    durations[step] += minute.Durations[step];
                }
            }
        }

        return new RequestFigures(
            DateTimeOffset.FromUnixTimeSeconds(oldest * 60),
            now,
            requests,
            failures,
            requests == 0 ? null : Math.Round(milliseconds / requests, 2),
            Percentile(durations, requests, 0.50),
            Percentile(durations, requests, 0.95),
            Percentile(durations, requests, 0.99));
    }

    private static long NumberOf(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / 60;

    private static int StepOf(double milliseconds) => milliseconds <= First
        ? 0
        : Math.Min((int)Math.Ceiling(Math.Log(milliseconds / First, Growth)), Steps - 1);

    /// <summary>The upper edge of the step in which it lies.</summary>
    private static double? Percentile(long[] durations, long requests, double share)
    {
        if (requests == 0)
        {
            return null;
        }

        var wanted = (long)Math.Ceiling(requests * share);
        var (seen, step) = (0L, 0);
        while (step < Steps - 1 && (seen += durations[step]) < wanted)
        {
            step++;
        }

        return Math.Round(First * Math.Pow(Growth, step), 2);
    }

    private sealed class Minute(long number)
    {
        public long Number => number;

        public long Requests { get; set; }

        public long Failures { get; set; }

        public double Milliseconds { get; set; }

        public int[] Durations { get; } = new int[Steps];
    }
}
