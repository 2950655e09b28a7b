using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Integrations.Email.Sending;
using GoNoGo.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace GoNoGo.Tests.Mail;

/// <summary>Mails that nobody picks up do not lie about for ever: they hold an address and a text.</summary>
public sealed class MailRetentionTests
{
    [Fact]
    public async Task Mails_in_the_folder_go_after_a_week_with_what_a_kill_left_of_some_and_nothing_else_does()
    {
        await using var house = await MailHouse.OpenAsync(DatabaseProvider.Sqlite);
        await house.SendAsync(MailHouse.Comment("ada@example.org"));
        await house.DrainAsync();
        var mail = Assert.Single(Directory.GetFiles(house.FolderPath));
        var part = Write(house, $"{Guid.CreateVersion7():N}.eml.part");
        var foreign = Write(house, "notes.eml");
        var foreignPart = Write(house, "download.part");

        await SweepAsync(house);
        Assert.Equal(4, Directory.GetFiles(house.FolderPath).Length);
        house.Events.Clock.Advance(TimeSpan.FromDays(7));
        await SweepAsync(house);

        Assert.False(File.Exists(mail));
        Assert.False(File.Exists(part));
        Assert.True(File.Exists(foreign));
        Assert.True(File.Exists(foreignPart));
    }

    [Fact]
    public async Task A_mail_that_is_being_written_is_not_swept_however_old_its_file_seems()
    {
        using var place = new Testing.TemporaryFolder();
        var folder = new PickupFolder(place["mail"]);
        using var sweeping = new SweepingStream(() => folder.RemoveOlder(DateTimeOffset.MaxValue, limit: 100));
        using var message = new MimeMessage { Body = new MimePart { Content = new MimeContent(sweeping) } };
        await folder.WriteAsync(Guid.CreateVersion7(), message, TestContext.Current.CancellationToken);

        Assert.True(sweeping.HasSwept);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    private static string Write(MailHouse house, string name)
    {
        var path = Path.Combine(house.FolderPath, name);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, house.Events.Clock.GetUtcNow().UtcDateTime);
        return path;
    }

    private static Task SweepAsync(MailHouse house) => house.InUnitAsync<Done>((scope, transaction) =>
    {
        scope.GetRequiredService<MailRetention>().RemoveFiles(transaction, limit: 100);
        return Task.FromResult<GoNoGo.Platform.Results.Result<Done>>(new Done());
    });

    private sealed record Done;

    /// <summary>Has somebody sweep while a mail is written that holds it.</summary>
    private sealed class SweepingStream(Action sweep) : MemoryStream(new byte[1])
    {
        public bool HasSwept { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            HasSwept = true;
            sweep();
            return base.Read(buffer, offset, count);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer, offset, count));
    }
}
