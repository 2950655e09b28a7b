using System.Text.Json;
using GoNoGo.Comments;
using GoNoGo.Platform.Results;
using GoNoGo.Web.Pipeline;

namespace GoNoGo.Web.Api;

/// <summary>
/// Reads the JSON of a new comment by hand: a wrong type is a bad request (400), an unknown member or a wrong value names its
/// field (422), and a member that comes twice is refused rather than guessed at.
/// </summary>
internal static class CommentRequest
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };

    public static async Task<Result<NewComment>> ReadAsync(
        HttpRequest request, string slug, RequestContext? sender, CancellationToken cancellationToken)
    {
        if (!request.HasJsonContentType())
        {
            return BadRequest.NotJsonType;
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancellationToken);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, slug, request.Headers["Idempotency-Key"].FirstOrDefault(), sender)
                : BadRequest.NotJson;
        }
        catch (JsonException)
        {
            return BadRequest.NotJson;
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair is no text.
            return BadRequest.NotJson;
        }
        catch (BadHttpRequestException exception) when (exception.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return BadRequest.TooLarge;
        }
    }

    private static Result<NewComment> Read(JsonElement body, string slug, string? idempotencyKey, RequestContext? sender)
    {
        var comment = new NewComment
        {
            PostId = slug,
            Form = "api",
            Content = "",
            IdempotencyKey = idempotencyKey,
            NetworkTag = sender?.NetworkTag,
            EarlierNetworkTag = sender?.EarlierNetworkTag,
        };
        foreach (var member in body.EnumerateObject())
        {
            var read = member.Name switch
            {
                "content" => Text(member, text => comment with { Content = text ?? "" }),
                "author_name" => Text(member, text => comment with { AuthorName = text }),
                "author_email" => Text(member, text => comment with { AuthorEmail = text }),
                "ticket" => Text(member, text => comment with { Ticket = text }),
                "notify_replies" => Flag(member, flag => comment with { NotifyReplies = flag }),
                "gdpr_consent" => Flag(member, flag => comment with { GdprConsent = flag }),
                "parent_id" => Parent(member, comment),
                _ => new UnknownMember(member.Name.Length <= 100 ? member.Name : member.Name[..100]),
            };
            if (!read.Succeeded(out var next, out var refusal))
            {
                return refusal;
            }

            comment = next;
        }

        return comment;
    }

    private static Result<NewComment> Text(JsonProperty member, Func<string?, NewComment> apply) => member.Value.ValueKind switch
    {
        JsonValueKind.String => apply(member.Value.GetString()),
        JsonValueKind.Null => apply(null),
        _ => BadRequest.WrongType(member.Name, "a string"),
    };

    private static Result<NewComment> Flag(JsonProperty member, Func<bool, NewComment> apply) => member.Value.ValueKind switch
    {
        JsonValueKind.True => apply(true),
        JsonValueKind.False => apply(false),
        _ => BadRequest.WrongType(member.Name, "true or false"),
    };

    private static Result<NewComment> Parent(JsonProperty member, NewComment comment) => member.Value.ValueKind switch
    {
        JsonValueKind.Null => comment with { ParentId = null },
        JsonValueKind.String => Guid.TryParse(member.Value.GetString(), out var id) ? comment with { ParentId = id } : new ParentNotFound(),
        _ => BadRequest.WrongType(member.Name, "a string"),
    };
}

/// <summary>The body has a member that nobody reads.</summary>
internal sealed record UnknownMember(string Name) : InvalidField(Name, "unknown_member", "Leave this member out: it is not known.");
