using System.Text;
using GoNoGo.Blog.Content;
using GoNoGo.Blog.Posts;
using YamlDotNet.Serialization;

namespace GoNoGo.Blog.Site;

internal static class SiteFile
{
    public static (SiteSettings Settings, IReadOnlyList<ContentProblem> Problems) Read(SourceFile file)
    {
        var values = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object?>>(Encoding.UTF8.GetString(file.Bytes.Span)) ?? [];
        string? One(string key) => values.GetValueOrDefault(key)?.ToString();
        return (
            new SiteSettings
            {
                Title = One("title") ?? SiteSettings.Default.Title,
                Author = One("author"),
                PostsFolder = One("posts"),
                Permalink = One("permalink") ?? SiteSettings.Default.Permalink,
            },
            []);
    }
}
