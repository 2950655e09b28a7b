using System.Text;

namespace GoNoGo.Integrations.Email.Writing;

/// <summary>The text part of a mail: what every program and every screen reader can read.</summary>
internal static class PlainText
{
    private const int Width = 72;

    public static string Of(MailContent content)
    {
        var text = new StringBuilder();
        text.Append(content.Heading).Append("\n\n");
        foreach (var block in content.Blocks)
        {
            Append(text, block);
        }

        text.Append("-- \n");
        foreach (var block in content.Footer)
        {
            Append(text, block);
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Append(StringBuilder text, MailBlock block)
    {
        switch (block)
        {
            case MailBlock.Paragraph(var words):
                text.AppendJoin('\n', Wrapped(words, Width));
                break;
            case MailBlock.Quote(var words):
                text.AppendJoin('\n', Wrapped(words, Width - 2).Select(line => "> " + line));
                break;
            case MailBlock.Action(var label, var address):
                text.Append(label).Append(":\n").Append(address.AbsoluteUri);
                break;
            case MailBlock.Link(var label, var address):
                text.Append(label).Append(":\n").Append(address.AbsoluteUri);
                break;
            case MailBlock.Facts(var rows):
                text.AppendJoin('\n', rows.Select(row => $"{row.Name}: {row.Value}"));
                break;
            case MailBlock.Listing(var items):
                text.AppendJoin('\n', items.Select(item => "* " + string.Join("\n  ", Wrapped(item, Width - 2))));
                break;
            case MailBlock.Verbatim(var words):
                text.AppendJoin('\n', words.TrimEnd('\n').Split('\n').Select(line => "    " + line));
                break;
        }

        text.Append("\n\n");
    }

    private static IEnumerable<string> Wrapped(string words, int width)
    {
        var line = new StringBuilder();
        foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        yield return line.ToString();
    }
}
