using System.Collections.Concurrent;
using System.Net;
using System.Text;
using TextMateSharp.Grammars;
using TextMateSharp.Registry;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>Marks up code with classes, on the server, by the grammars that editors use. Thread-safe.</summary>
internal sealed class CodeHighlighter
{
    private const int MaxCharacters = 200_000;
    private const int MaxLineLength = 2000;

    // A guard against a grammar's pathological pattern, far above what any honest line takes.
    private static readonly TimeSpan LineTimeout = TimeSpan.FromSeconds(2);

    private readonly RegistryOptions options = new(ThemeName.LightPlus);
    private readonly ConcurrentDictionary<string, Lazy<GrammarPool?>> languages = new(StringComparer.Ordinal);

    /// <summary>The code as escaped HTML; without marks where the language is unknown or the code too large.</summary>
    public string Highlight(string code, string? language)
    {
        if (language is null || code.Length > MaxCharacters || Find(CodeLanguage.GrammarId(language)) is not { } grammars)
        {
            return WebUtility.HtmlEncode(code);
        }

        var grammar = grammars.Take();
        try
        {
            return Highlight(code, grammar);
        }
        finally
        {
            grammars.Return(grammar);
        }
    }

    private static string Highlight(string code, IGrammar grammar)
    {
        var html = new StringBuilder(code.Length * 2);
        IStateStack? state = null;
        foreach (var line in code.Split('\n'))
        {
            if (html.Length > 0)
            {
                html.Append('\n');
            }

            if (line.Length > MaxLineLength)
            {
                html.Append(WebUtility.HtmlEncode(line));
                continue;
            }

            // With its line break, as a text of its own: the grammar remembers what its patterns found in a line only where it need not
            // copy the line to end it, and looks at each character dozens of times where it does not remember.
            var result = grammar.TokenizeLine(line + '\n', state, LineTimeout);
            state = result.RuleStack;
            AppendLine(html, line, result.Tokens);
        }

        return html.ToString();
    }

    private static void AppendLine(StringBuilder html, string line, IEnumerable<IToken> tokens)
    {
        string? open = null;
        foreach (var token in tokens)
        {
            var start = Math.Min(token.StartIndex, line.Length);
            var text = line[start..Math.Min(token.EndIndex, line.Length)];
            var name = string.IsNullOrWhiteSpace(text) ? open : HighlightClass.Of(token.Scopes);
            if (name != open)
            {
                html.Append(open is null ? "" : "</span>").Append(name is null ? "" : $"<span class=\"{name}\">");
                open = name;
            }

            html.Append(WebUtility.HtmlEncode(text));
        }

        html.Append(open is null ? "" : "</span>");
    }

    // Unknown names come from authors and are not kept: the table stays as small as the set of grammars.
    private GrammarPool? Find(string id)
    {
        if (languages.TryGetValue(id, out var known))
        {
            return known.Value;
        }

        return options.GetScopeByLanguageId(id) is { Length: > 0 } scope
            ? languages.GetOrAdd(id, _ => new Lazy<GrammarPool?>(() => GrammarPool.Of(options, scope))).Value
            : null;
    }

    /// <summary>
    /// The grammars of a language that nobody reads with at the moment: one compiles its rules while it reads and is not safe for two
    /// threads, and to wait for each other would cost a large blog half of its processors.
    /// </summary>
    private sealed class GrammarPool(RegistryOptions options, string scope)
    {
        private readonly ConcurrentBag<IGrammar> idle = [];

        /// <summary>Null where no grammar has the scope.</summary>
        public static GrammarPool? Of(RegistryOptions options, string scope)
        {
            var pool = new GrammarPool(options, scope);
            if (pool.Load() is not { } grammar)
            {
                return null;
            }

            pool.Return(grammar);
            return pool;
        }

        public IGrammar Take() => idle.TryTake(out var grammar)
            ? grammar
            : Load() ?? throw new InvalidOperationException($"The grammar {scope} was there and is not now.");

        public void Return(IGrammar grammar)
        {
            if (idle.Count < Environment.ProcessorCount)
            {
                idle.Add(grammar);
            }
        }

        private IGrammar? Load() => new Registry(options).LoadGrammar(scope);
    }
}
