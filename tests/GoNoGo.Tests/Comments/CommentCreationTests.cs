using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Comments;
using GoNoGo.Gdpr.Consent;
using GoNoGo.Gdpr.Subjects;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Tests.Support;

namespace GoNoGo.Tests.Comments;

public sealed class CommentCreationTests
{
    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_is_stored_pending_with_its_consent_audit_entries_and_events_in_one_transaction(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var receipt = await house.SendWellAsync(CommentHouse.Comment() with { AuthorName = "Ada" });

        var comment = Assert.Single(await house.RowsAsync<Comment>());
        Assert.Equal(ModerationStatus.Pending, comment.ModerationStatus);
        Assert.Equal("A thought.", comment.Content);
        Assert.Equal("Ada", comment.AuthorName);
        Assert.Equal(house.Clock.GetUtcNow(), comment.CreatedAt);
        Assert.Equal(house.Clock.GetUtcNow(), comment.GdprConsentTimestamp);
        Assert.Equal(house.Clock.GetUtcNow().AddDays(2190), comment.RetentionUntil);
        var consent = Assert.Single(await house.RowsAsync<ConsentRecord>());
        Assert.Equal((receipt.Id, ConsentPurposes.PublishComment, ConsentAct.Given), (consent.CommentId, consent.Purpose, consent.Act));
        var entries = await house.RowsAsync<AuditEntry>();
        var events = await house.RowsAsync<OutboxEvent>();
        string[] happened = ["comment.created", "consent.given"];
        Assert.Equal([.. happened, "transaction.committed"], entries.OrderBy(entry => entry.Sequence).Select(entry => entry.Action));
        Assert.Equal(happened, events.OrderBy(published => published.Sequence).Select(published => published.Type));
        Assert.Single(entries.Select(entry => entry.TransactionId).Concat(events.Select(published => published.TransactionId)).Distinct());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_without_consent_is_refused_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var result = await house.SendAsync(CommentHouse.Comment() with { GdprConsent = false, IdempotencyKey = "k" });

        Assert.Equal("gdpr_consent", Assert.Single(Assert.IsType<InvalidComment>(result.Error).Fields).Field);
        Assert.Empty(await house.RowsAsync<Comment>());
        Assert.Empty(await house.RowsAsync<ConsentRecord>());
        Assert.Empty(await house.RowsAsync<Subject>());
        Assert.Empty(await house.RowsAsync<AuditEntry>());
        Assert.Empty(await house.RowsAsync<OutboxEvent>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_comment_without_mail_is_taken_the_same_way_and_keeps_no_address(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = "ada@example.org" });

        Assert.Empty(await house.RowsAsync<Mailbox>());
        Assert.NotNull(Assert.Single(await house.RowsAsync<Subject>()).EmailTag);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Mail_that_is_wanted_keeps_the_address_encrypted_with_a_consent_of_its_own(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);

        var receipt = await house.SendWellAsync(CommentHouse.Comment() with { AuthorEmail = "ada@example.org", NotifyReplies = true });

        var mailbox = Assert.Single(await house.RowsAsync<Mailbox>());
        Assert.Equal(house.Clock.GetUtcNow().AddHours(48), mailbox.UnconfirmedUntil);
        Assert.DoesNotContain("ada@example.org", System.Text.Encoding.Latin1.GetString(mailbox.Address), StringComparison.Ordinal);
        Assert.Equal([ConsentPurposes.PublishComment, ConsentPurposes.NotifyByEmail], receipt.ConsentReceipt.Purposes);
        Assert.Equal(2, (await house.RowsAsync<ConsentRecord>()).Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Repeating_a_request_under_its_key_gives_the_same_receipt_and_one_comment(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var comment = CommentHouse.Comment() with
        {
            IdempotencyKey = "8e03978e-40d5-43dd-bc93-6894a57f9324",
            AuthorEmail = "ada@example.org",
            NotifyReplies = true,
        };

        var first = await house.SendWellAsync(comment);
        house.Clock.Advance(TimeSpan.FromHours(1));
        var second = await house.SendWellAsync(comment);

        Assert.Equal(first.Id, second.Id);
        Assert.Equal(first.CapabilityToken, second.CapabilityToken);
        Assert.Equal(first.ConsentReceipt.Signature, second.ConsentReceipt.Signature);
        Assert.Single(await house.RowsAsync<Comment>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task The_same_key_with_another_text_is_refused(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment("One.") with { IdempotencyKey = "key" });

        var result = await house.SendAsync(CommentHouse.Comment("Two.") with { IdempotencyKey = "key" });

        Assert.IsType<IdempotencyKeyReused>(result.Error);
        Assert.Single(await house.RowsAsync<Comment>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_key_is_forgotten_after_a_day(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        await house.SendWellAsync(CommentHouse.Comment("One.") with { IdempotencyKey = "key" });

        house.Clock.Advance(IdempotencyRecords.Lifetime);
        await house.SendWellAsync(CommentHouse.Comment("Two.") with { IdempotencyKey = "key" });

        Assert.Equal(2, (await house.RowsAsync<Comment>()).Count);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task Requests_that_race_under_one_key_give_one_comment_and_one_receipt(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var comment = CommentHouse.Comment() with { IdempotencyKey = "race", AuthorEmail = "ada@example.org" };

        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => house.SendWellAsync(comment)));

        Assert.Single(receipts.Select(receipt => receipt.Id).Distinct());
        Assert.Single(await house.RowsAsync<Comment>());
        Assert.Single(await house.RowsAsync<Subject>());
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_key_that_can_be_guessed_gives_the_link_of_a_comment_to_its_senders_network_alone(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        var comment = CommentHouse.Comment() with
        {
            IdempotencyKey = "guessed",
            NetworkTag = new("1:home"),
            EarlierNetworkTag = new("0:home"),
        };
        var first = await house.SendWellAsync(comment);

        var elsewhere = await house.SendAsync(comment with { NetworkTag = new("1:cafe"), EarlierNetworkTag = new("0:cafe") });
        var nextDay = await house.SendWellAsync(comment with { NetworkTag = new("2:home"), EarlierNetworkTag = new("1:home") });
        var random = comment with { IdempotencyKey = "8e03978e-40d5-43dd-bc93-6894a57f9324", Content = "Another." };
        var mobile = await house.SendWellAsync(random);

        Assert.IsType<IdempotencyKeyReused>(elsewhere.Error);
        Assert.Equal(first.CapabilityToken, nextDay.CapabilityToken);
        Assert.Equal(mobile.Id, (await house.SendWellAsync(random with { NetworkTag = new("1:train") })).Id);
    }

    [Theory]
    [ClassData(typeof(Databases))]
    public async Task A_handle_is_one_for_each_address_and_one_for_each_comment_without(DatabaseProvider provider)
    {
        await using var house = await CommentHouse.OpenAsync(provider);
        foreach (var email in new[] { "ada@example.org", "ada@EXAMPLE.org", null, null })
        {
            await house.PublishAsync(CommentHouse.Comment() with { AuthorEmail = email });
        }

        var handles = (await house.ReadAsync()).Items.Select(item => item.Author!.Handle).ToList();

        Assert.Equal(handles[0], handles[1]);
        Assert.Equal(3, handles.Distinct().Count());
    }

    [Theory]
    [InlineData(CommentHouse.ClosedPost, typeof(CommentsClosed))]
    [InlineData("no-such-post", typeof(UnknownPost))]
    public async Task A_post_that_takes_no_comments_gets_none(string post, Type refusal)
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);

        var result = await house.SendAsync(CommentHouse.Comment() with { PostId = post });

        Assert.IsType(refusal, result.Error);
    }

    [Fact]
    public async Task A_comment_without_a_ticket_is_flagged_and_one_sent_at_once_too()
    {
        await using var house = await CommentHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.SendWellAsync(CommentHouse.Comment());
        await house.SendWellAsync(CommentHouse.Comment() with { Ticket = house.Tickets.Issue(CommentHouse.Post) });
        var ticket = house.Tickets.Issue(CommentHouse.Post);
        house.Clock.Advance(TimeSpan.FromSeconds(3));
        await house.SendWellAsync(CommentHouse.Comment() with { Ticket = ticket });

        var rows = await house.RowsAsync<Comment>();

        Assert.Equal(["", "no_ticket", "too_fast"], rows.Select(row => row.Flags).Order(StringComparer.Ordinal));
    }
}
