using GoNoGo.Comments;
using GoNoGo.Platform.Data;
using GoNoGo.Tests.Comments;
using GoNoGo.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using DatabaseProvider = GoNoGo.Tests.Support.DatabaseProvider;

namespace GoNoGo.Tests.Database;

/// <summary>The compiled model of each database is what the entities' configurations give, and has the named filters beside it.</summary>
public sealed class CompiledModelTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task It_is_what_the_configurations_give(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var (compiled, built) = await house.InScopeAsync(scope =>
        {
            var data = scope.GetRequiredService<DataContext>();
            var source = data.GetService<IModelSource>();
            var model = source.GetModel(data, data.GetService<ModelCreationDependencies>(), designTime: false);
            return Task.FromResult((Describe(data.Model), Describe(model)));
        });

        Assert.True(
            built.SequenceEqual(compiled),
            $"Run scripts/compile-model.\nIt lacks:\n{string.Join('\n', built.Except(compiled))}\n"
            + $"It has what the configurations do not give, or an order of its own:\n{string.Join('\n', compiled.Except(built))}");
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task It_hides_erased_comments_by_a_filter_of_their_name(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var filters = await house.InScopeAsync(scope => Task.FromResult(
            from entity in scope.GetRequiredService<DataContext>().Model.GetEntityTypes()
            from filter in entity.GetDeclaredQueryFilters()
            select (entity.ClrType, filter.Key)));

        Assert.Equal([(typeof(Comment), Comment.NotErased)], filters);
    }

    private static IReadOnlyList<string> Describe(IModel model) =>
    [
        .. model.ToDebugString(MetadataDebugStringOptions.LongDefault).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        .. model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Select(Mapping),
        .. from entity in model.GetEntityTypes()
           from filter in entity.GetDeclaredQueryFilters()
           select $"{entity.Name} hides by {filter.Key}: {filter.Expression}",
    ];

    // What the description of the model leaves out: how a value is stored, read and compared.
    private static string Mapping(IProperty property)
    {
        var mapping = property.GetRelationalTypeMapping();
        return $"{property.DeclaringType.Name}.{property.Name} is {mapping.StoreType} by {mapping.Converter?.GetType()}, "
            + $"compared by {property.GetValueComparer().GetType()}";
    }
}
