using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Privacy;
using Microsoft.EntityFrameworkCore;

namespace GoNoGo.Tests.Architecture;

/// <summary>
/// The compiled models in Web name entities, which are internal to their modules, and so Web may see what is internal. It uses nothing
/// of it but that, and reads and writes entities nowhere: read off the names in the compiled program, members of generic types aside.
/// </summary>
public sealed class InternalUseTests
{
    private const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly Assembly Web = Modules.Assemblies.Single(assembly => Modules.ProjectOf(assembly) == "GoNoGo.Web");

    [Fact]
    public void Web_uses_no_internal_type_of_a_module_but_what_the_model_is_made_of()
    {
        var ofModel = TypesOfModel().ToHashSet();

        Breaches.MustBeNone(
            from type in Used(Web, reader => reader.TypeReferences.Select(handle => Resolve(reader, handle)))
            where !type.IsVisible && !ofModel.Contains(type)
            select $"src/GoNoGo.Web:1: uses {type.FullName}, which is internal to {type.Assembly.GetName().Name}");
    }

    [Fact]
    public void Web_asks_the_context_for_no_entity() => Breaches.MustBeNone(
        from file in SourceTree.Code
        where file.Path.StartsWith("src/GoNoGo.Web/", StringComparison.Ordinal)
        from line in file.Lines.Index()
        where line.Item.Contains(".Set<", StringComparison.Ordinal)
        select file.Breach(line.Index, "rows of entities are read and written by the module whose they are"));

    [Fact]
    public void Web_uses_no_internal_member_of_a_public_type_of_a_module() => Breaches.MustBeNone(
        from member in InternalMembers(Web)
        select $"src/GoNoGo.Web:1: uses {member}, which is internal");

    [Fact]
    public void An_internal_type_or_member_that_is_used_is_found()
    {
        var own = typeof(InternalUseTests).Assembly; // Tests use what is internal everywhere.

        Assert.Contains(
            typeof(KeyFingerprint),
            Used(own, reader => reader.TypeReferences.Select(handle => Resolve(reader, handle))));
        Assert.NotEmpty(InternalMembers(own));
    }

    private static IEnumerable<Type> TypesOfModel()
    {
        var entities = from type in Modules.Types
                       from contract in type.GetInterfaces()
                       where contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IEntityTypeConfiguration<>)
                       select contract.GetGenericArguments()[0];
        return entities
            .SelectMany(entity => entity.GetProperties(All).Select(property => property.PropertyType).Prepend(entity))
            .Select(type => Nullable.GetUnderlyingType(type) ?? type)
            .Append(typeof(UtcTicks));
    }

    private static IEnumerable<string> InternalMembers(Assembly user) => Used(user, reader =>
        from handle in reader.MemberReferences
        let reference = reader.GetMemberReference(handle)
        where reference.Parent.Kind == HandleKind.TypeReference
        let type = Resolve(reader, (TypeReferenceHandle)reference.Parent)
        where type?.IsVisible == true
        let name = reader.GetString(reference.Name)
        where !type.GetMember(name, All).Any(IsSeenOutside)
        select $"{type.FullName}.{name}");

    private static IReadOnlyList<T> Used<T>(Assembly user, Func<MetadataReader, IEnumerable<T?>> read)
    {
        using var file = new PEReader(File.OpenRead(user.Location));
        return [.. read(file.GetMetadataReader()).OfType<T>()];
    }

    /// <summary>A type of another module; null for those of the framework and of libraries.</summary>
    private static Type? Resolve(MetadataReader reader, TypeReferenceHandle handle)
    {
        var reference = reader.GetTypeReference(handle);
        var name = reader.GetString(reference.Name);
        switch (reference.ResolutionScope.Kind)
        {
            case HandleKind.TypeReference:
                return Resolve(reader, (TypeReferenceHandle)reference.ResolutionScope)?.GetNestedType(name, All);
            case HandleKind.AssemblyReference:
                var assembly = reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)reference.ResolutionScope).Name);
                return Modules.Assemblies.FirstOrDefault(module => module.GetName().Name == assembly)
                    ?.GetType($"{reader.GetString(reference.Namespace)}.{name}");
            default:
                return null;
        }
    }

    private static bool IsSeenOutside(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        _ => true,
    };
}
