using GoNoGo.Gdpr.Retention;
using GoNoGo.Gdpr.Rights;

namespace GoNoGo.Web.Api;

/// <summary>A request about personal data, without what was written.</summary>
internal sealed record RequestItemView(
    Guid Id,
    string Kind,
    string State,
    Guid? CommentId,
    DateTimeOffset ReceivedAt,
    DateOnly DueOn,
    bool Extended,
    DateTimeOffset? AnsweredAt)
{
    public static RequestItemView From(RequestView view) => new(
        view.Id,
        view.Kind.ToString().ToLowerInvariant(),
        view.State.ToString().ToLowerInvariant(),
        view.CommentId,
        view.ReceivedAt,
        view.DueOn,
        view.IsExtended,
        view.AnsweredAt);
}

/// <summary>A request with what the person wrote; never with their address.</summary>
internal sealed record RequestFileView(
    RequestItemView Request, string? Text, TextVersionView? Proposal, TextVersionView? Current, string Language, string? Reason)
{
    public static RequestFileView From(OpenRequest open) => new(
        RequestItemView.From(open.View),
        open.Text,
        TextVersionView.From(open.Proposal),
        TextVersionView.From(open.Current),
        open.Language,
        open.Reason);
}

/// <summary>How a comment reads, or is to read.</summary>
internal sealed record TextVersionView(string? AuthorName, string Content)
{
    public static TextVersionView? From(CorrectedText? text) =>
        text is null ? null : new TextVersionView(text.AuthorName, text.Content);
}

/// <summary>What a clock will remove.</summary>
internal sealed record RetentionItemView(
    string Name, string Table, string Clock, int DueNow, int DueSoon, DateTimeOffset? FirstAt)
{
    public static RetentionItemView From(RetentionForecast forecast) => new(
        forecast.Name,
        forecast.Table,
        forecast.Clock.ToString(),
        forecast.DueNow,
        forecast.DueSoon,
        forecast.Next.Count > 0 ? forecast.Next[0] : null);
}
