using System.Collections.Frozen;

namespace GoNoGo.Gdpr.UserActions;

/// <summary>
/// The kinds of user actions, and the fields that each keeps. What is not listed here is dropped: search words above all.
/// </summary>
public static class UserActionTypes
{
    /// <summary>A post was read.</summary>
    public const string PostRead = "post.read";

    /// <summary>A comment was sent.</summary>
    public const string CommentSent = "comment.sent";

    /// <summary>Somebody searched. For what is not kept.</summary>
    public const string Search = "search";

    /// <summary>A consent was given or withdrawn.</summary>
    public const string Consent = "consent";

    /// <summary>The post's slug.</summary>
    public const string Post = "post";

    /// <summary>The host name of the page that led here, without path or query.</summary>
    public const string ReferrerDomain = "referrer_domain";

    /// <summary>The purpose that was agreed to or not.</summary>
    public const string Purpose = "purpose";

    /// <summary><c>given</c> or <c>withdrawn</c>.</summary>
    public const string Act = "act";

    private static readonly FrozenDictionary<string, string[]> Fields = new Dictionary<string, string[]>
    {
        [PostRead] = [Post, ReferrerDomain],
        [CommentSent] = [Post],
        [Search] = [],
        [Consent] = [Purpose, Act],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The fields that an action of a type keeps.</summary>
    /// <param name="type">One of the types above.</param>
    /// <returns>Their names; none for a type that is not known.</returns>
    public static IReadOnlyList<string> FieldsOf(string type) => Fields.GetValueOrDefault(type, []);
}
