using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GoNoGo.Tests.Architecture;

/// <summary>What the shapes of types show: entities stay inside, interfaces have a reason (STYLE rules 6 and 7).</summary>
public sealed class TypeTests
{
    [Fact]
    public void Entities_are_internal() => Breaches.MustBeNone(
        PublicEntities(Modules.Types).Select(type => Located(type, "an entity must be internal")));

    [Fact]
    public void A_public_entity_is_found() => Assert.Equal([typeof(Sample)], PublicEntities([typeof(SampleConfiguration)]));

    [Fact]
    public void No_interface_stands_for_the_one_class_of_its_name() => Breaches.MustBeNone(
        Mirrors([.. Modules.Types]).Select(type => Located(type, "its only implementation has its name; use the class")));

    [Fact]
    public void An_interface_that_mirrors_its_class_is_found() =>
        Assert.Equal([typeof(IMirrored)], Mirrors([typeof(IMirrored), typeof(Mirrored)]));

    private static IEnumerable<Type> PublicEntities(IEnumerable<Type> types) =>
        from type in types
        from contract in type.GetInterfaces()
        where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)
        let entity = contract.GetGenericArguments()[0]
        where entity.IsVisible
        select entity;

    private static IEnumerable<Type> Mirrors(IReadOnlyList<Type> types) =>
        from contract in types
        where contract.IsInterface
        let implementations = types.Where(type => type.IsClass && contract.IsAssignableFrom(type)).ToList()
        where implementations.Count == 1 && "I" + implementations[0].Name == contract.Name
        select contract;

    private static string Located(Type type, string what)
    {
        var pattern = $@"\b(class|record|interface|struct) {Regex.Escape(type.Name)}\b";
        var declaration = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        var places = from file in SourceTree.Code
                     from line in file.Lines.Index()
                     where declaration.IsMatch(line.Item)
                     select file.Breach(line.Index, $"{type.Name}: {what}");
        return places.FirstOrDefault() ?? $"{type.FullName}: {what}";
    }

    /// <summary>What an entity must not be.</summary>
    public sealed class Sample;

    private interface IMirrored;

    private sealed class Mirrored : IMirrored;

    private sealed class SampleConfiguration : IEntityTypeConfiguration<Sample>
    {
        public void Configure(EntityTypeBuilder<Sample> builder) => builder.HasNoKey();
    }
}
