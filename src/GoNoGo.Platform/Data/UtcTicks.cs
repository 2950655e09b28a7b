using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GoNoGo.Platform.Data;

/// <summary>
/// Stores a moment as UTC ticks: SQLite can neither order nor compare a <see cref="DateTimeOffset"/>, and PostgreSQL would round
/// it.
/// </summary>
internal sealed class UtcTicks()
    : ValueConverter<DateTimeOffset, long>(moment => moment.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
