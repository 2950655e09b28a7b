using GoNoGo.Comments.Moderation.Rules;

namespace GoNoGo.Comments.Moderation;

/// <summary>How a blog wants its comments looked at before a person reads them, from its <c>site.yaml</c>.</summary>
public sealed record ModerationPolicy
{
    /// <summary>How many rules a blog has at most.</summary>
    public const int MostRules = 30;

    /// <summary>What a blog has that says nothing of it.</summary>
    public static ModerationPolicy Default { get; } = new();

    /// <summary>The rules, in the order in which they are asked; all are asked.</summary>
    public IReadOnlyList<ModerationRule> Rules { get; init; } =
    [
        new FormRule("form", Weight: 10, Seconds: 3),
        new FirstCommentRule("first_comment", Weight: 1),
        new LinkRule("links", Weight: 5, Most: 2),
        new RateRule("rate", Weight: 5, Most: 5, Minutes: 10),
        new DuplicateRule("duplicate", Weight: 5, Days: 7),
    ];

    /// <summary>
    /// Whether a comment that no rule flags is published without a person, where its author was signed in and has earned it
    /// (<see cref="Reputation.IsTrusted"/>).
    /// </summary>
    public bool PublishTrusted { get; init; }

    /// <summary>How many approved comments trust takes.</summary>
    public int TrustedAfter { get; init; } = 3;

    /// <summary>Below this, a form was filled in by no person.</summary>
    internal TimeSpan ShortestWriting => TimeSpan.FromSeconds(Rules.OfType<FormRule>().FirstOrDefault()?.Seconds ?? 3);
}

/// <summary>What Comments asks of the blog: how comments are to be looked at, at this moment.</summary>
public interface IModerationPolicies
{
    /// <summary>The policy in force; null while the blog's content is not loaded.</summary>
    ModerationPolicy? Current { get; }
}

/// <summary>The policy of a program without a blog, such as a command that only decides.</summary>
internal sealed class DefaultPolicy : IModerationPolicies
{
    public ModerationPolicy Current => ModerationPolicy.Default;
}
