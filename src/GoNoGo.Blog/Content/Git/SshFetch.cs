using System.ComponentModel;
using System.Diagnostics;
using GoNoGo.Platform.Results;
using LibGit2Sharp;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// Fetches over SSH with the installed git, since libgit2 comes without it. Arguments are a list, never a shell's line;
/// nothing can ask for a password; every other protocol is off, so a redirect or helper in a configuration does nothing.
/// </summary>
internal sealed class SshFetch(string sshCommand = SshFetch.DefaultSshCommand) : IRemoteFetch
{
    private const string DefaultSshCommand = "ssh -oBatchMode=yes -oConnectTimeout=15 -oServerAliveInterval=15";
    private const int MessageCharacters = 4096;

    public async Task<Result<string>> FetchAsync(
        string mirrorPath, RepositoryAddress address, string branch, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(mirrorPath, address, branch) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return FetchErrors.GitMissing;
        }

        try
        {
            process.StandardInput.Close();
            var message = await ReadBoundedAsync(process.StandardError, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 ? Fetched(mirrorPath, branch) : Refusal(address, branch, message);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private ProcessStartInfo StartInfo(string mirrorPath, RepositoryAddress address, string branch)
    {
        var start = new ProcessStartInfo("git")
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            ArgumentList =
            {
                "-C", mirrorPath,
                "-c", "protocol.allow=never",
                "-c", "protocol.ssh.allow=always",
                "-c", "fetch.fsckObjects=true",
                "fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--no-auto-maintenance", "--",
                address.Location, GitMirror.RefSpec(branch),
            },
        };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_SSH_COMMAND"] = sshCommand;
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static Result<string> Fetched(string mirrorPath, string branch)
    {
        using var mirror = Repositories.Open(mirrorPath);
        return mirror.Lookup<Commit>(GitMirror.FetchedReference)?.Sha is { } commit ? commit : FetchErrors.NotACommit(branch);
    }

    private static ContentUnavailable Refusal(RepositoryAddress address, string branch, string message) =>
        message.Contains("couldn't find remote ref", StringComparison.Ordinal) ? FetchErrors.BranchGone(branch)
        : message.Contains("object format", StringComparison.Ordinal) ? FetchErrors.Sha256
        : FetchErrors.Unreachable(address, message);

    private static async Task<string> ReadBoundedAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var kept = new char[MessageCharacters];
        var rest = new char[MessageCharacters];
        var length = await reader.ReadBlockAsync(kept, cancellationToken);
        while (await reader.ReadBlockAsync(rest, cancellationToken) > 0)
        {
            // What is beyond the bound is read and dropped, so that git never waits for a full pipe.
        }

        return new string(kept, 0, length);
    }
}
