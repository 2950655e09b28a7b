using GoNoGo.Platform.Limits;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Web.Limits;

/// <summary>The writes that are counted in the database.</summary>
internal enum CountedKind
{
    Comment,
    SignIn,
    PasskeyQuestion,
    MailedLink,
    ForgedWebhook,
}

/// <summary>Marks an endpoint whose every request takes a place of its sender, before anything of it is read.</summary>
internal sealed record CountedWrite(CountedKind Kind);

/// <summary>What is known of each kind.</summary>
internal static class CountedKinds
{
    /// <summary>A device that is cancelled and asked again, and several people behind one address.</summary>
    private const int QuestionsPerSignIn = 10;

    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(1);

    /// <summary>Has every request to the endpoint counted.</summary>
    public static TBuilder Count<TBuilder>(this TBuilder builder, CountedKind kind)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new CountedWrite(kind));

    public static WriteLimit LimitOf(CountedKind kind, RateLimitingOptions options) => kind switch
    {
        CountedKind.Comment => new WriteLimit("comment", options.CommentsPerWindow, Window(options.WindowMinutes)),
        CountedKind.SignIn => new WriteLimit("sign_in", options.SignInsPerWindow, Window(options.SignInWindowMinutes)),
        CountedKind.PasskeyQuestion => new WriteLimit(
            "passkey_question", options.SignInsPerWindow * QuestionsPerSignIn, Window(options.SignInWindowMinutes)),
        CountedKind.MailedLink => new WriteLimit("mailed_link", options.MailedLinksPerWindow, Window(options.SignInWindowMinutes)),
        CountedKind.ForgedWebhook => new WriteLimit("forged_webhook", options.ForgedWebhooksPerWindow, Window(options.WindowMinutes)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>The key that tags are made with lives for a day and the one after, so that no window is longer.</summary>
    public static TimeSpan Window(double minutes) =>
        minutes >= LongestWindow.TotalMinutes ? LongestWindow : TimeSpan.FromMinutes(Math.Max(minutes, 1.0 / 60_000));
}
