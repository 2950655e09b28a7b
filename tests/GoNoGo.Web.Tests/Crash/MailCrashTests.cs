using System.Globalization;
using GoNoGo.Testing;
using GoNoGo.Tests.Mail;
using GoNoGo.Tests.Support;
using GoNoGo.Web.Tests.Api;

namespace GoNoGo.Web.Tests.Crash;

/// <summary>
/// Kill -9 between every two steps of sending: each mail arrives once or twice, none is lost, and none leaves for a person who withdrew
/// before the server came back (M6, I4). A few in each test run; two hundred by <c>scripts/crash --mail-kills</c>.
/// </summary>
public sealed class MailCrashTests
{
    private const int ReportEvery = 6;

    /// <summary>In turn one before and one after the text may have left, so that a short run has both.</summary>
    private static readonly string[] Places =
        [.. FaultPoints.MailBeforeText.Zip(FaultPoints.MailAfterText, (before, after) => new[] { after, before }).SelectMany(pair => pair)];

    private int killed;
    private int twice;
    private int kept;
    private int withdrawn;

    public static IEnumerable<TheoryDataRow<DatabaseProvider>> Databases => CrashOptions.Databases();

    [Theory]
    [MemberData(nameof(Databases), DisableDiscoveryEnumeration = true)]
    public async Task A_kill_at_any_step_of_sending_loses_no_mail_and_sends_none_to_who_withdrew(DatabaseProvider database)
    {
        Assert.True(FaultPointProgram.IsBuilt, FaultPointProgram.Missing);
        using var authority = new TestAuthority();
        await using var relay = new ScriptedRelay(RelayScript.Friendly, authority);
        await using var blog = await CrashedBlog.CreateAsync(database);
        blog.Settings = Settings(relay, authority);
        var report = new CrashReport($"mail, {database}");
        for (var round = 0; round < CrashOptions.MailKills; round++)
        {
            await KillOnceAsync(blog, relay, round, Places[round % Places.Length]);
            report.CountKill(Places[round % Places.Length]);
            if ((round + 1) % ReportEvery == 0)
            {
                Tell(report);
            }
        }

        Assert.Equal(CrashOptions.MailKills, killed);
        Tell(report);
    }

    private void Tell(CrashReport report) => report.Say(
        $"{killed} kills ({report.KillsByPlace}): {kept} mails to who stayed, 0 lost, {twice} twice; {withdrawn} withdrew after the kill, "
        + "0 mails to them from then on");

    private async Task KillOnceAsync(CrashedBlog blog, ScriptedRelay relay, int round, string place)
    {
        var (stays, leaves) = ($"stays{round}@example.org", $"leaves{round}@example.org");
        Guid? leaver;
        await using (var doomed = await blog.ServeAsync(place))
        {
            // Both wait in the queue when the first of them kills the server; which one that is, is chance.
            var sending = new[] { SendAsync(doomed, stays), SendAsync(doomed, leaves) };
            killed += await doomed.ExitAsync() == 128 + 9 ? 1 : 0;
            leaver = (await Task.WhenAll(sending))[1];
        }

        var before = CopiesTo(relay, leaves);
        if (leaver is { } comment)
        {
            await WithdrawAsync(blog, comment);
            withdrawn++;
        }

        await using (var server = await blog.ServeAsync())
        {
            await SendAsync(server, stays); // The client's second try, where its first had no answer.
            await Eventually.HoldsAsync("all mails ended", () => IsDrainedAsync(blog), TestContext.Current.CancellationToken);
        }

        Assert.InRange(CopiesTo(relay, stays), 1, 2);
        twice += CopiesTo(relay, stays) - 1;
        kept++;
        if (leaver is not null)
        {
            Assert.Equal(before, CopiesTo(relay, leaves));
        }
    }

    private static Dictionary<string, string?> Settings(ScriptedRelay relay, TestAuthority authority) => new(StringComparer.Ordinal)
    {
        ["GoNoGo:Mail:Transport"] = "smtp",
        ["GoNoGo:Mail:Host"] = "localhost",
        ["GoNoGo:Mail:Port"] = relay.Port.ToString(CultureInfo.InvariantCulture),
        ["GoNoGo:Mail:CaFile"] = authority.CaFile,
        ["GoNoGo:Mail:From"] = "blog@example.org",
        ["GoNoGo:Mail:PerHour"] = "0",
        ["GoNoGo:Mail:PerDay"] = "0",
    };

    /// <summary>The comment's id; null where the server died before it answered.</summary>
    private static async Task<Guid?> SendAsync(ServerProcess server, string email)
    {
        try
        {
            var comment = ApiClient.Comment("A thought.");
            comment["author_email"] = email;
            comment["notify_replies"] = true;
            var answer = await server.Reader.SendCommentAsync("hello", comment, email);
            return answer.Json.GetProperty("id").GetGuid();
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private static int CopiesTo(ScriptedRelay relay, string address) =>
        relay.Taken.Count(text => text.Contains($"To: {address}", StringComparison.Ordinal));

    /// <summary>Deleting the mailbox is the withdrawal.</summary>
    private static async Task WithdrawAsync(CrashedBlog blog, Guid comment)
    {
        await using var connection = blog.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM mailboxes WHERE subject_id = (SELECT subject_id FROM comments WHERE id = @id)";
        var id = command.CreateParameter();
        (id.ParameterName, id.Value) = ("@id", comment);
        command.Parameters.Add(id);
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<bool> IsDrainedAsync(CrashedBlog blog)
    {
        await using var connection = blog.Connect();
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM outbox_deliveries WHERE status = 'Available' AND handler LIKE 'mail.%'";
        return Convert.ToInt64(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), CultureInfo.InvariantCulture) == 0;
    }
}
