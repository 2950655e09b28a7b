using System.Globalization;

namespace GoNoGo.Blog.Content.Git;

/// <summary>What can go wrong with a fetch, each as one sentence that says what to do.</summary>
internal static class FetchErrors
{
    private const int BranchesNamed = 5;

    public static ContentUnavailable Empty { get; } = new(
        "repository_empty", "The content repository has no commit yet; commit a post and push it.");

    public static ContentUnavailable TooLarge { get; } = new(
        "repository_too_large", "The content repository sends more than 4 GB; keep large media out of it.");

    public static ContentUnavailable HeadTooLarge { get; } = new(
        "head_too_large", "The pull request brings more than 256 MB, which is not fetched; it was not checked.");

    public static ContentUnavailable NoReference(string reference) => new(
        "reference_missing", $"The content repository has no {reference}; it may be gone by now.");

    public static ContentUnavailable StillRunning { get; } = new(
        "fetch_still_running", "The fetch before this one has not ended yet; the remote does not answer.");

    public static ContentUnavailable TimedOut(TimeSpan limit) => new(
        "fetch_timed_out",
        string.Create(CultureInfo.InvariantCulture, $"The content repository did not answer within {limit.TotalSeconds:0} seconds."));

    public static ContentUnavailable NoBranch(string branch, IEnumerable<string> heads) => new(
        "branch_missing",
        $"The content repository has no branch '{branch}'; it has "
        + string.Join(", ", heads.Order(StringComparer.Ordinal).Take(BranchesNamed))
        + "."
        + " Set Content:Branch to one of them or push it.");

    public static ContentUnavailable BranchGone(string branch) => new(
        "branch_missing", $"The content repository has no branch '{branch}'; set Content:Branch to the one to follow or push it.");

    public static ContentUnavailable NotACommit(string branch) => new(
        "branch_no_commit", $"The branch '{branch}' of the content repository does not point to a commit.");

    public static ContentUnavailable Sha256 { get; } = new(
        "repository_sha256", "The content repository uses SHA-256 object names, which cannot be read; make it with --object-format=sha1.");

    public static ContentUnavailable GitMissing { get; } = new(
        "git_missing", "An SSH address needs the program git, which is not installed; install it or use an https:// address.");

    public static ContentUnavailable Unreachable(RepositoryAddress address, string reason) => new(
        "repository_unreachable", $"The content repository at {address.Location} cannot be read: {OneLine(reason)}");

    public static ContentUnavailable From(RepositoryAddress address, Exception exception) =>
        IsSha256(address, exception.Message) ? Sha256
        : address.Transport is RepositoryTransport.Local && !Directory.Exists(address.Location)
            ? Unreachable(address, "there is no such folder.")
        : address.Transport is RepositoryTransport.Local && !Repositories.Exists(address.Location)
            ? new ContentUnavailable("no_repository", $"The folder {address.Location} is no Git repository; run git init and commit there.")
        : Unreachable(address, exception.Message);

    private static bool IsSha256(RepositoryAddress address, string message)
    {
        if (message.Contains("objectformat", StringComparison.OrdinalIgnoreCase)
            || message.Contains("object format", StringComparison.OrdinalIgnoreCase)
            || message.Contains("sha256", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var configuration = new[] { Path.Combine(address.Location, "config"), Path.Combine(address.Location, ".git", "config") };
        return address.Transport is RepositoryTransport.Local && configuration.Any(file =>
            File.Exists(file) && File.ReadAllText(file).Contains("objectformat = sha256", StringComparison.OrdinalIgnoreCase));
    }

    private static string OneLine(string reason)
    {
        // What another server says goes to logs and terminals.
        var line = string.Concat(reason.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        return line.Length > 300 ? line[..300] : line;
    }
}
