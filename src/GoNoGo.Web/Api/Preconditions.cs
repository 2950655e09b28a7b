using System.Globalization;
using GoNoGo.Comments.Moderation;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Pipeline;
using Microsoft.Net.Http.Headers;

namespace GoNoGo.Web.Api;

/// <summary>The revision of a comment as its ETag, and changes that are made only to that one (RFC 9110 section 13.1.1).</summary>
internal static class Preconditions
{
    /// <summary>What no comment ever has: a tag that is none of ours fits nothing.</summary>
    private const int NoRevision = -1;

    public static EntityTagHeaderValue TagOf(int revision) => new(string.Create(CultureInfo.InvariantCulture, $"\"{revision}\""));

    /// <summary>The revision that <c>If-Match</c> names; null where there is none, or any will do.</summary>
    public static int? RevisionOf(HttpContext http)
    {
        if (!EntityTags.CanRead(http.Request.Headers.IfMatch))
        {
            return NoRevision;
        }

        return http.Request.GetTypedHeaders().IfMatch switch
        {
            [] => http.Request.Headers.IfMatch.Count > 0 ? NoRevision : null,
            [var any] when any.Equals(EntityTagHeaderValue.Any) => null,
            [{ IsWeak: false } tag] when int.TryParse(
                tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var revision) => revision,
            _ => NoRevision,
        };
    }

    /// <summary>A refusal as it is answered to who sent <c>If-Match</c>: 412 where that is why.</summary>
    public static Error After(this Error refusal, HttpContext http) =>
        refusal is CommentChangedMeanwhile && http.Request.Headers.IfMatch.Count > 0
            ? new BadRequest(StatusCodes.Status412PreconditionFailed, refusal.Code, refusal.Message)
            : refusal;
}
