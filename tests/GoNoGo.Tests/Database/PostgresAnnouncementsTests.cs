using GoNoGo.Platform.Data;
using GoNoGo.Web.Database.Postgres;

namespace GoNoGo.Tests.Database;

/// <summary>What a server makes of what servers tell on PostgreSQL; that they tell is tested with two of them (LeaseTests).</summary>
public sealed class PostgresAnnouncementsTests
{
    private readonly List<string?> heard = [];
    private readonly PostgresAnnouncements announcements = new("Host=nowhere.invalid");

    [Theory]
    [InlineData("other first second", "first second")]
    [InlineData("other", null)]
    [InlineData("", null)]
    public void What_another_server_tells_names_handlers_or_has_to_be_looked_up(string payload, string? expected)
    {
        Hear(payload);

        Assert.Equal([expected], heard);
    }

    [Theory]
    [InlineData(" first")]
    [InlineData("")]
    public void A_server_does_not_listen_to_itself(string due)
    {
        Hear(announcements.Self + due);

        Assert.Empty(heard);
    }

    private void Hear(string payload) => announcements.Hear(
        payload, new DatabaseListener(() => { }, due => heard.Add(due is null ? null : string.Join(' ', due)), _ => { }));
}
