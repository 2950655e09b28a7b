using System.Linq.Expressions;
using GoNoGo.Comments;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Internal;

namespace GoNoGo.Web.Database;

/// <summary>
/// The named filters of the model. Entity Framework compiles no model that declares some (dotnet/efcore#24897), and so they are put on the
/// compiled one when it is read.
/// </summary>
internal static class QueryFilters
{
    /// <summary>Adds them to a model that is not finished yet.</summary>
    public static void AddTo(RuntimeModel model) => Add(model, Comment.NotErased, Comment.IsNotErased);

    private static void Add<T>(RuntimeModel model, string name, Expression<Func<T, bool>> filter)
    {
        var entity = model.FindEntityType(typeof(T).FullName!) // A class that is no parameter of another has one.
            ?? throw new InvalidOperationException($"The compiled model has no {typeof(T).Name}: run scripts/compile-model.");
#pragma warning disable EF1001 // What HasQueryFilter leaves in a model that is built when the program runs; there is no public way.
        entity.AddAnnotation(CoreAnnotationNames.QueryFilter, new QueryFilterCollection([new RuntimeQueryFilter(name, filter)]));
#pragma warning restore EF1001
    }
}
