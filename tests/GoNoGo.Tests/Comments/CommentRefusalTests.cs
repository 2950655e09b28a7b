using GoNoGo.Comments;
using GoNoGo.Platform.Results;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments;

/// <summary>Bad input: refused by the name of its field, and nothing is stored.</summary>
public sealed class CommentRefusalTests
{
    public static TheoryData<string, string, string> Contents => new()
    {
        { "empty", "", "content_empty" },
        { "only white space", " \t\r\n\u00a0\u3000", "content_empty" },
        { "only marks", "\u0301\u0302 \u200d\ufeff", "content_empty" },
        { "only blank letters", "\u3164\u2800", "content_empty" },
        { "too long", new string('x', 10_001), "content_too_long" },
        { "too long in characters beyond the basic plane", string.Concat(Enumerable.Repeat("😀", 10_001)), "content_too_long" },
        { "a null", "a\0b", "content_not_text" },
        { "an escape", "a\u001b[31m", "content_not_text" },
        { "half a surrogate pair", "a\ud83d", "content_not_text" },
        { "piled marks", "a" + new string('\u0301', 11), "too_many_marks" },
        { "deep quotes", new string('>', 33) + " a", "content_too_nested" },
        { "emphasis without end", string.Concat(Enumerable.Repeat("*a ", 1001)), "content_too_nested" },
        { "links without end", string.Concat(Enumerable.Repeat("http://a.b/ ", 251)), "content_too_nested" },
        { "deep lists", string.Concat(Enumerable.Repeat("- ", 33)) + "a", "content_too_nested" },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public async Task A_text_that_is_none_is_refused(string kind, string content, string code)
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var result = await house.SendAsync(CommentHouse.Comment(content));

        var field = Assert.Single(Assert.IsType<InvalidComment>(result.Error).Fields);
        Assert.True(field is { Field: "content" } && field.Code == code, $"{kind}: {field.Code}");
        Assert.Empty(await house.RowsAsync<Comment>());
    }

    [Theory]
    [InlineData("a\nb", "name_not_text")]
    [InlineData("a\u2028b", "name_not_text")]
    [InlineData("\u0301", "name_not_text")]
    public async Task A_name_that_is_none_is_refused(string name, string code)
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var result = await house.SendAsync(CommentHouse.Comment() with { AuthorName = name });

        Assert.Equal(("author_name", code), Named(result));
    }

    [Fact]
    public async Task A_name_of_a_hundred_characters_is_taken_and_one_more_refused()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var longest = string.Concat(Enumerable.Repeat("😀", 100));

        await house.SendWellAsync(CommentHouse.Comment() with { AuthorName = longest });

        var result = await house.SendAsync(CommentHouse.Comment() with { AuthorName = longest + "a" });
        Assert.Equal(("author_name", "name_too_long"), Named(result));
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b@c")]
    [InlineData("a b@example.org")]
    [InlineData("\"a\"@example.org")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@localhost")]
    public async Task An_address_that_is_none_is_refused(string email)
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var result = await house.SendAsync(CommentHouse.Comment() with { AuthorEmail = email });

        Assert.Equal(("author_email", "email_invalid"), Named(result));
    }

    [Fact]
    public async Task Mail_without_an_address_is_refused()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        Assert.Equal(("author_email", "email_missing"), Named(await house.SendAsync(CommentHouse.Comment() with { NotifyReplies = true })));
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var result = await house.SendAsync(CommentHouse.Comment("") with
        {
            AuthorName = "a\nb",
            AuthorEmail = "x",
            GdprConsent = false,
            Ticket = "none",
        });

        Assert.Equal(
            ["content", "author_name", "author_email", "gdpr_consent", "ticket"],
            Assert.IsType<InvalidComment>(result.Error).Fields.Select(field => field.Field));
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_parent_of_another_post_or_one_that_nobody_sees_is_refused(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var elsewhere = await house.PublishAsync(CommentHouse.Comment() with { PostId = CommentHouse.OtherPost });
        var pending = await house.SendWellAsync(CommentHouse.Comment());

        foreach (var parent in new[] { elsewhere.Id, pending.Id, Guid.Empty })
        {
            var result = await house.SendAsync(CommentHouse.Comment() with { ParentId = parent });
            Assert.Equal(("parent_id", "parent_not_found"), Named(result));
        }
    }

    [Fact]
    public async Task A_ticket_is_good_for_its_post_for_a_day_and_not_when_a_byte_of_it_is_changed()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        var refused = ("ticket", "ticket_invalid");
        var ticket = house.Tickets.Issue(CommentHouse.Post);
        var elsewhere = CommentHouse.Comment() with { PostId = CommentHouse.OtherPost, Ticket = ticket };

        Assert.Equal(refused, Named(await house.SendAsync(elsewhere)));
        for (var i = 0; i < ticket.Length - 1; i++)
        {
            var changed = ticket[..i] + (ticket[i] == 'A' ? 'B' : 'A') + ticket[(i + 1)..];
            Assert.Equal(refused, Named(await house.SendAsync(CommentHouse.Comment() with { Ticket = changed })));
        }

        house.Clock.Advance(FormTickets.Lifetime);
        Assert.Equal(refused, Named(await house.SendAsync(CommentHouse.Comment() with { Ticket = ticket })));
    }

    private static (string Field, string Code) Named(Result<CommentReceipt> result)
    {
        var field = Assert.Single(Assert.IsType<InvalidComment>(result.Error).Fields);
        return (field.Field, field.Code);
    }
}
