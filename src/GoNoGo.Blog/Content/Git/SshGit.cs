using System.ComponentModel;
using System.Diagnostics;

namespace GoNoGo.Blog.Content.Git;

/// <summary>
/// Runs the installed git over SSH. Arguments are a list, never a shell's line; nothing can ask for a password; every other
/// protocol is off, so a redirect or helper in a configuration does nothing.
/// </summary>
internal static class SshGit
{
    public const string DefaultSshCommand = "ssh -oBatchMode=yes -oConnectTimeout=15 -oServerAliveInterval=15";

    private const int MessageCharacters = 4096;

    /// <summary>Runs a command in a repository; null where no git is installed.</summary>
    public static async Task<SshGitRun?> RunAsync(
        string sshCommand, string repositoryPath, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(sshCommand, repositoryPath, arguments) };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        try
        {
            process.StandardInput.Close();
            var answer = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken); // Its exit code says enough.
            var message = await ReadBoundedAsync(process.StandardError, cancellationToken);
            await answer;
            await process.WaitForExitAsync(cancellationToken);
            return new SshGitRun(process.ExitCode, message);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static ProcessStartInfo StartInfo(string sshCommand, string repositoryPath, IEnumerable<string> arguments)
    {
        string[] all = ["-C", repositoryPath, "-c", "protocol.allow=never", "-c", "protocol.ssh.allow=always", .. arguments];
        var start = new ProcessStartInfo("git", all)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_SSH_COMMAND"] = sshCommand;
        start.Environment["LC_ALL"] = "C";
        return start;
    }

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

/// <summary>How a run of git ended, and the beginning of what it said.</summary>
internal sealed record SshGitRun(int ExitCode, string Message);
