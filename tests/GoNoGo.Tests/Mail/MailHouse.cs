using GoNoGo.Accounts.Mailboxes;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Content.Git;
using GoNoGo.Blog.Posts;
using GoNoGo.Blog.Site;
using GoNoGo.Comments;
using GoNoGo.Comments.Moderation;
using GoNoGo.Integrations.Email;
using GoNoGo.Integrations.Email.Ledger;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Data;
using GoNoGo.Platform.Events;
using GoNoGo.Platform.Health;
using GoNoGo.Tests.Platform.Events;
using GoNoGo.Tests.Support;
using LibGit2Sharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;

namespace GoNoGo.Tests.Mail;

/// <summary>Mail on the real event bus and database, into a folder unless a test sends it elsewhere. The clock stands still.</summary>
internal sealed class MailHouse : IAsyncDisposable
{
    public const string Post = "first-post";
    public const string GermanPost = "erster-beitrag";
    public const string Author = "Ada Lovelace";

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    private readonly Testing.TemporaryFolder folder = new();
    private EventHouse? events;
    private Action<IServiceCollection> registration = _ => { };

    private MailHouse()
    {
    }

    public EventHouse Events => events ?? throw new InvalidOperationException("The house is not open.");

    public SnapshotStore Snapshots => Events.Services.GetRequiredService<SnapshotStore>();

    public string FolderPath => folder["mail"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<MailHouse> OpenAsync(
        DatabaseProvider provider,
        Func<MailOptions, MailOptions>? adjust = null,
        Action<IServiceCollection>? register = null,
        SiteSettings? site = null)
    {
        var house = new MailHouse();
        var options = new MailOptions { PickupPath = house.FolderPath, PerHour = 0, PerDay = 0, AddressPerHour = 0 };
        house.registration = services =>
        {
            services.AddSingleton<SnapshotStore>();
            services.AddSingleton(_ => new CommitNotes(new GitMirror(house.folder["mirror"])));
            services.AddSingleton<IPostCatalog, GoNoGo.Blog.SnapshotCatalog>();
            services.AddSingleton(new MailLinks(new Uri("https://blog.example.org"), token => $"/comments/{token}/"));
            register?.Invoke(services);
            services.AddEmail();
            services.AddSingleton<IOptions<MailOptions>>(Options.Create(adjust?.Invoke(options) ?? options));
        };
        house.events = await EventHouse.OpenAsync(provider, house.registration);
        house.Show(site ?? new SiteSettings { Title = "Ein Blög", Author = Author });
        await house.Events.StartAsync();
        return house;
    }

    /// <summary>Serves two posts under these settings.</summary>
    public void Show(SiteSettings site, params ContentProblem[] problems) => Snapshots.Swap(SnapshotOf(site, problems));

    /// <summary>A commit in the mirror of the content.</summary>
    /// <returns>Its object id.</returns>
    public string Commit(string message, string author)
    {
        using var repository = new Repository(Repository.Init(folder["mirror"], isBare: true));
        var signature = new Signature(author, "ada@example.org", Events.Clock.GetUtcNow());
        var tree = repository.ObjectDatabase.CreateTree(new TreeDefinition());
        return repository.ObjectDatabase.CreateCommit(signature, signature, message, tree, [], prettifyMessage: false).Sha;
    }

    /// <summary>The next server on the same database, which has not loaded its content yet.</summary>
    public EventHouse OpenNextWithoutContent() => Events.OpenAnother(registration);

    public static Snapshot SnapshotOf(SiteSettings site, params ContentProblem[] problems) => new(
        $"{problems.Length:x40}",
        site,
        [PostOf(Post, "On the “first” post", "en"), PostOf(GermanPost, "Über den ersten Beitrag", "de")],
        [],
        new Dictionary<string, Destination>(),
        problems);

    public static NewComment Comment(string? email = null, string content = "A thought.", Guid? parent = null, string post = Post) => new()
    {
        PostId = post,
        Form = "api",
        Content = content,
        AuthorName = "Grace",
        AuthorEmail = email,
        NotifyReplies = email is not null,
        GdprConsent = true,
        ParentId = parent,
    };

    public async Task<Integrations.Email.Ledger.Mail> RetryAsync(string kind)
    {
        var id = (await RowAsync(kind)).Id;
        var retried = await Events.InScopeAsync(scope => scope.GetRequiredService<MailDesk>().RetryAsync(id, Cancelled));
        Assert.Null(retried.Error);
        return await RowAsync(kind);
    }

    public async Task<CommentReceipt> SendAsync(NewComment comment) => await Events.InScopeAsync(async scope =>
        (await scope.GetRequiredService<CommentService>().CreateAsync(comment, Cancelled)).Succeeded(out var receipt, out var error)
            ? receipt
            : throw new InvalidOperationException(error.Message));

    /// <summary>Sends a comment and confirms its address, as who follows the link of the mail does.</summary>
    public async Task<CommentReceipt> SendConfirmedAsync(NewComment comment)
    {
        var receipt = await SendAsync(comment);
        await ConfirmAsync(receipt.Id);
        return receipt;
    }

    public async Task ConfirmAsync(Guid commentId)
    {
        var token = await Events.InScopeAsync(async scope =>
        {
            var found = await scope.GetRequiredService<MailedComments>().FindAsync(commentId, Cancelled);
            return (await scope.GetRequiredService<MailboxVault>().FindAsync(found!.Subject, Cancelled))!.ConfirmationToken;
        });
        if (token is not null)
        {
            await InUnitAsync((scope, transaction) =>
                scope.GetRequiredService<MailboxVault>().ConfirmAsync(transaction, token, Cancelled));
        }
    }

    public Task ApproveAsync(Guid id) => Events.InScopeAsync(scope => scope.GetRequiredService<ModerationService>()
        .ApproveAsync(id, ModeratorIdentity.Operator, Cancelled));

    public Task RejectAsync(Guid id, RefusalReason? reason = null) => Events.InScopeAsync(scope => scope
        .GetRequiredService<ModerationService>().RejectAsync(id, reason, ModeratorIdentity.Operator, Cancelled));

    public Task MarkSpamAsync(Guid id) => Events.InScopeAsync(scope => scope.GetRequiredService<ModerationService>()
        .DecideAsync(id, new NewDecision(ModerationStatus.Spam), ModeratorIdentity.Operator, Cancelled));

    public Task UndoAsync(Guid id) => Events.InScopeAsync(scope => scope.GetRequiredService<ModerationService>()
        .UndoAsync(id, decisionId: null, revision: null, ModeratorIdentity.Operator, Cancelled));

    public Task EraseAsync(CommentReceipt receipt) => Events.InScopeAsync(scope => scope.GetRequiredService<OwnComment>()
        .EraseAsync(receipt.CapabilityToken, Cancelled));

    /// <summary>Leaves by the link of a mail, with one click.</summary>
    public Task LeaveAsync(FolderMail mail, bool onlyKind = false) => InUnitAsync<Done>(async (scope, transaction) =>
    {
        await scope.GetRequiredService<MailPreferences>().LeaveAsync(transaction, TokenIn(mail), onlyKind, "mail_page", Cancelled);
        return new Done();
    });

    public static string TokenIn(FolderMail mail) => mail.Headers["List-Unsubscribe"].Trim('<', '>').Split('/')[^1];

    public Task InUnitAsync<T>(Func<IServiceProvider, Transaction, Task<GoNoGo.Platform.Results.Result<T>>> work)
        where T : notnull => Events.InScopeAsync(scope => scope.GetRequiredService<UnitOfWork>()
            .RunAsync((transaction, _) => work(scope, transaction), Cancelled));

    public Task<List<Integrations.Email.Ledger.Mail>> RowsAsync() => Events.RowsAsync<Integrations.Email.Ledger.Mail>();

    public async Task<Integrations.Email.Ledger.Mail> RowAsync(string kind) => (await RowsAsync()).Single(row => row.Kind == kind);

    /// <summary>Lets time pass until all that is queued has ended; what comes by the calendar may be among it.</summary>
    public Task DrainAsync() => Events.AdvancesUntilAsync("all mails ended", Step, async () =>
        !(await Events.RowsAsync<OutboxDelivery>()).Any(delivery => delivery.Status == DeliveryStatus.Available)
        && !(await RowsAsync()).Any(row => row.Status == MailStatus.Queued));

    public Task EndsAsync(string kind, MailStatus status, TimeSpan? step = null) => Events.AdvancesUntilAsync(
        $"a mail of kind {kind} was {status}",
        step ?? Step,
        async () => (await RowsAsync()).Any(row => row.Kind == kind && row.Status == status));

    /// <summary>The mails in the folder, by when they were queued.</summary>
    public IReadOnlyList<FolderMail> Folder() => Directory.Exists(FolderPath)
        ? [.. Directory.EnumerateFiles(FolderPath, "*.eml").Order(StringComparer.Ordinal).Select(FolderMail.Load)]
        : [];

    public FolderMail TheOnly(string subject) => Assert.Single(Folder(), mail => mail.Subject == subject);

    public Task<IReadOnlyList<HealthTrouble>> TroublesAsync() => Events.InScopeAsync(scope =>
        scope.GetRequiredService<MailHealth>().FindAsync(Snapshots.Current?.Site ?? SiteSettings.Default, Cancelled));

    /// <summary>Entries about mails: action, and reason or error type.</summary>
    public async Task<IReadOnlyList<string>> AuditAsync() =>
        [.. (await Events.RowsAsync<AuditEntry>()).Where(entry => entry.ResourceType == "mail").OrderBy(entry => entry.Sequence)
            .Select(entry => entry.Action)];

    public async ValueTask DisposeAsync()
    {
        await Events.DisposeAsync();
        folder.Dispose();
    }

    private static Post PostOf(string slug, string title, string language) => new()
    {
        Slug = slug,
        SourcePath = $"content/posts/{slug}.md",
        Address = $"/posts/{slug}/",
        Title = title,
        PublishedAt = DateTimeOffset.UnixEpoch,
        Language = language,
        Excerpt = "",
        MetaDescription = "",
        Html = "",
        PlainText = "",
        WordCount = 1,
    };

    private sealed record Done;
}

/// <summary>A mail that lies in the folder.</summary>
internal sealed record FolderMail(
    string To, string Subject, string Text, string Html, DateTimeOffset Date, IReadOnlyDictionary<string, string> Headers)
{
    public override string ToString() => $"[{Subject}]";

    public static FolderMail Load(string file)
    {
        var message = MimeMessage.Load(file);
        return new FolderMail(
            message.To.ToString(),
            message.Subject ?? "",
            message.TextBody ?? "",
            message.HtmlBody ?? "",
            message.Date,
            message.Headers.GroupBy(header => header.Field).ToDictionary(group => group.Key, group => group.First().Value));
    }
}
