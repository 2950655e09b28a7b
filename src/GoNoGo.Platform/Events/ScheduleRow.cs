using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Platform.Events;

/// <summary>When a schedule is due next. Who moves the time publishes the event, so that it is published once.</summary>
internal sealed class ScheduleRow
{
    [NotPersonal]
    public required string Name { get; init; }

    [NotPersonal]
    public required DateTimeOffset NextDue { get; set; }
}

internal sealed class ScheduleRowConfiguration : IEntityTypeConfiguration<ScheduleRow>
{
    public void Configure(EntityTypeBuilder<ScheduleRow> builder)
    {
        builder.ToTable("schedules").HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(100);
    }
}
