using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Platform.Data;

/// <summary>
/// The one context of the product: every module's entities, in one database, so that one transaction can hold what belongs
/// together. Web derives one context for each database, which adds the provider and its migrations and nothing else.
/// </summary>
/// <param name="options">The provider's options.</param>
/// <param name="parts">The modules of the model.</param>
public abstract class DataContext(DbContextOptions options, IEnumerable<ModelPart> parts) : DbContext(options)
{
    /// <inheritdoc />
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) => optionsBuilder.UseSnakeCaseNamingConvention();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(DataContext).Assembly);
        foreach (var part in parts)
        {
            modelBuilder.ApplyConfigurationsFromAssembly(part.Assembly);
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcTicks>();
}
