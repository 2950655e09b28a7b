using GoNoGo.Accounts.Users;

namespace GoNoGo.Web.Access;

/// <summary>Who may use an endpoint. Every endpoint says it; one that does not is closed to everybody.</summary>
/// <param name="Permission">What a signed-in person must have; null where nobody has to be signed in.</param>
internal sealed record EndpointAccess(Permission? Permission)
{
    public static EndpointAccess Everyone { get; } = new((Permission?)null);

    public static EndpointAccess Commenters { get; } = new((Permission?)null) { IsForCommenters = true };

    /// <summary>Whether only a commenter who is signed in may use it; nobody of the staff is one.</summary>
    public bool IsForCommenters { get; private init; }

    /// <summary>Whether an endpoint wants to know who is there.</summary>
    public static bool WantsPerson(Endpoint? endpoint) => Of(endpoint)?.Permission is not null || WantsCommenter(endpoint);

    /// <summary>Whether it wants to know which commenter is there.</summary>
    public static bool WantsCommenter(Endpoint? endpoint) =>
        Of(endpoint)?.IsForCommenters is true || endpoint?.Metadata.GetMetadata<SeesViewer>() is not null;

    /// <summary>The one mark that counts: the last that was given.</summary>
    public static EndpointAccess? Of(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<EndpointAccess>();
}

/// <summary>Marks an endpoint that does something dangerous: its user shows once more who they are, unless they just have.</summary>
internal sealed record AsksAgain;

/// <summary>Marks an endpoint that takes only what our own pages send, also where nobody is signed in yet.</summary>
internal sealed record FromOwnPages;

/// <summary>Marks an endpoint that answers everybody, and who is signed in by what they may.</summary>
internal sealed record SeesViewer;

/// <summary>Marks an endpoint that programs may use in somebody's name, with an API token.</summary>
internal sealed record TakesTokens;

/// <summary>How endpoints are marked.</summary>
internal static class EndpointAccessConventions
{
    /// <summary>Anybody may use it.</summary>
    public static TBuilder OpenToEveryone<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(EndpointAccess.Everyone);

    /// <summary>Only who is signed in and has the permission.</summary>
    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, Permission permission)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new EndpointAccess(permission));

    /// <summary>Only a commenter who is signed in.</summary>
    public static TBuilder RequireCommenter<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(EndpointAccess.Commenters);

    /// <summary>Anybody may use it; who is signed in gets an answer of their own, which nobody keeps.</summary>
    public static TBuilder SeeViewer<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new SeesViewer());

    /// <summary>Only who has just shown who they are.</summary>
    public static TBuilder AskAgain<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new AsksAgain());

    /// <summary>Also for programs that come with an API token.</summary>
    public static TBuilder TakeTokens<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new TakesTokens());

    /// <summary>Only from a page of ours, though nobody is signed in.</summary>
    public static TBuilder TakeFromOwnPages<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new FromOwnPages());
}
