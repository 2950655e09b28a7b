namespace GoNoGo.Testing;

/// <summary>A folder of a test's own, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Where it is.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("gonogo-test-").FullName;

    /// <summary>The path of something in it.</summary>
    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    public void Dispose()
    {
        foreach (var file in new DirectoryInfo(Path).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            file.Attributes = FileAttributes.Normal; // Git writes its objects read-only.
        }

        Directory.Delete(Path, recursive: true);
    }
}
