using System.Buffers;
using System.Collections.Frozen;
using Markdig.Syntax;

namespace GoNoGo.Blog.Posts.Rendering;

/// <summary>The language that a fence names, whatever else stands beside it: <c>rust,ignore</c>, <c>js {1,3}</c>, <c>{.rust}</c>.</summary>
internal static class CodeLanguage
{
    private static readonly SearchValues<char> AfterName = SearchValues.Create(" \t,{}:;");

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["rs"] = "rust",
        ["sh"] = "shellscript",
        ["bash"] = "shellscript",
        ["shell"] = "shellscript",
        ["zsh"] = "shellscript",
        ["js"] = "javascript",
        ["jsx"] = "javascript",
        ["ts"] = "typescript",
        ["tsx"] = "typescriptreact",
        ["cs"] = "csharp",
        ["c#"] = "csharp",
        ["f#"] = "fsharp",
        ["c++"] = "cpp",
        ["cxx"] = "cpp",
        ["py"] = "python",
        ["rb"] = "ruby",
        ["yml"] = "yaml",
        ["toml"] = "ini", // There is no grammar of its own; sections, keys, strings and comments are alike.
        ["md"] = "markdown",
        ["docker"] = "dockerfile",
        ["golang"] = "go",
        ["ps1"] = "powershell",
        ["svg"] = "xml",
        ["jsonc"] = "json",
        ["asm"] = "asm_x86",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string? Of(CodeBlock block)
    {
        var info = (block as FencedCodeBlock)?.Info?.Trim().TrimStart('{', '.') ?? "";
        var end = info.AsSpan().IndexOfAny(AfterName);
        var name = (end < 0 ? info : info[..end]).ToLowerInvariant();
        return name.Length > 0 ? name : null;
    }

    /// <summary>The name under which the bundled grammars know it.</summary>
    public static string GrammarId(string language) => Aliases.GetValueOrDefault(language, language);
}
