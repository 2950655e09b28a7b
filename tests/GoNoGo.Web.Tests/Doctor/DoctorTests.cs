using System.Diagnostics;
using System.Text.Json;
using GoNoGo.Testing;
using GoNoGo.Web.Cli;

namespace GoNoGo.Web.Tests.Doctor;

/// <summary><c>gonogo doctor</c> names what is wrong, and nothing where nothing is.</summary>
public sealed class DoctorTests(SoundInstallation sound) : IClassFixture<SoundInstallation>
{
    private static readonly IReadOnlyDictionary<string, Fault> Faults = PlantedFaults.All;

    public static TheoryData<string> Names => [.. Faults.Keys];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_nothing_is_wrong_nothing_needs_mending()
    {
        using var folder = new TemporaryFolder();

        var found = await Installation.CopyOf(sound, folder).ExamineAsync();

        Assert.DoesNotContain(found, finding => finding.NeedsMending);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_planted_fault_is_named_with_what_to_do(string name)
    {
        using var folder = new TemporaryFolder();
        var installation = Installation.CopyOf(sound, folder);
        var fault = Faults[name];
        fault.Plant(installation);

        var found = await installation.ExamineAsync();
        fault.Undo(installation);

        var wrong = found.Where(finding => finding.NeedsMending).ToList();
        Assert.Contains(wrong, finding => finding.Area == fault.Area && finding.Code == fault.Code
            && finding.Message.Contains(fault.Words, StringComparison.Ordinal));
        Assert.Equal([fault.Code, .. fault.Also], wrong.Select(finding => finding.Code).Distinct());
    }

    [Fact]
    public async Task A_repository_and_a_mirror_of_another_user_are_named()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "Only root gives a folder to another user.");
        using var folder = new TemporaryFolder();
        var installation = Installation.CopyOf(sound, folder);
        using var give = Process.Start("chown", ["-R", "12345", installation["data/mirror"]]);
        await give.WaitForExitAsync(Cancelled);

        var found = await installation.ExamineAsync();

        Assert.Equal("mirror_of_another_user", Assert.Single(found, finding => finding.NeedsMending).Code);
    }

    [Fact]
    public async Task The_program_says_it_in_lines_and_as_JSON_and_answers_1()
    {
        using var folder = new TemporaryFolder();
        var installation = Installation.CopyOf(sound, folder);
        File.Delete(installation["data/keys/sign-in.1.key"]);
        string[] options = ["doctor", "--data", installation["data"], "--content", sound.Content.Path];

        var text = await ServerProcess.RunAsync(options);
        using var json = new StringWriter();
        var code = await CommandLine.RunAsync([.. options, "--json"], TimeProvider.System, json, TextWriter.Null);

        Assert.Equal((1, 1), (text.ExitCode, code));
        Assert.Contains("! keys: Keys are missing from the folder", text.Output, StringComparison.Ordinal);
        Assert.Contains("- backup: No backups are made here", text.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(json.ToString());
        var finding = Assert.Single(
            report.RootElement.GetProperty("items").EnumerateArray(), item => item.GetProperty("code").GetString() == "keys_missing");
        Assert.Equal("keys", finding.GetProperty("area").GetString());
        Assert.True(finding.GetProperty("needs_mending").GetBoolean());
        Assert.Equal(JsonValueKind.Null, report.RootElement.GetProperty("next").ValueKind);
    }
}
