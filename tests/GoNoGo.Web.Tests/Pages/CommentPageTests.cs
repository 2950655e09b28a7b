using GoNoGo.Comments;
using GoNoGo.Web.Pages;

namespace GoNoGo.Web.Tests.Pages;

public sealed class CommentPageTests
{
    [Fact]
    public async Task No_box_is_ticked_before_a_person_ticks_it()
    {
        var page = await ThreadAsync(new CommentPage([], null, 0), Sample.Form());

        Assert.Equal(2, page.QuerySelectorAll("input[type=checkbox]").Length);
        Assert.Empty(page.QuerySelectorAll("input[checked]"));
        Assert.Equal("preview", Assert.Single(page.QuerySelectorAll("button[name=step]")).GetAttribute("value"));
        Assert.Null(page.QuerySelector("input[name=ticket]"));
        Assert.Null(page.QuerySelector("[role=alert]"));
    }

    [Fact]
    public async Task A_refused_comment_keeps_what_was_typed_and_names_each_field()
    {
        var form = Sample.Form() with
        {
            Content = "\nFirst line",
            AuthorEmail = "nobody@",
            Errors = [new("author_email", "Mend the address."), new("gdpr_consent", "Tick the box.")],
        };

        var page = await Rendered.PageAsync<CommentPreviewPage>(("Model", form));

        Assert.Equal("\nFirst line", page.QuerySelector("textarea")!.TextContent);
        Assert.Equal("nobody@", page.QuerySelector("[name=author_email]")!.GetAttribute("value"));
        Assert.Equal(
            ["#field-author_email", "#field-gdpr_consent"],
            page.QuerySelectorAll("[role=alert] a").Select(link => link.GetAttribute("href")));
        Assert.Equal("true", page.QuerySelector("[name=gdpr_consent]")!.GetAttribute("aria-invalid"));
        Assert.Equal("error-gdpr_consent", page.QuerySelector("[name=gdpr_consent]")!.GetAttribute("aria-describedby"));
        Assert.Null(page.QuerySelector("[name=content]")!.GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task The_preview_carries_the_ticket_and_offers_to_send()
    {
        var parent = Sample.CommentId;
        var form = Sample.Form() with { Ticket = "signed", PreviewHtml = "<p>As shown</p>", Parent = new ReplyTarget(parent, "Grace") };

        var page = await Rendered.PageAsync<CommentPreviewPage>(("Model", form));

        Assert.Equal("signed", page.QuerySelector("input[name=ticket]")!.GetAttribute("value"));
        Assert.Equal(parent.ToString(), page.QuerySelector("input[name=parent_id]")!.GetAttribute("value"));
        Assert.Equal("As shown", page.QuerySelector(".preview .comment-body")!.TextContent);
        Assert.NotNull(page.QuerySelector("button[name=step][value=send]"));
        Assert.Equal("noindex", page.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task An_erased_comment_leaves_a_line_and_no_reply_link()
    {
        var erased = Sample.Comment() with { Author = null, Html = "", Content = "" };

        var page = await ThreadAsync(new CommentPage([erased, Sample.Comment(2)], Sample.CommentId, 60), Sample.Form());

        Assert.Equal("This comment was erased by its author.", page.QuerySelector($"#comment-{erased.Id} p")!.TextContent);
        Assert.Single(page.QuerySelectorAll(".comment-reply"));
        Assert.NotNull(page.QuerySelector($"a[rel=next][href='/posts/first/?after={Sample.CommentId}#comments']"));
        Assert.Equal("60 comments", page.QuerySelector("#comments-title")!.TextContent);
    }

    [Fact]
    public async Task A_closed_thread_shows_no_form()
    {
        var page = await ThreadAsync(new CommentPage([Sample.Comment()], null, 1), null);

        Assert.Null(page.QuerySelector("form.comment-form"));
        Assert.Empty(page.QuerySelectorAll(".comment-reply"));
        Assert.Contains("Comments are closed.", page.QuerySelector("#comments")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thread_that_cannot_be_read_is_said_to_be_away()
    {
        var page = await ThreadAsync(null, Sample.Form());

        Assert.Contains("cannot be shown at the moment", page.QuerySelector("#comments")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(0, false)]
    public async Task The_own_page_offers_an_edit_only_while_it_is_allowed(int minutesLeft, bool offered)
    {
        var model = Manage() with { EditableUntil = Sample.Now.AddMinutes(minutesLeft) };

        var page = await Rendered.PageAsync<CommentManagePage>(("Model", model));

        Assert.Equal(offered, page.QuerySelector("button[value=edit]") is not null);
        Assert.NotNull(page.QuerySelector("button[value=erase]"));
    }

    [Fact]
    public async Task Erasing_asks_once_more()
    {
        var page = await Rendered.PageAsync<CommentManagePage>(("Model", Manage() with { ConfirmErase = true }));

        Assert.NotNull(page.QuerySelector("button[value=erase-confirmed]"));
        Assert.Null(page.QuerySelector("button[value=edit]"));
    }

    internal static CommentManageModel Manage() => new()
    {
        Id = Sample.CommentId,
        ManageUrl = "https://blog.example/comments/manage/secret",
        PrivacyAddress = "/privacy/comment/token/",
        LinkFile = "/comments/manage/secret/link.txt",
        LinkMail = "mailto:?subject=s&body=b",
        Action = "/comments/manage/secret",
        PostTitle = "The post first",
        PostAddress = "/posts/first/",
        Standing = CommentStanding.Pending,
        Content = "Well said.",
        Html = "<p>Well said.</p>",
        CreatedAt = Sample.Now,
        EditableUntil = Sample.Now.AddMinutes(15),
    };

    private static Task<AngleSharp.Html.Dom.IHtmlDocument> ThreadAsync(CommentPage? comments, CommentFormModel? form) =>
        Rendered.PageAsync<PostPage>(("Model", new PostModel(Sample.Post("first"), comments, form)));
}
