namespace GoNoGo.Web.Pages;

/// <summary>Where comments are sent from the page, and where their authors come back to them.</summary>
internal static class CommentEndpoints
{
    public static void MapComments(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapFormForViewer("/posts/{slug}/comments", CommentFormEndpoint.AnswerAsync);
        endpoints.MapPrivatePage("/posts/{slug}/comments", CommentFormEndpoint.ShowAsync);
        endpoints.MapPrivatePage(CommentPlaceEndpoint.Pattern, CommentPlaceEndpoint.AnswerAsync);
        endpoints.MapPrivatePage(CommentReportEndpoint.Pattern, CommentReportEndpoint.ShowAsync);
        endpoints.MapForm(CommentReportEndpoint.Pattern, CommentReportEndpoint.ActAsync);
        endpoints.MapPrivatePage("/comments/{token}/", CommentManageEndpoint.ShowAsync);
        endpoints.MapPrivatePage(CommentLinkEndpoint.Pattern, CommentLinkEndpoint.AnswerAsync);
        endpoints.MapForm("/comments/{token}/", CommentManageEndpoint.ActAsync);
    }
}
