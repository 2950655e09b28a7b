using GoNoGo.Platform.Privacy;

namespace GoNoGo.Platform.Events;

/// <summary>Something that is due again and again, on one of all servers. Registered by the module whose worker does it.</summary>
/// <param name="Name">Its stable name, such as <c>retention</c>.</param>
/// <param name="Timing">When it is due.</param>
public sealed record Schedule(string Name, ScheduleTiming Timing);

/// <summary>When a schedule is due. Times that passed while no server ran are not made up for: it is due once.</summary>
public abstract record ScheduleTiming
{
    private ScheduleTiming()
    {
    }

    /// <summary>When it is due for the first time ever.</summary>
    /// <param name="now">When the first server starts, UTC.</param>
    /// <returns>A moment, UTC.</returns>
    public abstract DateTimeOffset First(DateTimeOffset now);

    /// <summary>When it is due after it has been.</summary>
    /// <param name="now">When it was found to be due, UTC.</param>
    /// <returns>A later moment, UTC.</returns>
    public abstract DateTimeOffset Next(DateTimeOffset now);

    /// <summary>At an interval.</summary>
    /// <param name="Interval">How long from one to the next.</param>
    /// <param name="FirstWait">How long after the first start of all.</param>
    public sealed record Every(TimeSpan Interval, TimeSpan FirstWait) : ScheduleTiming
    {
        /// <inheritdoc />
        public override DateTimeOffset First(DateTimeOffset now) => now + FirstWait;

        /// <inheritdoc />
        public override DateTimeOffset Next(DateTimeOffset now) => now + Interval;
    }

    /// <summary>Once a day.</summary>
    /// <param name="Time">The time of day, UTC.</param>
    public sealed record Daily(TimeOnly Time) : ScheduleTiming
    {
        /// <inheritdoc />
        public override DateTimeOffset First(DateTimeOffset now) => Next(now);

        /// <inheritdoc />
        public override DateTimeOffset Next(DateTimeOffset now)
        {
            var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Time.ToTimeSpan();
            return today > now ? today : today.AddDays(1);
        }
    }
}

/// <summary>A schedule is due.</summary>
/// <param name="Name">Which.</param>
public sealed record ScheduleDue([NotPersonal] string Name) : IEvent
{
    /// <inheritdoc />
    public static string Type => "schedule.due";

    /// <inheritdoc />
    public static int Version => 1;

    /// <inheritdoc />
    public string AggregateId => Name;
}
