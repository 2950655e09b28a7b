using System.Collections.Concurrent;
using System.Globalization;
using MimeKit;

namespace GoNoGo.Integrations.Email.Sending;

/// <summary>A folder of mails, each in a file of its own, for another program to take or a person to read; for this user only.</summary>
internal sealed class PickupFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Ending = "eml";
    private const string Unfinished = ".part";

    /// <summary>What is being written at this moment: its time on the disk is not that of the clock that says what is old.</summary>
    private readonly ConcurrentDictionary<string, bool> unfinished = new(StringComparer.Ordinal);

    public string Path => path;

    /// <summary>Makes it where it is missing.</summary>
    public void Ensure()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Puts a mail there, whole or not at all. The same mail again takes the place of the first.</summary>
    public async Task WriteAsync(Guid id, MimeMessage message, CancellationToken cancellationToken)
    {
        Ensure();
        var target = System.IO.Path.Combine(path, id.ToString("N", CultureInfo.InvariantCulture) + "." + Ending);
        var aside = target + Unfinished;
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        unfinished[aside] = true;
        try
        {
            await using (var file = new FileStream(aside, options))
            {
                await message.WriteToAsync(FormatOptions.Default, file, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            // By the clock that decides when it is old.
            File.SetLastWriteTimeUtc(aside, message.Date.UtcDateTime);
            File.Move(aside, target, overwrite: true);
        }
        catch
        {
            File.Delete(aside);
            throw;
        }
        finally
        {
            unfinished.TryRemove(aside, out _);
        }
    }

    /// <summary>Removes mails of ours that nobody has taken since, and parts of some that a kill left behind.</summary>
    public int RemoveOlder(DateTimeOffset than, int limit)
    {
        if (!Directory.Exists(path))
        {
            return 0;
        }

        var old = Directory.EnumerateFiles(path)
            .Where(file => IsOurs(file) && !unfinished.ContainsKey(file))
            .Where(file => File.GetLastWriteTimeUtc(file) <= than.UtcDateTime)
            .Take(limit)
            .ToList();
        return old.Count(TryDelete);
    }

    /// <summary>One that another program holds must not keep the others.</summary>
    private static bool TryDelete(string file)
    {
        try
        {
            File.Delete(file);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsOurs(string file) => System.IO.Path.GetFileName(file).Split('.', 2) is [var name, Ending or Ending + Unfinished]
        && Guid.TryParseExact(name, "N", out _);
}
