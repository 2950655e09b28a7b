using GoNoGo.Accounts;
using GoNoGo.Blog;
using GoNoGo.Comments;
using GoNoGo.Gdpr;
using GoNoGo.Integrations.Email;
using GoNoGo.Platform.Data;

namespace GoNoGo.Web.Database;

/// <summary>The modules of the model, where migrations are made without a host.</summary>
internal static class ModelParts
{
    public static IReadOnlyList<ModelPart> All { get; } =
    [
        new(typeof(GdprServices).Assembly),
        new(typeof(AccountsServices).Assembly),
        new(typeof(CommentsServices).Assembly),
        new(typeof(BlogService).Assembly),
        new(typeof(EmailServices).Assembly),
    ];
}
