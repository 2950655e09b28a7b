using System.Globalization;
using System.Text;
using System.Xml.Linq;
using GoNoGo.Tests.Architecture;
using GoNoGo.Web.Configuration;

namespace GoNoGo.Tests.Configuration;

/// <summary>docs/operations/configuration.md is written by the option records; GONOGO_REGENERATE=1 writes it anew.</summary>
public sealed class ConfigurationDocumentTests
{
    private const string Switch = "GONOGO_REGENERATE";
    private const string Introduction = """
        # Configuration

        Settings come from `appsettings.json` beside the program, then from the environment, then from the options of the
        command; the later one wins. In the environment a key is written with two underscores: `GoNoGo__Content__Branch`. A text
        may also come from a file, as a secret should: `GoNoGo__Content__Token_FILE=/run/secrets/token`. A list takes its values
        separated by commas. An unknown key, a wrong type and a value out of range stop the program before it starts, with a
        sentence that says what to do.

        This page is generated from the option records.


        """;

    [Fact]
    public void The_document_tells_what_the_option_records_declare()
    {
        var path = Path.Combine(SourceTree.Root, "docs/operations/configuration.md");
        var expected = Document();
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!); // A file stands in a folder.
            File.WriteAllText(path, expected);
        }

        var isFresh = File.Exists(path) && File.ReadAllText(path) == expected;
        Assert.True(isFresh, $"{path} is stale; run this test with {Switch}=1 and commit it.");
    }

    private static string Document()
    {
        var text = new StringBuilder(Introduction);
        foreach (var (section, options) in SettingCatalog.Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section}\n\n| key | default | meaning |\n|---|---|---|\n");
            foreach (var setting in SettingCatalog.Settings.Where(setting => setting.Property.DeclaringType == options))
            {
                text.Append(CultureInfo.InvariantCulture, $"| `{setting.Property.Name}` | {Default(setting)} | {Meaning(setting)} |\n");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Default(Setting setting) => setting.Default switch
    {
        null or IReadOnlyList<string> => "–",
        Enum or bool => $"`{setting.Default.ToString()!.ToLowerInvariant()}`", // Enum and bool have a text.
        var value => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
    };

    /// <summary>Text in a code element, or the member that a reference leads to.</summary>
    private static string NamedBy(XElement code) => code.Attribute("cref") is { } reference ? reference.Value.Split('.')[^1] : code.Value;

    private static string Meaning(Setting setting)
    {
        var type = setting.Property.DeclaringType!; // Properties are read off their records.
        var file = Path.Combine(AppContext.BaseDirectory, type.Assembly.GetName().Name + ".xml");
        var summary = XDocument.Load(file).Descendants("member")
            .Single(member => member.Attribute("name")?.Value == $"P:{type.FullName}.{setting.Property.Name}")
            .Element("summary")!; // A setting without a meaning must fail here.
        var text = string.Concat(summary.Nodes().Select(node => node is XElement code ? $"`{NamedBy(code)}`" : node.ToString()));
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Replace("|", "\\|", StringComparison.Ordinal);
    }
}
