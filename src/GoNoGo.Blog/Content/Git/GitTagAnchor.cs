using System.Globalization;
using GoNoGo.Platform.Audit;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// Keeps checkpoints as annotated tags in the content repository, which every clone takes along: made there where it is a
/// folder, made in the mirror and pushed where it is not.
/// </summary>
internal sealed class GitTagAnchor(
    bool isEnabled,
    string repository,
    string branch,
    string mirrorPath,
    IReadOnlyDictionary<RepositoryTransport, IRemoteTags> remotes,
    TimeProvider clock) : IAuditAnchor
{
    /// <summary>Where the tags of a remote are kept in the mirror; they are not its own.</summary>
    public const string FetchedPrefix = "refs/gonogo/audit/";

    private const string Prefix = "gonogo-audit/";
    private const string TagReferences = "refs/tags/" + Prefix;

    public const string RefSpec = $"+{TagReferences}*:{FetchedPrefix}*";

    private static readonly Identity Tagger = new("GoNoGo", "gonogo@localhost");

    public string Name => "git_tag";

    public bool IsEnabled => isEnabled;

    public string Whereabouts(long size) => $"tag {TagOf(size)} in {repository}";

    public async Task<OutboundOutcome> PublishAsync(AnchoredCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (!RepositoryAddress.Parse(repository).Succeeded(out var address, out _))
        {
            return new OutboundOutcome.PermanentFailure("repository_address_refused");
        }

        var made = Make(address.Transport is RepositoryTransport.Local ? address.Location : mirrorPath, checkpoint);
        return made is OutboundOutcome.Delivered && address.Transport is not RepositoryTransport.Local
            ? await remotes[address.Transport].PushAsync(mirrorPath, address, TagOf(checkpoint.Size), cancellationToken)
            : made;
    }

    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!RepositoryAddress.Parse(repository).Succeeded(out var address, out var refusal))
        {
            throw new AnchorUnavailableException(refusal.Message);
        }

        var isLocal = address.Transport is RepositoryTransport.Local;
        if (!isLocal && await remotes[address.Transport].FetchAsync(mirrorPath, address, cancellationToken) is { } reason)
        {
            throw new AnchorUnavailableException($"the content repository cannot be read: {reason.ReplaceLineEndings(" ").Trim()}");
        }

        try
        {
            using var opened = Repositories.Open(isLocal ? address.Location : mirrorPath);
            return
            [
                .. opened.Refs.FromGlob((isLocal ? TagReferences : FetchedPrefix) + "*")
                    .Select(reference => opened.Lookup<TagAnnotation>(reference.TargetIdentifier)?.Message ?? ""),
            ];
        }
        catch (LibGit2SharpException exception)
        {
            throw new AnchorUnavailableException($"the repository {repository} cannot be read.", exception);
        }
    }

    private static string TagOf(long size) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{size}");

    private OutboundOutcome Make(string path, AnchoredCheckpoint checkpoint)
    {
        try
        {
            using var opened = Repositories.Open(path);
            var tag = TagOf(checkpoint.Size);
            if (opened.Tags[tag] is { } existing)
            {
                return existing.Annotation?.Message == checkpoint.Note
                    ? new OutboundOutcome.Delivered()
                    : new OutboundOutcome.PermanentFailure("tag_differs");
            }

            var commit = opened.Lookup<Commit>("refs/heads/" + branch) ?? opened.Lookup<Commit>(GitMirror.FetchedReference);
            if (commit is null)
            {
                return new OutboundOutcome.TransientFailure("no_commit");
            }

            opened.Tags.Add(tag, commit, new Signature(Tagger, clock.GetUtcNow()), checkpoint.Note);
            return new OutboundOutcome.Delivered();
        }
        catch (Exception exception) when (exception is LibGit2SharpException or IOException or UnauthorizedAccessException)
        {
            return new OutboundOutcome.TransientFailure(exception.GetType().Name);
        }
    }
}
