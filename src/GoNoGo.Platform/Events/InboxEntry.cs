using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Events;

/// <summary>
/// That a handler has had an event, written in the handler's own transaction: the key keeps a second delivery from a second effect.
/// Written by the dialect, with the end of the delivery in one statement.
/// </summary>
internal sealed class InboxEntry
{
    [NotPersonal]
    public required string Handler { get; init; }

    [NotPersonal]
    public required Guid EventId { get; init; }

    [NotPersonal]
    public required DateTimeOffset HandledAt { get; init; }
}

internal sealed class InboxEntryConfiguration : IEntityTypeConfiguration<InboxEntry>
{
    public void Configure(EntityTypeBuilder<InboxEntry> builder)
    {
        builder.ToTable("inbox").HasKey(entry => new { entry.Handler, entry.EventId });
        builder.Property(entry => entry.Handler).HasMaxLength(100);
        builder.HasIndex(entry => entry.HandledAt);
    }
}
