using System.Runtime.CompilerServices;
using AngleSharp.Html.Parser;
using GoNoGo.Blog.Posts;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Feeds;

/// <summary>The bodies of posts with every address in full, as feed readers need them. Made once per post.</summary>
internal sealed class AbsoluteHtml(PublicAddress address)
{
    private static readonly string[] AddressAttributes = ["href", "src", "poster"];

    private readonly ConditionalWeakTable<Post, string> bodies = [];

    public string Of(Post post) => bodies.GetValue(post, Make);

    private string Make(Post post)
    {
        var page = address.Absolute(post.Address);
        var parser = new HtmlParser();
        var body = parser.ParseDocument("").Body!; // The parser makes a body for every document.
        body.Append([.. parser.ParseFragment(post.Html, body)]);
        foreach (var element in body.QuerySelectorAll("[href], [src], [poster]"))
        {
            foreach (var name in AddressAttributes)
            {
                if (element.GetAttribute(name) is { } value && Uri.TryCreate(page, address.Outside(value), out var absolute))
                {
                    element.SetAttribute(name, absolute.AbsoluteUri);
                }
            }
        }

        foreach (var image in body.QuerySelectorAll("[srcset]"))
        {
            image.SetAttribute("srcset", AbsoluteSet(image.GetAttribute("srcset") ?? "", page));
        }

        return body.InnerHtml;
    }

    private string AbsoluteSet(string candidates, Uri page) => string.Join(", ", candidates
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(candidate => address.Outside(candidate).Split(' ', 2))
        .Where(parts => Uri.TryCreate(page, parts[0], out _))
        .Select(parts => string.Join(' ', [new Uri(page, parts[0]).AbsoluteUri, .. parts[1..]])));
}
