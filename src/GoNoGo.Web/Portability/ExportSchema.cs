using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GoNoGo.Platform.Data;
using GoNoGo.Web.Database.Tables;

namespace GoNoGo.Web.Portability;

/// <summary>The JSON Schema (2020-12) of a line of an export, read off the model and its marks.</summary>
internal static class ExportSchema
{
    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(DataContext data)
    {
        var lines = new JsonArray([Head(), .. ExportedTables.Of(data).Tables.Select(Line), End()]);
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:gonogo:export:1",
            ["title"] = "A line of a GoNoGo export",
            ["description"] = "The first line is the head, the last the end, and between them stand the rows of the tables in this order, "
                + "each by its primary key. Times are UTC; ids are lower-case UUIDs.",
            ["oneOf"] = lines,
        };
        return schema.ToJsonString(Form) + "\n";
    }

    private static JsonObject Head() => Object(
        "The head",
        new JsonObject
        {
            ["gonogo_export"] = new JsonObject { ["const"] = ExportHead.CurrentVersion },
            ["tag_keys"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "Marks of the keys that the tags were made with",
            },
        });

    private static JsonObject End() => Object(
        "The end",
        new JsonObject
        {
            ["end"] = Object("Of the whole file", new JsonObject
            {
                ["rows"] = new JsonObject { ["type"] = "integer", ["description"] = "How many lines are rows" },
                ["sha256"] = new JsonObject { ["type"] = "string", ["description"] = "Of the bytes of all lines before, with newlines" },
            }),
        });

    private static JsonObject Line(ExportedTable table)
    {
        var columns = new JsonObject();
        foreach (var column in table.Columns)
        {
            columns[column.Model.Name] = Column(column);
        }

        return Object($"A row of {table.Name}", new JsonObject
        {
            ["table"] = new JsonObject { ["const"] = table.Name },
            ["row"] = Object($"By {string.Join(", ", table.Model.Key)}", columns),
        });
    }

    private static JsonObject Object(string description, JsonObject properties) => new()
    {
        ["type"] = "object",
        ["description"] = description,
        ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]),
        ["additionalProperties"] = false,
        ["properties"] = properties,
    };

    private static JsonObject Column(ExportedColumn column)
    {
        if (column.Opening is { Form: OpenedForm.Json })
        {
            return new JsonObject { ["description"] = Meaning(column) };
        }

        var schema = new JsonObject();
        var type = column.Opening is null ? TypeOf(column.Model) : "string";
        schema["type"] = column.Model.IsNullable ? new JsonArray(type, "null") : type;
        if (column.Opening is null && FormOf(column.Model) is var (name, value))
        {
            schema[name] = value;
        }

        if (column.Model.MaxLength is { } length && type == "string" && column.Opening is null)
        {
            schema["maxLength"] = length;
        }

        if (Meaning(column) is { } meaning)
        {
            schema["description"] = meaning;
        }

        return schema;
    }

    private static string? Meaning(ExportedColumn column)
    {
        var opened = column.Opening is null ? null : "Encrypted in the database; opened here, null where nobody can open it any more. ";
        var tag = column.IsTag ? "A tag under a key of the installation. " : null;
        var personal = column.Personal is { } mark ? $"Personal: {mark.Category}, {mark.Purpose}, {mark.Basis}, {mark.Clock}." : null;
        return (opened + tag + personal).TrimEnd() is { Length: > 0 } text ? text : null;
    }

    private static string TypeOf(ModelColumn column) => column.Type switch
    {
        _ when column.IsMoment => "string",
        var type when type == typeof(long) || type == typeof(int) => "integer",
        var type when type == typeof(bool) => "boolean",
        _ => "string",
    };

    private static (string Name, string Value)? FormOf(ModelColumn column) => column.Type switch
    {
        _ when column.IsMoment => ("format", "date-time"),
        var type when type == typeof(Guid) => ("format", "uuid"),
        var type when type == typeof(DateOnly) => ("format", "date"),
        var type when type == typeof(byte[]) => ("contentEncoding", "base64"),
        _ => null,
    };
}
