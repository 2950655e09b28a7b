namespace GoNoGo.Web.Portability;

/// <summary>
/// Whether the rows of an import refer to what is there. The database keeps few of these references itself, since what is erased leaves
/// proofs behind: the consents of somebody who is gone name a person who is not.
/// </summary>
internal sealed class RowReferences
{
    private const string Subjects = "subjects";
    private const string Comments = "comments";
    private const string Staff = "staff_accounts";

    /// <summary>Columns whose row must be in the file, each behind the tables that it refers to.</summary>
    private static readonly Dictionary<string, (string Column, string[] Tables)[]> Needed = new(StringComparer.Ordinal)
    {
        [Comments] = [("subject_id", [Subjects])],
        ["comment_edits"] = [("comment_id", [Comments])],
        ["comment_appeals"] = [("comment_id", [Comments])],
        ["moderation_decisions"] = [("comment_id", [Comments])],
        ["consent_records"] = [("comment_id", [Comments])],
        ["legal_holds"] = [("comment_id", [Comments])],
        ["commenter_profiles"] = [("subject_id", [Subjects])],
        ["mailboxes"] = [("subject_id", [Subjects, Staff])],
        ["privacy_requests"] = [("comment_id", [Comments])],
    };

    private readonly Dictionary<string, HashSet<Guid>> known = new(StringComparer.Ordinal)
    {
        [Subjects] = [],
        [Comments] = [],
        [Staff] = [],
    };

    private readonly Dictionary<Guid, (Guid Parent, long Line)> answers = [];

    /// <summary>Looks at a row.</summary>
    /// <param name="table">Of which it is.</param>
    /// <param name="values">In the order of its columns.</param>
    /// <param name="line">Where it stands in the file.</param>
    /// <exception cref="FormatException">It refers to nothing.</exception>
    public void Add(ExportedTable table, object?[] values, long line)
    {
        if (known.TryGetValue(table.Name, out var ids))
        {
            ids.Add((Guid)values[table.At("id")]!); // It is the key.
        }

        foreach (var (column, tables) in Needed.GetValueOrDefault(table.Name, []))
        {
            if (values[table.At(column)] is Guid id && !tables.Any(name => known[name].Contains(id)))
            {
                throw new FormatException($"{table.Name}.{column} names a row that is not in the file");
            }
        }

        if (table.Name == Comments && values[table.At("parent_id")] is Guid parent)
        {
            answers[(Guid)values[table.At("id")]!] = (parent, line); // It is the key.
        }
    }

    /// <summary>Looks at what could be known only at the end: comments that answer one behind them, or themselves by any number.</summary>
    /// <returns>The line of a comment that answers none, or ends nowhere; null where there is none.</returns>
    public long? FindLoose()
    {
        var sound = new HashSet<Guid>();
        foreach (var (id, (_, line)) in answers)
        {
            var way = new HashSet<Guid>();
            var at = id;
            while (!sound.Contains(at) && answers.TryGetValue(at, out var answer))
            {
                if (!way.Add(at))
                {
                    return line;
                }

                at = answer.Parent;
            }

            if (!known[Comments].Contains(at))
            {
                return line;
            }

            sound.UnionWith(way);
        }

        return null;
    }
}
