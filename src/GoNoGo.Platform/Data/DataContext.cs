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
    /// <summary>Adds what the options of every database have in common. Options are made once: a context is made for every unit.</summary>
    /// <param name="options">A provider's options.</param>
    /// <returns>The same options.</returns>
    public static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options) => options.UseSnakeCaseNamingConvention();

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
