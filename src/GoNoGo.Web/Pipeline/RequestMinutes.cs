using GoNoGo.Integrations.DigitalOcean;

namespace GoNoGo.Web.Pipeline;

/// <summary>
/// Sums of requests by the minute, for 24 hours and in memory: how many, how many failed, how long they took. Nothing of a sender, and
/// nothing of what was asked for. Noting takes no lock.
/// </summary>
internal sealed class RequestMinutes(TimeProvider clock)
{
    // A step is a tenth more than the one before it, from a tenth of a millisecond to about two hours, so that a percentile is right to
    // ten per cent.
    private const int Steps = 190;
    private const double First = 0.1;
    private const double Growth = 1.1;

    private readonly Minute?[] minutes = new Minute?[RequestFigures.KeptMinutes];

    public void Note(int status, TimeSpan duration)
    {
        var number = NumberOf(clock.GetUtcNow());
        ref var place = ref minutes[number % minutes.Length];
        var minute = Volatile.Read(ref place);
        if (minute?.Number != number)
        {
            var begun = new Minute(number);
            var found = Interlocked.CompareExchange(ref place, begun, minute);
            minute = found == minute ? begun : found!; // Who came first began the same minute.
        }

        minute.Note(status >= StatusCodes.Status500InternalServerError, duration, StepOf(duration.TotalMilliseconds));
    }

    /// <summary>The sum of the last minutes, the one that runs among them.</summary>
    public RequestFigures Sum(int last)
    {
        var now = clock.GetUtcNow();
        var newest = NumberOf(now);
        var oldest = newest - last + 1;
        var (requests, failures, ticks) = (0L, 0L, 0L);
        var durations = new long[Steps];
        foreach (var minute in minutes)
        {
            if (minute is null || minute.Number < oldest || minute.Number > newest)
            {
                continue;
            }

            failures += minute.Failures;
            ticks += minute.Ticks;
            for (var step = 0; step < Steps; step++)
            {
                requests += minute.Durations[step];
                durations[step] += minute.Durations[step];
            }
        }

        return new RequestFigures(
            DateTimeOffset.FromUnixTimeSeconds(oldest * 60),
            now,
            requests,
            failures,
            requests == 0 ? null : Math.Round(TimeSpan.FromTicks(ticks).TotalMilliseconds / requests, 2),
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
        private long failures;
        private long ticks;

        public long Number => number;

        public long Failures => Volatile.Read(ref failures);

        public long Ticks => Volatile.Read(ref ticks);

        public int[] Durations { get; } = new int[Steps];

        public void Note(bool hasFailed, TimeSpan duration, int step)
        {
            if (hasFailed)
            {
                Interlocked.Increment(ref failures);
            }

            Interlocked.Add(ref ticks, duration.Ticks);
            Interlocked.Increment(ref Durations[step]);
        }
    }
}
